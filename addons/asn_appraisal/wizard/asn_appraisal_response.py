# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import UserError


class AsnAppraisalResponse(models.TransientModel):
    """What the person appraised says to a published result."""

    _name = "asn.appraisal.response"
    _description = "Response to a Result"

    appraisal_id = fields.Many2one("asn.appraisal", required=True, ondelete="cascade")
    response = fields.Selection(
        [
            ("acknowledged", "I have read it and acknowledge it"),
            ("disagreed", "I have read it and disagree"),
            ("refused", "I refuse to acknowledge it"),
        ],
        string="Your Response",
        required=True,
        default="acknowledged",
    )
    reason = fields.Text(string="Your Words", help="Needed if you disagree.")

    def action_apply(self):
        """Note the response.

        :return: action that closes the dialog
        :raise UserError: for a disagreement without a reason
        """
        for wizard in self:
            reason = (wizard.reason or "").strip()
            if wizard.response == "disagreed" and not reason:
                raise UserError(self.env._("Say why you disagree."))
            wizard.appraisal_id._respond(wizard.response, reason or False)
        return {"type": "ir.actions.act_window_close"}
