# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models


class HrEmployee(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.employee"

    def _compute_skill_ids(self):
        # Core writes employee by employee, at two queries each. Those of a session who
        # have the same skills get them together; the values are core's.
        groups = self.grouped(lambda employee: employee.employee_skill_ids.skill_id)
        for skills, employees in groups.items():
            employees.skill_ids = skills
