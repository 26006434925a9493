# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError


class AsnAppraisalDeclineReason(models.TransientModel):
    """A rater says why a form is declined, and who could answer instead.

    Whether the one proposed may rate is checked by HR's side alone: an answer here
    would tell who else is asked.
    """

    _name = "asn.appraisal.decline.reason"
    _description = "Reason for Declining a Form"

    evaluation_id = fields.Many2one(
        "asn.appraisal.evaluation", required=True, readonly=True, ondelete="cascade"
    )
    kind = fields.Selection(
        selection=lambda self: self._get_kinds(), string="Reason", required=True
    )
    reason = fields.Text(string="In Your Words")
    replacement_id = fields.Many2one(
        "hr.employee",
        string="Who Could Answer Instead",
        domain="[('user_id', '!=', False), ('user_id', '!=', uid)]",
        ondelete="cascade",
    )

    @api.model
    def _get_kinds(self):
        kinds = self.env["asn.appraisal.decline"]._fields["kind"]
        return kinds._description_selection(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard.evaluation_id._check_can_decline()
        return wizards

    def action_apply(self):
        """Decline the forms, as their rater.

        :raise AccessError: unless the user is the rater
        :raise UserError: when a form is closed or cannot be declined, or the reason
            is missing
        """
        for wizard in self:
            wizard._check_reason()
            wizard._check_replacement()
            wizard.evaluation_id._decline(
                {
                    "kind": wizard.kind,
                    "reason": (wizard.reason or "").strip(),
                    "replacement_id": wizard.replacement_id.id,
                }
            )
        return {"type": "ir.actions.act_window_close"}

    def _check_reason(self):
        if self.kind == "other" and not (self.reason or "").strip():
            raise UserError(self.env._("Please say in your words what the reason is."))

    def _check_replacement(self):
        """:raise UserError: for the rater, the person, and those of other companies"""
        # sudo: form and employees - only compared; the form is the user's own
        form, proposed = self.evaluation_id.sudo(), self.replacement_id.sudo()
        if not proposed:
            return
        if proposed in (form.rater_id, form.employee_id):
            raise UserError(self.env._("Please propose somebody else."))
        if proposed.company_id != form.company_id or not proposed.user_id.active:
            raise UserError(
                self.env._("%s has no account here to answer from.", proposed.name)
            )
