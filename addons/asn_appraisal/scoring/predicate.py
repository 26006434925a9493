# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""From scores to levels, points and the predicate."""

from .curve import interpolate
from .errors import RulesError
from .exact import fixed, half_up, plain, to_fraction
from .vocabulary import DIMENSIONS, LEVELS


def level_of(rules, dimension, score):
    """Return the level of a score, before or after its rounding.

    The score is rounded half-up to 2 decimals first: the number that people see
    decides. below < meets from <= meets < above from <= above.

    :param Rules rules: the frozen rules
    :param str dimension: "result" or "behaviour"
    :param score: Fraction, text or None, in scale units
    :return: "below", "meets" or "above"; None without a score, or where a numeric
        method sets no thresholds
    :raises RulesError: "dimension"; "score_range" outside of the scale
    :source: PermenPANRB 6/2022 (di bawah / sesuai / di atas ekspektasi)
    """
    thresholds = rules.thresholds_of(dimension)
    if score is None or thresholds is None:
        return None
    rounded = half_up(_within_scale(rules, score))
    return LEVELS[sum(rounded >= threshold for threshold in thresholds)]


def scale_points(rules, score):
    """Interpolate the points of a score between the levels of the scale.

    Straight lines join the (value, points) of neighbouring levels. Nothing is rounded.

    :param Rules rules: the frozen rules
    :param score: Fraction or text, in scale units, not rounded
    :return: Fraction, points
    :raises RulesError: "score_range" outside of the scale
    :source: PP 30/2019 (numeric ratings); the points of each level are configured
    """
    return interpolate(rules.scale, _within_scale(rules, score))


def _within_scale(rules, score):
    """Return the score as a Fraction, or raise."""
    score = to_fraction(score)
    if rules.lowest <= score <= rules.highest:
        return score
    raise RulesError(
        "score_range",
        value=plain(score),
        lower=plain(rules.lowest),
        upper=plain(rules.highest),
    )


def decide(
    rules,
    result_level,
    behaviour_level,
    result_points=None,
    behaviour_points=None,
    innovation=False,
):
    """Return the predicate of two ratings, suggested or decided.

    A matrix looks up the two levels and ignores points. A score weighs the points of
    both dimensions and ignores levels. Rounding, half-up to 2 decimals each: the points
    (what people see and type), then the total. Hence accepting the suggested points
    gives the suggested total.

    :param Rules rules: the frozen rules
    :param result_level: "below", "meets" or "above" (matrix)
    :param behaviour_level: likewise
    :param result_points: number or text, points of the scale (score); may be None
        where the dimension weighs 0 %
    :param behaviour_points: likewise
    :param bool innovation: a new idea that brings benefit was recognised (score): bands
        that need one apply before the others
    :return: {"predicate": code, "total": "98.40" or None for a matrix}
    :raises RulesError: "level" or "points_range" for input outside of the rules
    :source: PermenPANRB 6/2022 (matrix); PP 30/2019 (numeric)
    """
    if rules.kind == "matrix":
        levels = (result_level, behaviour_level)
        return {"predicate": _cell(rules, levels), "total": None}
    points = {"result": result_points, "behaviour": behaviour_points}
    total = total_points(rules, points)
    return {"predicate": _band(rules, total, innovation), "total": fixed(total)}


def _cell(rules, levels):
    """Return the predicate of a pair of levels."""
    for dimension, level in zip(DIMENSIONS, levels, strict=True):
        if level not in LEVELS:
            raise RulesError("level", dimension=dimension, value=level)
    return next(predicate for cell, predicate in rules.matrix if cell == levels)


def total_points(rules, points):
    """Weigh the points of both dimensions.

    :param Rules rules: the frozen rules
    :param dict points: {"result": points, "behaviour": points}; each is rounded half-up
        to 2 decimals; None is allowed where the dimension weighs 0 %
    :return: Fraction, rounded half-up to 2 decimals
    :raises RulesError: "points_range" outside of the scale's points, or None
    :source: PP 30/2019 (e.g. SKP 70 % and behaviour 30 %, or 60 % and 40 %)
    """
    total = 0
    for dimension, weight in rules.dimension_weights:
        if weight:
            total += weight * _within_points(rules, dimension, points[dimension])
    return half_up(total / 100)


def _within_points(rules, dimension, points):
    """Return rounded points, or raise."""
    lower, upper = rules.scale[0][1], rules.scale[-1][1]
    rounded = None if points is None else half_up(to_fraction(points))
    if rounded is None or not lower <= rounded <= upper:
        raise RulesError(
            "points_range",
            dimension=dimension,
            value=plain(rounded),
            lower=plain(lower),
            upper=plain(upper),
        )
    return rounded


def _band(rules, total, innovation):
    """Return the predicate of total points; innovation bands come first."""
    for layer in (True, False) if innovation else (False,):
        for band in rules.bands:
            if band.needs_innovation == layer and _covers(rules, band, total):
                return band.predicate
    raise AssertionError("unreachable: base bands tile the points of the scale")


def _covers(rules, band, total):
    """lower <= total < upper; the top of the scale belongs to the band below it."""
    is_top = total == band.upper == rules.scale[-1][1]
    return band.lower <= total < band.upper or is_top
