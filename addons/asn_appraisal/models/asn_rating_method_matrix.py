# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

LEVELS = [
    ("below", "Below expectation"),
    ("meets", "Meets expectation"),
    ("above", "Above expectation"),
]


class AsnRatingMethodMatrix(models.Model):
    """The predicate of one pair of ratings."""

    _name = "asn.rating.method.matrix"
    _description = "Cell of a Predicate Matrix"
    _inherit = ["asn.config.set.line"]
    _order = "method_id, result_level, behaviour_level, id"
    _rec_name = "predicate_id"
    _set_field = "method_id"

    method_id = fields.Many2one(
        "asn.rating.method", required=True, index=True, ondelete="cascade"
    )
    result_level = fields.Selection(LEVELS, string="Work Result", required=True)
    behaviour_level = fields.Selection(LEVELS, string="Work Behaviour", required=True)
    predicate_id = fields.Many2one(
        "asn.predicate", required=True, index=True, ondelete="restrict"
    )

    def _prepare_snapshot(self):
        """Return the cell as a cycle keeps it."""
        self.ensure_one()
        return {
            "result": self.result_level,
            "behaviour": self.behaviour_level,
            "predicate": self.predicate_id.code,
        }
