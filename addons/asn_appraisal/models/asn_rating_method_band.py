# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnRatingMethodBand(models.Model):
    """The predicate of an interval of points: lower ≤ points < upper.

    The topmost band includes its upper end. Bands that need a new idea lie upon the
    others and apply only where the superior confirms one (PP 30/2019).
    """

    _name = "asn.rating.method.band"
    _description = "Band of Points"
    _inherit = ["asn.config.set.line"]
    _order = "method_id, lower, id"
    _rec_name = "predicate_id"
    _set_field = "method_id"

    method_id = fields.Many2one(
        "asn.rating.method", required=True, index=True, ondelete="cascade"
    )
    lower = fields.Float(string="From", digits=(6, 2), required=True)
    upper = fields.Float(string="To Below", digits=(6, 2), required=True)
    predicate_id = fields.Many2one(
        "asn.predicate", required=True, index=True, ondelete="restrict"
    )
    needs_innovation = fields.Boolean(
        string="Needs a New Idea",
        help="Applies only where a new idea has brought proven benefit.",
    )

    def _prepare_snapshot(self):
        """Return the band as a cycle keeps it."""
        self.ensure_one()
        return {
            "lower": f"{self.lower:.2f}",
            "upper": f"{self.upper:.2f}",
            "predicate": self.predicate_id.code,
            "needs_innovation": self.needs_innovation,
        }
