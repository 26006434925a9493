# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from odoo import api, models
from odoo.tools import SQL

from .asn_appraisal_cycle_issue import ADVISORY_KINDS

# What still matters once somebody has been launched: post, superior and form are
# frozen by then; raters can still be added.
AFTER_LAUNCH = ("no_user", "no_email", "few_raters")

# What an acting superior makes up for.
COVERED_KINDS = ("no_superior", "superior_archived", "superior_no_user")
ISSUE_KEY = ["employee_id", "department_id", "template_id", "kind", "message"]


@dataclass
class _Facts:
    """What is looked up once for a whole cycle, so that nobody costs a query."""

    versions: dict  # employee id -> hr.version on the day that counts
    above: dict  # employee id -> id of the superior, for everybody
    overlaps: dict  # employee -> appraisal of another cycle
    minima: dict  # code of a role -> respondents from which on it counts
    forms: dict  # template id as text -> form as frozen
    match: Callable  # (employee, department, job) -> line of the cycle's forms
    asked: dict  # employee id, once launched -> Counter of ids of roles
    covered: dict = field(default_factory=dict)  # employee id -> who acts as superior
    lines: dict = field(default_factory=dict)  # employee id -> line of the forms
    chosen: dict = field(default_factory=dict)  # (employee id, role id) -> raters' ids
    world: object = None  # what is asked of whom, see asn.appraisal.assignment


class AsnAppraisalCycleDoctor(models.AbstractModel):
    """Find what is missing before a cycle is launched: gaps in the data of people.

    What is wrong with method and forms is in ``asn_appraisal_cycle_doctor_rules.py``,
    whether there are raters enough in ``asn_appraisal_cycle_doctor_raters.py``.
    """

    _name = "asn.appraisal.cycle.doctor"
    _description = "Search for Gaps in a Cycle"

    @api.model
    def _refresh_issues(self, cycle):
        """Look for gaps in the rules and in the data of everybody to be launched.

        Takes a constant number of queries, however many people there are.

        :param cycle: one asn.appraisal.cycle, whose manager was checked; its former
            gaps are forgotten
        """
        # sudo: hr.employee and what hangs on it - gaps are found by the same eyes as
        # the launch has, which runs for everybody in the background
        self, cycle = self.sudo(), cycle.sudo()  # noqa: PLW0642
        employees, snapshot = cycle._get_population(), cycle._get_snapshot()
        found = {
            self._get_key(vals): vals
            for vals in (
                *self._examine_rules(cycle, employees, snapshot),
                *self._examine_people(cycle, employees, snapshot),
            )
        }
        self._replace_issues(cycle, found)

    def _replace_issues(self, cycle, found):
        """Forget gaps that are closed and note new ones; the others stay as they are.

        :param dict found: values by key, see ``_get_key``
        """
        known = {
            self._get_key(vals): vals["id"]
            for vals in cycle.issue_ids.read(ISSUE_KEY, load=None)
        }
        Issue = self.env["asn.appraisal.cycle.issue"]
        closed = Issue.browse(known[key] for key in known.keys() - found.keys())
        new = [found[key] for key in found if key not in known]
        if closed or new:
            self._lock(cycle)
            closed.unlink()
            Issue.create(new)
            cycle.invalidate_recordset(["gap_ids"])  # a view of the database

    @api.model
    def _get_key(self, vals):
        """Return what tells one gap from another."""
        return tuple(vals.get(name) or False for name in ISSUE_KEY)

    @api.model
    def _lock(self, cycle):
        """Make somebody who looks at the same time look again, at what was noted.

        An update, not a mere lock: the later transaction fails to serialize and Odoo
        runs it once more, so that no gap is noted twice.
        """
        query = "UPDATE asn_appraisal_cycle SET state = state WHERE id = %s"
        self.env.cr.execute(SQL(query, cycle.id))

    @api.model
    def _add_issue(self, cycle, employee, kind, message):
        """Note one gap that a job met."""
        self.env["asn.appraisal.cycle.issue"].create(
            self._prepare_issue_vals(cycle, employee, kind, message)
        )
        cycle.invalidate_recordset(["gap_ids"])

    @api.model
    def _prepare_issue_vals(self, cycle, employee, kind, message):
        return {
            "cycle_id": cycle.id,
            "employee_id": employee.id,
            "department_id": employee.department_id.id,
            "kind": kind,
            "message": message,
        }

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    def _examine_people(self, cycle, employees, snapshot):
        launched = cycle.appraisal_ids.employee_id
        facts = self._get_facts(cycle, employees, snapshot)
        yield from self._find_overloads(cycle, facts)
        for employee in employees:
            found = dict(self._find_issues(cycle, employee, facts))
            if employee in launched:
                kinds = AFTER_LAUNCH
            elif found.keys() - ADVISORY_KINDS:
                kinds = found.keys() - {"few_raters"}  # nobody is asked anyway
            else:
                kinds = found
            for kind, message in found.items():
                if kind in kinds:
                    yield self._prepare_issue_vals(cycle, employee, kind, message)

    @api.model
    def _get_facts(self, cycle, employees, snapshot):
        posts = self.env["asn.appraisal.job.launch"]._get_posts(cycle, employees)
        facts = _Facts(
            versions={employee.id: post for employee, post in posts.items()},
            above=self._get_superiors(),
            overlaps=self._get_overlaps(cycle, employees),
            minima={
                role["code"]: role["min_respondents"]
                for role in snapshot["method"]["roles"]
            },
            forms=snapshot["templates"],
            match=cycle.template_rule_ids._get_matcher(),
            asked=self._count_asked(cycle),
        )
        facts.covered = self.env["asn.appraisal.acting"]._get_cover(cycle, posts)
        facts.lines = self._match_forms(employees, facts)
        self._choose_raters(cycle, employees, facts)
        return facts

    @api.model
    def _match_forms(self, employees, facts):
        """Return the line of the cycle's forms that fits each employee, or none."""
        lines = {}
        for employee in employees:
            post = facts.versions[employee.id]
            line = facts.match(employee, post.department_id, post.job_id)
            lines[employee.id] = line
        return lines

    @api.model
    def _count_asked(self, cycle):
        """Count who has been asked about everybody launched, by role."""
        asked = defaultdict(Counter)
        for employee, role, count in self.env["asn.appraisal.evaluation"]._read_group(
            [("cycle_id", "=", cycle.id), ("state", "!=", "cancelled")],
            ["employee_id", "role_id"],
            ["__count"],
        ):
            asked[employee.id][role.id] = count
        return asked

    @api.model
    def _get_superiors(self):
        """Return the id of everybody's superior, archived people included."""
        # sudo: hr.employee - a chain of superiors may lead through other companies
        Employee = self.env["hr.employee"].sudo().with_context(active_test=False)
        led = Employee.search_fetch([("parent_id", "!=", False)], ["parent_id"])
        return {employee.id: employee.parent_id.id for employee in led}

    @api.model
    def _get_overlaps(self, cycle, employees):
        """Return, per employee, another cycle's appraisal for the same days.

        A year and its own shorter periods appraise the same days on purpose.
        """
        return {
            appraisal.employee_id: appraisal
            for appraisal in self.env["asn.appraisal"].search_fetch(
                [
                    ("employee_id", "in", employees.ids),
                    ("cycle_id", "not in", cycle._get_relatives().ids),
                    ("state", "!=", "cancelled"),
                    ("date_start", "<=", cycle.date_end),
                    ("date_end", ">=", cycle.date_start),
                ],
                ["employee_id", "cycle_id"],
            )
        }

    def _find_issues(self, cycle, employee, facts):
        yield from self._find_superior_issues(cycle, employee, facts)
        yield from self._find_post_issues(cycle, employee, facts)
        if not employee.user_id.active:
            yield (
                "no_user",
                self.env._("%s has no user and cannot answer.", employee.name),
            )
        elif not employee.user_id.email:
            yield "no_email", self.env._("%s has no e-mail address.", employee.name)

    # ------------------------------------------------------------
    # SUPERIORS
    # ------------------------------------------------------------

    def _find_superior_issues(self, cycle, employee, facts):
        """Yield what stands against the superior, unless somebody acts as one."""
        for kind, message in self._find_line_issues(cycle, employee, facts):
            if kind not in COVERED_KINDS or employee.id not in facts.covered:
                yield kind, message

    def _find_line_issues(self, cycle, employee, facts):
        # sudo: hr.employee - the superior's name, perhaps of another company
        superior = employee.sudo().parent_id
        names = {"superior": superior.name, "employee": employee.name}
        if not superior:
            yield "no_superior", self.env._("%s has no superior.", employee.name)
        elif superior == employee:
            yield "self_superior", self.env._("%s leads themselves.", employee.name)
        elif not superior.active:
            yield (
                "superior_archived",
                self.env._(
                    "%(superior)s, the superior of %(employee)s, is archived.", **names
                ),
            )
        else:
            yield from self._find_loop_issue(employee, facts)
            yield from self._find_able_superior_issues(cycle, superior, names)

    def _find_able_superior_issues(self, cycle, superior, names):
        if superior.company_id != cycle.company_id:
            yield (
                "superior_company",
                self.env._(
                    "%(superior)s, the superior of %(employee)s, belongs to another "
                    "company.",
                    **names,
                ),
            )
        if not superior.user_id.active:
            yield (
                "superior_no_user",
                self.env._(
                    "%(superior)s, the superior of %(employee)s, has no user and can "
                    "neither rate nor decide.",
                    **names,
                ),
            )

    def _find_loop_issue(self, employee, facts):
        loop = find_loop(employee.id, facts.above)
        if not loop:
            return
        # sudo: hr.employee - names along the loop, perhaps of another company
        chain = self.env["hr.employee"].sudo().browse([*loop, loop[0]])
        path = " → ".join(member.name for member in chain)
        if employee.id in loop:
            yield "superior_loop", self.env._("Superiors in a loop: %s.", path)
        else:
            yield (
                "superior_above_loop",
                self.env._(
                    "The superiors above %(employee)s end in a loop: %(path)s.",
                    employee=employee.name,
                    path=path,
                ),
            )

    # ------------------------------------------------------------
    # POST
    # ------------------------------------------------------------

    def _find_post_issues(self, cycle, employee, facts):
        version = facts.versions[employee.id]
        if not version.department_id:
            yield "no_department", self.env._("%s has no department.", employee.name)
        if line := facts.lines[employee.id]:
            form = facts.forms[str(line.template_id.id)]
            yield from self._find_pool_issues(employee, form, facts)
        else:
            yield "no_form", self.env._("No form of the cycle fits %s.", employee.name)
        if overlap := facts.overlaps.get(employee):
            yield (
                "overlap",
                self.env._(
                    "%(employee)s is appraised for these days in cycle “%(cycle)s”.",
                    employee=employee.name,
                    cycle=overlap.cycle_id.name,
                ),
            )


def find_loop(start, above):
    """Return the loop in which the superiors above somebody end, or nothing.

    :param start: id of the person
    :param dict above: id of everybody's superior
    :return: ids along the loop, each the superior of the one before

    >>> find_loop(1, {1: 2, 2: 3})
    []
    >>> find_loop(1, {1: 2, 2: 3, 3: 2})
    [2, 3]
    >>> find_loop(1, {1: 1})
    [1]
    """
    seen, step = {}, start
    while step and step not in seen:
        seen[step] = len(seen)
        step = above.get(step)
    return list(seen)[seen[step] :] if step else []
