# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalEligibilityLine(models.TransientModel):
    """Somebody who is looked at as a rater, and what stands against it."""

    _name = "asn.appraisal.eligibility.line"
    _description = "Somebody Who Can Rate, or Not"
    _order = "role_id, state, rater_id, id"
    _rec_name = "rater_id"

    eligibility_id = fields.Many2one(
        "asn.appraisal.eligibility", required=True, index=True, ondelete="cascade"
    )
    role_id = fields.Many2one("asn.rater.role", string="Rates As")
    rater_id = fields.Many2one("hr.employee", required=True, ondelete="cascade")
    state = fields.Selection(
        [("asked", "Asked"), ("eligible", "Eligible"), ("refused", "Not eligible")],
        required=True,
    )
    reason = fields.Text(string="Why Not")
