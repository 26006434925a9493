# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""How the predicates of a unit's people compare with the guide for that unit.

The guide belongs to the predicate that the level above gave the unit. It is looked at,
never enforced: a deviation asks for a reason.

A line of the guide is a dict of ``predicates`` (codes, counted together), ``kind`` and
``percent`` (of the people of the unit; None where the kind has none):

- ``at_most``, ``at_least``: the share of these predicates is at most, at least so much;
- ``most``: they are held by more people than any other predicate is;
- ``some``: at least one person holds one of them;
- ``none``: nobody does.

:source: SE MenPANRB 3/2023 (distribusi predikat kinerja pegawai)
"""

from fractions import Fraction
from math import ceil, floor

from .exact import to_fraction

KINDS = ("at_most", "at_least", "most", "some", "none")


def check_distribution(guide, counts):
    """Compare the people of a unit with its guide, line by line.

    Shares are compared exactly: 7 of 10 are at most 70 percent. In small units a share
    falls between two people: the line is then kept by the whole numbers on both sides.
    So one person in a unit of four may hold what at most 10 percent may hold, which is
    said with the line and not hidden.

    :param list guide: lines, see the module
    :param dict counts: ``{code: people}``, whole numbers, only of those who have one
    :return: list of dicts in the order of the guide: ``count`` and ``total`` (people),
        ``low`` and ``high`` (the whole numbers of people between which the line's share
        lies; None without a share), ``is_kept``, ``is_rounded`` (kept only since people
        cannot be divided)

    >>> line = {"predicates": ["good"], "kind": "at_most", "percent": "70"}
    >>> check_distribution([line], {"good": 8, "poor": 2})[0]["is_kept"]
    False
    >>> check_distribution([line], {"good": 3, "poor": 1})[0]
    {'count': 3, 'total': 4, 'low': 2, 'high': 3, 'is_kept': True, 'is_rounded': True}
    """
    return [_check_line(line, counts) for line in guide]


def _check_line(line, counts):
    total = sum(counts.values())
    count = sum(counts.get(code, 0) for code in line["predicates"])
    low = high = None
    is_exact = is_kept = _holds(line, counts, count, total)
    if line["kind"] in ("at_most", "at_least"):
        share = to_fraction(line["percent"]) * total / 100
        low, high = floor(share), ceil(share)
        near = count <= high if line["kind"] == "at_most" else count >= low
        is_kept = is_exact or near
    return {
        "count": count,
        "total": total,
        "low": low,
        "high": high,
        "is_kept": is_kept,
        "is_rounded": is_kept and not is_exact,
    }


def _holds(line, counts, count, total):
    """Tell whether a line is kept to the letter; with nobody, every line is."""
    if not total:
        return True
    share = Fraction(100 * count, total)
    match line["kind"]:
        case "at_most":
            return share <= to_fraction(line["percent"])
        case "at_least":
            return share >= to_fraction(line["percent"])
        case "most":
            others = (n for code, n in counts.items() if code not in line["predicates"])
            return count > max(others, default=0)
        case "some":
            return count > 0
        case "none":
            return count == 0
    raise ValueError(line["kind"])
