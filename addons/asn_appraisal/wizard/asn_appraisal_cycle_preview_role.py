# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalCyclePreviewRole(models.TransientModel):
    """How many raters a form asks in one role, in the preview of a launch."""

    _name = "asn.appraisal.cycle.preview.role"
    _description = "Rater Role in the Preview of a Launch"
    _order = "template_id, role_id, id"
    _rec_name = "role_id"

    preview_id = fields.Many2one(
        "asn.appraisal.cycle.preview", required=True, index=True, ondelete="cascade"
    )
    template_id = fields.Many2one("asn.appraisal.template", string="Form")
    role_id = fields.Many2one("asn.rater.role", string="Rates As")
    person_count = fields.Integer(string="People Appraised")
    evaluation_count = fields.Integer(string="Evaluations")
    fewest = fields.Integer(help="Raters of the person who has the fewest.")
    most = fields.Integer(help="Raters of the person who has the most.")
    short_count = fields.Integer(
        string="People with Too Few",
        help="People for whom fewer are asked than the form says.",
    )
    without_count = fields.Integer(
        string="People without", help="People whom nobody rates in this role."
    )
