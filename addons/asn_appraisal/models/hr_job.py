# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class HrJob(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.job"

    asn_credit_level_id = fields.Many2one(
        "asn.credit.level",
        string="Level of the Functional Post",
        index="btree_not_null",
        ondelete="restrict",
        groups="hr.group_hr_user,asn_appraisal.group_asn_appraisal_officer",
        help="Whoever holds this post earns credit points with each published result. "
        "Empty: the post is not a functional one.",
    )
