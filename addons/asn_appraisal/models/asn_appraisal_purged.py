# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

HR = (
    "asn_appraisal.group_asn_appraisal_manager,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisal(models.Model):
    """Whether raw answers about a person are still there."""

    _inherit = "asn.appraisal"

    purged_on = fields.Datetime(
        string="Raw Answers Deleted On",
        readonly=True,
        copy=False,
        help="Single answers and texts of confidential raters and of people from "
        "outside. Results and published comments stay.",
    )
    hold_ids = fields.One2many("asn.appraisal.hold", "appraisal_id", groups=HR)
