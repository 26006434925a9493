# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalCycle(models.Model):
    """From which predicate on a result has to be followed up, and by when."""

    _inherit = "asn.appraisal.cycle"

    follow_up_predicate_id = fields.Many2one(
        "asn.predicate",
        string="Follow-Up from This Predicate On",
        default=lambda self: self.env.ref(
            "asn_appraisal.predicate_needs_improvement", raise_if_not_found=False
        ),
        ondelete="restrict",
        help="Who gets this predicate or a lower one is followed up by the superior: "
        "coaching, counselling or training. Empty: nobody. Looked at when results are "
        "published.",
    )
    follow_up_days = fields.Integer(
        string="Days for the Follow-Up",
        default=60,
        required=True,
        help="Calendar days after publication by which it is to be done. A parameter: "
        "no law gives a number of days.",
    )

    _follow_up_days_positive = models.Constraint(
        "CHECK (follow_up_days >= 0)",
        "The days for the follow-up cannot be negative.",
    )
