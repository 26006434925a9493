# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from ..raters import Case
from .asn_config_text import pick

# The launch draws by another seed: how many can be asked is the same.
SEED = "readiness"


class AsnAppraisalCycleDoctor(models.AbstractModel):
    """Whether there are raters enough, and whether somebody has too much to do.

    Raters are chosen as the launch would, with all limits and conflicts.
    """

    _inherit = "asn.appraisal.cycle.doctor"

    @api.model
    def _choose_raters(self, cycle, employees, facts):
        """Note whom the launch could ask about everybody who is not asked about yet."""
        Assignment = self.env["asn.appraisal.assignment"]
        templates = {line.template_id for line in facts.lines.values() if line}
        rules = Assignment._get_rules(facts.forms, templates)
        cases, wanted = [], {}
        for employee in employees:
            line = facts.lines[employee.id]
            if line and employee.id not in facts.asked:
                case = self._get_case(cycle, employee, facts)
                cases.append(case)
                for role, rule in rules[line.template_id.id]:
                    wanted[employee.id, role["id"]] = case, rule
        roles = [role for form in facts.forms.values() for role in form["roles"]]
        facts.world = Assignment._get_world(cycle, cases, roles)
        facts.chosen = Assignment._choose(facts.world, wanted, SEED)[0]

    @api.model
    def _get_case(self, cycle, employee, facts):
        """Return the appraisal that somebody would have."""
        Assignment = self.env["asn.appraisal.assignment"]
        department = facts.versions[employee.id].department_id
        unit = Assignment._get_unit(employee, department)
        return Case(
            id=employee.id,
            person=employee.id,
            superior=facts.above.get(employee.id) or 0,
            unit=unit.id or 0,
            path=Assignment._get_path(unit),
            company=cycle.company_id.id,
            start=cycle.date_start,
            end=min(cycle.date_end, fields.Date.context_today(self)),
        )

    # ------------------------------------------------------------
    # TOO FEW
    # ------------------------------------------------------------

    def _find_pool_issues(self, employee, form, facts):
        lacks = []
        for role in form["roles"]:
            count = self._count_raters(employee, role, facts)
            needed = self._get_needed(role, facts)
            if count is not None and count < needed:
                lacks.append(
                    self.env._(
                        "%(count)s of %(needed)s as “%(role)s”",
                        count=count,
                        needed=needed,
                        role=pick(role["name"], self.env.lang),
                    )
                )
        if lacks:
            yield (
                "few_raters",
                self.env._(
                    "%(employee)s: fewer can be asked than must answer, %(roles)s.",
                    employee=employee.name,
                    roles=", ".join(lacks),
                ),
            )
        yield from self._find_conflict_issue(employee, facts)

    @api.model
    def _get_needed(self, role, facts):
        """Return how many the method or the form asks for, whichever is more."""
        needed = max(facts.minima.get(role["code"], 1), role.get("min_raters", 0))
        # what the form itself does not allow is a gap of the form
        return min(needed, role["max_raters"] or needed)

    def _count_raters(self, employee, role, facts):
        """Count who is asked or can be; None where that is no gap.

        Oneself and the superior have gaps of their own, outsiders are no employees,
        and who leads nobody lacks no subordinates.
        """
        if role["kind"] not in ("peer", "subordinate"):
            return None
        if role["kind"] == "subordinate" and not employee.child_ids:
            return None
        if employee.id in facts.asked:
            return facts.asked[employee.id][role["id"]]
        return len(facts.chosen.get((employee.id, role["id"]), ()))

    def _find_conflict_issue(self, employee, facts):
        # sudo: hr.employee - the superior's name, perhaps of another company
        superior = employee.sudo().parent_id
        if {employee.id, superior.id} in facts.world.conflicts:
            yield (
                "superior_conflict",
                self.env._(
                    "Between %(superior)s and %(employee)s there is a recorded "
                    "conflict of interest: another superior should decide.",
                    superior=superior.name,
                    employee=employee.name,
                ),
            )

    # ------------------------------------------------------------
    # TOO MUCH
    # ------------------------------------------------------------

    def _find_overloads(self, cycle, facts):
        """Yield values of gaps for raters who cannot be spared: superiors, mostly."""
        world = facts.world
        above = [id_ for id_, took in world.seconds.items() if 0 < world.limit < took]
        for rater in self.env["hr.employee"].browse(sorted(above)):
            message = self.env._(
                "%(rater)s would have %(forms)s forms for about %(minutes)s minutes, "
                "%(limit)s are the limit.",
                rater=rater.name,
                forms=world.loads[rater.id],
                minutes=round(world.seconds[rater.id] / 60),
                limit=cycle.load_limit,
            )
            yield self._prepare_issue_vals(cycle, rater, "overload", message)
