# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError


class AsnAppraisalNominationLine(models.Model):
    """Somebody whom the person appraised proposes.

    The person alone writes it, and only until it is submitted. What the superior makes
    of it stands in ``asn.appraisal.nomination.rater``.
    """

    _name = "asn.appraisal.nomination.line"
    _description = "Proposed Rater"
    _order = "nomination_id, rater_id"
    _rec_name = "rater_id"
    _log_access = False

    nomination_id = fields.Many2one(
        "asn.appraisal.nomination", required=True, index=True, ondelete="cascade"
    )
    rater_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    job_title = fields.Char(related="rater_id.job_title")
    refusal = fields.Char(string="Why Not", compute="_compute_refusal")

    _unique_rater = models.UniqueIndex(
        "(nomination_id, rater_id)", "This person is on the list already."
    )

    @api.depends_context("uid", "lang")
    @api.depends("rater_id")
    def _compute_refusal(self):
        for nomination, lines in self.grouped("nomination_id").items():
            refused = nomination._get_refusals_of(lines.rater_id)
            for line in lines:
                line.refusal = refused.get(line.rater_id.id)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_can_edit()
        return lines

    def write(self, vals):
        self._check_can_edit()
        if "nomination_id" in vals:
            raise AccessError(
                self.env._("A proposal stays in the list for which it was made.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        self._check_can_edit()

    def _check_can_edit(self):
        """:raise UserError: unless the person writes, before the submission"""
        if not self.env.su:
            self.nomination_id._check_can_edit()
