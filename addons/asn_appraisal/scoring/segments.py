# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The year of somebody who changed post or superior: its parts, weighed by time.

Nothing is rounded on the way: the stored exact scores of the parts are combined.
"""

from fractions import Fraction

from .credit import months_between
from .curve import interpolate
from .exact import fixed, plain, to_exact, to_fraction
from .predicate import decide, level_of, scale_points
from .vocabulary import DIMENSIONS, LEVELS

# The smallest step of a score as people see it.
STEP = Fraction(1, 100)


def decided_value(rules, dimension, exact, decided):
    """Return the score that stands for what a superior decided about one part.

    A level that was decided as the score suggests leaves the score as it is; where the
    superior decided otherwise, the nearest score within the decided level stands. Of a
    numeric method the decided points are read back from the scale.

    :param Rules rules: the frozen rules
    :param str dimension: "result" or "behaviour"
    :param exact: exact score ("a/b"), None without one
    :param decided: level, or points of a numeric method; None where nothing is decided
    :return: Fraction in scale units, or None where nothing is decided
    """
    if decided in (None, False, ""):
        return None
    if rules.kind != "matrix":
        points = [(points, value) for value, points in rules.scale]
        return interpolate(points, decided)
    meets, above = rules.thresholds_of(dimension)
    lowest = (rules.lowest, meets, above)[LEVELS.index(decided)]
    highest = (meets - STEP, above - STEP, rules.highest)[LEVELS.index(decided)]
    if exact is None:
        return lowest
    if level_of(rules, dimension, exact) == decided:
        return to_fraction(exact)
    return min(max(to_fraction(exact), lowest), highest)


def score_segments(rules, segments, minimum_days=0):
    """Combine the parts of one person's year and explain every one.

    Each part counts with its months, a month that was served in part by its days; so
    the parts of a year add up to the year wherever it is cut. Each dimension by itself,
    over the parts that have a value in it. A part is left out, and counts with nothing,
    if it is shorter than the minimum, not rated, or rated on another scale.

    :param Rules rules: the frozen rules of the cycle
    :param list segments: in order of time, dicts of "date_start" and "date_end" (dates)
        and "result" and "behaviour": the exact score in scale units ("a/b"), or None
    :param int minimum_days: days below which a part counts with nothing
    :return: JSON-able dict: "dimensions": {dimension: "score" (2 decimals), "exact"
        ("a/b"), "level", or None each}; "predicate" (code, or None where a dimension
        has no score); "total" (numeric method, or None); "lines", one for each part,
        with "date_start", "date_end", "days", "months" ("a/b") and "dimensions":
        {dimension: "status" (counted, too_short, no_score, other_scale), "score",
        "exact", "weight" (percent, 4 decimals at most)}
    :source: PermenPANRB 6/2022 (a move within the year; in proportion to months as
        agencies apply it); the minimum is a parameter
    """
    lines = [_line(segment) for segment in segments]
    found = {}
    for name in DIMENSIONS:
        value, rows = _combine(rules, segments, lines, name, minimum_days)
        found[name] = {
            "score": fixed(value),
            "exact": to_exact(value),
            "level": level_of(rules, name, value),
        }
        for line, row in zip(lines, rows, strict=True):
            line["dimensions"][name] = row
    return {"dimensions": found, "lines": lines} | _decide(rules, found)


def _line(segment):
    start, end = segment["date_start"], segment["date_end"]
    return {
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "days": (end - start).days + 1,
        "months": to_exact(months_between(start, end)),
        "dimensions": {},
    }


def _combine(rules, segments, lines, dimension, minimum_days):
    """Return (value or None, rows of the parts) of one dimension."""
    values = [
        segment[dimension] and to_fraction(segment[dimension]) for segment in segments
    ]
    states = [
        _status(rules, line, value, minimum_days)
        for line, value in zip(lines, values, strict=True)
    ]
    weights = [
        to_fraction(line["months"]) if status == "counted" else Fraction(0)
        for line, status in zip(lines, states, strict=True)
    ]
    total = sum(weights)
    rows = [
        {
            "status": status,
            "score": fixed(value or None),
            "exact": to_exact(value or None),
            "weight": plain(100 * weight / total) if weight else None,
        }
        for status, value, weight in zip(states, values, weights, strict=True)
    ]
    if not total:
        return None, rows
    pairs = zip(weights, values, strict=True)
    return sum(weight * value for weight, value in pairs if weight) / total, rows


def _status(rules, line, value, minimum_days):
    """Tell whether a part has a value that can count, and if not, why."""
    if line["days"] < minimum_days:
        return "too_short"
    if not value:
        return "no_score"
    return "counted" if rules.lowest <= value <= rules.highest else "other_scale"


def _decide(rules, found):
    """Return the predicate that the combined scores come to, if both are there."""
    if any(found[name]["exact"] is None for name in DIMENSIONS):
        return {"predicate": None, "total": None}
    levels = [found[name]["level"] for name in DIMENSIONS]
    points = [None, None]
    if rules.kind != "matrix":
        points = [scale_points(rules, found[name]["exact"]) for name in DIMENSIONS]
    return decide(rules, *levels, *points)
