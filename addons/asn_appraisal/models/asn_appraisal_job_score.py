# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import random
from collections import Counter, defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..scoring import RoleSums, plan_part, score_appraisal
from .asn_appraisal_evaluation import OPEN_STATES

NOTES = ("strengths", "improvements")
HAS_NOTES = Domain.OR(Domain(name, "!=", False) for name in NOTES)


class AsnAppraisalJobScore(models.AbstractModel):
    """Turn submitted forms into a suggestion, group results and comments.

    Everything is read once per batch and written once per model. A group below its
    minimum, for a whole form or for one statement, is left out as if nobody had
    answered, in the score as well as on the screen.
    """

    _name = "asn.appraisal.job.score"
    _inherit = "asn.appraisal.job"
    _description = "Scoring of a Cycle"

    _batch_size = 500

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

    @api.model
    def _finish(self, cycle):
        result = super()._finish(cycle)
        cycle._start_job("statistic")
        return result

    def _score(self, cycle, appraisals):
        """Score appraisals of one cycle, in a constant number of queries."""
        self._expire_open_forms(appraisals)
        self.env["asn.appraisal.acting"]._apply_to(appraisals, asks=False)
        prepared = self._prepare_scores(cycle, appraisals)
        outcomes = self.env["asn.appraisal.outcome"]._workflow_insert(
            [vals for vals, __, __ in prepared]
        )
        self._insert_lines("asn.appraisal.result", outcomes, [p[1] for p in prepared])
        self._insert_lines("asn.appraisal.comment", outcomes, [p[2] for p in prepared])

    def _prepare_scores(self, cycle, appraisals):
        """Compute from the frozen rules what appraisals come to, and write nothing.

        :param cycle: one asn.appraisal.cycle, launched
        :param appraisals: asn.appraisal of that cycle
        :return: in order of ``appraisals`` a list of (values of the outcome, list of
            values of its group results, list of values of its comments)
        """
        forms = self._fetch_forms(appraisals)
        submitted = forms.filtered(lambda form: form.state == "submitted")
        values = self._fetch_values(submitted)
        texts = self._fetch_texts(submitted)
        by_appraisal = forms.grouped("appraisal_id")
        parts, extras = self._get_extra_parts(cycle, appraisals)
        prepared = []
        for appraisal in appraisals:
            asked = by_appraisal.get(appraisal, forms[:0])
            groups = self._get_outside(cycle, appraisal) | self._group_by_role(asked)
            sums = self._sum_up(cycle, appraisal, groups, values)
            given = self._get_parts(sums) | parts[appraisal.id]
            extra = extras[appraisal.id]
            prepared.append(
                (
                    self._prepare_outcome_vals(cycle, appraisal, given, extra),
                    self._prepare_result_vals(cycle, appraisal, sums),
                    self._prepare_comment_vals(cycle, appraisal, groups, texts),
                )
            )
        return prepared

    @api.model
    def _fetch_forms(self, appraisals):
        return self.env["asn.appraisal.evaluation"].search_fetch(
            [("appraisal_id", "in", appraisals.ids), ("state", "!=", "cancelled")],
            ["appraisal_id", "role_id", "state", "confidentiality", *NOTES],
            order="id",
        )

    @api.model
    def _get_outside(self, cycle, appraisal):
        """Return ``{role: no form}`` of the roles that are asked by link.

        Nobody knows whether they were, so that they are there in any case.
        """
        Role, Form = self.env["asn.rater.role"], self.env["asn.appraisal.evaluation"]
        return {
            Role.browse(role["id"]): Form
            for role in cycle._get_frozen_form(appraisal.template_id)["roles"]
            if role["confidentiality"] == "anonymous"
        }

    @api.model
    def _group_by_role(self, forms):
        """Return ``{role: submitted forms}``.

        A protected role of which nobody answered is there with no form: were it left
        out, its presence would tell that somebody has answered.
        """
        groups = {}
        for role, asked in forms.grouped("role_id").items():
            group = asked.filtered(lambda form: form.state == "submitted")
            if group or asked[0].confidentiality != "named":
                groups[role] = group
        return groups

    def _insert_lines(self, model, outcomes, lines):
        self.env[model]._workflow_insert(
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

    # ------------------------------------------------------------
    # ANSWERS
    # ------------------------------------------------------------

    @api.model
    def _fetch_values(self, forms):
        """Return ``{evaluation id: {criterion id: value}}`` of what was observed."""
        groups = self.env["asn.appraisal.answer"]._read_group(
            [("evaluation_id", "in", forms.ids), ("value", "!=", 0)],
            ["evaluation_id"],
            ["criterion_id:array_agg", "value:array_agg"],
        )
        return {
            form.id: dict(zip(criterion_ids, values, strict=True))
            for form, criterion_ids, values in groups
        }

    @api.model
    def _fetch_texts(self, forms):
        """Return ``{evaluation id: [(kind, criterion id or None, text), …]}``."""
        texts = defaultdict(list)
        for form in forms.filtered_domain(HAS_NOTES):
            rows = [(kind, None, form[kind]) for kind in NOTES if form[kind]]
            texts[form.id] += rows
        for answer in self.env["asn.appraisal.answer"].search_fetch(
            [("evaluation_id", "in", forms.ids), ("comment", "not in", (False, ""))],
            ["evaluation_id", "criterion_id", "comment"],
        ):
            row = "criterion", answer.criterion_id.id, answer.comment
            texts[answer.evaluation_id.id].append(row)
        return texts

    def _sum_up(self, cycle, appraisal, groups, values):
        """Return ``{role id: RoleSums}`` of the roles in ``groups``."""
        return {
            role.id: RoleSums(
                cycle._get_frozen_role_form(appraisal.template_id, role),
                [values.get(form.id, {}) for form in group],
                cycle._get_minimum(role.code, group[:1].confidentiality),
            )
            for role, group in groups.items()
        }

    # ------------------------------------------------------------
    # OUTCOME
    # ------------------------------------------------------------

    @api.model
    def _get_parts(self, sums):
        """Return ``{role code: what its raters give}``, see ``score_appraisal``."""
        codes = {role.id: role.code for role in self.env["asn.rater.role"].browse(sums)}
        return {codes[role_id]: found.part() for role_id, found in sums.items()}

    @api.model
    def _get_extra_parts(self, cycle, appraisals):
        """Return what is weighed beside the answers of raters: what plans come to.

        :return: ``(parts, extras)``, both defaultdict by appraisal id: ``{role code:
            part}`` for ``score_appraisal``, and what explains the parts line by line,
            ``{key of the stored explanation: JSON}``
        """
        parts, extras = defaultdict(dict), defaultdict(dict)
        roles = cycle._get_frozen()["method"]["roles"]
        codes = [role["code"] for role in roles if role["kind"] == "plan"]
        if cycle.has_planning and codes:
            plans = self.env["asn.appraisal.plan.score"]._score_plans(cycle, appraisals)
            for id_, explanation in plans.items():
                extras[id_]["plan"] = explanation
                if part := plan_part(explanation):
                    parts[id_] = dict.fromkeys(codes, part)
        return parts, extras

    @api.model
    def _prepare_outcome_vals(self, cycle, appraisal, parts, extra):
        """Score one appraisal.

        :param dict parts: what raters, plan and earlier periods give, by role code
        :param dict extra: what explains plan and earlier periods line by line
        """
        explanation = score_appraisal(cycle._get_frozen_rules(), parts) | extra
        method = cycle._get_frozen()["method"]
        result = explanation["dimensions"]["result"]
        behaviour = explanation["dimensions"]["behaviour"]
        predicate = method["predicates"].get(explanation["predicate"], {})
        return {
            "appraisal_id": appraisal.id,
            "cycle_id": appraisal.cycle_id.id,
            "company_id": appraisal.company_id.id,
            "employee_id": appraisal.employee_id.id,
            "superior_id": appraisal.superior_id.id or None,
            "department_id": appraisal.department_id.id or None,
            "version": 1,
            "state": "suggested",
            "kind": method["kind"],
            "result_score": float(result["score"] or 0),
            "behaviour_score": float(behaviour["score"] or 0),
            "result_suggested": result["level"],
            "behaviour_suggested": behaviour["level"],
            "result_points_suggested": float(result["points"] or 0),
            "behaviour_points_suggested": float(behaviour["points"] or 0),
            "predicate_suggested_id": predicate.get("id"),
            "explanation": explanation,
        }

    # ------------------------------------------------------------
    # GROUP RESULTS
    # ------------------------------------------------------------

    @api.model
    def _prepare_result_vals(self, cycle, appraisal, sums):
        """Return the values of one line per role and value of the form."""
        order = cycle._get_frozen_group_order(appraisal.template_id)
        return [
            {
                "criterion_id": group_id,
                "dimension": dimension,
                "sequence": order[group_id],
                "role_id": role_id,
                **self._prepare_group_vals(role_sums, group_id),
            }
            for role_id, role_sums in sums.items()
            for group_id, dimension in role_sums.form.groups.items()
        ]

    @api.model
    def _prepare_group_vals(self, sums, group_id):
        """Return mean and number of a value for one role, or nothing but a mark."""
        respondents, mean = sums.group(group_id)
        return {
            "mean": float(mean or 0),
            "respondents": respondents,
            "is_suppressed": not respondents,
            "details": sums.details(group_id) if respondents else {},
        }

    # ------------------------------------------------------------
    # COMMENTS
    # ------------------------------------------------------------

    def _prepare_comment_vals(self, cycle, appraisal, groups, texts):
        """Return comments: named ones with their role, the others pooled and shuffled.

        A role joins the pool if enough of its raters answered; the pool is shown if it
        comes from enough people, so that wording cannot be pinned on one of few.
        """
        named, pool, authors, needed = [], [], 0, 1
        asked = Counter()
        if not any(
            form_id in texts for group in groups.values() for form_id in group._ids
        ):
            return []
        for role, group in groups.items():
            if group[:1].confidentiality == "named":
                named += self._collect_texts(group, texts, role)
            elif len(group) >= cycle._get_minimum(role.code, "confidential"):
                pool += self._collect_texts(group, texts, role.browse())
                authors += len(group)
                form = cycle._get_frozen_role_form(appraisal.template_id, role)
                asked.update(dict.fromkeys(form.items, len(group)))
                needed = max(needed, cycle._get_comment_minimum(role.code))
        if authors < needed:
            pool = []
        self._hide_narrow(pool, asked, needed)
        random.SystemRandom().shuffle(pool)
        return [vals | {"sequence": n} for n, vals in enumerate([*named, *pool])]

    @api.model
    def _hide_narrow(self, pool, asked, needed):
        """Take off comments the criterion about which too few raters were asked.

        A criterion of subordinates alone would tell whose group wrote.

        :param dict asked: ``{criterion id: number of raters in the pool}``
        """
        for vals in pool:
            if vals["criterion_id"] and asked[vals["criterion_id"]] < needed:
                vals["criterion_id"] = None

    @api.model
    def _collect_texts(self, forms, texts, role):
        return [
            {
                "kind": kind,
                "criterion_id": criterion_id,
                "text": text,
                "role_id": role.id or None,
            }
            for form in forms
            for kind, criterion_id, text in texts.get(form.id, ())
        ]
