# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalObjectionDialog(models.TransientModel):
    """A step of an objection, and the words that it needs.

    The step itself, and who may take it, is a method of the objection.
    """

    _name = "asn.appraisal.objection.dialog"
    _description = "Step of an Objection (Dialog)"

    step = fields.Selection(
        [
            ("state", "Answer as the appraiser"),
            ("reply", "Reply"),
            ("hearing", "Set a hearing"),
            ("minutes", "Write the minutes"),
            ("hand_over", "Name a deputy"),
            ("withdraw", "Withdraw"),
        ],
        required=True,
    )
    objection_id = fields.Many2one(
        "asn.appraisal.objection", required=True, ondelete="cascade"
    )
    text = fields.Text()
    file = fields.Binary()
    file_name = fields.Char()
    hearing_on = fields.Datetime(string="When")
    hearing_place = fields.Char(string="Where")
    deputy_id = fields.Many2one("hr.employee.public")

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs._check_objection()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        self._check_objection()
        return result

    def _check_objection(self):
        """:raise AccessError: for an objection that the user may not know of"""
        self.objection_id.check_access("read")

    def action_apply(self):
        """Take the step.

        :return: action that closes the dialog
        """
        for dialog in self:
            getattr(dialog, f"_apply_{dialog.step}")()
        return {"type": "ir.actions.act_window_close"}

    def _apply_state(self):
        self.objection_id._state(self.text, self.file, self.file_name)

    def _apply_reply(self):
        self.objection_id._reply(self.text)

    def _apply_hearing(self):
        self.objection_id._set_hearing(self.hearing_on, self.hearing_place)

    def _apply_minutes(self):
        self.objection_id._write_minutes(self.text)

    def _apply_hand_over(self):
        # sudo: hr.employee - whether somebody can decide, and their account
        deputy = self.env["hr.employee"].sudo().browse(self.deputy_id.id)
        self.objection_id._hand_over(deputy, self.text)

    def _apply_withdraw(self):
        self.objection_id._withdraw(self.text)
