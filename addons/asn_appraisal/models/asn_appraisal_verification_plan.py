# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalVerification(models.AbstractModel):
    """What the lines of a plan are called where they deviate."""

    _inherit = "asn.appraisal.verification"

    @api.model
    def _get_key_names(self):
        return super()._get_key_names() | {
            "goals": self.env._("Goals"),
            "indicators": self.env._("Indicators"),
            "version": self.env._("Version"),
            "approach": self.env._("Approach"),
            "missing": self.env._("Nothing Noted"),
            "value": self.env._("Value"),
            "percent": self.env._("Achievement (%)"),
            "share": self.env._("Counts with (%)"),
            "assessment": self.env._("Assessment"),
            "target": self.env._("Target"),
            "target_date": self.env._("Target Date"),
            "realisation": self.env._("Realisation"),
            "realised_on": self.env._("Realised On"),
            "entries": self.env._("Entries"),
            "direction": self.env._("Direction"),
            "cap": self.env._("At Most (%)"),
            "raw": self.env._("Without Limits (%)"),
            "limit": self.env._("Limit"),
        }
