# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The change of a value from one cycle to the next, of participants and of others.

People are sent to a training because a value of theirs is low, and what is low by
chance is higher the next time without any training. Participants are therefore compared
with others who began in the same range, and the two changes are adjusted for where each
group began: the analysis of covariance with one covariate.

:source: R. A. Fisher, Statistical Methods for Research Workers, 4th ed. 1932, ch. VIII
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean

CONFIDENCE = 0.95
# Group, covariate and constant are estimated; each costs one degree of freedom.
ESTIMATED = 3
NOTHING = 1e-9  # a sum of squares that rounding may leave
LEAST_PEOPLE = 5  # in each group
LEAST_FREEDOM = 2 * LEAST_PEOPLE - ESTIMATED


@dataclass(frozen=True)
class Comparison:
    """Mean changes of two groups, in units of the scale.

    ``difference`` is how much more participants changed than comparable others, after
    adjustment for where both began; ``low`` and ``high`` are its 95 percent interval.
    All numbers but the counts are None where a group is below the minimum; ``others``
    and what follows from it are None where only the others are too few.
    """

    participants: int
    comparable: int
    change: float | None = None
    others: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def t_quantile(freedom, confidence=CONFIDENCE):
    """Return the two-sided quantile of Student's t distribution.

    By the expansion of Cornish and Fisher from the normal distribution, right to three
    decimals from 7 degrees of freedom on.

    :param int freedom: degrees of freedom, at least 7
    :param float confidence: share of the distribution between minus and plus it
    :raise ValueError: for fewer degrees of freedom
    :source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5

    >>> [round(t_quantile(freedom), 3) for freedom in (7, 10, 30, 120)]
    [2.365, 2.228, 2.042, 1.98]
    """
    if freedom < LEAST_FREEDOM:
        raise ValueError(f"{freedom} degrees of freedom are too few")
    x = NormalDist().inv_cdf((1 + confidence) / 2)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + sum(term / freedom**power for power, term in enumerate(terms, 1))


def compare_changes(participants, others, minimum):
    """Compare what became of a value of participants and of comparable others.

    Comparable is who began between the lowest and the highest start of a participant.

    :param participants: list of (before, after), each on the scale of the cycles
    :param others: the same, of people who did not take part
    :param int minimum: people that each group must have, at least 5
    :return: `Comparison`
    :raise ValueError: for a minimum below 5

    >>> learnt = [(2.0, 3.0), (2.2, 3.1), (2.4, 3.2), (2.6, 3.3), (2.8, 3.4)]
    >>> rest = [(2.0, 2.4), (2.3, 2.5), (2.5, 2.7), (2.7, 2.7), (2.8, 2.8), (4.5, 4.0)]
    >>> found = compare_changes(learnt, rest, 5)
    >>> found.participants, found.comparable
    (5, 5)
    >>> round(found.change, 2), round(found.others, 2), round(found.difference, 2)
    (0.8, 0.16, 0.61)
    >>> found.low < found.difference < found.high
    True
    >>> compare_changes(learnt[:4], rest, 5).change is None
    True
    """
    if minimum < LEAST_PEOPLE:
        raise ValueError(f"a minimum of {minimum} tells too much about single people")
    if len(participants) < minimum:
        return Comparison(len(participants), 0)
    starts = [before for before, __ in participants]
    comparable = [p for p in others if min(starts) <= p[0] <= max(starts)]
    counts = len(participants), len(comparable)
    change = _mean_change(participants)
    if len(comparable) < minimum:
        return Comparison(*counts, change)
    difference, error, freedom = _adjust(participants, comparable)
    margin = t_quantile(freedom) * error
    return Comparison(
        *counts,
        change,
        _mean_change(comparable),
        difference,
        difference - margin,
        difference + margin,
    )


def _mean_change(pairs):
    return fmean(after - before for before, after in pairs)


def _adjust(first, second):
    """Return the adjusted difference of changes, its standard error and its freedom."""
    sums = [_sums(group) for group in (first, second)]
    xx, xy, yy = (sum(parts) for parts in zip(*sums, strict=True))
    if xx < NOTHING:
        xx = xy = 0.0  # all of a group began alike: there is nothing to adjust for
    slope = xy / xx if xx else 0
    starts = [fmean(before for before, __ in group) for group in (first, second)]
    apart = starts[0] - starts[1]
    difference = _mean_change(first) - _mean_change(second) - slope * apart
    freedom = len(first) + len(second) - (ESTIMATED if xx else ESTIMATED - 1)
    variance = max(yy - slope * xy, 0) / freedom
    spread = 1 / len(first) + 1 / len(second) + (apart**2 / xx if xx else 0)
    return difference, sqrt(variance * spread), freedom


def _sums(pairs):
    """Return the sums of squares and products around the means of one group."""
    x = [before for before, __ in pairs]
    y = [after - before for before, after in pairs]
    mean_x, mean_y = fmean(x), fmean(y)
    apart = [(a - mean_x, b - mean_y) for a, b in zip(x, y, strict=True)]
    return (
        sum(a * a for a, __ in apart),
        sum(a * b for a, b in apart),
        sum(b * b for __, b in apart),
    )
