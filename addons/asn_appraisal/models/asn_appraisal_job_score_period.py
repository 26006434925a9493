# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..scoring import period_part


class AsnAppraisalJobScore(models.AbstractModel):
    """Shorter periods of the year, weighed beside plan and raters."""

    _inherit = "asn.appraisal.job.score"

    @api.model
    def _get_extra_parts(self, cycle, appraisals):
        parts, extras = super()._get_extra_parts(cycle, appraisals)
        roles = cycle._get_frozen()["method"]["roles"]
        codes = [role["code"] for role in roles if role["kind"] == "period"]
        periods = self.env["asn.appraisal.period.score"]._score_periods(
            cycle, appraisals
        )
        for id_, explanation in periods.items():
            extras[id_]["periods"] = explanation
            if part := period_part(explanation):
                parts[id_] |= dict.fromkeys(codes, part)
        return parts, extras
