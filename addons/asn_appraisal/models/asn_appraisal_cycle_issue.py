# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_one_record import check_one


class AsnAppraisalCycleIssue(models.Model):
    """A gap in HR's data that keeps somebody out of a cycle, or unheard in it."""

    _name = "asn.appraisal.cycle.issue"
    _description = "Gap Found in a Cycle"
    _order = "is_blocking desc, kind, id"

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True)
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    department_id = fields.Many2one("hr.department")
    kind = fields.Selection(
        [
            ("no_superior", "No superior"),
            ("superior_loop", "Superiors in a loop"),
            ("superior_archived", "Superior archived"),
            ("no_form", "No form fits"),
            ("overlap", "Already appraised for this period"),
            ("no_user", "Cannot log in"),
            ("no_email", "No e-mail address"),
            ("error", "Could not be added"),
        ],
        required=True,
    )
    is_blocking = fields.Boolean(
        string="Left Out",
        compute="_compute_is_blocking",
        store=True,  # sorted and filtered by
        help="The employee is not launched until this is put right. Launch again "
        "afterwards: only those who are missing are added.",
    )
    message = fields.Char(required=True)

    @api.depends("kind")
    def _compute_is_blocking(self):
        for issue in self:
            issue.is_blocking = issue.kind not in ("no_user", "no_email")

    def action_open_employee(self):
        """Open the employee's record, where the gap can be closed."""
        check_one(self)
        return self.employee_id.get_formview_action()
