# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import fields, models

from .asn_training_unit_plan import FEWEST, YEARLY_HOURS


class AsnTrainingUnitPlan(models.Model):
    """How a unit's plan is computed, in a constant number of queries."""

    _inherit = "asn.training.unit.plan"

    def _generate(self):
        self.ensure_one()
        people = self._find_people()
        plans = self._find_plans(people)
        needs = self._find_needs(people, plans)
        in_need = {employee for group in needs.values() for employee in group}
        in_need |= set(plans.employee_id)
        approved = plans.filtered(lambda plan: plan.state == "approved")
        reach = [plan for plan in plans if plan.hours >= YEARLY_HOURS]
        self.line_ids.unlink()
        self.line_ids._workflow_create(self._prepare_lines(needs))
        self._workflow_write(
            {
                "people_count": len(people),
                "need_count": len(in_need),
                "covered_count": len(approved.employee_id),
                "reach_count": len(reach),
                "generated_on": fields.Datetime.now(),
            }
        )

    def _find_people(self):
        return self.env["hr.employee"].search(
            [
                ("department_id", "child_of", self.department_id.id),
                ("company_id", "=", self.company_id.id),
            ]
        )

    def _find_plans(self, people):
        states = ["approved", *(["waiting"] if self.includes_waiting else [])]
        return self.env["asn.training.plan"].search(
            [
                ("employee_id", "in", people.ids),
                ("year", "=", self.year),
                ("state", "in", states),
            ]
        )

    def _find_needs(self, people, plans):
        """Return ``{programme: {employees}}`` of plans and open recommendations."""
        needs = defaultdict(set)
        for line in plans.line_ids.filtered("programme_id"):
            if line.state != "verified":
                needs[line.programme_id].add(line.employee_id)
        for found in self.env["asn.training.recommendation"].search(
            [
                ("employee_id", "in", people.ids),
                ("state", "in", ("new", "accepted")),
            ]
        ):
            needs[found.programme_id].add(found.employee_id)
        return needs

    def _prepare_lines(self, needs):
        """Return values of lines; programmes of few people go into one together."""
        lines, few = [], []
        order = sorted(needs, key=lambda p: (-len(needs[p]), p.sequence, p.id))
        for programme in order:
            count = len(needs[programme])
            vals = self._prepare_line(programme, count)
            (few if count < FEWEST else lines).append(vals)
        if few:
            lines.append(
                {
                    "plan_id": self.id,
                    "programme_id": False,
                    "place_count": sum(vals["place_count"] for vals in few),
                    "hours": sum(vals["hours"] for vals in few),
                    "cost": sum(vals["cost"] for vals in few),
                }
            )
        return [
            vals | {"priority": number} for number, vals in enumerate(lines, start=1)
        ]

    def _prepare_line(self, programme, count):
        return {
            "plan_id": self.id,
            "programme_id": programme.id,
            "place_count": count,
            "hours": count * programme.hours,
            "cost": count * programme.cost,
        }
