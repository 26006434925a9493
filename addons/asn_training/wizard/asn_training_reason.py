# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one


class AsnTrainingReason(models.TransientModel):
    """A step of a development plan, and the reason that it needs.

    The step itself, and who may take it, is a method of the record that it is about.
    """

    _name = "asn.training.reason"
    _description = "Reason for a Step of a Development Plan"
    _inherit = ["asn.reason.mixin"]

    _references = ("plan_id", "line_id")

    step = fields.Selection(
        [
            ("return", "Needs revision"),
            ("change", "Change an approved plan"),
            ("reject", "Do not accept an activity"),
        ],
        required=True,
    )
    plan_id = fields.Many2one("asn.training.plan", ondelete="cascade")
    line_id = fields.Many2one("asn.training.plan.line", ondelete="cascade")
    reason = fields.Text(required=True)

    def action_apply(self):
        """Take the step.

        :return: action that closes the dialog
        :raise UserError: without a reason
        """
        check_one(self)
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Please give a reason."))
        if self.step == "reject":
            self.line_id._reject(reason)
        elif self.step == "return":
            self.plan_id._return(reason)
        else:
            self.plan_id._change(reason)
        return {"type": "ir.actions.act_window_close"}
