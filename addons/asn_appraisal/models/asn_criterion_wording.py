# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnCriterionWording(models.Model):
    """A criterion in other words for a rater role, such as “I …” for oneself."""

    _name = "asn.criterion.wording"
    _description = "Wording of a Criterion"
    _order = "criterion_id, role_id, id"
    _rec_name = "text"

    criterion_id = fields.Many2one(
        "asn.criterion", required=True, index=True, ondelete="cascade"
    )
    role_id = fields.Many2one("asn.rater.role", required=True, ondelete="cascade")
    text = fields.Text(required=True, translate=True)

    _unique_role = models.UniqueIndex(
        "(criterion_id, role_id)", "A criterion has one wording per rater role."
    )
