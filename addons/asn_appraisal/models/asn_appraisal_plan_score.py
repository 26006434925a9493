# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import logging

from odoo import api, models

from ..scoring import RulesError, score_plan

_logger = logging.getLogger(__name__)

PLAN_FIELDS = ["appraisal_id", "version", "approach"]
GOAL_FIELDS = ["plan_id", "weight", "assessment"]
GOAL_ORDER = "kind desc, sequence, id"  # as in the plan itself
INDICATOR_FIELDS = [
    "goal_id",
    "direction",
    "target",
    "target_date",
    "realisation",
    "realised_on",
    "entry_count",
    "cap",
    "weight",
    "is_excluded",
]


class AsnAppraisalPlanScore(models.AbstractModel):
    """What agreed plans come to by the frozen rules of their cycle.

    Everything is read once for all appraisals; the arithmetic is in ``scoring/``.
    """

    _name = "asn.appraisal.plan.score"
    _description = "Scoring of Plans"

    @api.model
    def _score_plans(self, cycle, appraisals):
        """Score the plans in force, in a constant number of queries.

        :param cycle: one asn.appraisal.cycle, launched
        :param appraisals: asn.appraisal of that cycle
        :return: ``{appraisal id: explanation}`` of those with an agreed plan, see
            ``scoring.score_plan``
        """
        plans = self._fetch_plans(appraisals)
        scored = self._score_all(plans, lambda appraisal: cycle, appraisals)
        return {
            plan["appraisal_id"]: explanation
            for plan, explanation in zip(plans, scored, strict=True)
        }

    @api.model
    def _explain_plans(self, plans):
        """Score plans as they stand today, in whatever state, for those who read them.

        :param plans: asn.appraisal.plan that the user may read, of any cycles
        :return: ``{plan id: explanation}``, see ``scoring.score_plan``
        """
        # sudo: plans with their lines and rules - the numbers of readable plans
        plans = plans.sudo()
        found = plans.read(PLAN_FIELDS, load=None)
        scored = self.sudo()._score_all(
            found, lambda appraisal: appraisal.cycle_id, plans.appraisal_id
        )
        return {
            plan["id"]: explanation
            for plan, explanation in zip(found, scored, strict=True)
        }

    @api.model
    def _score_all(self, plans, get_cycle, appraisals):
        """Return the explanations of plans, in their order."""
        goals = self._fetch_lines("asn.appraisal.goal", plans, GOAL_FIELDS, GOAL_ORDER)
        lines = self._fetch_lines("asn.appraisal.indicator", plans, INDICATOR_FIELDS)
        by_id = {appraisal.id: appraisal for appraisal in appraisals}  # fetched at once
        scored = []
        for plan in plans:
            appraisal = by_id[plan["appraisal_id"]]
            rules = get_cycle(appraisal)._get_frozen_rules()
            plain = self._prepare_plan(plan, goals, lines, appraisal)
            scored.append(self._score_plan(rules, plain))
        return scored

    @api.model
    def _score_plan(self, rules, plan):
        """Score one plan. One that cannot be has no score and does not stop the rest.

        What no form can enter may still come from an import or past the ORM.
        """
        try:
            return score_plan(rules, plan)
        except RulesError as error:
            _logger.warning("Plan %s cannot be scored: %s", plan["id"], error)
            return {
                "plan_id": plan["id"],
                "version": plan["version"],
                "approach": plan["approach"],
                "status": "broken",
                "problem": error.code,
                "goals": [],
            }

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.model
    def _fetch_plans(self, appraisals):
        """Return the values of the agreed plans."""
        return self.env["asn.appraisal.plan"].search_read(
            [("appraisal_id", "in", appraisals.ids), ("state", "=", "agreed")],
            PLAN_FIELDS,
            order="id",
            load=None,
        )

    @api.model
    def _fetch_lines(self, model, plans, names, order="sequence, id"):
        """Return the values of goals or indicators, by the id that they belong to."""
        found = {}
        for line in self.env[model].search_read(
            [("plan_id", "in", [plan["id"] for plan in plans])],
            names,
            order=order,
            load=None,
        ):
            found.setdefault(line[names[0]], []).append(line)
        return found

    @api.model
    def _prepare_plan(self, plan, goals, lines, appraisal):
        """Return a plan with its lines, plain as ``scoring.score_plan`` takes it."""
        return plan | {
            "date_start": appraisal.date_start,
            "goals": [
                goal | {"indicators": lines.get(goal["id"], [])}
                for goal in goals.get(plan["id"], [])
            ],
        }
