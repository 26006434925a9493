# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The matching of rules against a reference of its own, on many drawn cases."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.asn_appraisal.scoring.compare import mean_of_others
from odoo.addons.asn_appraisal.scoring.exact import fixed
from odoo.addons.asn_training.rules import Person, Rule, match, shown_mean

from . import rules_reference as reference

CASES = settings(max_examples=400, deadline=None, derandomize=True)

ids = st.integers(1, 3)
sets = st.frozensets(ids, max_size=2)
values = st.integers(10, 50).map(lambda number: Decimal(number) / 10)
levels = st.sampled_from(["below", "meets", "above"])
dimensions = st.sampled_from(["result", "behaviour"])
people = st.builds(
    Person,
    predicate=st.none() | ids,
    ratings=st.dictionaries(dimensions, levels),
    criteria=st.dictionaries(ids, st.tuples(values, st.integers(1, 6))),
    gaps=st.dictionaries(ids, st.just((20, 60))),
    tags=sets,
)
plain_rules = st.builds(
    Rule,
    code=st.just(""),
    priority=ids,
    programmes=st.frozensets(ids, min_size=1).map(lambda found: tuple(sorted(found))),
    predicates=sets,
    criterion=st.none() | ids,
    test=st.sampled_from(["below", "above"]),
    limit=values,
    min_respondents=st.integers(0, 4),
    dimension=st.none() | dimensions,
    rating=levels,
    skills=st.none() | sets,
    tags=st.just(frozenset()) | sets,
)


def name_rules(rules):
    return [
        Rule(**(vars(rule) | {"code": f"R{number}"}))
        for number, rule in enumerate(rules)
    ]


rule_lists = st.lists(plain_rules, max_size=8).map(name_rules)


@tagged("post_install", "-at_install")
class TestRulesProperties(BaseCase):
    @CASES
    @given(rule_lists, people)
    def test_matches_are_those_of_the_reference(self, rules, person):
        found = {
            programme: [rule.code for rule, __ in why]
            for programme, why in match(rules, person).items()
        }
        self.assertEqual(found, reference.recommend(rules, person))

    @CASES
    @given(rule_lists, people)
    def test_order_of_rules_does_not_matter(self, rules, person):
        self.assertEqual(match(rules, person), match(rules[::-1], person))

    @CASES
    @given(rule_lists, people)
    def test_every_part_is_true_of_the_person(self, rules, person):
        for why in match(rules, person).values():
            for rule, parts in why:
                self.assertTrue(parts)
                for kind, *values in parts:
                    self.assertTrue(self._is_true(kind, values, rule, person))

    def _is_true(self, kind, values, rule, person):
        if kind == "criterion":
            return person.criteria[values[0]][0] == values[1]
        if kind == "skill":
            return person.gaps[values[0]] == tuple(values[1:])
        if kind == "dimension":
            return person.ratings[values[0]] == values[1]
        if kind == "predicate":
            return person.predicate == values[0]
        return values[0] in person.tags and values[0] in rule.tags

    @CASES
    @given(
        st.lists(st.integers(100, 500).map(lambda n: n / 100), min_size=1, max_size=7)
    )
    def test_mean_is_the_one_on_the_page(self, means):
        found = shown_mean(means)
        self.assertEqual(int(found * 100), reference.rounded(means))
        page = fixed(mean_of_others([f"{mean:.2f}" for mean in means]))
        self.assertEqual(str(found), page)
