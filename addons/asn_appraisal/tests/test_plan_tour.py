# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields
from odoo.tests import HttpCase, tagged

from .plan_common import PlanCommon


@tagged("post_install", "-at_install")
class TestPlanTour(PlanCommon, HttpCase):
    """A plan in a browser: drafted, agreed, worked on, checked and changed."""

    @classmethod
    def _cycle_with_planning(cls, year):
        # The browser's clock cannot be stopped: work is noted today.
        return super()._cycle_with_planning(fields.Date.today().year)

    def _tour(self, name, record, action, by_superior=False):
        person = self.superior if by_superior else self.person
        self.start_tour(
            f"/odoo/action-asn_appraisal.{action}/{record.id}",
            f"asn_appraisal_plan_{name}",
            login=person.user_id.login,
        )
        self.env.invalidate_all()

    def test_plan(self):
        above = self._plan(self.superior)
        self._tour("draft", self.plan, "action_my_plans")
        self.assertEqual((self.plan.state, above.state), ("submitted", "draft"))
        self._tour("agree", self.plan, "action_team_plans", by_superior=True)
        self._tour("note", self.plan, "action_my_plans")
        entry = self.appraisal.progress_ids
        self.assertEqual((entry.amount, entry.evidence_count), (8, 1))
        self._tour("question", entry, "action_team_progress", by_superior=True)
        self.assertEqual(entry.state, "questioned")
        self.assertEqual(self.plan.achievement, 0)
        self._tour("answer", entry, "action_my_progress")
        self.assertEqual(entry.state, "noted")
        self._check(entry)
        self._change()

    def _check(self, entry):
        check = self.appraisal.check_ids.filtered(
            lambda check: check.date_from <= entry.date <= check.date_to
        )
        self._tour("check", check, "action_team_checks", by_superior=True)
        self.assertEqual((check.state, check.rating), ("done", "meets"))
        self.assertEqual(entry.check_id, check)
        self._tour("read_check", check, "action_my_checks")

    def _change(self):
        self._tour("change", self.plan, "action_my_plans")
        change = self.appraisal.plan_ids.filtered(lambda plan: plan.version == 2)
        self.assertEqual(change.reason, "A second counter opens")
        self._tour("agree_change", change, "action_team_plans", by_superior=True)
        self.assertEqual((self.plan.state, change.state), ("superseded", "agreed"))


@tagged("post_install", "-at_install")
class TestPlanTourPhone(TestPlanTour):
    """The same with a finger, 390 pixels wide."""

    browser_size = "390x844"
    touch_enabled = True
