# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnTrainingProgramme(models.Model):
    """What can be learnt: a course, a workshop, a coaching; its dates are events."""

    _name = "asn.training.programme"
    _inherit = ["asn.coded.mixin"]
    _description = "Training Programme"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short name for imports and exports. It cannot be changed later.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: offered by all agencies."
    )
    method_id = fields.Many2one(
        "asn.training.method", required=True, index=True, ondelete="restrict"
    )
    hours = fields.Float(
        string="JP",
        digits=(16, 2),
        help="Learning hours that whoever completes it is credited with, where the "
        "method counts as the programme says.",
    )
    description = fields.Html(
        translate=True, help="What is learnt, for whom, and how. Read by all employees."
    )

    _unique_code = models.UniqueIndex(
        "(code)", "Another training programme has this code already."
    )
    _hours_not_negative = models.Constraint(
        "CHECK (hours >= 0)", "Learning hours cannot be negative."
    )
