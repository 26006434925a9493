# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalCyclePreviewRater(models.TransientModel):
    """One rater in the preview of a launch, with the expected minutes.

    Whom the rater would rate is not kept: the draw of the launch is another one.
    """

    _name = "asn.appraisal.cycle.preview.rater"
    _description = "Rater in the Preview of a Launch"
    _order = "minutes desc, rater_id, id"
    _rec_name = "rater_id"

    preview_id = fields.Many2one(
        "asn.appraisal.cycle.preview", required=True, index=True, ondelete="cascade"
    )
    rater_id = fields.Many2one("hr.employee", required=True, ondelete="cascade")
    department_id = fields.Many2one("hr.department")
    form_count = fields.Integer(string="Forms")
    item_count = fields.Integer(string="Criteria")
    minutes = fields.Float(
        digits=(8, 0),
        help="Criteria times the seconds per criterion of each form: an estimate.",
    )
    is_overloaded = fields.Boolean(string="Above the Limit")
    gets_mail = fields.Boolean()
