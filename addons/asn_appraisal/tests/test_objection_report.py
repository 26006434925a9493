# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .objection_common import REASON, ObjectionCommon

REPORT = "asn_appraisal.report_objection_decision"


@tagged("post_install", "-at_install")
class TestObjectionReport(ObjectionCommon):
    """The decision letter says what each side said, what was decided and why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._receive()
        cls.objection = cls._file()
        cls._state(cls.objection, "One of three.")

    def _decide_it(self, decision, **vals):
        Wizard = self.env["asn.appraisal.objection.decision"]
        Wizard.with_user(self.head.user_id).create(
            {
                "objection_id": self.objection.id,
                "decision": decision,
                "reason": "The letters show it.",
            }
            | vals
        ).action_apply()

    def _render(self, user=None):
        Report = self.env["ir.actions.report"].with_user(user or self.person.user_id)
        html, __ = Report._render_qweb_html(REPORT, self.objection.ids)
        return " ".join(html.decode().split())

    def test_letter_of_a_change(self):
        self._decide_it("change", result_rating="meets", behaviour_rating="meets")
        html = self._render()
        later = self.objection.sudo().new_outcome_id
        seal = self.env["asn.appraisal.seal"].search([("outcome_id", "=", later.id)])
        for text in (
            *(REASON, "One of three.", "The letters show it.", "asn_head"),
            *(self.objection.reference, seal.token, "Superior of the Appraiser"),
            *("Above expectation", "Meets expectation", "This decision is final."),
        ):
            self.assertIn(text, html)

    def test_letter_of_no_change_leads_to_the_seal_in_force(self):
        self._decide_it("keep")
        html = self._render(self.superior.user_id)
        seal = self.env["asn.appraisal.seal"].search(
            [("outcome_id", "=", self.outcome.id)]
        )
        self.assertIn(seal.token, html)
        self.assertNotIn("From now on", html)

    def test_letter_of_an_annulment(self):
        self._decide_it("annul")
        self.assertIn("The result is annulled", self._render())

    def test_result_document_of_an_annulled_result(self):
        self._decide_it("annul")
        Report = self.env["ir.actions.report"].with_user(self.person.user_id)
        name = "asn_appraisal.report_appraisal_result"
        html, __ = Report._render_qweb_html(name, self.appraisal.ids)
        self.assertIn("annulled", html.decode())

    def test_only_parties_and_only_decided(self):
        with self.assertRaises(UserError):
            self._render()
        self._decide_it("keep")
        for user in (self.bare, self.officer, self.members[1].user_id):
            with self.assertRaises(AccessError):
                self._render(user)
        for user in (self.head.user_id, self.manager, self.auditor):
            self.assertIn("The letters show it.", self._render(user))
