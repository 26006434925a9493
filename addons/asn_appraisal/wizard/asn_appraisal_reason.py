# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from ..models.asn_appraisal_moderation import KINDS


class AsnAppraisalReason(models.TransientModel):
    """A step that touches what is confidential, and the reason that it needs.

    The step itself, and who may take it, is a method of the record that it is about.
    """

    _name = "asn.appraisal.reason"
    _description = "Reason for a Step"
    _inherit = ["asn.reason.mixin"]

    _references = (
        *("appraisal_ids", "comment_id", "moderation_id"),
        *("unsealing_id", "hold_id"),
    )

    step = fields.Selection(
        [
            ("read", "Read comments"),
            ("report", "Report a comment"),
            ("withhold", "Withhold a comment"),
            ("keep", "Keep a comment"),
            ("restore", "Restore a comment"),
            ("grant", "Grant an unsealing"),
            ("refuse", "Refuse an unsealing"),
            ("release", "Release a hold"),
        ],
        required=True,
    )
    appraisal_ids = fields.Many2many("asn.appraisal", string="Appraisals")
    comment_id = fields.Many2one("asn.appraisal.comment", ondelete="cascade")
    moderation_id = fields.Many2one("asn.appraisal.moderation", ondelete="cascade")
    unsealing_id = fields.Many2one("asn.appraisal.unsealing", ondelete="cascade")
    hold_id = fields.Many2one("asn.appraisal.hold", ondelete="cascade")
    kind = fields.Selection(KINDS, string="What Is Wrong")
    reason = fields.Text(required=True)

    def action_apply(self):
        """Take the step.

        :return: action that closes the dialog
        """
        for reason in self:
            getattr(reason, f"_apply_{reason.step}")()
        return {"type": "ir.actions.act_window_close"}

    def _apply_read(self):
        self.appraisal_ids._open_comments(self.reason)

    def _apply_report(self):
        Moderation = self.env["asn.appraisal.moderation"]
        Moderation._report(self.comment_id, self.kind or "other", self.reason)

    def _apply_withhold(self):
        kind = self.kind or "other"
        if self.moderation_id:
            self.moderation_id._withhold(kind, self.reason)
        else:
            self.env["asn.appraisal.moderation"]._withhold_comment(
                self.comment_id, kind, self.reason
            )

    def _apply_keep(self):
        self.moderation_id._keep(self.reason)

    def _apply_restore(self):
        self.moderation_id._restore(self.reason)

    def _apply_grant(self):
        self.unsealing_id._grant(self.reason)

    def _apply_refuse(self):
        self.unsealing_id._refuse(self.reason)

    def _apply_release(self):
        self.hold_id._release(self.reason)
