# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged

from .test_acting import ActingCommon
from .test_planning import PlanningCommon


@tagged("post_install", "-at_install")
class TestActingPlanning(ActingCommon, PlanningCommon):
    def test_tasks_are_stages(self):
        self._launch()
        acting = self._act(
            kind="delegate", does_plans=True, does_rating=False, does_decision=False
        )
        self.assertEqual(self._get_superiors(), self.deputy)
        self._agree(self.person)
        self._open()
        self.assertEqual(self._get_superiors(), self.superior)
        self.assertEqual(self._get_forms(), {self.superior: "pending"})
        self.assertEqual(acting.state, "active")

    def test_same_colleagues_as_without(self):
        self._launch()
        self._act(date_end="2026-12-31")
        self._open()
        self.assertEqual(self._get_forms(), {self.deputy: "pending"})
        peers = set(self._get_forms(kind="peer"))
        self.assertTrue(peers)
        self.assertLessEqual(peers, set(self.members - self.person))

    def test_plan_is_signed_by_who_agreed(self):
        self._launch()
        acting = self._act()
        plan = self._appraisal().plan_ids
        plan._step({"state": "submitted", "submitted_by": "employee"})
        plan.with_user(self.deputy.user_id)._agree()
        acting.action_end()
        self.assertEqual(plan.superior_id, self.superior)
        self.assertEqual(plan.signatory_id, self.deputy)
        Result = self.env["report.asn_appraisal.report_appraisal_result"]
        people = Result._get_people(self._appraisal(), plan)
        self.assertEqual(people["superior"]["title"], "Plh. Post of asn_superior")
        self.assertEqual(people["superior"]["name"], "asn_deputy")
