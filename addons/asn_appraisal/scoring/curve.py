# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Straight lines between given points: from percent to the scale, from it to points."""

from itertools import pairwise

from .exact import to_fraction


def interpolate(points, at):
    """Read a value from straight lines between points; flat beyond the outer ones.

    :param points: ((x, y), ...) as Fraction, at least one, rising in x
    :param at: Fraction, int or text, where to read
    :return: Fraction, exact

    >>> from fractions import Fraction
    >>> points = ((Fraction(60), Fraction(2)), (Fraction(90), Fraction(3)))
    >>> interpolate(points, 75), interpolate(points, 30), interpolate(points, 91)
    (Fraction(5, 2), Fraction(2, 1), Fraction(3, 1))
    """
    at = to_fraction(at)
    if at <= points[0][0]:
        return points[0][1]
    for (x, y), (following, more) in pairwise(points):
        if at <= following:
            return y + (more - y) * (at - x) / (following - x)
    return points[-1][1]
