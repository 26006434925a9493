# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The comparison of changes against normal equations that are solved step by step."""

from fractions import Fraction
from math import sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.asn_training.effect import compare_changes, t_quantile

MINIMUM = 5
# Two-sided 95 percent points as printed in tables of Student's t.
TABLE = {7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 15: 2.131, 20: 2.086, 60: 2.000}

# Means with two decimals on a scale from 1 to 5, as group results have them.
means = st.integers(100, 500).map(lambda number: Fraction(number, 100))
pairs = st.tuples(means, means)
groups = st.lists(pairs, min_size=MINIMUM, max_size=12)
CASES = settings(max_examples=300, deadline=None, derandomize=True)


def solve(matrix, right):
    """Solve linear equations by elimination; None where they have no one solution."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = next((k for k in range(i, size) if rows[k][i]), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(size):
            if k != i:
                rows[k] = [
                    a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)
                ]
    return [row[-1] for row in rows]


def regress(first, second):
    """Regress the change on group and start, exactly.

    :return: (coefficient of the group, its standard error), None where the start does
        not vary within the groups
    """
    rows = [(Fraction(1), Fraction(1), b, a - b) for b, a in first]
    rows += [(Fraction(1), Fraction(0), b, a - b) for b, a in second]
    squares = [[sum(r[i] * r[k] for r in rows) for k in range(3)] for i in range(3)]
    found = solve(squares, [sum(r[i] * r[3] for r in rows) for i in range(3)])
    if found is None:
        return None
    rest = sum(
        (r[3] - sum(r[i] * found[i] for i in range(3))) ** 2 for r in rows
    ) / Fraction(len(rows) - 3)
    inverse = solve(squares, [Fraction(0), Fraction(1), Fraction(0)])
    return found[1], sqrt(rest * inverse[1])


def in_floats(group):
    return [(float(before), float(after)) for before, after in group]


@tagged("post_install", "-at_install")
class TestEffectProperties(BaseCase):
    def test_quantiles_as_printed(self):
        for freedom, expected in TABLE.items():
            self.assertAlmostEqual(t_quantile(freedom), expected, delta=0.0006)

    @CASES
    @given(groups, groups)
    def test_same_as_the_normal_equations(self, participants, others):
        starts = [before for before, __ in participants]
        chosen = [p for p in others if min(starts) <= p[0] <= max(starts)]
        found = compare_changes(in_floats(participants), in_floats(others), MINIMUM)
        self.assertEqual(
            (found.participants, found.comparable), (len(starts), len(chosen))
        )
        if len(chosen) < MINIMUM:
            self.assertIsNone(found.difference)
            return
        expected = regress(participants, chosen)
        if expected is None:
            return
        value, error = expected
        margin = t_quantile(len(starts) + len(chosen) - 3) * error
        self.assertAlmostEqual(found.difference, float(value), 6)
        self.assertAlmostEqual(found.low, float(value) - margin, 5)
        self.assertAlmostEqual(found.high, float(value) + margin, 5)

    @CASES
    @given(groups, st.floats(0.1, 1.5))
    def test_a_training_that_adds_the_same_to_all_is_found(self, others, gain):
        """Whoever began low rises by chance in both groups; only the gain is told."""
        rest = in_floats(others)
        learnt = [(before, after + gain) for before, after in rest]
        found = compare_changes(learnt, rest, MINIMUM)
        self.assertAlmostEqual(found.difference, gain, 6)

    @CASES
    @given(st.lists(pairs, max_size=MINIMUM - 1), groups)
    def test_few_participants_tell_nothing(self, participants, others):
        found = compare_changes(in_floats(participants), in_floats(others), MINIMUM)
        self.assertEqual(
            [found.change, found.others, found.difference, found.low, found.high],
            [None] * 5,
        )

    @CASES
    @given(groups, st.lists(pairs, max_size=MINIMUM - 1))
    def test_few_others_tell_nothing_of_them(self, participants, others):
        found = compare_changes(in_floats(participants), in_floats(others), MINIMUM)
        self.assertIsNotNone(found.change)
        self.assertEqual([found.others, found.difference], [None, None])

    def test_a_minimum_that_unmasks_is_refused(self):
        with self.assertRaises(ValueError):
            compare_changes([], [], MINIMUM - 1)
