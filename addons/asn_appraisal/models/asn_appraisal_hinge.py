# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_appraisal_cycle_statistic import READERS


class AsnAppraisal(models.Model):
    """A hint to those who calibrate: this one hinges on a single rater."""

    _inherit = "asn.appraisal"

    hinge_text = fields.Char(
        string="Hint for Calibration", compute="_compute_hinge_text", groups=READERS
    )

    @api.depends_context("uid", "lang")
    def _compute_hinge_text(self):
        # by the rules of the hint: nobody reads it about oneself
        found = self.env["asn.appraisal.rater.hinge"].search(
            [("appraisal_id", "in", self.ids), ("finding", "=", "hinges")]
        )
        roles = found.grouped("appraisal_id")
        for appraisal in self:
            names = roles.get(appraisal, found.browse()).role_id.mapped("name")
            appraisal.hinge_text = bool(names) and self.env._(
                "Without one single rater the suggested predicate would be another. "
                "Who that is, is not told; the rater's role: %s.",
                ", ".join(names),
            )
