# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Credit points (angka kredit) of functional posts.

points = share of the predicate x coefficient of the level x months / 12

:source: PermenPANRB 1/2023 and its conversion of predicates; shares and coefficients
    are configured
"""

from calendar import monthrange
from datetime import timedelta
from fractions import Fraction

from .exact import to_fraction

MONTHS = 12


def credit_points(share, coefficient, months):
    """Return the credit points of a period in one level.

    :param share: percent that the predicate earns, e.g. 150
    :param coefficient: points of a year in the level, e.g. "12.5"
    :param months: months of service in the period, whole or a fraction
    :return: Fraction, points, not rounded

    >>> from .exact import fixed
    >>> fixed(credit_points(100, "12.5", 2))
    '2.08'
    """
    product = to_fraction(share) * to_fraction(coefficient) * to_fraction(months)
    return product / (100 * MONTHS)


def months_between(start, end):
    """Return the months from the first to the last day, both included.

    A calendar month that is served in part counts by its days. So the segments of a
    year always add up to the year, wherever it is cut.

    :param datetime.date start: first day
    :param datetime.date end: last day, not before the first
    :return: Fraction, months

    >>> from datetime import date
    >>> months_between(date(2026, 1, 1), date(2026, 2, 28))
    Fraction(2, 1)
    >>> months_between(date(2026, 1, 1), date(2026, 4, 15))
    Fraction(7, 2)
    >>> months_between(date(2026, 4, 16), date(2026, 12, 31))
    Fraction(17, 2)
    """
    months = Fraction(0)
    while start <= end:
        days = monthrange(start.year, start.month)[1]
        last = min(end, start.replace(day=days))
        months += Fraction((last - start).days + 1, days)
        start = last + timedelta(days=1)
    return months
