# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnDialogueStatement(models.Model):
    """What a person says about being coached, with yes, partly or no."""

    _name = "asn.dialogue.statement"
    _description = "Statement on a Coaching"
    _order = "sequence, id"

    name = fields.Char(string="Statement", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
