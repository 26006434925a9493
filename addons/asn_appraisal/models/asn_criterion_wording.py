# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_rater_role import PEOPLE_DOMAIN


class AsnCriterionWording(models.Model):
    """A criterion in other words for a rater role, such as “I …” for oneself."""

    _name = "asn.criterion.wording"
    _description = "Wording of a Criterion"
    _order = "criterion_id, role_id, id"
    _rec_name = "text"

    criterion_id = fields.Many2one(
        "asn.criterion", required=True, index=True, ondelete="cascade"
    )
    role_id = fields.Many2one(
        "asn.rater.role", required=True, ondelete="cascade", domain=PEOPLE_DOMAIN
    )
    text = fields.Text(required=True, translate=True)

    _unique_role = models.UniqueIndex(
        "(criterion_id, role_id)", "A criterion has one wording per rater role."
    )

    @api.constrains("role_id")
    def _check_people(self):
        self.role_id._check_people()
