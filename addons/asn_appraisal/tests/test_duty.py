# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AppraisalCommon

LOW = {
    "result_rating": "below",
    "behaviour_rating": "meets",
    "result_reason": "Two of five goals were not reached",
    "behaviour_reason": "As the answers say",
}


@tagged("post_install", "-at_install")
class TestDuty(AppraisalCommon):
    """A low predicate obliges the superior, not only the person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.resource_calendar_id.tz = "Asia/Jakarta"
        with freeze_time("2027-01-04 20:00:00"):  # the day after in Jakarta
            cls._launch()
            cls._answer_all()
            cls._close_evaluation()
            for appraisal in cls.cycle.appraisal_ids:
                low = appraisal.employee_id == cls.person
                cls._decide(appraisal, **(LOW if low else {}))
            cls._publish()
        cls.Duty = cls.env["asn.appraisal.duty"]
        cls.duty = cls.Duty.search([("cycle_id", "=", cls.cycle.id)])
        cls.as_superior = cls.duty.with_user(cls.superior.user_id)

    def _make_version(self, predicate):
        """Return a second, published version of the result with another predicate."""
        first = self.duty.outcome_id
        names = ("appraisal_id", "cycle_id", "company_id", "employee_id", "superior_id")
        vals = {name: first[name].id for name in names} | {
            "version": 2,
            "state": "published",
            "predicate_id": self.env.ref(f"asn_appraisal.predicate_{predicate}").id,
            "published_on": first.published_on,
        }
        return self.env["asn.appraisal.outcome"]._workflow_create([vals])

    # ------------------------------------------------------------
    # OPENED BY RULE
    # ------------------------------------------------------------

    def test_opened_for_the_low_predicate_alone(self):
        self.assertEqual(self.duty.employee_id, self.person)
        self.assertEqual(self.duty.superior_id, self.superior)
        self.assertEqual(self.duty.predicate_id.code, "needs_improvement")
        self.assertEqual(str(self.duty.due_date), "2027-03-06")  # 5 January + 60

    def test_limit_is_the_cycles(self):
        outcome = self.duty.outcome_id
        self.cycle.follow_up_predicate_id = self.env.ref("asn_appraisal.predicate_poor")
        self.assertFalse(outcome._asks_follow_up())
        self.cycle.follow_up_predicate_id = False
        self.assertFalse(outcome._asks_follow_up())
        self.cycle.follow_up_predicate_id = outcome.predicate_id
        self.assertTrue(outcome._asks_follow_up())

    def test_better_version_takes_it_away(self):
        self.Duty._open(self._make_version("good"))
        self.assertEqual(self.duty.state, "cancelled")

    def test_second_low_version_goes_on_with_it(self):
        second = self._make_version("poor")
        self.assertFalse(self.Duty._open(second))
        self.assertEqual(self.duty.outcome_id, second)
        self.assertEqual(
            (self.duty.state, self.duty.predicate_id.code), ("open", "poor")
        )

    # ------------------------------------------------------------
    # WHO DOES WHAT
    # ------------------------------------------------------------

    def test_superior_agrees_and_ends_it(self):
        self.as_superior.write({"kind": "training", "description": "A course"})
        with self.assertRaises(UserError):
            self.as_superior.action_done()
        self.as_superior.closing_note = "Course attended in February"
        with freeze_time("2027-02-20"):
            self.as_superior.action_done()
        self.assertEqual(self.duty.state, "done")
        self.assertEqual(self.duty.closed_by_id, self.superior.user_id)
        with self.assertRaises(UserError):
            self.as_superior.description = "Something else"

    def test_day_is_moved_by_hr_alone(self):
        with self.assertRaises(AccessError):
            self.as_superior.due_date = "2028-01-01"
        self.duty.with_user(self.manager).due_date = "2027-04-01"

    def test_hr_waives_with_a_reason(self):
        self.as_superior.closing_note = "On leave"
        with self.assertRaises(AccessError):
            self.as_superior.action_waive()
        self.duty.with_user(self.manager).action_waive()
        self.assertEqual(self.duty.state, "waived")

    def test_person_reads_and_changes_nothing(self):
        own = self.duty.with_user(self.person.user_id)
        self.assertEqual(own.kind, "coaching")
        for change in (
            lambda: own.write({"description": "x"}),
            own.action_done,
            own.action_waive,
        ):
            with self.assertRaises(AccessError):
                change()

    def test_state_is_not_written(self):
        for user in (self.superior.user_id, self.manager):
            with self.assertRaises(AccessError):
                self.duty.with_user(user).write({"state": "done"})

    def test_others_do_not_know(self):
        for user in (self.members[1].user_id, self.head.user_id, self.bare):
            self.assertFalse(self.Duty.with_user(user).search([]))

    # ------------------------------------------------------------
    # WHERE IT SHOWS
    # ------------------------------------------------------------

    def test_on_the_result_page(self):
        appraisal = self._appraisal().with_user(self.person.user_id)
        step = appraisal.result_page["steps"][-1]
        self.assertEqual(step["code"], "duty")
        self.assertIn(self.superior.name, step["text"])
        other = self._appraisal(self.members[1]).with_user(self.members[1].user_id)
        codes = [step["code"] for step in other.result_page["steps"]]
        self.assertNotIn("duty", codes)

    def test_owed_by_both(self):
        for user, key in ((self.person, "my_duties"), (self.superior, "duties")):
            owed = self.env["asn.appraisal.owed"].with_user(user.user_id)._get_owed()
            kinds = {kind["key"]: kind for kind in owed}
            self.assertEqual(kinds[key]["count"], 1)
