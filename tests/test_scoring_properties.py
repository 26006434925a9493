# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Random appraisals: the engine against a slow reference, and what always holds."""

import copy
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase

from odoo.addons.asn_appraisal.scoring import (
    Rules,
    collect_parts,
    evaluation_means,
    score_appraisal,
)

from . import scoring_reference

ROLES = ["self", "superior", "peer", "subordinate"]
ITEMS = [(1, "result"), (2, "result"), (3, "behaviour"), (4, "behaviour")]
# The same examples in every run; nothing is kept between runs.
PLAIN = settings(max_examples=150, deadline=None, derandomize=True, database=None)

weights = st.integers(1, 9).map(lambda n: f"{n}/7")
items = st.tuples(*[weights] * len(ITEMS)).map(
    lambda chosen: [
        {"criterion_id": id_, "dimension": dimension, "weight": weight}
        for (id_, dimension), weight in zip(ITEMS, chosen, strict=True)
    ]
)
value = st.none() | st.integers(1, 5)
form = st.fixed_dictionaries({id_: value for id_, _dimension in ITEMS})
forms = st.fixed_dictionaries({role: st.lists(form, max_size=5) for role in ROLES})


@st.composite
def shares(draw):
    """Draw whole percentages of the roles that sum to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    ends = zip([0, *cuts], [*cuts, 100], strict=True)
    return [str(upper - lower) for lower, upper in ends]


@st.composite
def roles(draw):
    """Draw the roles of a method; weight rolls up to a later role only."""
    result, behaviour = draw(shares()), draw(shares())
    drawn = []
    for n, code in enumerate(ROLES):
        last = n == len(ROLES) - 1
        policies = ["share", "neutral", "block"] + ([] if last else ["roll_up"])
        policy = draw(st.sampled_from(policies))
        drawn.append(
            {
                "code": code,
                "result_weight": result[n],
                "behaviour_weight": behaviour[n],
                "min_respondents": draw(st.integers(1, 4)),
                "missing_policy": policy,
                "roll_up_to": policy == "roll_up"
                and draw(st.sampled_from(ROLES[n + 1 :])),
            }
        )
    return drawn


class TestScoringProperties(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.snapshots = [
            cls.env.ref(f"asn_appraisal.{name}")._prepare_snapshot()
            for name in ("method_matrix_2022", "method_score_2019_feedback")
        ]

    def _snapshot(self, kind, drawn_roles):
        snapshot = copy.deepcopy(self.snapshots[kind])
        snapshot["roles"] = drawn_roles
        return snapshot

    def _score(self, snapshot, drawn_items, drawn_forms):
        means = [
            (role, evaluation_means(drawn_items, answers))
            for role, answers_of_role in drawn_forms.items()
            for answers in answers_of_role
        ]
        return score_appraisal(Rules.from_snapshot(snapshot), collect_parts(means))

    @PLAIN
    @given(st.integers(0, 1), roles(), items, forms)
    def test_equals_the_slow_reference(self, kind, drawn_roles, drawn_items, given_):
        snapshot = self._snapshot(kind, drawn_roles)
        found = self._score(snapshot, drawn_items, given_)
        expected = scoring_reference.score(snapshot, drawn_items, given_)
        for name in ("result", "behaviour"):
            exact = found["dimensions"][name]["exact"]
            self.assertEqual(exact and Fraction(exact), expected[name])
        self.assertEqual(found["predicate"], expected["predicate"])
        total = found["total"] and found["total"]["points"]
        self.assertEqual(total and Fraction(total), expected["total"])

    @PLAIN
    @given(st.integers(0, 1), roles(), items, forms)
    def test_shown_contributions_make_the_score(
        self, kind, drawn_roles, items_, given_
    ):
        snapshot = self._snapshot(kind, drawn_roles)
        for dimension in self._score(snapshot, items_, given_)["dimensions"].values():
            if dimension["score"] is None:
                continue
            rows = dimension["rows"]
            total = sum(Fraction(row["contribution"] or 0) for row in rows)
            self.assertAlmostEqual(
                float(total), float(Fraction(dimension["exact"])), delta=0.001
            )
            effective = sum(Fraction(row["effective_weight"] or 0) for row in rows)
            self.assertAlmostEqual(float(effective), 100, delta=0.01)

    @PLAIN
    @given(roles(), items, forms, st.data())
    def test_monotone_in_each_answer(self, drawn_roles, drawn_items, given_, data):
        answered = [
            (role, n, id_)
            for role, answers_of_role in given_.items()
            for n, answers in enumerate(answers_of_role)
            for id_, given_value in answers.items()
            if given_value and given_value < 5
        ]
        if not answered:
            return
        role, n, id_ = data.draw(st.sampled_from(answered))
        higher = copy.deepcopy(given_)
        higher[role][n][id_] += 1
        snapshot = self._snapshot(0, drawn_roles)
        before = self._score(snapshot, drawn_items, given_)["dimensions"]
        after = self._score(snapshot, drawn_items, higher)["dimensions"]
        for name in before:
            if before[name]["exact"] is not None:
                self.assertLessEqual(
                    Fraction(before[name]["exact"]), Fraction(after[name]["exact"])
                )

    @PLAIN
    @given(roles(), items, forms)
    def test_order_of_raters_is_irrelevant(self, drawn_roles, drawn_items, given_):
        snapshot = self._snapshot(0, drawn_roles)
        turned = {role: answers[::-1] for role, answers in reversed(given_.items())}
        self.assertEqual(
            self._score(snapshot, drawn_items, given_),
            self._score(snapshot, drawn_items, turned),
        )

    @PLAIN
    @given(roles(), items, forms, st.integers(2, 9))
    def test_weights_of_criteria_are_relative(
        self, drawn_roles, items_, given_, factor
    ):
        snapshot = self._snapshot(0, drawn_roles)
        scaled = [
            item | {"weight": str(Fraction(item["weight"]) * factor)} for item in items_
        ]
        self.assertEqual(
            self._score(snapshot, items_, given_), self._score(snapshot, scaled, given_)
        )

    @PLAIN
    @given(roles(), items, forms, st.data())
    def test_nothing_below_the_minimum_shows(self, drawn_roles, items_, given_, data):
        """Whatever too few raters answer, and how few, changes no byte."""
        role = data.draw(st.sampled_from(drawn_roles))
        code, minimum = role["code"], role["min_respondents"]
        if minimum < 2:
            return
        one = {id_: data.draw(st.integers(1, 5)) for id_, _dimension in ITEMS}
        few = st.lists(form, min_size=1, max_size=minimum - 1)
        snapshot = self._snapshot(0, drawn_roles)
        self.assertEqual(
            self._score(snapshot, items_, given_ | {code: [one]}),
            self._score(snapshot, items_, given_ | {code: data.draw(few)}),
        )
