# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Statistics of raters on random answers, against a slow reference."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, TransactionCase

from odoo.addons.asn_appraisal.scoring import (
    Form,
    Rated,
    RoleForm,
    RoleSums,
    Rules,
    collect_parts,
    find_hinges,
    measure_rater,
    score_appraisal,
)
from odoo.addons.asn_appraisal.scoring.raters import longest_run

from . import raters_reference

PLAIN = settings(max_examples=200, deadline=None, derandomize=True, database=None)
CRITERIA = [1, 2, 3]
RATERS = 6
FORM = RoleForm(
    [
        {"criterion_id": id_, "group_id": 9, "dimension": "behaviour", "weight": "1"}
        for id_ in CRITERIA
    ]
)

form = st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 5), min_size=1)
person = st.lists(st.none() | form, min_size=RATERS, max_size=RATERS)
people = st.lists(person, max_size=5)
full = st.fixed_dictionaries({id_: st.integers(2, 4) for id_ in CRITERIA})
full_people = st.lists(
    st.lists(full, min_size=RATERS, max_size=RATERS), min_size=3, max_size=5
)
mean = st.none() | st.fractions(1, 5, max_denominator=7)
means = st.fixed_dictionaries({"result": mean, "behaviour": mean})
groups = st.fixed_dictionaries(
    {
        "superior": st.lists(means, max_size=2),
        "peer": st.lists(means, max_size=6),
        "subordinate": st.lists(means, max_size=4),
    }
)


def measure(rater, drawn, minimum):
    """Return what the addon measures of one rater."""
    forms = []
    for about in drawn:
        given_ = about[rater]
        if given_ is not None:
            sums = RoleSums(FORM, [one for one in about if one is not None], minimum)
            differences = Rated({"peer": sums}).differences("peer", given_)
            ordered = tuple(given_[id_] for id_ in CRITERIA if id_ in given_)
            forms.append(Form(ordered, tuple(differences)))
    return measure_rater(forms)


class TestRaterProperties(BaseCase):
    @PLAIN
    @given(people, st.integers(0, RATERS - 1), st.integers(1, 5))
    def test_equals_the_slow_reference(self, drawn, rater, minimum):
        found = measure(rater, drawn, minimum)
        expected = raters_reference.measure(rater, drawn, CRITERIA, minimum)
        self.assertEqual((found["leniency"], found["distance"]), expected)
        given_ = [list(about[rater].values()) for about in drawn if about[rater]]
        spread = raters_reference.find_spread(given_)
        self.assertEqual(found["spread"] is None, spread is None)
        if spread is not None:
            self.assertAlmostEqual(float(found["spread"]), spread, 3)

    @PLAIN
    @given(st.lists(st.integers(1, 3), max_size=12))
    def test_rows_equal_the_slow_reference(self, values):
        self.assertEqual(longest_run(values), raters_reference.longest_row(values))

    @PLAIN
    @given(full_people)
    def test_leniencies_of_a_full_group_even_out(self, drawn):
        """Where everybody rates everybody, nobody is mild but beside the strict."""
        total = sum(measure(n, drawn, 1)["leniency"] for n in range(RATERS))
        self.assertEqual(total, 0)

    @PLAIN
    @given(full_people, st.sampled_from(CRITERIA))
    def test_single_answers_do_not_follow_from_what_is_shown(self, drawn, criterion):
        """Other answers about two people, the same group results and leniency."""
        other = deepcopy(drawn)
        for about, step in ((other[0], 1), (other[1], -1)):
            about[0][criterion] += step
            about[1][criterion] -= step  # so that sums of the group stay as they are
        for before, after in zip(drawn, other, strict=True):
            sums = [RoleSums(FORM, forms, 3).items for forms in (before, after)]
            self.assertEqual(*sums)
        for rater in range(RATERS):
            self.assertEqual(
                measure(rater, drawn, 3)["leniency"],
                measure(rater, other, 3)["leniency"],
            )

    @PLAIN
    @given(people, st.integers(0, RATERS - 1))
    def test_what_is_suppressed_changes_nothing(self, drawn, rater):
        """Answers below the minimum of the group are on no side of a difference."""
        other = deepcopy(drawn)
        for about in other:
            for criterion in CRITERIA:
                having = [one for one in about if one is not None and criterion in one]
                if len(having) < 5:
                    for one in having:
                        one[criterion] = 1
        found, expected = measure(rater, other, 5), measure(rater, drawn, 5)
        for name in ("leniency", "distance"):
            self.assertEqual(found[name], expected[name])


class TestHingeProperties(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = [
            Rules.from_snapshot(
                cls.env.ref(f"asn_appraisal.{name}")._prepare_snapshot()
            )
            for name in ("method_matrix_2022", "method_score_2019_feedback")
        ]

    @PLAIN
    @given(st.integers(0, 1), groups)
    def test_equals_the_slow_reference(self, kind, drawn):
        rules = self.rules[kind]

        def score(forms):
            pairs = [(role, one) for role, found in forms.items() for one in found]
            return score_appraisal(rules, collect_parts(pairs))["predicate"]

        predicate = score(drawn)
        expected = [
            role
            for role, found in drawn.items()
            if {
                raters_reference.suggest_without(score, drawn, role, number)
                for number in range(len(found))
            }
            - {None, predicate}
        ]
        pairs = [(role, one) for role, found in drawn.items() for one in found]
        found = find_hinges(rules, collect_parts(pairs), drawn, predicate)
        self.assertEqual(found, expected)
