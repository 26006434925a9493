# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import Person, match, shown_mean


class AsnAppraisalJobRecommend(models.AbstractModel):
    """Recommend programmes for the published results of a cycle.

    It reads what the people concerned may read about themselves: decided ratings,
    predicates and the groups that are shown. It never sees an answer.
    """

    _name = "asn.appraisal.job.recommend"
    _inherit = "asn.appraisal.job"
    _description = "Recommendations of a Cycle"

    _batch_size = 1000

    # ------------------------------------------------------------
    # JOB
    # ------------------------------------------------------------

    @api.model
    def _get_waiting_domain(self, cycle):
        # sudo: asn.appraisal.cycle - a counter of runs
        run = cycle.sudo().training_run
        return [
            ("cycle_id", "=", cycle.id),
            ("state", "=", "published"),
            ("training_run", "<", run),
        ]

    @api.model
    def _count_remaining(self, cycle):
        # sudo: asn.appraisal.outcome - a number only
        Outcome = self.env["asn.appraisal.outcome"].sudo()
        return Outcome.search_count(self._get_waiting_domain(cycle))

    @api.model
    def _run_batch(self, cycle):
        # sudo: asn.appraisal.outcome - a job writes for people who read no results
        job, cycle = self.sudo(), cycle.sudo()
        outcomes = job.env["asn.appraisal.outcome"].search(
            job._get_waiting_domain(cycle), limit=self._batch_size, order="id"
        )
        job._recommend(cycle, outcomes)
        return len(outcomes)

    @api.model
    def _recommend(self, cycle, outcomes):
        """Bring the recommendations of the people concerned in step.

        In a constant number of queries; done twice, it changes nothing.

        :param cycle: one asn.appraisal.cycle with sudo
        :param outcomes: published asn.appraisal.outcome of the cycle with sudo
        """
        current = outcomes.search(
            [
                ("cycle_id", "=", cycle.id),
                ("employee_id", "in", outcomes.employee_id.ids),
                ("state", "=", "published"),
            ],
            order="employee_id, version, id",
        )
        rules = self._get_rules(cycle)
        vals_list = self._prepare_recommendations(current, rules, cycle.company_id)
        Recommendation = self.env["asn.training.recommendation"]
        Recommendation._bring_in_step(cycle, outcomes.employee_id, vals_list)
        current._workflow_update({"training_run": cycle.training_run})

    @api.model
    def _get_rules(self, cycle):
        """Return the rules in force for a cycle's company today."""
        time = self.env["asn.appraisal.working.time"]
        # sudo: asn.training.rule - kept by training managers, applied for everybody
        Rule = self.env["asn.training.rule"].sudo()
        return Rule._get_in_force(cycle.company_id, time._get_today(cycle.company_id))

    # ------------------------------------------------------------
    # WHAT FOLLOWS
    # ------------------------------------------------------------

    @api.model
    def _prepare_recommendations(self, outcomes, rules, company):
        """Return what follows from results, and write nothing.

        Of somebody with several results in one cycle, such as after a move, what
        follows from any of them follows.

        :return: list of values, one per employee and programme
        """
        prepared = dict(rules._prepare_rules(company))
        by_code = {plain.code: rule for rule, plain in prepared.items()}
        people = self._describe_people(outcomes, rules)
        found = {}
        for outcome in outcomes:
            if outcome.annulled:
                continue
            matches = match(prepared.values(), people[outcome.id])
            for programme_id, why in matches.items():
                vals = self._prepare_vals(outcome, programme_id, why, by_code)
                key = outcome.employee_id.id, programme_id
                found[key] = _merge(found.get(key), vals)
        return list(found.values())

    @api.model
    def _prepare_vals(self, outcome, programme_id, why, by_code):
        """Return the values of one recommendation.

        :param list why: ``(rules.Rule, parts)``, the most urgent first
        """
        first = by_code[why[0][0].code]
        return {
            "employee_id": outcome.employee_id.id,
            "cycle_id": outcome.cycle_id.id,
            "company_id": outcome.company_id.id,
            "programme_id": programme_id,
            "outcome_id": outcome.id,
            "superior_id": outcome.superior_id.id or None,
            "department_id": outcome.department_id.id or None,
            "priority": first.priority,
            "kind": first.kind,
            "rule_codes": ", ".join(rule.code for rule, __ in why),
            "reasons": [
                {"rule": by_code[rule.code].id, "code": rule.code, "parts": _plain(p)}
                for rule, p in why
            ],
        }

    # ------------------------------------------------------------
    # PEOPLE AS PLAIN VALUES
    # ------------------------------------------------------------

    @api.model
    def _describe_people(self, outcomes, rules):
        """Return ``{outcome id: rules.Person}``, reading only what rules ask for."""
        criteria = self._read_criteria(outcomes, rules)
        gaps = self._read_gaps(outcomes, rules)
        tags = self._read_tags(outcomes, rules)
        return {
            outcome.id: Person(
                predicate=outcome.predicate_id.id or None,
                ratings={
                    "result": outcome.result_rating,
                    "behaviour": outcome.behaviour_rating,
                },
                criteria=criteria[outcome.id],
                gaps=gaps.get(outcome.employee_id.id, {}),
                tags=tags.get(outcome.employee_id.id, frozenset()),
            )
            for outcome in outcomes
        }

    @api.model
    def _read_criteria(self, outcomes, rules):
        """Return ``{outcome id: {criterion id: (mean, respondents)}}`` of others.

        A group that may not be shown is not there: neither mean nor number.
        """
        found = defaultdict(dict)
        if not rules.criterion_id:
            return found
        groups = self.env["asn.appraisal.result"]._read_group(
            [
                ("outcome_id", "in", outcomes.ids),
                ("criterion_id", "in", rules.criterion_id.ids),
                ("is_suppressed", "=", False),
                ("role_id.kind", "!=", "self"),
            ],
            ["outcome_id", "criterion_id"],
            ["mean:array_agg", "respondents:sum"],
        )
        for outcome, criterion, means, respondents in groups:
            found[outcome.id][criterion.id] = shown_mean(means), respondents
        return found

    @api.model
    def _read_gaps(self, outcomes, rules):
        """Return ``{employee id: {skill id: (level held, level asked)}}``."""
        rules = rules.filtered("has_gap")
        if not rules:
            return {}
        employees = outcomes.employee_id
        jobs = {employee.id: employee.job_id.id for employee in employees}
        asked = self._read_levels("hr.job.skill", "job_id", set(jobs.values()))
        held = self._read_levels("hr.employee.skill", "employee_id", employees.ids)
        gaps = {}
        for employee_id, job_id in jobs.items():
            own = held.get(employee_id, {})
            gaps[employee_id] = {
                skill_id: (own.get(skill_id, 0), level)
                for skill_id, level in asked.get(job_id, {}).items()
                if own.get(skill_id, 0) < level
            }
        return gaps

    @api.model
    def _read_levels(self, model, owner, ids):
        """Return ``{owner id: {skill id: highest progress in percent}}`` of today."""
        today = fields.Date.context_today(self)
        valid = Domain("valid_to", "=", False) | Domain("valid_to", ">=", today)
        rows = self.env[model].search_fetch(
            Domain(owner, "in", list(ids)) & valid & Domain("valid_from", "<=", today),
            [owner, "skill_id", "skill_level_id"],
        )
        levels = defaultdict(dict)
        for row in rows:
            own, skill_id = levels[row[owner].id], row.skill_id.id
            progress = row.skill_level_id.level_progress
            own[skill_id] = max(progress, own.get(skill_id, 0))
        return levels

    @api.model
    def _read_tags(self, outcomes, rules):
        if not rules.category_ids:
            return {}
        employees = outcomes.employee_id
        return {one.id: frozenset(one.category_ids.ids) for one in employees}


def _plain(parts):
    """Return parts as JSON keeps them: numbers that were compared as text."""
    return [[part if isinstance(part, int) else str(part) for part in p] for p in parts]


def _merge(former, vals):
    """Join what follows from two results of the same person."""
    if not former:
        return vals
    first = min(former, vals, key=lambda one: one["priority"])
    reasons = former["reasons"] + vals["reasons"]
    codes = ", ".join(dict.fromkeys(reason["code"] for reason in reasons))
    return first | {"reasons": reasons, "rule_codes": codes}
