# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalCyclePreviewPerson(models.TransientModel):
    """One employee in the preview of a launch, with form and number of raters."""

    _name = "asn.appraisal.cycle.preview.person"
    _description = "Person in the Preview of a Launch"
    _order = "is_left_out desc, department_id, employee_id, id"
    _rec_name = "employee_id"

    preview_id = fields.Many2one(
        "asn.appraisal.cycle.preview", required=True, index=True, ondelete="cascade"
    )
    employee_id = fields.Many2one("hr.employee", required=True, ondelete="cascade")
    department_id = fields.Many2one("hr.department")
    template_id = fields.Many2one("asn.appraisal.template", string="Form")
    superior_id = fields.Many2one("hr.employee", string="Appraiser")
    # how many raters of each kind
    self_count = fields.Integer(string="Self")
    superior_count = fields.Integer(string="Superior")
    peer_count = fields.Integer(string="Peers")
    subordinate_count = fields.Integer(string="Subordinates")
    external_count = fields.Integer(string="From Outside")
    is_left_out = fields.Boolean(string="Left Out")
    problem = fields.Char(string="What Is Missing")
