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

    def _get_matcher(self):
        """Return a function that finds the first line that fits somebody.

        The lines are read once, however many people are asked about.

        :return: function of ``employee`` (hr.employee, whose tags and subordinates are
            looked at), ``department`` (hr.department on the day that counts) and
            ``job`` (hr.job on that day) to one line of ``self``, or none
        """
        rows = [
            (
                line,
                set(line.department_ids.ids),
                set(line.job_ids.ids),
                set(line.category_ids.ids),
                line.only_leaders,
            )
            for line in self
        ]

        def match(employee, department, job):
            above = {int(id_) for id_ in (department.parent_path or "").split("/")[:-1]}
            for line, departments, jobs, categories, only_leaders in rows:
                if (
                    (not departments or departments & above)
                    and (not jobs or job.id in jobs)
                    and (not categories or categories & set(employee.category_ids.ids))
                    and (not only_leaders or employee.child_ids)
                ):
                    return line
            return self.browse()

        return match
