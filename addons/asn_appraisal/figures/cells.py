# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Small numbers are hidden by joining rows, never by blanking single cells.

What is shown are groups that share the people out between them: agencies that are safe
by themselves, and one group of all others. So there is nothing to subtract from: the
total of the table is the sum of what is shown, and whoever takes the shown rows from it
gets the joined group, which is safe as well. A blanked cell in a row whose total is
known would be a difference; a joined row is none.

A row is safe if each of its numbers is 0 or at least the minimum, and, where the answer
itself is sensitive, if people of the row differ in it: when all of a small agency hold
one predicate, the row tells the predicate of each.

Everybody may know how many people an agency has. Even so no number of a joined agency
follows, see ``tests/test_figure_properties.py`` for the attacker who tries.
"""

from typing import NamedTuple


class Protected(NamedTuple):
    """What can be shown.

    ``shown`` has the rows as they are, ``rest`` the sums of the joined rows (None
    without any), ``hidden`` the keys of those. All are empty where nothing is safe.
    """

    shown: dict
    rest: dict | None
    hidden: tuple


def is_safe(row, minimum, *, is_sensitive):
    """Tell whether a row can be shown.

    :param dict row: ``{answer: people}``
    :param int minimum: the smallest number that is shown, beside 0
    :param bool is_sensitive: whether the answer of one person must not follow from
        what all of the row have in common

    >>> is_safe({"good": 7, "poor": 5}, 5, is_sensitive=True)
    True
    >>> is_safe({"good": 7, "poor": 4}, 5, is_sensitive=True)
    False
    >>> is_safe({"good": 12, "poor": 0}, 5, is_sensitive=True)
    False
    >>> is_safe({"objected": 0, "not": 12}, 5, is_sensitive=False)
    True
    """
    filled = [count for count in row.values() if count]
    if any(count < minimum for count in filled):
        return False
    return len(filled) > 1 or not (filled and is_sensitive)


def protect(rows, minimum, *, is_sensitive=True):
    """Join rows until every number can be shown.

    Rows that are not safe are joined. While their sum is not safe either, or is one
    row alone, the smallest of the others joins them. Empty rows are left out.

    :param dict rows: ``{key: {answer: people}}``, all with the same answers
    :param int minimum: see ``is_safe``
    :param bool is_sensitive: see ``is_safe``
    :return: Protected

    >>> rows = {"A": {"good": 40, "poor": 9}, "B": {"good": 30, "poor": 8},
    ...         "C": {"good": 6, "poor": 1}}
    >>> protect(rows, 5)
    Protected(shown={'A': {'good': 40, 'poor': 9}}, rest={'good': 36, 'poor': 9}, \
hidden=('B', 'C'))
    >>> protect({"A": {"good": 4, "poor": 1}}, 5)
    Protected(shown={}, rest=None, hidden=())
    """
    rows = {key: row for key, row in rows.items() if any(row.values())}
    order = sorted(rows, key=lambda key: (sum(rows[key].values()), str(key)))
    hidden = [
        k for k in order if not is_safe(rows[k], minimum, is_sensitive=is_sensitive)
    ]
    others = [key for key in order if key not in hidden]
    while hidden and not _can_join(rows, hidden, minimum, is_sensitive=is_sensitive):
        if not others:
            return Protected({}, None, ())
        hidden.append(others.pop(0))
    return Protected(
        {key: row for key, row in rows.items() if key in others},
        _add(rows, hidden) if hidden else None,
        tuple(sorted(hidden, key=str)),
    )


def _can_join(rows, keys, minimum, *, is_sensitive):
    """Tell whether the sum of rows can be shown, and is no row by itself."""
    return len(keys) > 1 and is_safe(
        _add(rows, keys), minimum, is_sensitive=is_sensitive
    )


def _add(rows, keys):
    total = {}
    for key in keys:
        for answer, count in rows[key].items():
            total[answer] = total.get(answer, 0) + count
    return total
