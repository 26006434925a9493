# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the shorter periods of a year come to together, period by period.

Nothing is rounded on the way: the stored exact scores of the periods are combined.
"""

from fractions import Fraction

from .errors import RulesError
from .exact import fixed, plain, to_exact, to_fraction
from .vocabulary import DIMENSIONS, PERIOD_RULES


def score_periods(rules, rule, periods):
    """Combine the periods of one person and explain every one.

    Each dimension by itself, over the periods that have a value in it:

    - mean: every period counts the same;
    - days: every period counts with its days, from the first to the last included;
    - last: the period that ends last counts alone;
    - best: the period with the highest value counts alone; of equal ones the last.

    A period without a value (not decided, no score in the dimension, or rated on a
    scale that is not the year's) is left out, and counts with nothing.

    :param Rules rules: the frozen rules of the year
    :param str rule: one of PERIOD_RULES
    :param list periods: in order of time, each a dict of "cycle_id", "appraisal_id",
        "outcome_id" (None where nothing is decided), "date_start", "date_end" (dates),
        and "result" and "behaviour": the exact score in scale units ("a/b"), or None
    :return: JSON-able dict: "rule"; "dimensions": {dimension: "score" (2 decimals) and
        "exact" ("a/b"), or None}; "lines", one for each period, with "number" (from
        1), the ids, the dates as text, "days", and "dimensions": {dimension: "status"
        (counted, not_chosen, undecided, no_score, other_scale), "score", "exact",
        "weight" (percent, 4 decimals at most)}
    :raises RulesError: "period_rule" for another rule
    :source: PP 30/2019 (periods within a year combined); PermenPANRB 6/2022 (periodic
        and annual evaluation)
    """
    if rule not in PERIOD_RULES:
        raise RulesError("period_rule", value=str(rule))
    lines = [_line(number, period) for number, period in enumerate(periods, 1)]
    found = {name: _combine(rules, rule, periods, name) for name in DIMENSIONS}
    for name, (_value, rows) in found.items():
        for line, row in zip(lines, rows, strict=True):
            line["dimensions"][name] = row
    return {
        "rule": rule,
        "dimensions": {
            name: {"score": fixed(value), "exact": to_exact(value)}
            for name, (value, _rows) in found.items()
        },
        "lines": lines,
    }


def period_part(explanation):
    """Return the part of the periods that `score_appraisal` takes, None without one.

    :param dict explanation: as returned by `score_periods`, also after JSON

    >>> period_part({"dimensions": {"result": {"exact": "7/2"}, "behaviour": {
    ...     "exact": None}}})
    {'respondents': 1, 'result': (1, Fraction(7, 2)), 'behaviour': (0, 0)}
    """
    exact = {name: explanation["dimensions"][name]["exact"] for name in DIMENSIONS}
    if not any(exact.values()):
        return None
    parts = {
        name: (1, to_fraction(text)) if text else (0, 0) for name, text in exact.items()
    }
    return {"respondents": 1} | parts


def _line(number, period):
    """Return what a period is, before what it counts with."""
    return {
        "number": number,
        "cycle_id": period["cycle_id"],
        "appraisal_id": period["appraisal_id"],
        "outcome_id": period["outcome_id"],
        "date_start": period["date_start"].isoformat(),
        "date_end": period["date_end"].isoformat(),
        "days": _days(period),
        "dimensions": {},
    }


def _days(period):
    """Return the days of a period, the first and the last included."""
    return (period["date_end"] - period["date_start"]).days + 1


def _combine(rules, rule, periods, dimension):
    """Return (value or None, rows of the periods) of one dimension."""
    values = [
        period[dimension] and to_fraction(period[dimension]) for period in periods
    ]
    states = [
        _status(rules, period, value)
        for period, value in zip(periods, values, strict=True)
    ]
    able = [n for n, status in enumerate(states) if status == "counted"]
    weights = _weights(rule, periods, values, able)
    total = sum(weights.values())
    rows = [
        _row(states[n], values[n], total and Fraction(weights.get(n, 0)) / total)
        for n in range(len(periods))
    ]
    if not total:
        return None, rows
    return sum(weights[n] * values[n] for n in weights) / Fraction(total), rows


def _status(rules, period, value):
    """Tell whether a period has a value that can count, and if not, why."""
    if period["outcome_id"] is None:
        return "undecided"
    if value is None:
        return "no_score"
    return "counted" if rules.lowest <= value <= rules.highest else "other_scale"


def _weights(rule, periods, values, able):
    """Return {place of a period: its weight} of those that count by the rule."""
    if rule == "mean":
        return dict.fromkeys(able, 1)
    if rule == "days":
        return {n: _days(periods[n]) for n in able}
    keys = {n: (rule == "best" and values[n], periods[n]["date_end"], n) for n in able}
    return {max(able, key=keys.get): 1} if able else {}


def _row(status, value, share):
    """Return what is told of a period in one dimension."""
    if status == "counted" and not share:
        status = "not_chosen"
    return {
        "status": status,
        "score": fixed(value),
        "exact": to_exact(value),
        "weight": plain(100 * share) if status == "counted" else None,
    }
