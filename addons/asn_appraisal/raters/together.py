# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""How long two people worked in the same unit."""

from datetime import timedelta


def spells(versions, end):
    """Return in which units somebody worked, and when.

    :param versions: pairs of the day from which on a version holds and the units that
        it puts the person in (a frozenset of ids), in any order
    :param date end: last day of the last version
    :return: list of ``(first day, last day, units)``, by day

    >>> from datetime import date
    >>> found = spells(
    ...     [(date(2026, 3, 1), frozenset({2})), (date(2026, 1, 1), frozenset({1}))],
    ...     date(2026, 12, 31),
    ... )
    >>> [(str(first), str(last), set(units)) for first, last, units in found]
    [('2026-01-01', '2026-02-28', {1}), ('2026-03-01', '2026-12-31', {2})]
    """
    ordered = sorted(versions, key=lambda version: version[0])
    starts = [start for start, _units in ordered[1:]]
    lasts = [start - timedelta(days=1) for start in starts] + [end]
    return [
        (first, last, units)
        for (first, units), last in zip(ordered, lasts, strict=True)
        if first <= last
    ]


def days_together(one, other, start, end):
    """Count the days from ``start`` to ``end`` on which two people shared a unit.

    :param one: spells of one of them, see :func:`spells`
    :param other: spells of the other
    :return: days, both ends counted

    >>> from datetime import date
    >>> unit, elsewhere = frozenset({1}), frozenset({2})
    >>> long = [(date(2026, 1, 1), date(2026, 12, 31), unit)]
    >>> moved = [
    ...     (date(2025, 1, 1), date(2026, 3, 31), elsewhere),
    ...     (date(2026, 4, 1), date(2026, 12, 31), unit),
    ... ]
    >>> days_together(long, moved, date(2026, 1, 1), date(2026, 4, 12))
    12
    >>> days_together(moved, long, date(2026, 1, 1), date(2026, 4, 12))
    12
    >>> days_together(long, [], date(2026, 1, 1), date(2026, 4, 12))
    0
    """
    total = 0
    for first, last, units in one:
        for other_first, other_last, other_units in other:
            if units & other_units:
                begin = max(first, other_first, start)
                finish = min(last, other_last, end)
                total += max((finish - begin).days + 1, 0)
    return total
