# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict
from dataclasses import dataclass, field

from odoo import api, fields, models
from odoo.fields import Domain

from ..raters import Case, Person, Rule, World, get_branch, spells

# Forms that take none of a rater's time.
UNASKED = ("cancelled", "declined")
PERSON_FIELDS = ["parent_id", "department_id", "user_id", "company_id", "active"]


@dataclass
class _World(World):
    """What holds for a batch, with lists of who stands where."""

    teams: dict = field(default_factory=lambda: defaultdict(list))
    units: dict = field(default_factory=lambda: defaultdict(list))
    branches: dict = field(default_factory=lambda: defaultdict(list))
    led: dict = field(default_factory=lambda: defaultdict(list))

    def place(self, person):
        """Note somebody wherever others look for raters."""
        self.people[person.id] = person
        self.teams[person.superior, person.unit].append(person)
        self.units[person.unit].append(person)
        self.led[person.superior].append(person)
        for unit in person.path:
            self.branches[unit].append(person)

    def get_candidates(self, case, rule):
        """Return who is looked at for a role: all who might be eligible."""
        if rule.kind == "subordinate":
            return self.led.get(case.person, ())
        if rule.kind != "peer":
            return ()
        if rule.pool == "branch":
            return self.branches.get(get_branch(case.path), ())
        if rule.pool == "unit":
            return self.units.get(case.unit, ())
        return self.teams.get((case.superior, case.unit), ())


class AsnAppraisalAssignment(models.AbstractModel):
    """What has to be known about people before raters are chosen."""

    _inherit = "asn.appraisal.assignment"

    @api.model
    def _get_world(self, cycle, cases, roles, employees=None):
        """Look up what matters, with a constant number of queries.

        :param cycle: one asn.appraisal.cycle
        :param cases: raters.Case of people of that cycle
        :param roles: dicts of frozen forms that are looked at
        :param employees: hr.employee to look at; all who might be eligible unless given
        """
        # sudo: hr.employee, evaluations and what hangs on them - only the code looks
        self, cycle = self.sudo(), cycle.sudo()  # noqa: PLW0642
        world = _World(limit=60 * cycle.load_limit)
        self._place_people(world, cases, roles, employees)
        self._add_forms(world, cycle)
        self._add_facts(world, cycle, [case.person for case in cases], roles)
        return world

    @api.model
    def _get_case(self, appraisal):
        # sudo: appraisal, hr.employee, hr.department - only the code looks
        appraisal = appraisal.sudo()
        unit = self._get_unit(appraisal.employee_id, appraisal.department_id)
        return Case(
            id=appraisal.id,
            person=appraisal.employee_id.id,
            superior=appraisal._get_line_superior().id or 0,
            acting=(appraisal.acting_id and appraisal.superior_id.id) or 0,
            unit=unit.id or 0,
            path=self._get_path(unit),
            company=appraisal.company_id.id,
            start=appraisal.date_start,
            end=min(appraisal.date_end, fields.Date.context_today(self)),
        )

    @api.model
    def _get_rule(self, form, template, role):
        """Return what a frozen form asks of a role, with the seconds that it takes."""
        items = sum(role["code"] in item["roles"] for item in form["items"])
        # sudo: asn.appraisal.template - an estimate
        return Rule.from_frozen(role, items * template.sudo().seconds_per_criterion)

    @api.model
    def _get_unit(self, employee, department):
        """Return the department among whose members ``employee`` works.

        That of somebody who leads a department is the one above it.
        """
        leads = department.manager_id == employee and department.parent_id
        return department.parent_id if leads else department

    @api.model
    def _get_path(self, department):
        """Return the ids of a department and of all above it, the top first."""
        return tuple(map(int, (department.parent_path or "").split("/")[:-1]))

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    @api.model
    def _place_people(self, world, cases, roles, employees):
        Employee = self.env["hr.employee"].with_context(active_test=False)
        own = {id_ for case in cases for id_ in (case.person, case.superior) if id_}
        if employees is None:
            domain = self._get_candidates_domain(cases, own, roles)
        else:
            domain = Domain("id", "in", employees.ids)
        domain |= Domain("id", "in", list(own))
        for employee in Employee.search_fetch(domain, PERSON_FIELDS, order="id"):
            world.place(self._get_person(employee))

    @api.model
    def _get_person(self, employee):
        unit = self._get_unit(employee, employee.department_id)
        return Person(
            id=employee.id,
            superior=employee.parent_id.id or 0,
            unit=unit.id or 0,
            path=self._get_path(unit),
            company=employee.company_id.id,
            is_active=employee.active,
            has_user=bool(employee.user_id.active),
        )

    @api.model
    def _get_candidates_domain(self, cases, own, roles):
        """Return what tells who might be eligible in any of the cases."""
        able = Domain("user_id.active", "=", True) & Domain("active", "=", True)
        return self._get_places_domain(cases, own, roles) & able

    @api.model
    def _get_places_domain(self, cases, own, roles):
        """Return what tells who is in a pool, able to rate or not."""
        places = Domain("parent_id", "in", list(own))
        pools = {role.get("pool", "team") for role in roles if role["kind"] == "peer"}
        if "unit" in pools:
            units = {case.unit for case in cases if case.unit}
            places |= self._get_unit_domain(list(units))
        if "branch" in pools:
            branches = {get_branch(case.path) for case in cases if case.path}
            places |= Domain("department_id", "child_of", list(branches))
        return places

    @api.model
    def _get_unit_domain(self, unit_ids):
        """Return what tells the members of units, with the leaders of those below."""
        below = self.env["hr.department"].search_fetch(
            [("parent_id", "in", unit_ids), ("manager_id", "!=", False)], ["manager_id"]
        )
        return Domain("department_id", "in", unit_ids) | Domain(
            "id", "in", below.manager_id.ids
        )

    # ------------------------------------------------------------
    # WHAT IS ASKED OF THEM, AND WHAT STANDS AGAINST THEM
    # ------------------------------------------------------------

    @api.model
    def _add_forms(self, world, cycle):
        """Count the forms that people have in the cycle already."""
        costs = {}
        for rater, template, role, count in self.env[
            "asn.appraisal.evaluation"
        ]._read_group(
            [
                ("cycle_id", "=", cycle.id),
                ("rater_id", "in", list(world.people)),
                ("state", "not in", UNASKED),
            ],
            ["rater_id", "template_id", "role_id"],
            ["__count"],
        ):
            key = template, role
            if key not in costs:
                form = cycle._get_frozen_form(template)
                frozen = cycle._get_frozen_role(template, role)
                costs[key] = self._get_rule(form, template, frozen).cost
            world.loads[rater.id] = world.loads.get(rater.id, 0) + count
            seconds = world.seconds.get(rater.id, 0)
            world.seconds[rater.id] = seconds + count * costs[key]

    @api.model
    def _add_facts(self, world, cycle, persons, roles):
        """Look up what only some roles ask for."""
        people = list(world.people)
        if any(role.get("min_days_together") for role in roles):
            world.spells = self._get_spells(people)
        if not all(role.get("allows_reciprocal", True) for role in roles):
            world.asked = self._get_asked(cycle, persons)
        today = fields.Date.context_today(self)
        Conflict = self.env["asn.rater.conflict"]
        world.conflicts = Conflict._get_pairs(persons, cycle.date_start, today)
        world.objections = self._get_objections(people)

    @api.model
    def _get_spells(self, employee_ids):
        """Return when everybody worked in which unit, from the versions of HR.

        Those who lead a department work in it as well as in the one above it.
        """
        versions = defaultdict(list)
        for version in self.env["hr.version"].search_fetch(
            [("employee_id", "in", employee_ids)],
            ["employee_id", "date_version", "department_id"],
        ):
            department = version.department_id
            unit = self._get_unit(version.employee_id, department)
            units = frozenset((department | unit).ids)
            versions[version.employee_id.id].append((version.date_version, units))
        today = fields.Date.context_today(self)
        return {id_: spells(found, today) for id_, found in versions.items()}

    @api.model
    def _get_asked(self, cycle, employee_ids):
        """Return whom the people appraised rate themselves: role, rater, person."""
        forms = self.env["asn.appraisal.evaluation"].search_fetch(
            [
                ("cycle_id", "=", cycle.id),
                ("rater_id", "in", employee_ids),
                ("state", "not in", UNASKED),
            ],
            ["role_id", "rater_id", "employee_id"],
        )
        return {
            (form.role_id.id, form.rater_id.id, form.employee_id.id) for form in forms
        }

    @api.model
    def _get_objections(self, employee_ids):
        """Return pairs of people between whom an objection is open.

        They are the person and the appraiser, whose result is objected to.

        :return: set of frozensets of two employees' ids
        """
        return self.env["asn.appraisal.objection"]._get_pairs(employee_ids)
