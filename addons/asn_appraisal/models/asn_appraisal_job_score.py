# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import random
from collections import defaultdict
from fractions import Fraction

from odoo import api, models

from ..scoring import Rules, evaluation_means, score_appraisal
from ..scoring.exact import fixed, half_up
from .asn_appraisal_evaluation import OPEN_STATES


class AsnAppraisalJobScore(models.AbstractModel):
    """Turn submitted forms into a suggestion, group results and comments.

    Everything is read once per batch and written once per model. A group below its
    minimum, for a whole form or for one statement, is left out as if nobody had
    answered, in the score as well as on the screen.
    """

    _name = "asn.appraisal.job.score"
    _inherit = "asn.appraisal.job"
    _description = "Scoring of a Cycle"

    _batch_size = 100

    # ------------------------------------------------------------
    # JOB
    # ------------------------------------------------------------

    @api.model
    def _get_waiting_domain(self, cycle):
        return [
            ("cycle_id", "=", cycle.id),
            ("state", "=", "evaluation"),
            ("outcome_ids", "=", False),
        ]

    @api.model
    def _run_batch(self, cycle):
        appraisals = self._get_batch(cycle)
        self._score(cycle, appraisals)
        return len(appraisals)

    def _score(self, cycle, appraisals):
        """Score appraisals of one cycle, in a constant number of queries."""
        self._expire_open_forms(appraisals)
        prepared = self._prepare_scores(cycle, appraisals)
        outcomes = self.env["asn.appraisal.outcome"]._workflow_create(
            [vals for vals, __, __ in prepared]
        )
        self._create_lines("asn.appraisal.result", outcomes, [p[1] for p in prepared])
        self._create_lines("asn.appraisal.comment", outcomes, [p[2] for p in prepared])

    def _prepare_scores(self, cycle, appraisals):
        """Compute from the frozen rules what appraisals come to, and write nothing.

        :param cycle: one asn.appraisal.cycle, launched
        :param appraisals: asn.appraisal of that cycle
        :return: in order of ``appraisals`` a list of (values of the outcome, list of
            values of its group results, list of values of its comments)
        """
        evaluations = self._get_submitted_forms(appraisals)
        answers = self._fetch_answers(evaluations)
        snapshot = cycle.snapshot
        rules = Rules.from_snapshot(snapshot["method"])
        forms = evaluations.grouped("appraisal_id")
        return [
            self._prepare(
                snapshot,
                rules,
                appraisal,
                forms.get(appraisal, evaluations.browse()),
                answers,
            )
            for appraisal in appraisals
        ]

    @api.model
    def _create_lines(self, model, outcomes, lines):
        self.env[model]._workflow_create(
            [
                vals | {"outcome_id": outcome.id}
                for outcome, vals_list in zip(outcomes, lines, strict=True)
                for vals in vals_list
            ]
        )

    @api.model
    def _expire_open_forms(self, appraisals):
        """End what was not answered in time."""
        late = self.env["asn.appraisal.evaluation"].search(
            [("appraisal_id", "in", appraisals.ids), ("state", "in", OPEN_STATES)]
        )
        late._workflow_write({"state": "expired"})

    @api.model
    def _get_submitted_forms(self, appraisals):
        return self.env["asn.appraisal.evaluation"].search(
            [("appraisal_id", "in", appraisals.ids), ("state", "=", "submitted")],
            order="id",
        )

    @api.model
    def _fetch_answers(self, evaluations):
        """Return ``{evaluation id: [answer, …]}``."""
        answers = defaultdict(list)
        for answer in self.env["asn.appraisal.answer"].search_fetch(
            [("evaluation_id", "in", evaluations.ids)],
            ["evaluation_id", "criterion_id", "value", "comment"],
        ):
            answers[answer.evaluation_id.id].append(answer)
        return answers

    # ------------------------------------------------------------
    # ONE APPRAISAL
    # ------------------------------------------------------------

    def _prepare(self, snapshot, rules, appraisal, evaluations, answers):
        """Return the values of the outcome, of its results and of its comments."""
        form = snapshot["templates"][str(appraisal.template_id.id)]
        minima = {role["code"]: role for role in snapshot["method"]["roles"]}
        groups = evaluations.grouped(lambda e: e.role_id.code)
        values = {
            code: {
                e.id: {a.criterion_id.id: a.value for a in answers[e.id] if a.value}
                for e in group
            }
            for code, group in groups.items()
        }
        counted, parts = {}, {}
        for code, forms in values.items():
            minimum = minima[code]["min_respondents"] if code in minima else 1
            items = [item for item in form["items"] if code in item["roles"]]
            counted[code] = self._drop_rare(items, forms, minimum)
            parts[code] = self._get_part(counted[code], forms)
        explanation = score_appraisal(rules, parts)
        return (
            self._prepare_outcome_vals(snapshot["method"], appraisal, explanation),
            self._prepare_result_vals(form, minima, groups, counted, values),
            self._prepare_comment_vals(form, minima, groups, answers),
        )

    @api.model
    def _drop_rare(self, items, forms, minimum):
        """Leave out statements that fewer than ``minimum`` raters of a role answered.

        A statement with one or two answers would tell them, and a mean that held it
        would tell them by difference.
        """
        counts = defaultdict(int)
        for answers in forms.values():
            for criterion_id in answers:
                counts[criterion_id] += 1
        return [i for i in items if counts[i["criterion_id"]] >= minimum]

    @api.model
    def _get_part(self, items, forms):
        part = {"respondents": len(forms), "result": (0, 0), "behaviour": (0, 0)}
        for answers in forms.values():
            for dimension, mean in evaluation_means(items, answers).items():
                if mean is not None:
                    count, total = part[dimension]
                    part[dimension] = (count + 1, total + mean)
        return part

    @api.model
    def _prepare_outcome_vals(self, method, appraisal, explanation):
        result = explanation["dimensions"]["result"]
        behaviour = explanation["dimensions"]["behaviour"]
        predicate = method["predicates"].get(explanation["predicate"], {})
        return {
            "appraisal_id": appraisal.id,
            "cycle_id": appraisal.cycle_id.id,
            "company_id": appraisal.company_id.id,
            "employee_id": appraisal.employee_id.id,
            "superior_id": appraisal.superior_id.id,
            "department_id": appraisal.department_id.id,
            "version": 1,
            "state": "suggested",
            "kind": method["kind"],
            "result_score": float(result["score"] or 0),
            "behaviour_score": float(behaviour["score"] or 0),
            "result_suggested": result["level"],
            "behaviour_suggested": behaviour["level"],
            "result_points_suggested": float(result["points"] or 0),
            "behaviour_points_suggested": float(behaviour["points"] or 0),
            "predicate_suggested_id": predicate.get("id", False),
            "explanation": explanation,
        }

    # ------------------------------------------------------------
    # GROUP RESULTS
    # ------------------------------------------------------------

    def _prepare_result_vals(self, form, minima, groups, counted, values):
        order = {item["group_id"]: n for n, item in enumerate(form["items"])}
        vals_list = []
        for role, evaluations in groups.items():
            items = defaultdict(list)
            for item in form["items"]:
                if role in item["roles"]:
                    items[item["group_id"]].append(item)
            for group_id, group in items.items():
                rest = [item for item in group if item in counted[role]]
                vals_list.append(
                    self._prepare_group_vals(group, rest, values[role])
                    | {
                        "criterion_id": group_id,
                        "dimension": group[0]["dimension"],
                        "sequence": order[group_id],
                        "role_id": evaluations.role_id.id,
                    }
                )
        return vals_list

    @api.model
    def _prepare_group_vals(self, group, rest, forms):
        """Return mean and number of a value for one role, or nothing but a mark.

        :param list group: all items of the value that the role answers
        :param list rest: those of them with enough answers
        :param dict forms: ``{evaluation id: {criterion id: value}}``
        """
        means = [_only(evaluation_means(rest, answers)) for answers in forms.values()]
        means = [mean for mean in means if mean is not None]
        if not means:
            return {"mean": 0, "respondents": 0, "is_suppressed": True, "details": {}}
        return {
            "mean": float(half_up(sum(means) / len(means))),
            "respondents": len(means),
            "is_suppressed": False,
            "details": {
                str(item["criterion_id"]): self._get_item_mean(item, forms)
                for item in rest
            },
        }

    @api.model
    def _get_item_mean(self, item, forms):
        id_ = item["criterion_id"]
        given = [answers[id_] for answers in forms.values() if id_ in answers]
        return fixed(Fraction(sum(given), len(given)))

    # ------------------------------------------------------------
    # COMMENTS
    # ------------------------------------------------------------

    def _prepare_comment_vals(self, form, minima, groups, answers):
        """Return comments: named ones with their role, the others pooled and shuffled.

        A role joins the pool if enough of its raters answered; the pool is shown if it
        comes from enough people, so that wording cannot be pinned on one of few.
        """
        named, pool, authors, needed = [], [], 0, 1
        for role, evaluations in groups.items():
            minimum = minima.get(role, {"min_respondents": 1, "min_comments": 1})
            texts = self._collect_texts(evaluations, answers)
            if evaluations[0].confidentiality == "named":
                role_id = evaluations.role_id.id
                named += [vals | {"role_id": role_id} for vals in texts]
            elif len(evaluations) >= minimum["min_respondents"]:
                pool += texts
                authors += len(evaluations)
                needed = max(needed, minimum["min_comments"])
        if authors < needed:
            pool = []
        random.SystemRandom().shuffle(pool)
        return [vals | {"sequence": n} for n, vals in enumerate([*named, *pool])]

    @api.model
    def _collect_texts(self, evaluations, answers):
        texts = []
        for evaluation in evaluations:
            texts += [
                {"kind": kind, "text": evaluation[kind]}
                for kind in ("strengths", "improvements")
                if evaluation[kind]
            ]
            texts += [
                {
                    "kind": "criterion",
                    "text": answer.comment,
                    "criterion_id": answer.criterion_id.id,
                }
                for answer in answers[evaluation.id]
                if answer.comment
            ]
        return texts


def _only(means):
    """Return the mean of the one dimension that the items of a value have."""
    return next((mean for mean in means.values() if mean is not None), None)
