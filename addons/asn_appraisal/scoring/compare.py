# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""How people see themselves and how others see them, value by value.

It takes means that are shown anyway, one per group: a group that may not be shown is
not told to these functions, so that nothing can be concluded from what they return.
"""

from fractions import Fraction

from .exact import to_fraction

# Own rating and that of others differ by less: they are alike, in scale units.
TOLERANCE = Fraction(1, 2)


def mean_of_others(means):
    """Return the mean of the groups' means, each group counting once.

    :param means: numbers as `to_fraction` takes them, of groups that may be shown
    :return: Fraction, None where no group may be shown

    >>> mean_of_others(["4", "3.5"]), mean_of_others([])
    (Fraction(15, 4), None)
    """
    means = [to_fraction(mean) for mean in means]
    return sum(means) / len(means) if means else None


def compare(own, others):
    """Say whether others see less or more of a value than the person does.

    :param own: own mean, None where there is none
    :param others: mean of others, None where there is none
    :return: "alike", "less" or "more" as seen by others; None without one of the two

    >>> compare("4", "3.4"), compare("4", "3.6"), compare("3", 4), compare(None, 4)
    ('less', 'alike', 'more', None)
    """
    if own is None or others is None:
        return None
    gap = to_fraction(others) - to_fraction(own)
    if abs(gap) < TOLERANCE:
        return "alike"
    return "more" if gap > 0 else "less"


def find_extremes(values, number=3):
    """Return which values stand out: the highest above the mean, the lowest below it.

    Where all are equal, none stands out; of equal ones the first in the form count.

    :param list values: (key, mean or None), in the order of the form
    :param int number: how many at most, of each kind
    :return: (keys of the highest, keys of the lowest), the most extreme first

    >>> find_extremes([("a", 4), ("b", 3), ("c", None), ("d", 5), ("e", 2)])
    (['d', 'a'], ['e', 'b'])
    >>> find_extremes([("a", 4), ("b", 4)])
    ([], [])
    """
    rated = [(key, to_fraction(mean)) for key, mean in values if mean is not None]
    middle = mean_of_others([mean for __, mean in rated])
    high = sorted((p for p in rated if p[1] > middle), key=lambda pair: -pair[1])
    low = sorted((p for p in rated if p[1] < middle), key=lambda pair: pair[1])
    return [key for key, __ in high[:number]], [key for key, __ in low[:number]]
