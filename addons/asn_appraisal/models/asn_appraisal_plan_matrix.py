# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .asn_appraisal_plan import PLAN_STAGES

MANAGER = "asn_appraisal.group_asn_appraisal_manager"
SHOWN_STATES = ("draft", "submitted", "agreed")
SHOWN = Domain("state", "in", SHOWN_STATES)
# Superiors below some people, and below those: one query, however deep.
BELOW = """
    WITH RECURSIVE led AS (
        SELECT cycle_id, employee_id
          FROM asn_appraisal
         WHERE superior_id IN %(own)s AND state != 'cancelled'
         UNION
        SELECT below.cycle_id, below.employee_id
          FROM asn_appraisal below
          JOIN led ON below.cycle_id = led.cycle_id
               AND below.superior_id = led.employee_id
         WHERE below.state != 'cancelled'
    )
    SELECT DISTINCT plan.cycle_id, plan.superior_id
      FROM asn_appraisal_plan plan
      JOIN led ON plan.cycle_id = led.cycle_id AND plan.superior_id = led.employee_id
     WHERE plan.state IN %(states)s
       AND plan.company_id IN %(companies)s
       AND plan.superior_id NOT IN %(own)s
       AND (%(superior)s IS NULL OR plan.superior_id = %(superior)s)
"""


class AsnAppraisalPlan(models.Model):
    """The role–result matrix: a superior's goals as rows, the people led as columns.

    :source: PermenPANRB 6/2022 (matriks peran hasil)
    """

    _inherit = "asn.appraisal.plan"

    @api.readonly
    @api.model
    def get_matrix(self, cycle_id, superior_id):
        """Return who contributes what to which goal of a superior.

        Everything is read by the rules that hold for the user: a superior sees the
        whole team, a member the superior's goals and the own column. Whoever leads
        the superior, at any distance, reads the matrix without opening a plan. Takes a
        constant number of queries, however many people and goals there are.

        :param int cycle_id: an asn.appraisal.cycle
        :param int superior_id: hr.employee who leads the people in the columns
        :return: dict of ``cycle`` and ``superior`` (names), ``is_mine`` (the user leads
            it), ``can_hand_on`` (its goals to many people), ``own_plan_id`` (the
            superior's plan, where the user may open it), ``reason`` (why nothing can be
            changed, else False), ``rows`` (goals of the superior: ``id``, ``name``,
            ``kind``), ``people`` (``plan_id``, ``employee_id``, ``name``, ``job``,
            ``state``, ``state_name``, ``can_edit``, ``can_open``, ``note``: why it
            cannot be changed) and ``cells``, ``{"<goal id or 0>:<plan id>": [goals]}``,
            where row 0 holds goals that serve none of the superior's
        """
        reader = self._get_matrix_reader(cycle_id, superior_id)
        plans = reader._get_matrix_plans(cycle_id, superior_id)
        rows = reader._get_matrix_rows(cycle_id, superior_id)
        goals = reader._get_matrix_goals(plans)
        return {
            **self._get_matrix_head(plans[:1], rows[:1]),
            "own_plan_id": self._get_matrix_own_plan(cycle_id, superior_id).id,
            "reason": plans._get_matrix_reason(),
            "rows": [self._describe_row(goal) for goal in rows],
            "people": [self._describe_column(plan) for plan in plans],
            "cells": self._group_cells(goals, set(rows.ids)),
        }

    @api.readonly
    @api.model
    def get_matrix_choices(self):
        """Return the matrices that the user can open, the newest cycle first.

        :return: list of dicts with ``cycle_id``, ``superior_id``, ``cycle``,
            ``superior`` and ``is_mine`` (the user leads it)
        """
        domain = SHOWN & Domain("superior_id", "!=", False)
        pairs = self._read_group(domain, ["cycle_id", "superior_id"])
        # sudo: cycle and hr.employee - names of matrices that the user may read
        sudo = self.env(su=True)
        found = {(cycle.id, superior.id) for cycle, superior in pairs}
        found.update(self._get_matrices_below())
        cycles = sudo["asn.appraisal.cycle"].browse({cycle for cycle, _ in found})
        people = sudo["hr.employee"].browse({superior for _, superior in found})
        cycles.fetch(["name", "date_start"])
        people.fetch(["name", "user_id"])
        choices = [
            self._describe_choice(cycles.browse(cycle), people.browse(superior))
            for cycle, superior in found
        ]
        latest = {cycle.id: (cycle.date_start, cycle.id) for cycle in cycles}
        choices.sort(key=lambda choice: choice["superior"] or "")
        choices.sort(key=lambda choice: latest[choice["cycle_id"]], reverse=True)
        return choices

    @api.model
    def _describe_choice(self, cycle, superior):
        return {
            "cycle_id": cycle.id,
            "superior_id": superior.id,
            "cycle": cycle.name,
            "superior": superior.name,
            "is_mine": superior.user_id.id == self.env.uid,
        }

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.model
    def _get_matrix_reader(self, cycle_id, superior_id):
        """Return the model as it reads: for whoever leads the superior, past the rules.

        A head learns what those below plan, so that goals can be handed down; log,
        evidence and checks stay closed.
        """
        if (cycle_id, superior_id) not in self._get_matrices_below(superior_id):
            return self
        # sudo: asn.appraisal.plan - the user leads the superior of these plans
        return self.sudo()

    @api.model
    def _get_matrices_below(self, superior_id=None):
        """Return matrices of superiors whom the user leads, at any distance.

        :param int superior_id: only those of this superior
        :return: set of ``(cycle id, superior id)``, without the user's own
        """
        own = self.env.user.sudo().employee_ids.ids
        if not own:
            return set()
        appraisals, plans = self.env["asn.appraisal"], self
        appraisals.flush_model(["cycle_id", "employee_id", "superior_id", "state"])
        plans.flush_model(["cycle_id", "superior_id", "company_id", "state"])
        return set(
            self.env.execute_query(
                SQL(
                    BELOW,
                    own=tuple(own),
                    states=SHOWN_STATES,
                    companies=tuple(self.env.companies.ids),
                    superior=superior_id,
                )
            )
        )

    @api.model
    def _get_matrix_plans(self, cycle_id, superior_id):
        """Return one plan per person: the one being drafted, else the one in force."""
        domain = SHOWN & Domain("cycle_id", "=", cycle_id)
        plans = self.search(
            domain & Domain("superior_id", "=", superior_id), order="version"
        )
        latest = {plan.appraisal_id.id: plan.id for plan in plans}
        found = self.browse(latest.values())
        # sudo: hr.employee - the order of the columns
        return found.sorted(lambda plan: plan.sudo().employee_id.name or "")

    @api.model
    def _get_matrix_own_plan(self, cycle_id, superior_id):
        """Return the plan whose goals are the rows, where the user may open it."""
        return self.search(self._get_matrix_rows_domain(cycle_id, superior_id), limit=1)

    @api.model
    def _get_matrix_rows(self, cycle_id, superior_id):
        """Return the goals of the superior's plan, as those led may read them."""
        # sudo: asn.appraisal.plan - ids alone: those led read its goals, not the plan
        plans = self.sudo().search(self._get_matrix_rows_domain(cycle_id, superior_id))
        goals = self.env["asn.appraisal.goal"]
        return goals.search_fetch([("plan_id", "in", plans.ids)], ["name", "kind"])

    @api.model
    def _get_matrix_rows_domain(self, cycle_id, superior_id):
        domain = Domain("cycle_id", "=", cycle_id) & Domain("is_current", "=", True)
        return domain & Domain("employee_id", "=", superior_id)

    @api.model
    def _get_matrix_goals(self, plans):
        return self.env["asn.appraisal.goal"].search_fetch(
            [("plan_id", "in", plans.ids)],
            ["plan_id", "parent_id", "name", "kind", "indicator_ids"],
        )

    # ------------------------------------------------------------
    # DESCRIPTION
    # ------------------------------------------------------------

    @api.model
    def _get_matrix_head(self, plan, row):
        """Return names, and what the user is to them; no name where nothing is read."""
        # sudo: cycle and hr.employee - names that hang on a readable plan or goal
        plan, above = plan.sudo(), row.sudo().plan_id
        superior = plan.superior_id or above.employee_id
        is_mine = bool(superior) and superior.user_id.id == self.env.uid
        return {
            "cycle": (plan.cycle_id or above.cycle_id).name or "",
            "superior": superior.name or "",
            "is_mine": is_mine,
            "can_hand_on": is_mine or self.env.user.has_group(MANAGER),
        }

    @api.model
    def _describe_row(self, goal):
        return {"id": goal.id, "name": goal.name, "kind": goal.kind}

    def _describe_column(self, plan):
        # sudo: hr.employee, asn.appraisal - name and post of whose plan it is
        appraisal = plan.sudo().appraisal_id
        note = plan._get_matrix_note()
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "plan_id": plan.id,
            "employee_id": appraisal.employee_id.id,
            "name": appraisal.employee_id.name,
            "job": appraisal.job_title or "",
            "state": plan.state,
            "state_name": states[plan.state],
            "can_edit": not note,
            "can_open": not plan.env.su,
            "note": note,
        }

    def _get_matrix_note(self):
        """Say in a few words why a column cannot be changed, False where it can."""
        if self.can_edit:
            return False
        if self.cycle_state not in PLAN_STAGES:
            return self.env._("The planning of this cycle is over.")
        if not self._get_side():
            return self.env._("Only the employee and the superior write here.")
        if self.state == "submitted":
            return self.env._(
                "Waits for agreement: take it back or return it to change it."
            )
        return self.env._("Agreed: propose a change in the plan.")

    def _get_matrix_reason(self):
        """Say why nothing in a matrix can be changed, False where something can."""
        if not self or any(self.mapped("can_edit")):
            return False
        if self[0].cycle_state not in PLAN_STAGES:
            return self.env._("You can read this matrix. The cycle's planning is over.")
        if not any(plan._get_side() for plan in self):
            return self.env._(
                "You can read this matrix. Only the superior and the people in the "
                "columns change it."
            )
        return self.env._(
            "You can read this matrix. None of its plans is a draft: what waits for "
            "agreement has to be returned first, and what was agreed changes by a "
            "proposal with a reason."
        )

    @api.model
    def _group_cells(self, goals, rows):
        cells = defaultdict(list)
        for goal in goals:
            # sudo: asn.appraisal.goal - the id of a row that is shown, or none
            parent = goal.sudo().parent_id.id
            row = parent if parent in rows else 0
            cells[f"{row}:{goal.plan_id.id}"].append(
                {
                    "id": goal.id,
                    "name": goal.name,
                    "kind": goal.kind,
                    "indicators": len(goal.indicator_ids),
                }
            )
        return dict(cells)
