# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Random years of periods: the arithmetic against a slow reference."""

import json
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase

from odoo.addons.asn_appraisal.scoring import (
    Rules,
    RulesError,
    period_part,
    score_appraisal,
    score_periods,
)

from . import period_reference

# The same examples in every run; nothing is kept between runs.
PLAIN = settings(max_examples=150, deadline=None, derandomize=True, database=None)
START = date(2026, 1, 1)
DIMENSIONS = ["result", "behaviour"]
RULES = ["mean", "days", "last", "best"]

# Mostly on the scale from 1 to 5, with ties; now and then beyond it, or none.
scores = st.one_of(
    st.none(),
    st.sampled_from(["4/1", "11/3", "5/1"]),
    st.fractions(1, 5, max_denominator=60).map(
        lambda f: f"{f.numerator}/{f.denominator}"
    ),
    st.just("100/1"),
)


@st.composite
def years(draw):
    """Draw the periods of a year in order of time; some may cover the same days."""
    periods, start = [], START
    for number in range(draw(st.integers(0, 6))):
        start += timedelta(days=draw(st.integers(0, 60)))
        decided = draw(st.sampled_from([True, True, True, False]))
        period = {
            "cycle_id": number + 1,
            "appraisal_id": 10 + number,
            "outcome_id": 100 + number if decided else None,
            "date_start": start,
            "date_end": start + timedelta(days=draw(st.integers(0, 120))),
        }
        for dimension in DIMENSIONS:
            period[dimension] = draw(scores) if decided else None
        periods.append(period)
    return periods


class TestPeriodProperties(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        method = cls.env.ref("asn_appraisal.method_matrix_2022").copy()
        role = cls.env.ref("asn_appraisal.role_period")
        method.role_ids.filtered(
            lambda line: line.role_id.code == "plan"
        ).role_id = role
        cls.rules = Rules.from_snapshot(method._prepare_snapshot())

    @given(years(), st.sampled_from(RULES))
    @PLAIN
    def test_as_the_reference(self, periods, rule):
        found = score_periods(self.rules, rule, periods)
        for dimension in DIMENSIONS:
            expected = period_reference.combine(rule, periods, dimension)
            exact = found["dimensions"][dimension]["exact"]
            self.assertEqual(exact and Fraction(exact), expected)

    @given(years(), st.sampled_from(RULES))
    @PLAIN
    def test_what_is_told_adds_up(self, periods, rule):
        """From the lines alone, after JSON, the value can be computed by hand."""
        found = score_periods(self.rules, rule, periods)
        stored = json.loads(json.dumps(found))
        self.assertEqual(stored, found)
        for dimension in DIMENSIONS:
            rows = [line["dimensions"][dimension] for line in stored["lines"]]
            counted = [row for row in rows if row["status"] == "counted"]
            value = stored["dimensions"][dimension]["exact"]
            self.assertEqual(bool(counted), value is not None)
            weights = [Fraction(row["weight"]) for row in counted]
            if counted:
                self.assertAlmostEqual(float(sum(weights)), 100, places=2)
                total = sum(
                    weight * Fraction(row["exact"]) / 100
                    for weight, row in zip(weights, counted, strict=True)
                )
                self.assertAlmostEqual(float(total), float(Fraction(value)), places=3)
            self.assertFalse(
                [row for row in rows if row["status"] != "counted" and row["weight"]]
            )

    @given(years(), st.sampled_from(RULES))
    @PLAIN
    def test_enters_the_score_as_one_voice(self, periods, rule):
        part = period_part(score_periods(self.rules, rule, periods))
        parts = {"superior": {"respondents": 1, "result": (1, 3), "behaviour": (1, 3)}}
        if part:
            parts["period"] = part
        scored = score_appraisal(self.rules, parts)["dimensions"]["result"]
        row = next(row for row in scored["rows"] if row["role"] == "period")
        expected = period_reference.combine(rule, periods, "result")
        if expected is None:
            self.assertEqual(row["status"], "no_raters")
            self.assertEqual(Fraction(scored["exact"]), 3)
        else:
            self.assertEqual(row["status"], "counted")
            value = Fraction(60, 100) * expected + Fraction(40, 100) * 3
            self.assertEqual(Fraction(scored["exact"]), value)

    def test_unknown_rule(self):
        with self.assertRaises(RulesError) as found:
            score_periods(self.rules, "median", [])
        self.assertEqual(found.exception.code, "period_rule")
