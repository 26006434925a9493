# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Random plans: the arithmetic against a slow reference, and what always holds."""

import copy
import json
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase

from odoo.addons.asn_appraisal.scoring import Rules, plan_part, score_plan

from . import plan_reference

# The same examples in every run; nothing is kept between runs.
PLAIN = settings(max_examples=150, deadline=None, derandomize=True, database=None)
START = date(2026, 1, 1)
DIRECTIONS = ["more", "less", "exact", "date"]

amounts = st.integers(-300, 30_000).map(lambda n: n / 100)
weights = st.integers(1, 900).map(lambda n: n / 100)
days = st.integers(-20, 400).map(lambda n: START + timedelta(days=n))
caps = st.sampled_from([100.0, 110.0, 120.0, 150.5])
policies = st.sampled_from(["zero", "exclude", "block"])
approaches = st.sampled_from(["quantitative", "qualitative"])
indicators = st.fixed_dictionaries(
    {
        "direction": st.sampled_from(DIRECTIONS),
        "target": amounts,
        "realisation": amounts,
        "target_date": days,
        "realised_on": days,
        "cap": caps,
        "weight": weights,
        "entry_count": st.sampled_from([0, 1, 1, 4]),
        "is_excluded": st.sampled_from([False, False, False, True]),
    }
)
goals = st.fixed_dictionaries(
    {
        "weight": weights,
        "assessment": st.integers(0, 5),
        "indicators": st.lists(indicators, max_size=4),
    }
)


@st.composite
def plans(draw, kinds=approaches):
    """Draw a plan; its lines are numbered as they come."""
    drawn = draw(st.lists(goals, max_size=5))
    for number, goal in enumerate(drawn):
        goal["id"] = number
        for place, line in enumerate(goal["indicators"]):
            line["id"] = 100 * number + place
    return {
        "id": 1,
        "version": 1,
        "approach": draw(kinds),
        "date_start": START,
        "goals": drawn,
    }


@st.composite
def curves(draw):
    """Draw a rising achievement curve on a scale from 1 to 5."""
    percents = st.integers(0, 200)
    points = draw(st.lists(percents, min_size=2, max_size=6, unique=True))
    size = len(points)
    value = st.integers(4, 20).map(lambda n: Fraction(n, 4))
    drawn = draw(st.lists(value, min_size=size, max_size=size))
    drawn = [min([1, *drawn]), *sorted(drawn)[1:-1], 5]
    return [
        {"percent": str(percent), "value": f"{float(found):.2f}"}
        for percent, found in zip(sorted(points), drawn, strict=True)
    ]


class TestPlanProperties(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        method = cls.env.ref("asn_appraisal.method_score_2019_feedback")
        cls.snapshot = method._prepare_snapshot()

    def _freeze(self, policy, curve=None):
        curve = curve or [
            {"percent": "30", "value": "1"},
            {"percent": "60", "value": "2"},
            {"percent": "90", "value": "3"},
            {"percent": "105", "value": "4"},
            {"percent": "120", "value": "5"},
        ]
        changed = {"achievement": curve, "missing_realisation": policy}
        return copy.deepcopy(self.snapshot) | changed

    def _score(self, policy, plan, curve=None):
        rules = Rules.from_snapshot(self._freeze(policy, curve))
        return score_plan(rules, plan)

    def _value(self, *args):
        exact = self._score(*args)["exact"]
        return exact and Fraction(exact)

    def _sort(self, found):
        """Return goals and indicators by their ids, without their places."""
        for lines in (found["goals"], *(goal["indicators"] for goal in found["goals"])):
            lines.sort(key=lambda line: line["id"])
            for line in lines:
                del line["number"]
        return found

    @PLAIN
    @given(policies, plans(), curves())
    def test_equals_the_slow_reference(self, policy, plan, curve):
        expected = plan_reference.value(self._freeze(policy, curve), plan)
        self.assertEqual(self._value(policy, plan, curve), expected)

    @PLAIN
    @given(policies, plans(st.just("quantitative")), st.data())
    def test_monotone_in_each_realisation(self, policy, plan, data):
        """Better realisation never lowers the value, for every direction."""
        counted = [
            line
            for goal in plan["goals"]
            for line in goal["indicators"]
            if line["entry_count"] and not line["is_excluded"]
        ]
        if not counted:
            return
        line = data.draw(st.sampled_from(counted))
        before = self._value(policy, plan)
        step = data.draw(st.integers(1, 20_000)) / 100
        if line["direction"] == "more":
            line["realisation"] += step
        elif line["direction"] == "less":
            line["realisation"] -= step
        elif line["direction"] == "date":
            line["realised_on"] -= timedelta(days=int(step) + 1)
        else:
            line["realisation"] = line["target"]
        after = self._value(policy, plan)
        self.assertEqual(before is None, after is None)
        if before is not None:
            self.assertGreaterEqual(after, before)

    @PLAIN
    @given(policies, plans(), st.integers(2, 9), st.integers(2, 9))
    def test_weights_are_relative(self, policy, plan, factor, other):
        scaled = copy.deepcopy(plan)
        for goal in scaled["goals"]:
            goal["weight"] = round(goal["weight"] * factor, 2)
            for line in goal["indicators"]:
                line["weight"] = round(line["weight"] * other, 2)
        self.assertEqual(self._value(policy, plan), self._value(policy, scaled))

    @PLAIN
    @given(policies, plans(st.just("quantitative")))
    def test_cap_and_floor(self, policy, plan):
        for goal in self._score(policy, plan)["goals"]:
            for line in goal["indicators"]:
                if line["percent"] is None:
                    continue
                self.assertGreaterEqual(Fraction(line["percent"]), 0)
                self.assertLessEqual(Fraction(line["percent"]), Fraction(line["cap"]))
                expected = {"cap": line["cap"], "floor": "0", None: line["raw"] or "0"}
                if line["limit"] in expected:
                    self.assertEqual(line["percent"], expected[line["limit"]])

    @PLAIN
    @given(policies, plans(), goals)
    def test_what_is_left_out_changes_nothing(self, policy, plan, goal):
        """A goal of which no indicator is left counts as if it were not there."""
        excluded = goal | {
            "id": 999,
            "indicators": [
                line | {"id": 9990 + n, "is_excluded": True}
                for n, line in enumerate(goal["indicators"])
            ],
        }
        if not excluded["indicators"]:
            return
        longer = plan | {"goals": [excluded, *plan["goals"]]}
        self.assertEqual(self._value(policy, plan), self._value(policy, longer))

    @PLAIN
    @given(policies, plans(st.just("quantitative")), indicators)
    def test_an_excluded_indicator_changes_nothing(self, policy, plan, line):
        longer = copy.deepcopy(plan)
        for goal in longer["goals"]:
            goal["indicators"].insert(0, line | {"id": 999, "is_excluded": True})
        self.assertEqual(self._value(policy, plan), self._value(policy, longer))

    @PLAIN
    @given(plans(st.just("quantitative")), indicators)
    def test_what_nobody_noted_is_left_out_by_policy(self, plan, line):
        longer = copy.deepcopy(plan)
        for goal in longer["goals"]:
            goal["indicators"].append(line | {"id": 999, "entry_count": 0})
        self.assertEqual(self._value("exclude", plan), self._value("exclude", longer))

    @PLAIN
    @given(policies, plans())
    def test_order_is_irrelevant(self, policy, plan):
        turned = copy.deepcopy(plan)
        turned["goals"].reverse()
        for goal in turned["goals"]:
            goal["indicators"].reverse()
        found, other = self._score(policy, plan), self._score(policy, turned)
        self.assertEqual(self._sort(found), self._sort(other))

    @PLAIN
    @given(policies, plans())
    def test_json_loses_nothing(self, policy, plan):
        found = self._score(policy, plan)
        again = json.loads(json.dumps(found))
        self.assertEqual(found, again)
        self.assertEqual(plan_part(found), plan_part(again))
        thawed = Rules.from_snapshot(json.loads(json.dumps(self._freeze(policy))))
        self.assertEqual(score_plan(thawed, plan), found)

    @PLAIN
    @given(policies, plans())
    def test_shown_contributions_make_the_value(self, policy, plan):
        found = self._score(policy, plan)
        if found["status"] != "scored":
            self.assertIsNone(plan_part(found))
            return
        shown = sum(Fraction(goal["contribution"]) for goal in found["goals"])
        exact = float(Fraction(found["exact"]))
        self.assertAlmostEqual(float(shown), exact, delta=0.001)
        shares = sum(Fraction(goal["share"]) for goal in found["goals"])
        self.assertAlmostEqual(float(shares), 100, delta=0.01)
        for goal in found["goals"]:
            if goal["percent"] is not None:
                parts = sum(Fraction(i["contribution"]) for i in goal["indicators"])
                percent = float(Fraction(goal["percent"]))
                self.assertAlmostEqual(float(parts), percent, delta=0.01)
