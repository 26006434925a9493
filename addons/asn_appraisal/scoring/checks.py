# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Checks of a method's rules: every hole is found before a cycle is launched."""

from itertools import pairwise

from .errors import RulesError
from .exact import plain
from .vocabulary import DIMENSIONS, KINDS, LEVELS, MISSING_REALISATION, POLICIES


def verify(rules):
    """Raise where rules are malformed.

    :param Rules rules: as read from a snapshot
    :return: None
    :raises RulesError: the first thing found, see `RulesError` for the codes
    """
    if rules.kind not in KINDS:
        raise RulesError("kind", value=rules.kind)
    _verify_scale(rules)
    _verify_roles(rules)
    _verify_policies(rules)
    _verify_thresholds(rules)
    _verify_achievement(rules)
    if rules.kind == "matrix":
        _verify_matrix(rules)
    else:
        _verify_points(rules)
        _verify_dimension_weights(rules)
        _verify_bands(rules)


def _verify_scale(rules):
    """Two levels or more, whole numbers, none twice."""
    if len(rules.scale) < 2:
        raise RulesError("scale_size", count=len(rules.scale))
    for value, _points in rules.scale:
        if value.denominator != 1:
            raise RulesError("scale_integer", value=plain(value))
    for (value, _points), (following, _more) in pairwise(rules.scale):
        if value == following:
            raise RulesError("scale_duplicate", value=plain(value))


def _verify_points(rules):
    """Points rise with the value and have two decimals at most."""
    for value, points in rules.scale:
        _verify_precision(points)
        if points < 0:
            raise RulesError("points_order", value=plain(value))
    for (_value, points), (following, more) in pairwise(rules.scale):
        if more < points:
            raise RulesError("points_order", value=plain(following))
    if rules.scale[0][1] == rules.scale[-1][1]:
        raise RulesError("points_flat")


def _verify_precision(points):
    """Points are compared after rounding to two decimals, so no limit has more."""
    if (points * 100).denominator != 1:
        raise RulesError("points_precision", value=plain(points))


def _verify_roles(rules):
    """Roles are unique, weights not negative and 100 % together."""
    seen = set()
    for role in rules.roles:
        if role.code in seen:
            raise RulesError("role_duplicate", role=role.code)
        seen.add(role.code)
        _verify_own(role)
    for dimension in DIMENSIONS:
        _verify_weights(rules, dimension)


def _verify_own(role):
    """A plan or a period has one voice, and a plan is about the work result alone."""
    if role.is_own and role.minimum > 1:
        raise RulesError("own_minimum", role=role.code, value=role.minimum)
    if role.kind == "plan" and role.behaviour:
        raise RulesError("plan_behaviour", role=role.code)


def _verify_weights(rules, dimension):
    """Weights of one dimension."""
    for role in rules.roles:
        weight = role.weight(dimension)
        if weight < 0:
            raise RulesError(
                "weight_negative",
                role=role.code,
                dimension=dimension,
                value=plain(weight),
            )
    total = sum(role.weight(dimension) for role in rules.roles)
    if total != 100:
        raise RulesError("weight_sum", dimension=dimension, value=plain(total))


def _verify_policies(rules):
    """Policies are known, and what is rolled up arrives somewhere."""
    by_code = {role.code: role for role in rules.roles}
    for role in rules.roles:
        if role.policy not in POLICIES:
            raise RulesError("policy", role=role.code, value=role.policy)
        if role.policy == "neutral" and not (
            rules.lowest <= rules.neutral_value <= rules.highest
        ):
            raise RulesError("neutral_value", value=plain(rules.neutral_value))
        if role.policy == "roll_up" and (
            role.target not in by_code or role.target == role.code
        ):
            raise RulesError("roll_up_target", role=role.code, value=role.target)
    for role in rules.roles:
        _verify_chain(role, by_code)


def _verify_chain(role, by_code):
    """Following the roll-ups from a role ends."""
    step, seen = role, {role.code}
    while step.policy == "roll_up":
        step = by_code[step.target]
        if step.code in seen:
            raise RulesError("roll_up_cycle", role=role.code)
        seen.add(step.code)


def _verify_thresholds(rules):
    """Lowest value <= meets from < above from <= highest value."""
    for dimension, pair in rules.thresholds:
        if pair is None:
            continue
        if len(pair) != 2 or not (rules.lowest <= pair[0] < pair[1] <= rules.highest):
            raise RulesError("thresholds", dimension=dimension)


def _verify_achievement(rules):
    """Percents rise from 0 on, values stay on the scale and rise as a whole."""
    if rules.missing_realisation not in MISSING_REALISATION:
        raise RulesError("missing_realisation", value=rules.missing_realisation)
    for percent, value in rules.achievement:
        _verify_achievement_point(rules, percent, value)
    for (percent, value), (following, more) in pairwise(rules.achievement):
        if percent == following:
            raise RulesError("achievement_twice", percent=plain(percent))
        if more < value:
            raise RulesError("achievement_order", percent=plain(following))
    if rules.achievement and rules.achievement[0][1] == rules.achievement[-1][1]:
        raise RulesError("achievement_flat")


def _verify_achievement_point(rules, percent, value):
    """One point of the curve."""
    if percent < 0:
        raise RulesError("achievement_percent", percent=plain(percent))
    if not rules.lowest <= value <= rules.highest:
        raise RulesError(
            "achievement_range", percent=plain(percent), value=plain(value)
        )


def _verify_dimension_weights(rules):
    """Result and behaviour weigh 100 % together, none is negative."""
    weights = [weight for _dimension, weight in rules.dimension_weights]
    if min(weights) < 0 or sum(weights) != 100:
        raise RulesError("dimension_weights", value=plain(sum(weights)))


def _verify_predicate(rules, predicate):
    """A cell or band names a predicate of the snapshot."""
    if predicate not in rules.predicates:
        raise RulesError("predicate", value=predicate)


def _verify_matrix(rules):
    """Each of the nine cells is there exactly once."""
    seen = set()
    for cell, predicate in rules.matrix:
        for dimension, level in zip(DIMENSIONS, cell, strict=True):
            if level not in LEVELS:
                raise RulesError("matrix_level", dimension=dimension, value=level)
        if cell in seen:
            raise RulesError("matrix_duplicate", result=cell[0], behaviour=cell[1])
        seen.add(cell)
        _verify_predicate(rules, predicate)
    for result in LEVELS:
        for behaviour in LEVELS:
            if (result, behaviour) not in seen:
                raise RulesError("matrix_hole", result=result, behaviour=behaviour)


def _verify_bands(rules):
    """Base bands tile the points of the scale; innovation bands lie upon them."""
    lowest, highest = rules.scale[0][1], rules.scale[-1][1]
    for band in rules.bands:
        _verify_band(rules, band, lowest, highest)
    base = _layer(rules, needs_innovation=False)
    _verify_no_overlap(_layer(rules, needs_innovation=True))
    _verify_no_overlap(base)
    edge = lowest
    for band in base:
        if band.lower > edge:
            raise RulesError("band_hole", lower=plain(edge), upper=plain(band.lower))
        edge = band.upper
    if edge < highest:
        raise RulesError("band_hole", lower=plain(edge), upper=plain(highest))


def _layer(rules, needs_innovation):
    """Return the bands of one layer from the lowest on."""
    layer = [band for band in rules.bands if band.needs_innovation == needs_innovation]
    return sorted(layer, key=lambda band: (band.lower, band.upper))


def _verify_band(rules, band, lowest, highest):
    """One band: its limits, their order and range, its predicate."""
    limits = {"lower": plain(band.lower), "upper": plain(band.upper)}
    _verify_precision(band.lower)
    _verify_precision(band.upper)
    if band.lower >= band.upper:
        raise RulesError("band_order", **limits)
    if band.lower < lowest or band.upper > highest:
        raise RulesError("band_range", **limits)
    _verify_predicate(rules, band.predicate)


def _verify_no_overlap(layer):
    """No two bands of a layer cover the same points."""
    for band, following in pairwise(layer):
        if following.lower < band.upper:
            raise RulesError(
                "band_overlap",
                lower=plain(following.lower),
                upper=plain(min(band.upper, following.upper)),
            )
