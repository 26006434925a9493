# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_appraisal_escalation_step import TOLD


class AsnAppraisalEscalation(models.Model):
    """Who was told by a step of a cycle's ladder, and which number."""

    _name = "asn.appraisal.escalation"
    _description = "Escalation of Late Forms"
    _inherit = ["asn.workflow.mixin"]
    _order = "told_on desc, cycle_id, told, id"
    _rec_name = "user_id"

    _workflow_fields = frozenset(
        {
            *("cycle_id", "company_id", "user_id", "told", "days", "form_count"),
            *("told_on", "is_mailed"),
        }
    )

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Recipient",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    told = fields.Selection(TOLD, string="As", required=True, readonly=True)
    days = fields.Integer(
        string="Working Days after the Due Date",
        default=0,
        required=True,
        readonly=True,
    )
    form_count = fields.Integer(
        string="Late Forms",
        default=0,
        readonly=True,
        help="0: “some”, since a number would speak of single raters.",
    )
    told_on = fields.Date(required=True, readonly=True)
    is_mailed = fields.Boolean(
        readonly=True, help="The daily mail of the recipient has said it."
    )
