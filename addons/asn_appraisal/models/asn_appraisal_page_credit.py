# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalPage(models.AbstractModel):
    """The credit points that a published result earns, with their arithmetic."""

    _inherit = "asn.appraisal.page"

    @api.model
    def _describe_headline(self, outcome):
        headline = super()._describe_headline(outcome)
        texts = [
            self.env._("Credit points: %s", credit.formula)
            for credit in outcome.credit_ids
        ]
        return headline | {"sentences": headline["sentences"] + texts}
