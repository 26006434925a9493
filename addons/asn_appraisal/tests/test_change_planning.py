# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged

from .test_change import ChangeCommon
from .test_planning import PlanningCommon


@tagged("post_install", "-at_install")
class TestChangePlanning(ChangeCommon, PlanningCommon):
    def test_exempt_while_planning_and_back_in_the_evaluation(self):
        self._launch()
        plan = self._appraisal().plan_ids
        change = self._exempt()
        self.assertEqual(plan.state, "withdrawn")
        self._open()
        self.assertFalse(self._appraisal().evaluation_ids)
        change.action_undo()
        self.assertEqual(self._appraisal().state, "evaluation")
        self.assertEqual(self._get_forms(), {self.superior: "pending"})

    def test_exempt_while_planning_and_back(self):
        self._launch()
        plan = self._appraisal().plan_ids
        self._exempt().action_undo()
        self.assertEqual(plan.state, "draft")
        self.assertEqual(self._appraisal().state, "planning")

    def test_hand_over_while_planning(self):
        self._launch()
        self.person.parent_id = self.new
        self._find("superior").action_apply()
        self.assertEqual(self._appraisal().plan_ids.superior_id, self.new)
        self.assertFalse(self._appraisal().evaluation_ids)
