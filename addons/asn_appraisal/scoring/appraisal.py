# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The score of one appraisal, with the explanation that is stored beside it."""

from .errors import RulesError
from .exact import fixed, plain, to_exact, to_fraction
from .predicate import decide, level_of, scale_points, total_points
from .vocabulary import DIMENSIONS
from .weights import plan_weights

NOBODY = {"respondents": 0, "result": (0, 0), "behaviour": (0, 0)}


def score_appraisal(rules, parts, innovation=False):
    """Score one appraisal and explain every step.

    Mean of a role = total / count. Score of a dimension = sum of effective weight x
    mean / 100, see `plan_weights` for the effective weights. Rounding, always half-up
    and nowhere else: the score to 2 decimals (shown, and what the level is decided on);
    points, interpolated at the *exact* score, to 2 decimals; the total of the rounded
    points to 2 decimals. Other numbers are computed exactly and shortened to 4 decimals
    in the explanation only.

    **Confidentiality.** A role with fewer than its minimum of means in a dimension is
    treated there as if nobody had answered: its count and mean are neither in the
    explanation nor derivable from it. "suppressed" means "from 1 to less than the
    minimum"; where that would tell the count (a minimum of 2), nobody is called
    "suppressed" as well. Which answers a suppressed role gave changes nothing.

    :param Rules rules: the frozen rules
    :param dict parts: {role: {"respondents": int, "result": (count, total),
        "behaviour": (count, total)}}; count = evaluations with a mean in the dimension,
        total = exact sum of their means in scale units (Fraction or text); roles that
        the method does not know are ignored, absent ones count as nobody
    :param bool innovation: as for `decide`
    :return: JSON-able dict: "version" 1; "kind"; "dimensions": {dimension: "rows",
        "score" (scale units, 2 decimals) or None, "exact" ("a/b") or None, "level",
        "thresholds", "points" (2 decimals, numeric method only), "blocked_by"};
        "total": {"points", "rows"} or None; "predicate": code or None; "blocked":
        [{"dimension", "role" or None where nobody's answers count}].
        A row has "role", "status" (counted, weight_zero, suppressed, no_raters),
        "min_respondents", "respondents" and "mean" (only where not suppressed),
        "weight", "effective_weight", "contribution", "treatment" of a missing weight
        (shared, rolled_up, neutral, blocked, None), "moved_to" [{"role", "weight"}],
        "neutral_value" where it is counted instead of a mean, and "kind" instead of
        "respondents" where no people stand behind the role (plan, period)
    :raises RulesError: "parts" or "score_range" for parts that cannot be
    :source: PermenPANRB 6/2022; PP 30/2019; UU PDP 27/2022 (confidentiality)
    """
    scored = {name: _score_dimension(rules, name, parts) for name in DIMENSIONS}
    blocked = _blocked(rules, scored)
    outcome = {"predicate": None} if blocked else _suggest(rules, scored, innovation)
    return {
        "version": 1,
        "kind": rules.kind,
        "dimensions": scored,
        "total": None if blocked else _total(rules, scored),
        "predicate": outcome["predicate"],
        "blocked": blocked,
    }


def _suggest(rules, scored, innovation):
    """Return what `decide` says about the computed levels and points."""
    result, behaviour = (scored[name] for name in DIMENSIONS)
    return decide(
        rules,
        result["level"],
        behaviour["level"],
        result["points"],
        behaviour["points"],
        innovation,
    )


def _blocked(rules, scored):
    """List why there is no predicate: what a needed dimension lacks."""
    blocked = []
    for name, dimension in scored.items():
        needed = rules.kind == "matrix" or rules.dimension_weight(name)
        if needed and dimension["score"] is None:
            roles = [
                row["role"]
                for row in dimension["rows"]
                if row["treatment"] == "blocked"
            ]
            blocked += [{"dimension": name, "role": role} for role in roles or [None]]
    return blocked


def _total(rules, scored):
    """Explain the total points of the numeric method; None for a matrix."""
    if rules.kind == "matrix":
        return None
    points = {name: scored[name]["points"] for name in DIMENSIONS}
    return {
        "points": fixed(total_points(rules, points)),
        "rows": [
            _total_row(name, points[name], weight)
            for name, weight in rules.dimension_weights
        ],
    }


def _total_row(dimension, points, weight):
    """Return the row of a dimension; its points may be None where it weighs 0 %."""
    contribution = weight * to_fraction(points or 0) / 100
    return {
        "dimension": dimension,
        "points": points,
        "weight": plain(weight),
        "contribution": plain(contribution),
    }


def _score_dimension(rules, dimension, parts):
    """Return the explanation of one dimension."""
    counted = _counted(rules, dimension, parts)
    plan = plan_weights(rules, dimension, frozenset(counted))
    contributions = _contributions(rules, plan, counted)
    score = None if plan.effective is None else sum(contributions.values())
    rows = [dict(row) for row in _row_templates(rules, dimension, plan)]
    for role, row in zip(rules.roles, rows, strict=True):
        if role.code in counted:
            count, mean = counted[role.code]
            row["mean"] = plain(mean)
            if not role.is_own:
                row["respondents"] = count
        else:
            row["status"] = _missing_status(role, parts.get(role.code, NOBODY))
        row["contribution"] = plain(contributions.get(role.code))
    return {"rows": rows, **_conclude(rules, dimension, plan, score)}


def _counted(rules, dimension, parts):
    """Return {role: (count, mean)} of the roles with enough respondents."""
    counted = {}
    for role in rules.roles:
        part = parts.get(role.code, NOBODY)
        count, total = part[dimension]
        if min(count, part["respondents"]) >= role.minimum:
            mean = to_fraction(total) / count
            _verify_part(rules, role, part, count, mean)
            counted[role.code] = (count, mean)
    return counted


def _verify_part(rules, role, part, count, mean):
    """Raise where the part of a role cannot come from its evaluations."""
    if count > part["respondents"]:
        raise RulesError("parts", role=role.code)
    if not rules.lowest <= mean <= rules.highest:
        raise RulesError(
            "score_range",
            role=role.code,
            value=plain(mean),
            lower=plain(rules.lowest),
            upper=plain(rules.highest),
        )


def _missing_status(role, part):
    """Tell too few from nobody, unless that alone would tell the count."""
    if role.minimum == 1 or (role.minimum > 2 and not part["respondents"]):
        return "no_raters"
    return "suppressed"


def _contributions(rules, plan, counted):
    """Return {role: contribution in scale units} of counted and neutral roles."""
    contributions = {}
    for code, weight in (plan.effective or {}).items():
        mean = counted[code][1] if code in counted else rules.neutral_value
        contributions[code] = weight * mean / 100
    return contributions


def _conclude(rules, dimension, plan, score):
    """Return the part of a dimension's explanation below its rows."""
    thresholds = rules.thresholds_of(dimension)
    needs_points = rules.kind == "score" and score is not None
    return {
        "score": fixed(score),
        "exact": to_exact(score),
        "level": level_of(rules, dimension, score),
        "thresholds": [plain(threshold) for threshold in thresholds or ()],
        "points": fixed(scale_points(rules, score)) if needs_points else None,
        "blocked_by": plan.blockers[0] if plan.blockers else None,
    }


def _row_templates(rules, dimension, plan):
    """Return what the rows of all appraisals with the same plan have in common."""
    key = "rows", dimension, plan.present
    if key not in rules.memo:
        rules.memo[key] = [
            _row(dimension, plan, role, rules.neutral_value) for role in rules.roles
        ]
    return rules.memo[key]


def _row(dimension, plan, role, neutral_value):
    """Return the row of a role, without the answers."""
    effective = plan.effective and plan.effective.get(role.code, 0)
    row = {
        "role": role.code,
        "status": "counted" if plan.gathered[role.code] else "weight_zero",
        "min_respondents": role.minimum,
        "weight": plain(role.weight(dimension)),
        "effective_weight": None if effective is None else plain(effective),
        "treatment": plan.treatments.get(role.code),
        "moved_to": [
            {"role": code, "weight": plain(weight)}
            for code, weight in plan.moves.get(role.code, ())
        ],
    }
    if role.is_own:
        row["kind"] = role.kind
    if row["treatment"] == "neutral":
        row["neutral_value"] = plain(neutral_value)
    return row
