# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo import api, models

from ..scoring import Rules, RulesError, decide
from .asn_appraisal_outcome_calibration import CALIBRATION

# What the answers and the frozen rules alone determine.
COMPUTED_FIELDS = (
    "kind",
    "result_score",
    "behaviour_score",
    "result_suggested",
    "behaviour_suggested",
    "result_points_suggested",
    "behaviour_points_suggested",
    "predicate_suggested_id",
)
RESULT_FIELDS = ("dimension", "mean", "respondents", "is_suppressed")
BROKEN = (RulesError, ArithmeticError, LookupError, TypeError, ValueError)
YEAR = ("year_result",)


class AsnAppraisalVerification(models.AbstractModel):
    """Compute stored outcomes again from answers and frozen rules, and compare.

    A figure is a path and a value, such as ``("outcome", "result_score"): "3.87"``.
    Nothing is written. Words for people are in ``asn_appraisal_verification_text.py``.
    """

    _name = "asn.appraisal.verification"
    _inherit = "asn.appraisal.explanation"
    _description = "Recompute and Compare"

    @api.model
    def _compare(self, outcomes):
        """Compare outcomes of one cycle, in a constant number of queries.

        :param outcomes: asn.appraisal.outcome, read by sudo
        :return: in order of ``outcomes`` a list of dicts: ``state`` ("identical",
            "deviating", or "gone" where the answers are deleted), ``count`` of figures
            compared, ``differences`` ``{path: (stored, computed)}``
        """
        cycle, appraisals = outcomes.cycle_id, outcomes.appraisal_id
        prepared = self._recompute(cycle, appraisals)
        answered = self._find_answered(appraisals)
        comments = self._count_comments(outcomes)
        self._load_years(outcomes)
        rules = Rules.from_snapshot(cycle.snapshot["method"])
        return [
            self._compare_one(
                outcome,
                rules,
                prepared[outcome.appraisal_id],
                outcome.appraisal_id in answered,
                comments.get(outcome, 0),
            )
            for outcome in outcomes
        ]

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.model
    def _recompute(self, cycle, appraisals):
        """Return ``{appraisal: what scoring prepares}``; None where it cannot."""
        Score = self.env["asn.appraisal.job.score"]
        try:
            prepared = Score._prepare_scores(cycle, appraisals)
        except BROKEN:
            # one record is broken: find it, and let it not hide the others
            if len(appraisals) > 1:
                return {
                    appraisal: found
                    for one in appraisals
                    for appraisal, found in self._recompute(cycle, one).items()
                }
            prepared = [None]
        return dict(zip(appraisals, prepared, strict=True))

    @api.model
    def _load_years(self, outcomes):
        """Read the parts of noted years at once, whoever they are about."""
        parts = outcomes._get_noted_parts()
        parts.fetch(["explanation", "annulled", "appraisal_id"])
        parts.appraisal_id.fetch(["date_start", "date_end"])

    @api.model
    def _find_answered(self, appraisals):
        """Return the appraisals of which single answers are still stored."""
        groups = self.env["asn.appraisal.evaluation"]._read_group(
            [("appraisal_id", "in", appraisals.ids), ("answer_ids", "!=", False)],
            ["appraisal_id"],
        )
        return {appraisal for (appraisal,) in groups}

    @api.model
    def _count_comments(self, outcomes):
        return dict(
            self.env["asn.appraisal.comment"]._read_group(
                [("outcome_id", "in", outcomes.ids)], ["outcome_id"], ["__count"]
            )
        )

    # ------------------------------------------------------------
    # COMPARING
    # ------------------------------------------------------------

    @api.model
    def _compare_one(self, outcome, rules, prepared, is_answered, comment_count):
        stored = self._list_decided(outcome) | _flatten(
            outcome.year_result or None, YEAR
        )
        computed = self._list_decided_again(outcome, rules)
        computed |= _flatten(outcome._combine_year_again(), YEAR)
        is_purged = bool(outcome.appraisal_id.purged_on)
        gone = is_purged or (not is_answered and self._had_answers(outcome.explanation))
        if prepared is None and not is_purged:
            computed["broken",] = "broken"
        elif not gone:
            stored |= self._list_stored(outcome, comment_count)
            computed |= self._list_computed(prepared)
        paths = stored.keys() | computed.keys()
        differences = {
            path: (stored.get(path), computed.get(path))
            for path in sorted(paths, key=str)
            if stored.get(path) != computed.get(path)
        }
        state = "deviating" if differences else "gone" if gone else "identical"
        return {"state": state, "count": len(paths), "differences": differences}

    @api.model
    def _had_answers(self, explanation):
        """Tell whether the stored score says that somebody answered."""
        return any(
            row.get("respondents")
            for dimension in (explanation or {}).get("dimensions", {}).values()
            for row in dimension.get("rows", ())
        )

    # ------------------------------------------------------------
    # FIGURES
    # ------------------------------------------------------------

    @api.model
    def _list_stored(self, outcome, comment_count):
        vals = {name: outcome[name] for name in COMPUTED_FIELDS}
        vals["predicate_suggested_id"] = outcome.predicate_suggested_id.id
        results = [
            {name: result[name] for name in (*RESULT_FIELDS, "details")}
            | {"role_id": result.role_id.id, "criterion_id": result.criterion_id.id}
            for result in outcome.result_ids
        ]
        explanation = outcome.explanation and {
            # what people agreed on is no part of the computation
            key: part
            for key, part in outcome.explanation.items()
            if key != CALIBRATION
        }
        return self._list_figures(vals, explanation, results, comment_count)

    @api.model
    def _list_computed(self, prepared):
        vals, results, comments = prepared
        # as it would come back from the database
        explanation = json.loads(json.dumps(vals["explanation"]))
        return self._list_figures(vals, explanation, results, len(comments))

    @api.model
    def _list_figures(self, vals, explanation, results, comment_count):
        outcome = self.env["asn.appraisal.outcome"]._fields
        group = self.env["asn.appraisal.result"]._fields
        figures = {
            ("outcome", name): _plain(outcome[name], vals.get(name))
            for name in COMPUTED_FIELDS
        }
        figures |= _flatten(explanation, ("explanation",))
        figures["comments",] = comment_count
        for result in results:
            path = ("result", result["role_id"], result["criterion_id"])
            figures |= {
                (*path, n): _plain(group[n], result.get(n)) for n in RESULT_FIELDS
            }
            figures |= _flatten(result.get("details") or {}, (*path, "details"))
        return figures

    @api.model
    def _list_decided(self, outcome):
        if outcome.state == "suggested" or outcome.annulled:
            return {}
        return {
            ("decided", "predicate_id"): outcome.predicate_id.id or None,
            ("decided", "total"): f"{outcome.total:.2f}",
        }

    @api.model
    def _list_decided_again(self, outcome, rules):
        """Look the decided ratings up in the frozen matrix or bands once more."""
        if outcome.state == "suggested" or outcome.annulled:
            return {}
        try:
            decided = decide(
                rules,
                outcome.result_rating or None,
                outcome.behaviour_rating or None,
                f"{outcome.result_points:.2f}",
                f"{outcome.behaviour_points:.2f}",
                outcome.innovation,
            )
        except RulesError:
            return {}
        predicate = outcome._get_predicate(decided["predicate"])
        return {
            ("decided", "predicate_id"): predicate.id or None,
            ("decided", "total"): decided["total"] or "0.00",
        }


def _plain(field, value):
    """Write a value of a field so that equal ones are equal, stored or computed."""
    if field.type == "float":
        return f"{value or 0:.2f}"
    if field.type == "integer":
        return value or 0
    return value or None


def _flatten(value, path=()):
    """Return ``{path: leaf}`` of nested JSON; lines are named by their role.

    >>> _flatten({"rows": [{"role": "peer", "mean": "4"}], "score": None})
    {('rows', 'peer', 'role'): 'peer', ('rows', 'peer', 'mean'): '4', ('score',): None}
    """
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = [(_get_key(item, n), item) for n, item in enumerate(value)]
    else:
        return {path: value}
    return {
        leaf: found
        for key, item in pairs
        for leaf, found in _flatten(item, (*path, key)).items()
    }


def _get_key(item, number):
    """Return what tells a line of a list from the others."""
    if not isinstance(item, dict):
        return number
    names = [item[name] for name in ("dimension", "role") if item.get(name)]
    if "number" in item:  # a goal or an indicator of a plan
        names.append(f"#{item['number']}")
    return "/".join(names) or number
