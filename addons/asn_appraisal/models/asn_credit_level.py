# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnCreditLevel(models.Model):
    """A level (jenjang) of functional posts, and the credit points that it earns."""

    _name = "asn.credit.level"
    _description = "Level of a Functional Post"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    coefficient = fields.Float(
        string="Points a Year",
        digits=(6, 2),
        required=True,
        help="What a full year with a predicate of 100 % earns. A parameter: check it "
        "against the regulation in force.",
    )
    rank_need = fields.Float(
        string="Points for the Next Rank",
        digits=(8, 2),
        help="0: there is none within the level.",
    )
    level_need = fields.Float(
        string="Points for the Next Level",
        digits=(8, 2),
        help="0: there is no higher level.",
    )
    legal_reference = fields.Char()
    job_ids = fields.One2many("hr.job", "asn_credit_level_id", string="Posts")

    _coefficient_positive = models.Constraint(
        "CHECK (coefficient >= 0 AND rank_need >= 0 AND level_need >= 0)",
        "Credit points cannot be negative.",
    )
