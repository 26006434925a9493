# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.tests import tagged

from .test_planning import PlanningCommon


@tagged("post_install", "-at_install")
class TestPlanningPages(PlanningCommon):
    """What moves a cycle by its dates, and what its pages say."""

    # ------------------------------------------------------------
    # DATES
    # ------------------------------------------------------------

    def _follow(self, day):
        with freeze_time(day):
            self.env["asn.appraisal.cycle"]._cron_follow_dates()
        return self.cycle.state

    def test_follow_dates(self):
        self.cycle.follow_dates = True
        self._launch()
        self.assertEqual(self._follow("2026-02-01"), "planning")
        self.assertEqual(self._follow("2026-02-02"), "monitoring")
        self.assertEqual(self._follow("2026-10-31"), "monitoring")
        self.assertEqual(self._follow("2026-11-01"), "evaluation")
        self.assertEqual(self.cycle.job, "open")
        self.assertEqual(self._follow("2026-12-11"), "evaluation", "still at work")
        self._run_jobs()
        self.assertEqual(self._follow("2026-12-10"), "evaluation")
        self.assertEqual(self._follow("2026-12-11"), "calibration")

    def test_follow_dates_after_a_pause(self):
        """A server that stood still opens the evaluation at once, if not too late."""
        self.cycle.follow_dates = True
        self._launch()
        self.assertEqual(self._follow("2026-12-11"), "monitoring")
        self.cycle._workflow_write({"state": "planning"})
        self.assertEqual(self._follow("2026-11-15"), "evaluation")

    def test_dates_move_nothing_unasked(self):
        self._launch()
        self.assertEqual(self._follow("2026-12-01"), "planning")

    # ------------------------------------------------------------
    # WHAT IS NEXT
    # ------------------------------------------------------------

    def _assert_step(self, *parts, user=None):
        self.env.invalidate_all()
        step = self.cycle.with_user(user or self.manager).next_step
        for part in parts:
            self.assertIn(part, step)

    def test_what_the_cycle_says_is_next(self):
        self._assert_step("6 employees", "1 February 2026", "1 November 2026")
        self._launch()
        self._agree(self.person)
        self._assert_step("1 of 6", "1 February 2026", "start monitoring")
        self._assert_step("raters are asked from 1 November", user=self.bare)
        self.cycle.action_start_monitoring()
        self._assert_step("1 of 6", "open the evaluation", "10 December 2026")
        self.assertEqual(self.cycle.agreed_count, 1)
        self.assertEqual(self.cycle.decided_count, 0)

    def test_what_the_appraisal_says_is_next(self):
        self._launch()
        appraisal = self._appraisal()
        mine = appraisal.with_user(self.person.user_id)
        theirs = appraisal.with_user(self.superior.user_id)
        self.assertRegex(mine.next_step, "Draft your performance plan.*02/01/2026")
        self.assertRegex(theirs.next_step, "Agree the performance plan with")
        self.assertRegex(
            appraisal.with_user(self.auditor).next_step, "plan is to be agreed"
        )
        self.assertIn("Agree the plan by", mine.next_step_short)
        self._agree(self.person)
        self.assertRegex(mine.next_step, "is agreed.*11/01/2026")
        self.assertIn("Raters are asked from", theirs.next_step_short)
        self._open()
        self.assertIn("Raters answer until", mine.next_step)

    def test_never_asked(self):
        """An appraisal that no rater was asked about waits for no decision."""
        self._launch()
        self.cycle._workflow_write({"state": "calibration"})
        self.env.invalidate_all()
        appraisal = self._appraisal().with_user(self.superior.user_id)
        self.assertIn("could not be asked", appraisal.next_step)
        self.assertIn("could not be asked", appraisal.next_step_short)
        self.assertFalse(appraisal.can_decide)

    def test_plans_that_wait(self):
        self._launch()
        self._agree(self.person)
        action = self.cycle.with_user(self.manager).action_open_plans()
        self.assertTrue(action["context"]["search_default_planning"])
        self.assertEqual(action["domain"], [("cycle_id", "in", self.cycle.ids)])

    # ------------------------------------------------------------
    # READINESS AND PREVIEW
    # ------------------------------------------------------------

    def test_readiness(self):
        """As long as nobody is asked, gaps speak of who could be."""
        self.members[3].user_id.email = False
        self._launch()
        self.cycle.with_user(self.manager).action_check_readiness()
        self.assertIn("no_email", self.cycle.issue_ids.mapped("kind"))
        self.assertNotIn(self.person, self._find_few_raters())
        self.cycle.action_start_monitoring()
        (self.members - self.person).user_id.active = False
        self.cycle.with_user(self.manager).action_check_readiness()
        self.assertIn(self.person, self._find_few_raters())

    def _find_few_raters(self):
        issues = self.cycle.issue_ids
        return issues.filtered(lambda gap: gap.kind == "few_raters").employee_id

    def _preview(self):
        action = self.cycle.with_user(self.manager).action_preview_launch()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_preview_shows_raters_of_later(self):
        first = self._preview()
        self.assertEqual(self.cycle.state, "draft")
        self.assertFalse(self.cycle.appraisal_ids)
        self._launch()
        self._agree(self.person)
        second = self._preview()
        self.assertEqual(self.cycle.state, "planning")
        self.assertEqual(self._appraisal().state, "agreed")
        self.assertFalse(self.cycle.appraisal_ids.evaluation_ids)
        self._open()
        forms = self.cycle.appraisal_ids.evaluation_ids
        for preview in (first, second):
            self.assertEqual(preview.person_count, 6)
            self.assertEqual(preview.evaluation_count, len(forms))
            self.assertEqual(preview.rater_count, len(forms.rater_id))
            self.assertEqual(preview.mail_count, len(forms.rater_id))
        self.assertFalse(self._preview().person_count)

    def test_cancelled_is_not_previewed(self):
        self._launch()
        self._appraisal().with_user(self.manager).action_cancel()
        self.assertEqual(self._preview().person_count, 5)
