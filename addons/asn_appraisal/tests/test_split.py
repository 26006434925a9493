# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_change import ChangeCommon

LOW = {
    "result_rating": "below",
    "behaviour_rating": "meets",
    "result_reason": "Two of five goals were not reached",
    "behaviour_reason": "As the answers say",
}


@tagged("post_install", "-at_install")
class SplitCommon(ChangeCommon):
    """A person who moves within the year, to another superior."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()

    def _split(self, day="2026-05-01"):
        """Move the person to another superior and cut the year there."""
        self.person.parent_id = self.new
        change = self._find("superior")
        change.split_date = day
        change.action_apply()
        self.env.invalidate_all()
        parts = self.cycle.appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id == self.person
        )
        return parts.sorted("date_start")

    def _finish(self, parts, **first):
        """Let everybody answer, the superiors decide, and HR publish."""
        for form in self.cycle.appraisal_ids.evaluation_ids.filtered("is_open"):
            self._answer(form, 3)
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal, **(first if appraisal == parts[0] else {}))
        with freeze_time("2027-01-04"):
            self._publish()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestSplit(SplitCommon):
    """Who moves within the year is rated in each post, by the superior of then."""

    def test_two_parts_with_their_superiors(self):
        first, second = self._split()
        days = [
            str(day)
            for part in (first, second)
            for day in (part.date_start, part.date_end)
        ]
        self.assertEqual(days, ["2026-01-01", "2026-04-30", "2026-05-01", "2026-12-31"])
        self.assertEqual(first.superior_id, self.superior)
        self.assertEqual(second.superior_id, self.new)
        raters = second.evaluation_ids.filtered(
            lambda form: form.role_id.code == "superior"
        ).rater_id
        self.assertEqual(raters, self.new)
        self.assertFalse(self._find("superior"))

    def test_day_outside_of_the_period(self):
        for day in ("2026-01-01", "2027-01-01"):
            with self.assertRaisesRegex(UserError, "must begin between"):
                self._split(day)

    def test_without_a_day_the_new_superior_takes_over(self):
        self.assertEqual(len(self._split(False)), 1)

    def test_whole_year_weighs_the_parts_by_months(self):
        parts = self._split()
        self._finish(parts)
        for part in parts:
            year = part.with_user(self.person.user_id).result_page["year"]
            self.assertEqual(
                [line["months"] for line in year["lines"]], ["4.00", "8.00"]
            )
            weights = [line["weight"] for line in year["lines"]]
            self.assertEqual(weights, ["33.33 %", "66.67 %"])
            self.assertEqual(year["totals"]["result"], "3.00")
            self.assertEqual(year["predicate"], "Good")

    def test_decision_of_a_part_enters_the_year(self):
        parts = self._split()
        self._finish(parts, **LOW)
        year = parts[0].with_user(self.person.user_id).result_page["year"]
        low, high = (float(line["texts"]["result"]) for line in year["lines"])
        self.assertLess(low, high)
        self.assertEqual(year["totals"]["result"], f"{(4 * low + 8 * high) / 12:.2f}")

    def test_superior_of_one_part_is_told_of_that_part_alone(self):
        first, second = self._split()
        self._finish(first | second)
        self.assertFalse(first.with_user(self.superior.user_id).result_page["year"])
        self.assertFalse(second.with_user(self.new.user_id).result_page["year"])
        self.assertTrue(first.with_user(self.manager).result_page["year"])

    def test_whole_year_of_others_says_nothing(self):
        parts = self._split()
        self._finish(parts)
        other = self._appraisal(self.members[1])
        page = other.with_user(self.members[1].user_id).result_page
        self.assertFalse(page["year"])
