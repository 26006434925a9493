# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class HrEmployee(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.employee"

    asn_employment = fields.Selection(
        readonly=False,
        related="version_id.asn_employment",
        inherited=True,
        groups="hr.group_hr_user",
    )
    training_summary = fields.Char(
        string="Learning Hours This Year",
        compute="_compute_training_summary",
        groups="hr.group_hr_user",
    )

    def _compute_training_summary(self):
        summaries = self.env["asn.training.balance"]._get_summaries(self.ids)
        for employee in self:
            employee.training_summary = summaries.get(employee.id)

    def _compute_skill_ids(self):
        # Core writes employee by employee, at two queries each. Those of a session who
        # have the same skills get them together; the values are core's.
        groups = self.grouped(lambda employee: employee.employee_skill_ids.skill_id)
        for skills, employees in groups.items():
            employees.skill_ids = skills
