# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import warmup

from .common import SECRET
from .test_planning import PlanningCommon


@tagged("post_install", "-at_install")
class TestPlanningRaters(PlanningCommon):
    """HR replaces superiors and raters: nothing that was written is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new = cls._employee("asn_new_superior", cls.head)

    def _replace(self, rater, role="superior", user=None):
        self.env["asn.appraisal.rater"].with_user(user or self.manager).create(
            {
                "appraisal_id": self._appraisal().id,
                "role_code": role,
                "rater_id": rater.id,
                "reason": "Nobody else has seen the work",
            }
        ).action_apply()
        self.env.invalidate_all()

    def _get_forms(self, role="superior"):
        forms = self._appraisal().evaluation_ids
        forms = forms.filtered(lambda form: form.role_id.code == role)
        return {form.rater_id: form.state for form in forms}

    # ------------------------------------------------------------
    # BEFORE RATERS ARE ASKED
    # ------------------------------------------------------------

    def test_superior_replaced_in_planning_and_agreed(self):
        self._launch()
        for stage, state, superior in (
            ("planning", "planning", self.new),
            ("monitoring", "agreed", self.head),
        ):
            self.cycle._workflow_write({"state": stage})
            self._appraisal()._workflow_write({"state": state})
            self._replace(superior)
            self.assertEqual(self._appraisal().superior_id, superior)
            self.assertEqual(self._appraisal().state, state)
            self.assertFalse(self._appraisal().evaluation_ids)
        self._open()
        self.assertEqual(self._get_forms(), {self.head: "pending"})

    def test_nobody_else_before(self):
        self._launch()
        with self.assertRaisesRegex(UserError, "when the evaluation opens"):
            self._replace(self.head, "peer")
        with self.assertRaisesRegex(UserError, "already is the appraiser"):
            self._replace(self.superior)
        with self.assertRaisesRegex(UserError, "already asked"):
            self._replace(self.person)
        for user in (self.superior.user_id, self.person.user_id, self.bare):
            with self.assertRaises(AccessError):
                self._replace(self.new, user=user)
        self.assertEqual(self._appraisal().superior_id, self.superior)

    def test_not_after_the_decision(self):
        self._launch()
        self._open()
        self._answer_all()
        self._close_evaluation()
        self._decide(self._appraisal())
        with self.assertRaisesRegex(UserError, "before the decision only"):
            self._replace(self.new)

    def test_never_asked_is_not_handed_over(self):
        """An appraisal left behind in planning is not in the hands of a superior."""
        self._launch()
        self.cycle._workflow_write({"state": "calibration"})
        with self.assertRaisesRegex(UserError, "before the decision only"):
            self._replace(self.new)

    # ------------------------------------------------------------
    # AFTERWARDS
    # ------------------------------------------------------------

    def test_superior_who_comes_back_finds_the_answers(self):
        self._launch()
        self._open()
        form = self._evaluation(self.person, self.superior)
        item = form.get_sheet()["groups"][0]["items"][0]["id"]
        form.save_answer(item, {"value": 4})
        form.save_notes({"strengths": SECRET})
        self._replace(self.new)
        self.assertEqual(
            self._get_forms(), {self.superior: "cancelled", self.new: "pending"}
        )
        self._replace(self.superior)
        self.assertEqual(
            self._get_forms(), {self.superior: "draft", self.new: "cancelled"}
        )
        sheet = form.get_sheet()
        self.assertEqual(sheet["notes"]["strengths"], SECRET)
        self._replace(self.new)
        self.assertEqual(self._get_forms()[self.new], "pending")

    def test_superior_who_comes_back_after_submitting(self):
        """In the decision stage as well; the form is not asked for again."""
        self._launch()
        self._open()
        self._answer_all()
        self._replace(self.new)
        self._close_evaluation()
        self._replace(self.superior)
        self.assertEqual(self._appraisal().superior_id, self.superior)
        self.assertEqual(self._appraisal().outcome_ids.superior_id, self.superior)
        self.assertEqual(
            self._get_forms(), {self.superior: "submitted", self.new: "expired"}
        )

    def test_colleague_becomes_superior(self):
        """The open form of the colleague is taken back, a submitted one stays."""
        self._launch()
        self._open()
        first, second = self.members[1:3]
        self._answer(self._evaluation(self.person, second))
        self._replace(first)
        self.assertEqual(self._get_forms("peer")[first], "cancelled")
        self.assertEqual(self._get_forms()[first], "pending")
        self._replace(second)
        self.assertEqual(self._get_forms("peer")[second], "submitted")
        self.assertEqual(self._get_forms()[first], "cancelled")
        self.assertEqual(self._get_forms()[second], "pending")
        self._replace(first, "peer")
        self.assertEqual(self._get_forms("peer")[first], "pending")
        with self.assertRaisesRegex(UserError, "already asked"):
            self._replace(first, "peer")

    def test_new_rater_is_told(self):
        self._launch()
        self._open()
        self._replace(self.new)
        mails = self.env["mail.mail"].search(
            [("model", "=", "asn.appraisal.evaluation")]
        )
        told = mails.recipient_ids.filtered(
            lambda partner: partner == self.new.user_id.partner_id
        )
        self.assertEqual(len(told), 1)

    # ------------------------------------------------------------
    # COST
    # ------------------------------------------------------------

    @warmup
    def test_opening_costs_the_same_for_many(self):
        """50 people cost as many queries as one."""
        many = self.env["hr.employee"].union(
            *(self._employee(f"asn_many_{n}", self.superior) for n in range(50))
        )
        counts = {}
        for number, size in enumerate((1, 50)):
            year = 2040 + number
            cycle = self._cycle(
                name=f"{size} people",
                population_domain=str([("id", "in", many[:size].ids)]),
                date_start=f"{year}-01-01",
                date_end=f"{year}-12-31",
                has_planning=True,
                planning_end="2026-01-01",
            )
            cycle.action_launch()
            self._run_jobs(cycle)
            cycle.action_open_evaluation()
            job = self.env["asn.appraisal.job.open"]
            counts[size] = self._count_queries(job._run_batch, cycle)
            self.assertFalse(job._count_remaining(cycle))
        self.assertLessEqual(counts[50], counts[1])
        self.assertLessEqual(counts[50], 24)
