# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalCycle(models.Model):
    """How long people have to open their result and to answer it."""

    _inherit = "asn.appraisal.cycle"

    receipt_days = fields.Integer(
        string="Days to Open the Result",
        default=7,
        required=True,
        help="Calendar days after publication. Who has not opened it by then is deemed "
        "to have received it.",
    )
    response_days = fields.Integer(
        string="Days to Respond",
        default=14,
        required=True,
        help="Calendar days after the receipt. Silence until then ends it by itself.",
    )

    _receipt_days_positive = models.Constraint(
        "CHECK (receipt_days >= 0 AND response_days >= 0)",
        "The days to open a result and to respond cannot be negative.",
    )
