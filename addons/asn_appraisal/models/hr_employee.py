# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class HrEmployee(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.employee"

    asn_credit_level_id = fields.Many2one(
        readonly=False,
        related="version_id.asn_credit_level_id",
        inherited=True,
        groups="hr.group_hr_user",
    )
