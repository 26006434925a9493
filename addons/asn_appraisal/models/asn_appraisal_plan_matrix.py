# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

SHOWN = Domain("state", "in", ("draft", "submitted", "agreed"))


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
        whole team, a member the superior's goals and the own column. Takes a constant
        number of queries, however many people and goals there are.

        :param int cycle_id: an asn.appraisal.cycle
        :param int superior_id: hr.employee who leads the people in the columns
        :return: dict of ``cycle`` and ``superior`` (names), ``rows`` (goals of the
            superior: ``id``, ``name``, ``kind``), ``people`` (``plan_id``,
            ``employee_id``, ``name``, ``job``, ``state``, ``state_name``,
            ``can_edit``) and ``cells``, ``{"<goal id or 0>:<plan id>": [goals]}``,
            where row 0 holds goals that serve none of the superior's
        """
        plans = self._get_matrix_plans(cycle_id, superior_id)
        rows = self._get_matrix_rows(cycle_id, superior_id)
        goals = self._get_matrix_goals(plans)
        return {
            **self._get_matrix_names(plans[:1], rows[:1]),
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
        groups = self._read_group(
            SHOWN & Domain("superior_id", "!=", False),
            ["cycle_id", "superior_id"],
            order="cycle_id, superior_id",
        )
        # sudo: cycle and hr.employee - names of matrices whose plans are readable
        return [
            {
                "cycle_id": cycle.id,
                "superior_id": superior.id,
                "cycle": cycle.sudo().name,
                "superior": superior.sudo().name,
                "is_mine": superior.sudo().user_id == self.env.user,
            }
            for cycle, superior in groups
        ]

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

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
    def _get_matrix_rows(self, cycle_id, superior_id):
        """Return the goals of the superior's plan, as those led may read them."""
        goals = self.env["asn.appraisal.goal"].search(
            [
                ("plan_id.cycle_id", "=", cycle_id),
                ("employee_id", "=", superior_id),
                ("plan_id.is_current", "=", True),
            ]
        )
        goals.fetch(["name", "kind"])
        return goals

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
    def _get_matrix_names(self, plan, row):
        """Return the names in the heading; none where nothing can be read."""
        # sudo: cycle and hr.employee - names that hang on a readable plan or goal
        plan, above = plan.sudo(), row.sudo().plan_id
        return {
            "cycle": (plan.cycle_id or above.cycle_id).name or "",
            "superior": (plan.superior_id or above.employee_id).name or "",
        }

    @api.model
    def _describe_row(self, goal):
        return {"id": goal.id, "name": goal.name, "kind": goal.kind}

    def _describe_column(self, plan):
        # sudo: hr.employee, asn.appraisal - name and post of whose plan it is
        appraisal = plan.sudo().appraisal_id
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "plan_id": plan.id,
            "employee_id": appraisal.employee_id.id,
            "name": appraisal.employee_id.name,
            "job": appraisal.job_title or "",
            "state": plan.state,
            "state_name": states[plan.state],
            "can_edit": plan.can_edit,
        }

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
