# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnRatingMethodAchievement(models.Model):
    """A point of the achievement curve: so many percent of a target are this value.

    Between two points a straight line is drawn; below the lowest and above the highest
    point the curve is flat.
    """

    _name = "asn.rating.method.achievement"
    _description = "Point of the Achievement Curve"
    _inherit = ["asn.config.set.line"]
    _order = "method_id, percent, id"
    _rec_name = "percent"
    _set_field = "method_id"

    method_id = fields.Many2one(
        "asn.rating.method", required=True, index=True, ondelete="cascade"
    )
    percent = fields.Float(
        string="Achievement (%)",
        digits=(6, 2),
        required=True,
        help="Realisation against the target of a goal: its indicators by weight.",
    )
    value = fields.Float(
        string="Value on the Scale",
        digits=(6, 2),
        required=True,
        help="What a goal with this achievement counts as.",
    )

    _unique_percent = models.UniqueIndex(
        "(method_id, percent)", "An achievement curve has a percentage once."
    )

    def _prepare_snapshot(self):
        """Return the point as a cycle keeps it."""
        self.ensure_one()
        return {"percent": f"{self.percent:.2f}", "value": f"{self.value:.2f}"}
