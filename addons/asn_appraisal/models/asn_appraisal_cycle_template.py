# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalCycleTemplate(models.Model):
    """Which form an employee gets in a cycle: the first line that fits decides."""

    _name = "asn.appraisal.cycle.template"
    _description = "Form of a Cycle"
    _order = "sequence, id"
    _check_company_auto = True

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    template_id = fields.Many2one(
        "asn.appraisal.template",
        string="Form",
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    # who: an empty list fits everybody
    department_ids = fields.Many2many(
        "hr.department",
        string="Departments",
        check_company=True,
        help="Departments with all below them. Empty: every department.",
    )
    job_ids = fields.Many2many(
        "hr.job", string="Jobs", check_company=True, help="Empty: every job."
    )
    category_ids = fields.Many2many(
        "hr.employee.category", string="Tags", help="Empty: whatever the tags."
    )
    only_leaders = fields.Boolean(help="Only employees who lead somebody.")

    def _match(self, employee, department, job):
        """Return the first line that fits.

        :param employee: hr.employee, whose tags and subordinates are looked at
        :param department: hr.department of the employee on the day that counts
        :param job: hr.job of the employee on the day that counts
        :return: one line of ``self``, or none
        """
        above = {int(id_) for id_ in (department.parent_path or "").split("/") if id_}
        return next(
            (line for line in self if line._fits(employee, above, job)), self.browse()
        )

    def _fits(self, employee, department_ids, job):
        return (
            (
                not self.department_ids
                or bool(set(self.department_ids.ids) & department_ids)
            )
            and (not self.job_ids or job in self.job_ids)
            and (
                not self.category_ids or bool(self.category_ids & employee.category_ids)
            )
            and (not self.only_leaders or bool(employee.child_ids))
        )
