# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models


class AsnAppraisalDecision(models.TransientModel):
    """A decision taken while the person is in an open calibration session."""

    _inherit = "asn.appraisal.decision"

    def _record(self, vals):
        """Let the session go on from what was decided."""
        recorded = super()._record(vals)
        # sudo: asn.appraisal.calibration.line - takes over what was just recorded
        lines = self.env["asn.appraisal.calibration.line"].sudo()
        domain = [("outcome_id", "in", self.outcome_id.ids), ("is_open", "=", True)]
        lines.search(domain)._take_over()
        return recorded
