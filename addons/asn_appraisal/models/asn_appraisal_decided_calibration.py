# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisal(models.Model):
    """What is decided does not change behind the back of those who calibrate it."""

    _inherit = "asn.appraisal"

    @api.depends_context("uid")
    @api.depends("state", "cycle_state", "outcome_id.state")
    def _compute_can_decide(self):
        computed = super()._compute_can_decide()
        open_ones = self.filtered("can_decide")
        calibrated = open_ones._filter_calibrated()
        for appraisal in open_ones & calibrated:
            appraisal.can_decide = False
        return computed

    def _filter_calibrated(self):
        """Keep those whose decision is or was in a session that was not cancelled."""
        # sudo: asn.appraisal.calibration.line - whether there is one, and no more
        lines = self.env["asn.appraisal.calibration.line"].sudo()
        found = lines.search_fetch(
            [
                ("appraisal_id", "in", self.ids),
                ("is_decided", "=", True),
                ("calibration_id.state", "in", ("open", "closed")),
            ],
            ["appraisal_id"],
        )
        return found.appraisal_id.with_env(self.env)
