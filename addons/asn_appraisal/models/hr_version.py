# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class HrVersion(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.version"

    asn_credit_level_id = fields.Many2one(
        "asn.credit.level",
        string="Level of the Functional Post",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        groups="hr.group_hr_user",
        help="Decides how many credit points a published result earns. Empty: the "
        "level of the post, where it has one.",
    )
