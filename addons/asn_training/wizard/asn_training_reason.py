# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one


class AsnTrainingReason(models.TransientModel):
    """A step of a development plan, and the reason that it needs.

    The step itself, and who may take it, is a method of the record that it is about.
    """

    _name = "asn.training.reason"
    _description = "Reason for a Step of a Development Plan"

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

    @api.model_create_multi
    def create(self, vals_list):
        reasons = super().create(vals_list)
        reasons._check_references()
        return reasons

    def write(self, vals):
        result = super().write(vals)
        self._check_references()
        return result

    def _check_references(self):
        """:raise AccessError: for records that the user may not read"""
        for records in (self.plan_id, self.line_id):
            records.check_access("read")

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

    @api.model
    def _ask(self, step, title, **vals):
        """Return the action that asks for the reason.

        :param str step: one of the field's values
        :param str title: heading of the dialog
        :param vals: ids of what it is about, by field
        """
        defaults = {f"default_{name}": value for name, value in vals.items()}
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_step": step} | defaults,
        }
