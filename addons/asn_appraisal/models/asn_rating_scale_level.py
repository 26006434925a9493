# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_config_text import get_texts


class AsnRatingScaleLevel(models.Model):
    """A level of a scale."""

    _name = "asn.rating.scale.level"
    _description = "Level of a Rating Scale"
    _inherit = ["asn.config.set.line"]
    _order = "scale_id, value, id"
    _set_field = "scale_id"

    scale_id = fields.Many2one(
        "asn.rating.scale", required=True, index=True, ondelete="cascade"
    )
    value = fields.Integer(
        required=True,
        default=1,
        help="Whole number from 1 on; the highest is the best.",
    )
    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What the level means whatever is rated."
    )
    points = fields.Float(
        digits=(6, 2),
        help="Points from 0 to 120 that a numeric method gives for this level. A "
        "parameter: the agency confirms it before use.",
    )

    _unique_value = models.UniqueIndex(
        "(scale_id, value)", "Two levels of a scale have the same value."
    )
    _positive_value = models.Constraint(
        "CHECK (value >= 1)", "The value of a level is a whole number from 1 on."
    )
    _points_range = models.Constraint(
        "CHECK (points BETWEEN 0 AND 120)", "The points of a level are from 0 to 120."
    )

    @api.depends("value", "name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for level in self:
            level.display_name = f"{level.value} · {level.name or ''}"

    def _prepare_snapshot(self):
        """Return the level as a cycle keeps it."""
        self.ensure_one()
        return {
            "value": self.value,
            "name": get_texts(self, "name"),
            "description": get_texts(self, "description"),
            "points": f"{self.points:.2f}",
        }
