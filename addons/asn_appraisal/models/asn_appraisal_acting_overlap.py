# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from .asn_appraisal_acting import IN_FORCE, TASK_STAGES


class AsnAppraisalActing(models.Model):
    """What does not go together: two for the same, and acting by a third person."""

    _inherit = "asn.appraisal.acting"

    @api.constrains(
        "employee_id",
        "replaced_id",
        "department_id",
        "date_start",
        "date_end",
        "state",
        *TASK_STAGES,
    )
    def _check_overlap(self):
        for acting in self.filtered(lambda acting: acting.state in IN_FORCE):
            # sudo: asn.appraisal.acting - others' orders of the same time, named only
            others = acting.sudo().search(acting._get_same_time_domain())
            for other in others:
                if problem := acting._get_conflict(other):
                    raise ValidationError(problem)

    def _get_same_time_domain(self):
        domain = Domain("id", "!=", self.id) & Domain("state", "in", IN_FORCE)
        domain &= Domain("date_end", "=", False) | Domain(
            "date_end", ">=", self.date_start
        )
        if self.date_end:
            domain &= Domain("date_start", "<=", self.date_end)
        people = (self.employee_id | self.replaced_id).ids
        concerned = Domain("employee_id", "in", people)
        concerned |= Domain("replaced_id", "in", people)
        if self.department_id:
            concerned |= Domain("department_id", "=", self.department_id.id)
        return domain & concerned

    def _get_conflict(self, other):
        """Say why two orders of the same time do not go together; ``False`` if not."""
        names = self._get_conflict_names(other)
        if other.replaced_id == self.employee_id:
            return self.env._(
                "%(other)s stands in for %(person)s from %(day)s on: nobody acts by "
                "way of a third person.",
                **names,
            )
        if self.replaced_id and other.employee_id == self.replaced_id:
            return self.env._(
                "%(other)s is acting superior from %(day)s on and cannot be stood in "
                "for at the same time: end that first.",
                **names,
            )
        if self._covers_same(other):
            return self.env._(
                "%(other)s already stands in from %(day)s on, for the same people and "
                "tasks.",
                **names,
            )
        return False

    def _covers_same(self, other):
        if self.replaced_id.id != other.replaced_id.id:
            return False
        units = self.department_id.id, other.department_id.id
        if all(units) and units[0] != units[1]:
            return False
        return any(self[task] and other[task] for task in TASK_STAGES)

    def _get_conflict_names(self, other):
        # sudo: hr.employee - names in a message to whoever enters the order
        return {
            "person": self.sudo().employee_id.name,
            "other": other.employee_id.name,
            "day": format_date(self.env, other.date_start),
        }
