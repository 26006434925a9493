# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What a stored score would be by other rules: nothing of it is ever stored.

Read are the means that an explanation keeps, four decimals each, so that it works after
single answers are deleted. What those rules leave open is asked of the frozen ones: a
score that these do not give again lies so near to a limit that nothing is said of it.
"""

from .appraisal import _contributions, _counted
from .errors import RulesError
from .exact import fixed, half_up, to_fraction
from .predicate import decide, level_of, scale_points
from .vocabulary import DIMENSIONS
from .weights import plan_weights


def stored_parts(explanation):
    """Return what `score_appraisal` was given, from the explanation that it made.

    A role that was not counted is as if nobody had answered, as it was then.

    :param dict explanation: as made by `score_appraisal`
    :return: {role: {"respondents": int, "result": (count, total), "behaviour": …}}

    >>> row = {"role": "peer", "mean": "3.5", "respondents": 4}
    >>> parts = stored_parts({"dimensions": {"result": {"rows": [row]}}})
    >>> parts["peer"]["result"] == (4, 14), parts["peer"]["behaviour"]
    (True, (0, 0))
    """
    parts = {}
    for name in DIMENSIONS:
        rows = explanation["dimensions"].get(name, {"rows": ()})["rows"]
        for row in rows:
            if row.get("mean") is None:
                continue
            count = row.get("respondents") or 1
            part = parts.setdefault(
                row["role"], {"respondents": 0, **dict.fromkeys(DIMENSIONS, (0, 0))}
            )
            part[name] = (count, to_fraction(row["mean"]) * count)
            part["respondents"] = max(part["respondents"], count)
    return parts


def simulate(rules, frozen, explanation, decided=None):
    """Score an appraisal again by other rules.

    :param Rules rules: the other ones
    :param Rules frozen: those that the explanation was made by
    :param dict explanation: the stored one
    :param dict decided: for what the superior decided: "result" and "behaviour", each
        a level or points as text, and "innovation"; a rating that was the suggested one
        follows the new suggestion, another one stays. None: the suggestion alone
    :return: {"predicate": code or None, "is_sure": bool}
    """
    stored, parts = explanation["dimensions"], stored_parts(explanation)
    try:
        before, after = _rate(frozen, parts), _rate(rules, parts)
        predicate = _decide(rules, stored, after, decided)
    except RulesError:
        return {"predicate": None, "is_sure": False}
    is_sure = all(before[name]["score"] == stored[name]["score"] for name in DIMENSIONS)
    return {"predicate": predicate, "is_sure": is_sure}


def _rate(rules, parts):
    """Return {dimension: "score", "level" and "points"}, as `score_appraisal` does.

    Without what explains them, which would take most of the time.
    """
    found = {}
    for name in DIMENSIONS:
        counted = _counted(rules, name, parts)
        plan = plan_weights(rules, name, frozenset(counted))
        score = None
        if plan.effective is not None:
            score = sum(_contributions(rules, plan, counted).values())
        needs_points = rules.kind == "score" and score is not None
        found[name] = {
            "score": fixed(score),
            "level": level_of(rules, name, score),
            "points": fixed(scale_points(rules, score)) if needs_points else None,
        }
    return found


def _decide(rules, stored, after, decided):
    """Return the predicate, where superiors decide about the new suggestion alike."""
    key = "points" if rules.kind == "score" else "level"
    ratings = []
    for name in DIMENSIONS:
        rating = after[name][key]
        if decided is not None and not _is_same(stored[name][key], decided[name]):
            rating = decided[name]
        needed = rules.kind == "matrix" or rules.dimension_weight(name)
        if needed and rating is None:
            return None
        ratings.append(rating)
    points = ratings if key == "points" else (None, None)
    innovation = decided["innovation"] if decided else False
    return decide(rules, *ratings, *points, innovation)["predicate"]


def _is_same(suggested, decided):
    """Tell whether a rating is the suggested one; points count with two decimals."""
    if suggested is None or decided is None or not suggested[:1].isdigit():
        return suggested == decided
    return half_up(to_fraction(suggested)) == half_up(to_fraction(decided))
