# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalCycle(models.Model):
    """Whether raters read a notice and confirm it before their first form."""

    _inherit = "asn.appraisal.cycle"

    asks_pledge = fields.Boolean(
        string="Raters Confirm a Notice",
        default=True,
        help="Before the first form of this cycle, raters read who will see what and "
        "how to avoid common errors, and confirm that. Until then they cannot answer.",
    )

    def _init_column(self, column_name):
        """Leave cycles from before this field as they are: their raters go on."""
        if column_name == "asks_pledge":
            return None
        return super()._init_column(column_name)
