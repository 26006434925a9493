# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class AsnAppraisalNominationRater(models.Model):
    """Somebody on the superior's list: proposed by the person, or added.

    The superior, HR's managers and auditors read it, never the person appraised.
    """

    _name = "asn.appraisal.nomination.rater"
    _description = "Rater to Be Asked"
    _inherit = ["asn.workflow.mixin"]
    _order = "nomination_id, is_proposed desc, rater_id"
    _rec_name = "rater_id"
    _log_access = False

    _workflow_fields = frozenset({"is_proposed"})

    nomination_id = fields.Many2one(
        "asn.appraisal.nomination", required=True, index=True, ondelete="cascade"
    )
    rater_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    job_title = fields.Char(related="rater_id.job_title")
    is_proposed = fields.Boolean(string="Proposed", readonly=True)
    is_kept = fields.Boolean(string="Ask", default=True)
    reason = fields.Char(
        help="Needed where you take somebody out or add somebody. HR reads it, the "
        "employee does not.",
    )
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
        lines._check_can_decide()
        return lines

    def write(self, vals):
        self._check_can_decide()
        if not self.env.su and {"nomination_id", "rater_id"} & vals.keys():
            raise AccessError(
                self.env._("Take this person out and add another one instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_proposed(self):
        self._check_can_decide()
        if not self.env.su and any(line.is_proposed for line in self):
            raise UserError(
                self.env._(
                    "Who was proposed stays on the list: clear “Ask” and say why."
                )
            )

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_can_decide(self):
        """:raise UserError: unless the superior writes, before the decision"""
        if not self.env.su:
            self.nomination_id._check_can_decide()

    def _check_reasons(self):
        """Check that every change of the proposal has a reason.

        :raise UserError: naming the first one that has none
        """
        for line in self:
            if line.is_proposed != line.is_kept and not (line.reason or "").strip():
                raise UserError(
                    self.env._(
                        "Please give a reason for the change about %s: HR reads it.",
                        line.rater_id.name,
                    )
                )
