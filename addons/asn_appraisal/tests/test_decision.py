# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestDecision(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.action_launch()
        cls._run_jobs()
        cls._answer_all(3)

    def test_suggestion_accepted(self):
        self._close_evaluation()
        outcome = self._decide(self._appraisal())
        self.assertEqual(outcome.result_rating, "meets")
        self.assertEqual(outcome.predicate_id.code, "good")
        self.assertEqual(outcome.decided_by_id, self.superior.user_id)
        self.assertEqual(self._appraisal().state, "rated")

    def test_reason_where_it_differs(self):
        self._close_evaluation()
        with self.assertRaisesRegex(UserError, "reason.*asn_member_0"):
            self._decide(self._appraisal(), behaviour_rating="below")
        outcome = self._decide(
            self._appraisal(), behaviour_rating="below", behaviour_reason="Misconduct"
        )
        self.assertEqual(outcome.predicate_id.code, "poor")
        self.assertEqual(outcome.behaviour_reason, "Misconduct")

    def test_decided_again_before_publication(self):
        self._close_evaluation()
        self._decide(self._appraisal())
        outcome = self._decide(
            self._appraisal(), result_rating="above", result_reason="New evidence"
        )
        self.assertEqual(outcome.predicate_id.code, "good")
        self.assertEqual(outcome.result_rating, "above")

    def test_too_early_and_too_late(self):
        with self.assertRaises(UserError):
            self._decide(self._appraisal())
        self._close_evaluation()
        self._decide(self._appraisal())
        self._publish()
        with self.assertRaises(UserError):
            self._decide(self._appraisal())

    def test_nobody_else_decides(self):
        self._close_evaluation()
        for user in (self.manager, self.person.user_id, self.head.user_id, self.bare):
            with self.assertRaises(AccessError):
                self.env["asn.appraisal.decision"].with_user(user).create(
                    {"appraisal_id": self._appraisal().id}
                ).action_apply()

    def test_published_are_only_those_decided(self):
        self._close_evaluation()
        with self.assertRaisesRegex(UserError, "Test Cycle"):
            self.cycle.action_publish()
        self._decide(self._appraisal())
        self._publish()
        self.assertEqual(self._appraisal().state, "published")
        self.assertEqual(self._appraisal(self.members[1]).state, "evaluation")

    def test_superior_replaced_mid_cycle(self):
        new = self._employee("asn_new_superior", self.head)
        late = self._cycle(
            name="Late",
            population_domain=str([("id", "=", self.person.id)]),
            date_start="2028-01-01",
            date_end="2028-12-31",
        )
        late.action_launch()
        self._run_jobs(late)
        self.superior.active = False
        appraisal = late.appraisal_ids
        self.env["asn.appraisal.rater"].with_user(self.manager).create(
            {
                "appraisal_id": appraisal.id,
                "role_code": "superior",
                "rater_id": new.id,
            }
        ).action_apply()
        self.assertEqual(appraisal.superior_id, new)
        forms = appraisal.evaluation_ids.filtered(lambda e: e.role_kind == "superior")
        self.assertEqual(
            {(form.rater_id, form.state) for form in forms},
            {(self.superior, "cancelled"), (new, "pending")},
        )
