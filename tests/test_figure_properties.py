# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""An attacker reads the public figures and solves for what is hidden.

The attacker knows all that is shown and how many people each agency has, and looks for
the least and the largest number of people that a hidden agency can have in a cell. In
a table of which the sums of rows and columns are known, these are exactly
``max(0, row + column - all)`` and ``min(row, column)`` (Fréchet). A cell is told where
both are the same number and people are in question.
"""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.asn_appraisal.figures import is_safe, protect

ANSWERS = ("a", "b", "c", "d")
MINIMUM = 5

counts = st.integers(0, 30)
rows = st.fixed_dictionaries(dict.fromkeys(ANSWERS, counts))
tables = st.dictionaries(st.integers(1, 20), rows, max_size=8)
CASES = settings(max_examples=300, deadline=None, derandomize=True)


def count_people(row):
    return sum(row.values())


@tagged("post_install", "-at_install")
class TestFigureProperties(BaseCase):
    @CASES
    @given(tables, st.booleans())
    def test_every_number_shown_is_safe(self, table, is_sensitive):
        found = protect(table, MINIMUM, is_sensitive=is_sensitive)
        for row in (*found.shown.values(), found.rest or {}):
            self.assertTrue(is_safe(row, MINIMUM, is_sensitive=is_sensitive))

    @CASES
    @given(tables)
    def test_people_are_shared_out(self, table):
        """Nobody is counted twice or left out, so that sums tell nothing more."""
        found = protect(table, MINIMUM)
        if not found.shown and not found.rest:
            return
        filled = {key for key, row in table.items() if count_people(row)}
        self.assertEqual({*found.shown, *found.hidden}, filled)
        self.assertFalse(set(found.shown) & set(found.hidden))
        for answer in ANSWERS:
            shown = sum(row[answer] for row in found.shown.values())
            rest = (found.rest or {}).get(answer, 0)
            self.assertEqual(shown + rest, sum(row[answer] for row in table.values()))

    @CASES
    @given(tables)
    def test_a_joined_agency_is_never_alone(self, table):
        self.assertNotEqual(len(protect(table, MINIMUM).hidden), 1)

    @CASES
    @given(tables)
    def test_no_hidden_number_follows(self, table):
        """Not by subtraction, and not by the sizes of agencies either."""
        found = protect(table, MINIMUM)
        rest = found.rest or {}
        everybody = count_people(rest)
        for key, answer in product(found.hidden, ANSWERS):
            people, column = count_people(table[key]), rest[answer]
            if not column:
                continue  # nobody of all the joined agencies: shown as 0
            least = max(0, people + column - everybody)
            most = min(people, column)
            self.assertLess(least, most, f"{key} {answer} of {table}")

    @CASES
    @given(tables)
    def test_no_hidden_person_is_told(self, table):
        """A small agency is never known to hold one answer alone."""
        found = protect(table, MINIMUM)
        rest = found.rest or {}
        for key in found.hidden:
            people = count_people(table[key])
            certain = [
                answer
                for answer in ANSWERS
                if people + rest[answer] - count_people(rest) >= people
            ]
            self.assertFalse(certain, f"{key} of {table}")

    def test_blanked_cells_would_be_told(self):
        """The attacker is no strawman: without joining, subtraction tells all."""
        table = {1: {"a": 20, "b": 1}, 2: {"a": 30, "b": 9}}
        column = sum(row["b"] for row in table.values())
        self.assertEqual(column - table[2]["b"], table[1]["b"])
