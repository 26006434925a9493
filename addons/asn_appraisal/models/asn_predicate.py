# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnPredicate(models.Model):
    """A final rating, such as “Very good”."""

    _name = "asn.predicate"
    _description = "Predicate"
    _inherit = "asn.coded.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short name that frozen rules refer to. It cannot be changed later.",
    )
    sequence = fields.Integer(default=10, help="1 is the best predicate.")
    active = fields.Boolean(default=True)
    color = fields.Integer()
    credit_share = fields.Float(
        digits=(6, 2),
        help="Percent of the yearly credit points that a holder of a functional post "
        "earns with this predicate.",
    )
    description = fields.Text(translate=True)
    legal_reference = fields.Char()

    _unique_code = models.UniqueIndex(
        "(code)", "Another predicate, perhaps an archived one, has the same code."
    )
    _color_range = models.Constraint(
        "CHECK (color BETWEEN 0 AND 11)", "The color of a predicate is from 0 to 11."
    )
    _credit_share_positive = models.Constraint(
        "CHECK (credit_share >= 0)",
        "The credit share of a predicate cannot be negative.",
    )
