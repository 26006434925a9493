# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain

from .asn_one_record import check_one


class AsnAppraisal(models.Model):
    """What was said during the period of an appraisal: feedback and dialogues."""

    _inherit = "asn.appraisal"

    feedback_count = fields.Integer(compute="_compute_feedback_count")
    dialogue_count = fields.Integer(compute="_compute_dialogue_count")

    @api.depends_context("uid")
    def _compute_feedback_count(self):
        Feedback = self.env["asn.appraisal.feedback"]
        for appraisal in self:
            domain = appraisal._get_feedback_domain()
            appraisal.feedback_count = Feedback.search_count(domain)

    def _get_feedback_domain(self):
        """Return the domain of the feedback to the person during the period."""
        return (
            Domain("employee_id", "=", self.employee_id.id)
            & Domain("state", "=", "given")
            & Domain("date", ">=", self.date_start)
            & Domain("date", "<=", self.date_end)
        )

    @api.depends_context("uid")
    def _compute_dialogue_count(self):
        groups = self.env["asn.appraisal.dialogue"]._read_group(
            [("appraisal_id", "in", self.ids)], ["appraisal_id"], ["__count"]
        )
        counts = {appraisal.id: count for appraisal, count in groups}
        for appraisal in self:
            appraisal.dialogue_count = counts.get(appraisal.id, 0)

    def action_open_feedback(self):
        """Open the feedback of the period, as far as the user reads it."""
        check_one(self)
        self.check_access("read")
        action = self._open_talk("action_feedback_of_appraisal")
        return action | {
            "domain": list(self._get_feedback_domain()),
            "context": {"default_employee_id": self.employee_id.id},
        }

    def action_open_dialogues(self):
        """Open the dialogues of the appraisal, as far as the user reads them."""
        check_one(self)
        self.check_access("read")
        action = self._open_talk("action_dialogues_of_appraisal")
        return action | {
            "domain": [("appraisal_id", "=", self.id)],
            "context": {"default_appraisal_id": self.id, "create": self.is_my_team},
        }

    def _open_talk(self, name):
        Action = self.env["ir.actions.act_window"]
        return Action._for_xml_id(f"asn_appraisal.{name}")
