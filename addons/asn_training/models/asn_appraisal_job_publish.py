# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalJobPublish(models.AbstractModel):
    """Once a cycle is published, recommend programmes."""

    _inherit = "asn.appraisal.job.publish"

    @api.model
    def _finish(self, cycle):
        result = super()._finish(cycle)
        if not cycle.job and self.env["asn.appraisal.job.recommend"]._get_rules(cycle):
            cycle._start_recommending()
        return result
