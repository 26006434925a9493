# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestCredit(AppraisalCommon):
    """Points of functional posts, with arithmetic that can be done again by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        level = cls.env.ref("asn_appraisal.credit_level_first")
        cls.job = cls.env["hr.job"].create(
            {"name": "Functional post", "asn_credit_level_id": level.id}
        )
        cls.person.job_id = cls.job
        cls.Entry = cls.env["asn.credit.entry"]

    def _play_period(self, start="2026-01-01", end="2026-12-31", value=3):
        self.cycle.write({"date_start": start, "date_end": end})
        with freeze_time("2027-01-04 03:00:00"):
            self._play(value)
        return self.Entry.search([("cycle_id", "=", self.cycle.id)])

    def test_official_example(self):
        """2/12 × 100 % × 12.5 = 2.08."""
        entry = self._play_period("2026-01-01", "2026-02-28")
        self.assertEqual(entry.employee_id, self.person)
        self.assertEqual(entry.predicate_id.code, "good")
        self.assertEqual((entry.share, entry.coefficient), (100, 12.5))
        self.assertEqual(entry.months, "2")
        self.assertEqual(entry.points, 2.08)
        self.assertEqual(entry.formula, "100 % × 12.50 × 2 ÷ 12 months = 2.08")

    def test_full_year(self):
        self.assertEqual(self._play_period().points, 12.5)

    def test_month_in_part_counts_by_its_days(self):
        entry = self._play_period("2026-01-01", "2026-04-15")
        self.assertEqual(entry.months, "7/2")
        self.assertEqual(entry.points, 3.65)  # 43.75 ÷ 12 = 3.6458…
        self.assertIn("7/2 (≈ 3.5000)", entry.formula)

    def test_level_of_the_person_goes_before_that_of_the_post(self):
        middle = self.env.ref("asn_appraisal.credit_level_middle")
        self.person.version_id.date_version = "2026-01-01"
        self.person.asn_credit_level_id = middle
        entry = self._play_period("2026-01-01", "2026-02-28")
        self.assertEqual(entry.level_id, middle)
        self.assertEqual(entry.points, 6.25)  # 37.5 × 2 ÷ 12

    def test_other_posts_earn_none(self):
        self.job.asn_credit_level_id = False
        self.assertFalse(self._play_period())

    def test_what_was_noted_stays(self):
        entry = self._play_period()
        self.job.asn_credit_level_id.coefficient = 99
        entry.predicate_id.credit_share = 1
        self.env.invalidate_all()
        self.assertEqual((entry.coefficient, entry.points), (12.5, 12.5))
        with self.assertRaises(AccessError):
            entry.with_user(self.manager).write({"points": 99})

    def test_later_version_replaces(self):
        entry = self._play_period()
        poor = self.env.ref("asn_appraisal.predicate_poor")
        first = entry.outcome_id
        names = ("appraisal_id", "cycle_id", "company_id", "employee_id")
        second = self.env["asn.appraisal.outcome"]._workflow_create(
            [
                {name: first[name].id for name in names}
                | {"version": 2, "state": "published", "predicate_id": poor.id}
            ]
        )
        new = self.Entry._credit(second)
        self.assertEqual((entry.state, new.state), ("superseded", "valid"))
        self.assertEqual((new.points, new.collected), (6.25, 6.25))

    def test_who_reads(self):
        entry = self._play_period()
        boss = self.superior.user_id
        for user in (self.person.user_id, boss, self.manager, self.auditor):
            self.assertEqual(self.Entry.with_user(user).search([]), entry)
        for user in (self.members[1].user_id, self.head.user_id, self.officer):
            self.assertFalse(self.Entry.with_user(user).search([]))

    def test_printed_with_the_result(self):
        self._play_period("2026-01-01", "2026-02-28")
        appraisal = self._appraisal().with_user(self.person.user_id)
        html, __ = self.env["ir.actions.report"]._render_qweb_html(
            "asn_appraisal.action_report_appraisal_result", appraisal.ids
        )
        self.assertIn("100 % × 12.50 × 2 ÷ 12 months = 2.08", html.decode())
