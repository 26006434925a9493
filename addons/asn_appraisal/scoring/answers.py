# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""One evaluation form: what is missing in it, and its means."""

from functools import lru_cache

from .errors import RulesError
from .exact import to_fraction
from .vocabulary import COMMENT_RULES, DIMENSIONS


@lru_cache(maxsize=1024)
def read_weight(text):
    """Return the weight of an item as Fraction; forms have few different ones."""
    return to_fraction(text)


def evaluation_means(items, answers):
    """Return the weighted mean of one evaluation in each dimension.

    Weights are relative: they are renormalised over the criteria that the rater could
    observe, so "not observed" neither helps nor harms. Nothing is rounded here.

    :param list items: items of the frozen template that the rater's role answers, with
        "criterion_id", "dimension" and "weight" (text such as "1/3", above 0)
    :param dict answers: {criterion_id: value in scale units, None when not observed};
        a criterion that is absent counts as not observed, others are ignored
    :return: {"result": Fraction|None, "behaviour": Fraction|None}, None where nothing
        was observed
    :raises RulesError: "number" or "dimension" for malformed items or answers
    :source: PermenPANRB 6/2022 (continuous feedback); PP 30/2019 (closed survey)

    >>> items = [
    ...     {"criterion_id": 1, "dimension": "behaviour", "weight": "1/3"},
    ...     {"criterion_id": 2, "dimension": "behaviour", "weight": "2/3"},
    ... ]
    >>> evaluation_means(items, {1: 5, 2: 3})
    {'result': None, 'behaviour': Fraction(11, 3)}
    >>> evaluation_means(items, {1: 5, 2: None})
    {'result': None, 'behaviour': Fraction(5, 1)}
    """
    # Whole numbers first: statements of one value weigh the same, so that fractions
    # are needed once for each weight and not once for each answer.
    sums = {dimension: {} for dimension in DIMENSIONS}
    for item in items:
        if item["dimension"] not in sums:
            raise RulesError("dimension", value=item["dimension"])
        value = answers.get(item["criterion_id"])
        if value is not None:
            pair = sums[item["dimension"]].setdefault(item["weight"], [0, 0])
            pair[0] += value
            pair[1] += 1
    return {dimension: _weighted_mean(pairs) for dimension, pairs in sums.items()}


def _weighted_mean(pairs):
    """Return the mean of {weight: [sum of values, count]}, None of nothing."""
    total = divisor = 0
    for weight, (values, count) in pairs.items():
        share = read_weight(weight)
        total += share * to_fraction(values)
        divisor += share * count
    return total / divisor if divisor else None


def collect_parts(evaluations):
    """Sum up evaluations into the parts that `score_appraisal` takes.

    :param evaluations: iterable of (role code, means) with means as returned by
        `evaluation_means`, or their exact texts ("58/15"), None or False where nothing
        was observed; the order is irrelevant
    :return: {role: {"respondents": int, "result": (count, total),
        "behaviour": (count, total)}}, totals as Fraction in scale units

    >>> parts = collect_parts([
    ...     ("peer", {"result": None, "behaviour": "11/3"}),
    ...     ("peer", {"result": None, "behaviour": "4"}),
    ... ])
    >>> parts["peer"]["respondents"], parts["peer"]["behaviour"]
    (2, (2, Fraction(23, 3)))
    """
    parts = {}
    for role, means in evaluations:
        part = parts.setdefault(
            role, {"respondents": 0, "result": (0, 0), "behaviour": (0, 0)}
        )
        part["respondents"] += 1
        for dimension in DIMENSIONS:
            mean = means[dimension]
            if mean is not None and mean is not False:
                count, total = part[dimension]
                part[dimension] = (count + 1, total + to_fraction(mean))
    return parts


def missing_answers(items, answers, comment_rule, scale_values):
    """List what keeps an evaluation from being submitted.

    A criterion needs a value of the scale or "not observed". What is not observed never
    needs a comment. A comment of blanks is none.

    :param list items: items of the frozen template that the rater's role answers
    :param dict answers: {criterion_id: {"value": int|None, "not_observed": bool,
        "comment": str}}
    :param str comment_rule: "optional"; "extremes" (the lowest and the highest value
        need a comment); "always"
    :param scale_values: the whole numbers of the scale
    :return: [{"criterion_id": id, "reason": "answer"|"comment"}] in order of the items
    :raises RulesError: "comment_rule" for an unknown rule

    >>> items = [{"criterion_id": 1}, {"criterion_id": 2}]
    >>> answers = {1: {"value": 5, "not_observed": False, "comment": " "}}
    >>> missing_answers(items, answers, "extremes", [1, 2, 3, 4, 5])
    [{'criterion_id': 1, 'reason': 'comment'}, {'criterion_id': 2, 'reason': 'answer'}]
    """
    if comment_rule not in COMMENT_RULES:
        raise RulesError("comment_rule", value=comment_rule)
    scale = set(scale_values)
    commented = {
        "optional": set(),
        "extremes": {min(scale), max(scale)},
        "always": scale,
    }[comment_rule]
    missing = []
    for item in items:
        answer = answers.get(item["criterion_id"]) or {}
        reason = _missing_reason(answer, scale, commented)
        if reason:
            missing.append({"criterion_id": item["criterion_id"], "reason": reason})
    return missing


def _missing_reason(answer, scale, commented):
    """Return "answer", "comment" or None for one answer."""
    if answer.get("not_observed"):
        return None
    if answer.get("value") not in scale:
        return "answer"
    if answer["value"] in commented and not (answer.get("comment") or "").strip():
        return "comment"
    return None
