# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestNextStep(AppraisalCommon):
    """The cycle's page tells HR what comes next, with the figures behind it."""

    def _assert_step(self, *parts, user=None):
        self.env.invalidate_all()
        step = self.cycle.with_user(user or self.manager).next_step
        for part in parts:
            self.assertIn(part, step)

    def test_every_stage(self):
        self._assert_step("6 employees", "10 December 2026")
        self.cycle.with_user(self.manager).action_launch()
        self._assert_step("in the background")
        self._run_jobs()
        count = len(self.cycle.appraisal_ids.evaluation_ids)
        self._answer(self._evaluation(self.superior, self.head))
        self._assert_step(f"1 of {count} forms", "5 forms of superiors")
        for form in self.cycle.appraisal_ids.evaluation_ids.filtered("is_open"):
            self._answer(form)
        self._close_evaluation()
        self._assert_step("0 of 6 appraisals", "20 December 2026")
        self._decide(self._appraisal())
        self._publish()
        self._assert_step("1 of 6 results", "5 are not")
        for appraisal in self.cycle.appraisal_ids - self._appraisal():
            self._decide(appraisal)
        self._publish()
        self._assert_step("All 6 results", "close the cycle")

    def test_others_read_dates_and_no_figures(self):
        self._launch()
        for user in (self.bare, self.auditor, self.person.user_id):
            self._assert_step("30 December 2026", user=user)
            self.assertNotIn("forms", self.cycle.with_user(user).next_step)
