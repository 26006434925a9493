# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import random
from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .asn_appraisal_cycle import UNDECIDED_STATES
from .asn_appraisal_cycle_stage import LAUNCH_STAGES
from .asn_appraisal_evaluation import OPEN_STATES

# What tells one change from another.
KEY = ("kind", "employee_id", "evaluation_id", "new_superior_id", "new_department_id")
OPEN_APPRAISALS = (*UNDECIDED_STATES, "rated")
# Post on the day that counts, as asn.appraisal.job.launch._get_posts finds it.
MOVES = """
    SELECT appraisal.id, appraisal.employee_id, employee.parent_id, post.department_id
      FROM asn_appraisal appraisal
      JOIN hr_employee employee ON employee.id = appraisal.employee_id
      JOIN asn_appraisal_cycle cycle ON cycle.id = appraisal.cycle_id
      LEFT JOIN LATERAL (
        SELECT version.department_id
          FROM hr_version version
         WHERE version.employee_id = employee.id AND version.active
         ORDER BY version.date_version > %(day)s,
                  CASE WHEN version.date_version <= %(day)s
                       THEN version.date_version END DESC,
                  version.date_version
         LIMIT 1
      ) post ON TRUE
      LEFT JOIN hr_employee superior ON superior.id = (
        CASE appraisal.superior_capacity WHEN 'definitive'
        THEN appraisal.superior_id ELSE appraisal.behalf_of_id END)
     WHERE appraisal.cycle_id = %(cycle)s
       AND appraisal.state IN %(states)s
       AND employee.active
       -- a part of the year that a move has ended stays with its post
       AND appraisal.date_end >= cycle.date_end
       AND (
        employee.parent_id IS DISTINCT FROM superior.id
        OR post.department_id IS DISTINCT FROM appraisal.department_id
        OR superior.active IS FALSE
       )
     ORDER BY appraisal.id
"""


class AsnAppraisalChangeFinder(models.AbstractModel):
    """Compares HR with the appraisals of a cycle, in a constant number of queries."""

    _name = "asn.appraisal.change.finder"
    _description = "Search for Changes since the Launch"

    @api.model
    def _refresh(self, cycle):
        """Note what has changed since the launch; what was decided stays as it is.

        The caller, in the name of the code, has checked who may.

        :param cycle: one asn.appraisal.cycle
        """
        found = {self._get_key(vals): vals for vals in self._find(cycle)}
        Change = self.env["asn.appraisal.change"]
        rows = Change.search_read(
            [("cycle_id", "=", cycle.id), ("state", "in", ("open", "kept"))],
            [*KEY, "state"],
            load=None,
        )
        known = {self._get_key(row): row for row in rows}
        new = [found[key] for key in found if key not in known]
        self._propose_raters(cycle, new)
        Change._workflow_insert(new)
        gone = [
            row["id"]
            for key, row in known.items()
            if row["state"] == "open" and key not in found and row["kind"] != "exempt"
        ]
        Change.browse(gone).unlink()

    @api.model
    def _get_key(self, vals):
        return tuple(vals.get(name) or None for name in KEY)

    # ------------------------------------------------------------
    # WHAT HAS CHANGED
    # ------------------------------------------------------------

    def _find(self, cycle):
        """Yield the values of each change."""
        moved = list(self._find_moved(cycle))
        yield from moved
        yield from self._find_joined(cycle)
        yield from self._find_left(cycle)
        yield from self._find_raters(cycle, {vals["employee_id"] for vals in moved})

    def _prepare(self, cycle, kind, employee_id, **vals):
        return {
            "cycle_id": cycle.id,
            "company_id": cycle.company_id.id,
            "kind": kind,
            "employee_id": employee_id,
            "appraisal_id": None,
            "evaluation_id": None,
            "new_superior_id": None,
            "new_department_id": None,
            "replacement_id": None,
            "exemption": None,
            "state": "open",
        } | vals

    def _find_moved(self, cycle):
        """Yield whose superior or unit differs from what the appraisal says."""
        self.env.flush_all()
        day = self.env["asn.appraisal.job.launch"]._get_reference_date(cycle)
        rows = self.env.execute_query(
            SQL(MOVES, cycle=cycle.id, states=UNDECIDED_STATES, day=day)
        )
        superiors = self._get_new_superiors(rows)
        for id_, employee_id, parent_id, department_id in rows:
            yield self._prepare(
                cycle,
                "superior",
                employee_id,
                appraisal_id=id_,
                new_superior_id=superiors.get(parent_id),
                new_department_id=department_id,
            )

    def _get_new_superiors(self, rows):
        """Return ``{parent id: id of who leads}``: the next above one who has left."""
        ids = {parent_id for __, __, parent_id, __ in rows if parent_id}
        parents = self.env["hr.employee"].browse(sorted(ids))
        parents.fetch(["active", "parent_id"])
        return {
            parent.id: parent.id if parent.active else parent.parent_id.id or None
            for parent in parents
        }

    def _find_joined(self, cycle):
        """Yield who belongs to the cycle by now and is not in it."""
        if cycle.state not in LAUNCH_STAGES:
            return
        waiting = self.env["asn.appraisal.job.launch"]._get_waiting_domain(cycle)
        for employee in self.env["hr.employee"].search(waiting, order="id"):
            yield self._prepare(cycle, "joined", employee.id)

    def _find_left(self, cycle):
        """Yield who is appraised and has left."""
        for appraisal in self.env["asn.appraisal"].search_fetch(
            [
                ("cycle_id", "=", cycle.id),
                ("state", "in", OPEN_APPRAISALS),
                ("employee_id.active", "=", False),
            ],
            ["employee_id"],
        ):
            yield self._prepare(
                cycle,
                "left",
                appraisal.employee_id.id,
                appraisal_id=appraisal.id,
                exemption="left",
            )

    def _find_raters(self, cycle, moved_ids):
        """Yield the open forms of colleagues who have left or work elsewhere.

        A superior who has left is replaced for good, see ``_find_moved``.
        """
        forms = self.env["asn.appraisal.evaluation"].search_fetch(
            self._get_raters_domain(cycle, moved_ids),
            ["appraisal_id", "employee_id", "rater_id", "role_id", "role_kind"],
            order="id",
        )
        forms.rater_id.fetch(["active", "user_id", "parent_id"])
        for form in forms:
            rater = form.rater_id
            has_left = not (rater.active and rater.user_id.active)
            if has_left or not self._still_works_together(form):
                yield self._prepare(
                    cycle,
                    "rater_left" if has_left else "rater_moved",
                    form.employee_id.id,
                    appraisal_id=form.appraisal_id.id,
                    evaluation_id=form.id,
                )

    def _get_raters_domain(self, cycle, moved_ids):
        """Return what tells open forms of those who have left or moved.

        A move that was noted stays so, even once the rater's own appraisal follows it.
        """
        left = Domain("rater_id.active", "=", False)
        left |= Domain("rater_id.user_id.active", "!=", True)
        noted = self.env["asn.appraisal.change"].search(
            [("cycle_id", "=", cycle.id), ("kind", "=", "rater_moved")]
        )
        moved = Domain("rater_id", "in", list(moved_ids))
        moved |= Domain("id", "in", noted.evaluation_id.ids)
        return (
            Domain("cycle_id", "=", cycle.id)
            & Domain("state", "in", OPEN_STATES)
            & Domain("role_kind", "in", ("peer", "subordinate"))
            & (left | moved)
        )

    @api.model
    def _still_works_together(self, form):
        leader = form.employee_id
        if form.role_kind == "peer":
            leader = form.appraisal_id._get_line_superior()
        return form.rater_id.parent_id == leader

    # ------------------------------------------------------------
    # WHO IS ASKED INSTEAD
    # ------------------------------------------------------------

    def _propose_raters(self, cycle, changes):
        """Propose for each rater a colleague who may rate and is not asked already."""
        forms = self.env["asn.appraisal.evaluation"].browse(
            vals["evaluation_id"] for vals in changes if vals["evaluation_id"]
        )
        if not forms:
            return
        Assignment = self.env["asn.appraisal.assignment"]
        cases = {a.id: Assignment._get_case(a) for a in forms.appraisal_id}
        roles = list(self._get_roles(cycle, forms).values())
        world = Assignment._get_world(cycle, list(cases.values()), roles)
        asked = self._get_asked(forms.appraisal_id)
        by_id = {form.id: form for form in forms}
        for vals in changes:
            if form := by_id.get(vals["evaluation_id"]):
                case = cases[form.appraisal_id.id]
                rater = self._propose_rater(cycle, form, world, case, asked)
                vals["replacement_id"] = rater

    def _propose_rater(self, cycle, form, world, case, asked):
        """Return the id of the one with the fewest forms, by lot among equals."""
        Assignment = self.env["asn.appraisal.assignment"]
        template = form.appraisal_id.template_id
        role = cycle._get_frozen_role(template, form.role_id)
        frozen = cycle._get_frozen_form(template)
        rule = Assignment._get_rule(frozen, template, role)
        pool = Assignment._get_panel(world, case, rule).pool
        free = sorted(pool - asked[form.appraisal_id.id])
        if not free:
            return None
        # Not for secrecy: the draw must be repeatable, and the seed is secret.
        lot = random.Random(f"{cycle.seed}:{form.id}")  # noqa: S311
        lot.shuffle(free)
        rater = min(free, key=lambda id_: world.loads.get(id_, 0))
        asked[form.appraisal_id.id].add(rater)
        Assignment._note(world, case, rule, (rater,))
        return rater

    @api.model
    def _get_roles(self, cycle, forms):
        """Return the roles of the frozen forms, by form and role."""
        pairs = {(form.template_id, form.role_id) for form in forms}
        return {pair: cycle._get_frozen_role(*pair) for pair in pairs}

    @api.model
    def _get_asked(self, appraisals):
        """Return ``{appraisal id: ids of whoever is asked}``."""
        asked = defaultdict(set)
        for form in self.env["asn.appraisal.evaluation"].search_fetch(
            [("appraisal_id", "in", appraisals.ids), ("state", "!=", "cancelled")],
            ["appraisal_id", "rater_id"],
        ):
            asked[form.appraisal_id.id].add(form.rater_id.id)
        return asked
