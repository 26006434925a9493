# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .plan_common import PlanCommon


@tagged("post_install", "-at_install")
class TestFeedbackGoal(PlanCommon):
    """Feedback on a goal tells nobody how a goal reads that they may not read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._agree()
        cls.goal = cls.plan.goal_ids
        cls.colleague = cls.members[1]

    def _write(self, author, **vals):
        Feedback = self.env["asn.appraisal.feedback"].with_user(author.user_id)
        return Feedback.create(
            {"employee_id": self.person.id, "text": "x", "goal_id": self.goal.id} | vals
        )

    def _ask(self, requester, **vals):
        Ask = self.env["asn.appraisal.feedback.ask"].with_user(requester.user_id)
        question = Ask.create(
            {
                "employee_id": requester.id,
                "asked_ids": [Command.link(self.colleague.id)],
                "question": "Does it help?",
                "goal_id": self.goal.id,
            }
            | vals
        )
        question.action_ask()
        return self.env["asn.appraisal.feedback.request"].search(
            [("goal_id", "=", self.goal.id)]
        )

    def test_of_the_superior(self):
        feedback = self._write(self.superior)
        self.assertTrue(feedback.has_goals)
        feedback.action_give()
        mine = feedback.with_user(self.person.user_id)
        self.assertEqual(mine.goal_id, self.goal)

    def test_not_of_a_colleague(self):
        with self.assertRaisesRegex(ValidationError, "speak of"):
            self._write(self.colleague)
        feedback = self._write(self.colleague, goal_id=False)
        self.assertFalse(feedback.has_goals)
        with self.assertRaisesRegex(ValidationError, "speak of"):
            feedback.goal_id = self.goal

    def test_not_of_somebody_else(self):
        with self.assertRaisesRegex(ValidationError, "speak of"):
            self._write(self.superior, employee_id=self.colleague.id)

    def test_not_to_the_unit(self):
        with self.assertRaisesRegex(ValidationError, "whole unit"):
            self._write(self.superior, visibility="unit")

    def test_of_a_colleague_who_is_asked_about_it(self):
        request = self._ask(self.person).with_user(self.colleague.user_id)
        Feedback = request.env["asn.appraisal.feedback"]
        context = request.action_answer()["context"]
        feedback = Feedback.with_context(**context).create({"text": "It does"})
        self.assertEqual(feedback.sudo().goal_id, self.goal.sudo())
        feedback.action_give()
        self.assertEqual(request.state, "answered")

    def test_asking_about_goals_of_others(self):
        with self.assertRaises(AccessError):
            self._ask(self.members[2])
        with self.assertRaisesRegex(UserError, "somebody else"):
            self._ask(self.superior)

    def test_goal_of_a_draft_can_go(self):
        feedback = self._write(self.superior)
        self.env.cr.execute(
            "DELETE FROM asn_appraisal_goal WHERE id = %s", (self.goal.id,)
        )
        self.env.invalidate_all()
        self.assertFalse(feedback.goal_id)
