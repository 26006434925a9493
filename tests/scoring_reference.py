# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The scoring rules a second time: slow, naive, and written apart from scoring/.

Reads the same snapshot and raw answers, step by step as the rules are told to people.
It shares no code with the addon, so that a mistake has to be made twice to stay.
"""

import math
from fractions import Fraction

LEVELS = ["below", "meets", "above"]


def to_cents(number):
    """Round half up to hundredths (numbers here are never negative)."""
    return Fraction(math.floor(number * 100 + Fraction(1, 2)), 100)


def mean_of_form(items, answers, dimension):
    """Return the weighted mean of what one rater observed, or None."""
    observed = [
        (Fraction(item["weight"]), answers[item["criterion_id"]])
        for item in items
        if item["dimension"] == dimension and answers.get(item["criterion_id"])
    ]
    if not observed:
        return None
    return sum(w * v for w, v in observed) / sum(w for w, _ in observed)


def mean_of_role(items, forms, dimension, minimum):
    """Return the plain mean of a role's forms, or None where too few answered."""
    means = [mean_of_form(items, answers, dimension) for answers in forms]
    means = [mean for mean in means if mean is not None]
    if len(means) < max(minimum, 1):
        return None
    return sum(means) / len(means)


def pass_weights_on(roles, weights, means):
    """Let each missing role hand its weight on, one step at a time, until none does."""
    moved = True
    while moved:
        moved = False
        for role in roles:
            code = role["code"]
            if means[code] is None and role["missing_policy"] == "roll_up":
                moved = moved or weights[code] > 0
                weights[role["roll_up_to"]] += weights[code]
                weights[code] = Fraction(0)


def score_of_dimension(snapshot, items, forms, dimension):
    """Return the exact score of one dimension, or None where there is none."""
    roles = snapshot["roles"]
    means, weights = {}, {}
    for role in roles:
        code = role["code"]
        minimum = role["min_respondents"]
        means[code] = mean_of_role(items, forms.get(code, []), dimension, minimum)
        weights[code] = Fraction(role[f"{dimension}_weight"])
    pass_weights_on(roles, weights, means)
    present = sum(w for code, w in weights.items() if means[code] is not None)
    if not present:
        return None
    neutral = shared = Fraction(0)
    for role in roles:
        weight = weights[role["code"]]
        if means[role["code"]] is None and weight:
            if role["missing_policy"] == "block":
                return None
            if role["missing_policy"] == "neutral":
                neutral += weight * Fraction(snapshot["neutral_value"])
            else:
                shared += weight
    score = neutral
    for code, weight in weights.items():
        if means[code] is not None:
            score += (weight + shared * weight / present) * means[code]
    return score / 100


def level_of_score(snapshot, dimension, score):
    """Return the level of a score."""
    limits = [Fraction(limit) for limit in snapshot["thresholds"][dimension]]
    return LEVELS[len([limit for limit in limits if to_cents(score) >= limit])]


def points_of_score(snapshot, score):
    """Return the points of a score, on the line between its two levels."""
    points = {
        Fraction(level["value"]): Fraction(level["points"])
        for level in snapshot["scale"]
    }
    if score in points:
        return points[score]
    below = max(value for value in points if value < score)
    above = min(value for value in points if value > score)
    part = (score - below) / (above - below)
    return (1 - part) * points[below] + part * points[above]


def predicate_of_total(snapshot, total):
    """Return the predicate of a total without a new idea."""
    top = max(Fraction(level["points"]) for level in snapshot["scale"])
    for band in snapshot["bands"]:
        lower, upper = Fraction(band["lower"]), Fraction(band["upper"])
        inside = lower <= total < upper or total == upper == top
        if inside and not band["needs_innovation"]:
            return band["predicate"]
    raise ValueError(total)


def score(snapshot, items, forms):
    """Return what an appraisal comes to.

    :param snapshot: a frozen rating method
    :param items: items of the form
    :param forms: ``{role: [{criterion id: value or None}]}``
    :return: dict of exact ``result`` and ``behaviour`` (Fraction or None),
        ``predicate`` (code or None) and ``total`` (Fraction or None)
    """
    scores = {
        name: score_of_dimension(snapshot, items, forms, name)
        for name in ("result", "behaviour")
    }
    answer = {**scores, "predicate": None, "total": None}
    if snapshot["kind"] == "matrix":
        if None not in scores.values():
            levels = {n: level_of_score(snapshot, n, s) for n, s in scores.items()}
            answer["predicate"] = next(
                cell["predicate"]
                for cell in snapshot["matrix"]
                if cell["result"] == levels["result"]
                and cell["behaviour"] == levels["behaviour"]
            )
        return answer
    weights = {n: Fraction(w) for n, w in snapshot["dimension_weights"].items()}
    if all(scores[name] is not None for name, weight in weights.items() if weight):
        answer["total"] = to_cents(
            sum(
                weight * to_cents(points_of_score(snapshot, scores[name]))
                for name, weight in weights.items()
                if weight
            )
            / 100
        )
        answer["predicate"] = predicate_of_total(snapshot, answer["total"])
    return answer
