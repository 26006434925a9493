# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

from .asn_one_record import check_one


class AsnAppraisalComment(models.Model):
    """The way from one comment to asking who wrote it."""

    _inherit = "asn.appraisal.comment"

    can_unseal = fields.Boolean(compute="_compute_can_unseal")

    @api.depends_context("uid")
    @api.depends("role_id")
    def _compute_can_unseal(self):
        for comment in self:
            opened = comment.outcome_id.appraisal_id.is_opened
            comment.can_unseal = opened and not comment.role_id

    def action_unseal(self):
        """Open a draft that asks for the author of one comment.

        :raise AccessError: for everybody but managers without a part in the appraisal
        :raise UserError: for a comment that says from whom it is
        """
        check_one(self)
        self.check_access("read")
        appraisal = self.outcome_id.appraisal_id
        appraisal._check_guardian()
        if self.role_id:
            raise UserError(self.env._("This comment says from whom it is."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask to Unseal"),
            "res_model": "asn.appraisal.unsealing",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_appraisal_id": appraisal.id,
                "default_comment_id": self.id,
            },
        }
