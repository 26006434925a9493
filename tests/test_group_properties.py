# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What a group of raters said together, on random forms, against a slow reference."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.asn_appraisal.scoring import (
    RoleForm,
    RoleSums,
    collect_parts,
    evaluation_means,
)

from . import scoring_reference

# criterion, value that it belongs to, dimension
ITEMS = [
    (1, 10, "result"),
    (2, 20, "behaviour"),
    (3, 20, "behaviour"),
    (4, 30, "behaviour"),
    (5, 30, "behaviour"),
]
PLAIN = settings(max_examples=200, deadline=None, derandomize=True, database=None)

weights = st.integers(1, 9).flatmap(
    lambda n: st.sampled_from([f"{n}/7", f"{n}/3", str(n), f"{n}.5"])
)
items = st.tuples(*[weights] * len(ITEMS)).map(
    lambda chosen: [
        {
            "criterion_id": criterion,
            "group_id": group,
            "dimension": dimension,
            "weight": weight,
        }
        for (criterion, group, dimension), weight in zip(ITEMS, chosen, strict=True)
    ]
)
answers = st.dictionaries(st.integers(1, 5), st.integers(1, 5))
forms = st.lists(answers, max_size=7)
minimum = st.integers(1, 4)


def leave_out_rare(drawn_items, drawn_forms, least):
    """Return the items that at least ``least`` forms answer."""
    return [
        item
        for item in drawn_items
        if sum(item["criterion_id"] in form for form in drawn_forms) >= least
    ]


def count_forms(drawn_items, drawn_forms, **of):
    """Return how many forms answer an item with these properties."""
    ids = {i["criterion_id"] for i in drawn_items if of.items() <= i.items()}
    return sum(bool(ids & form.keys()) for form in drawn_forms)


def is_told(count, whole, least):
    """Tell whether those who are left out are nobody, or enough not to be told."""
    return count == whole or whole - count >= least


def rounded(number):
    """Return a fraction with two decimals, a half moving up, as text."""
    return f"{int(scoring_reference.to_cents(number) * 100) / 100:.2f}"


class TestGroupProperties(BaseCase):
    @PLAIN
    @given(items, forms, minimum)
    def test_means_of_values_equal_the_slow_reference(self, items_, forms_, least):
        sums = RoleSums(RoleForm(items_), forms_, least)
        rest = leave_out_rare(items_, forms_, least)
        for group, dimension in {(g, d) for __, g, d in ITEMS}:
            own = [item for item in rest if item["group_id"] == group]
            means = [
                scoring_reference.mean_of_form(own, form, dimension) for form in forms_
            ]
            means = [mean for mean in means if mean is not None]
            whole = count_forms(rest, forms_, dimension=dimension)
            expected = (0, None)
            if means and is_told(len(means), whole, least):
                expected = len(means), rounded(sum(means) / len(means))
            self.assertEqual(sums.group(group), expected)

    @PLAIN
    @given(items, forms, minimum)
    def test_means_of_statements_equal_the_slow_reference(self, items_, forms_, least):
        sums = RoleSums(RoleForm(items_), forms_, least)
        found = {}
        for group in (10, 20, 30):
            found |= sums.details(group)
        expected, rest = {}, leave_out_rare(items_, forms_, least)
        for item in rest:
            id_ = item["criterion_id"]
            values = [form[id_] for form in forms_ if id_ in form]
            whole = count_forms(rest, forms_, group_id=item["group_id"])
            if is_told(len(values), whole, least):
                expected[str(id_)] = rounded(Fraction(sum(values), len(values)))
        self.assertEqual(found, expected)

    @PLAIN
    @given(items, forms, minimum)
    def test_parts_equal_those_of_single_forms(self, items_, forms_, least):
        rest = leave_out_rare(items_, forms_, least)
        means = [("peer", evaluation_means(rest, form)) for form in forms_]
        expected = collect_parts(means).get("peer")
        found = RoleSums(RoleForm(items_), forms_, least).part()
        nobody = {"respondents": 0, "result": (0, 0), "behaviour": (0, 0)}
        self.assertEqual(found, expected or nobody)

    @PLAIN
    @given(items, forms, minimum, st.randoms(use_true_random=False))
    def test_order_of_raters_is_irrelevant(self, items_, forms_, least, random):
        shuffled = random.sample(forms_, len(forms_))
        one, other = (RoleSums(RoleForm(items_), f, least) for f in (forms_, shuffled))
        self.assertEqual(one.part(), other.part())
        for group in (10, 20, 30):
            self.assertEqual(one.group(group), other.group(group))

    @PLAIN
    @given(items, forms, answers, answers)
    def test_what_too_few_answered_changes_nothing(self, items_, forms_, few, other):
        """Two raters alone with a statement: whatever they say, no number moves."""
        common = [{k: v for k, v in form.items() if k < 4} for form in forms_]
        texts = []
        for answer in (few, other):
            given_ = [dict(form) for form in common]
            for form in given_[:2]:
                form[4] = answer.get(4, 1)
            sums = RoleSums(RoleForm(items_), given_, 3)
            groups = [(sums.group(g), sums.details(g)) for g in (10, 20, 30)]
            texts.append((sums.part(), groups))
        self.assertEqual(*texts)
