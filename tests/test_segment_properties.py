# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Random years cut at random days: the arithmetic against a slow reference."""

import json
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase

from odoo.addons.asn_appraisal.scoring import (
    Rules,
    decided_value,
    level_of,
    score_segments,
)

from . import segment_reference

# The same examples in every run; nothing is kept between runs.
PLAIN = settings(max_examples=150, deadline=None, derandomize=True, database=None)
DIMENSIONS = ["result", "behaviour"]

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
    """Draw a year, cut at up to four days."""
    first = date(draw(st.sampled_from([2024, 2026])), 1, 1)
    last = date(first.year, 12, 31)
    cuts = draw(st.sets(st.integers(1, 364), max_size=4))
    starts = [first, *(first + timedelta(days=n) for n in sorted(cuts))]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), last]
    return [
        {"date_start": start, "date_end": end}
        | {dimension: draw(scores) for dimension in DIMENSIONS}
        for start, end in zip(starts, ends, strict=True)
    ]


class TestSegmentProperties(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ref = cls.env.ref
        matrix = ref("asn_appraisal.method_matrix_2022")
        points = ref("asn_appraisal.method_score_2019_feedback")
        cls.rules = Rules.from_snapshot(matrix._prepare_snapshot())
        cls.points = Rules.from_snapshot(points._prepare_snapshot())

    @given(years(), st.sampled_from([0, 30, 90]))
    @PLAIN
    def test_as_the_reference(self, segments, minimum):
        found = score_segments(self.rules, segments, minimum)
        for dimension in DIMENSIONS:
            expected = segment_reference.combine(segments, dimension, minimum)
            exact = found["dimensions"][dimension]["exact"]
            self.assertEqual(exact and Fraction(exact), expected)

    @given(years())
    @PLAIN
    def test_what_is_told_adds_up(self, segments):
        """From the lines alone, after JSON, the value can be computed by hand."""
        found = score_segments(self.rules, segments)
        stored = json.loads(json.dumps(found))
        self.assertEqual(stored, found)
        self.assertEqual(sum(Fraction(line["months"]) for line in stored["lines"]), 12)
        for dimension in DIMENSIONS:
            rows = [line["dimensions"][dimension] for line in stored["lines"]]
            weights = [Fraction(row["weight"]) for row in rows if row["weight"]]
            counted = [row for row in rows if row["status"] == "counted"]
            self.assertEqual(len(weights), len(counted))
            if weights:
                self.assertAlmostEqual(float(sum(weights)), 100, places=2)

    @given(years(), scores.filter(lambda s: s not in (None, "100/1")))
    @PLAIN
    def test_cuts_alone_change_nothing(self, segments, score):
        """Rated alike in every part, the year comes to just that."""
        same = [segment | dict.fromkeys(DIMENSIONS, score) for segment in segments]
        found = score_segments(self.rules, same)
        self.assertEqual(
            Fraction(found["dimensions"]["result"]["exact"]), Fraction(score)
        )

    @given(
        st.fractions(1, 5, max_denominator=60),
        st.sampled_from(["below", "meets", "above"]),
        st.sampled_from(DIMENSIONS),
    )
    @PLAIN
    def test_decision_stands(self, score, level, dimension):
        """The score that stands for a decision is of its level, as near as can be."""
        exact = f"{score.numerator}/{score.denominator}"
        value = decided_value(self.rules, dimension, exact, level)
        self.assertEqual(level_of(self.rules, dimension, value), level)
        if level_of(self.rules, dimension, score) == level:
            self.assertEqual(value, score)

    def test_decided_points_are_read_back(self):
        for value, points in self.points.scale:
            self.assertEqual(decided_value(self.points, "result", "3/1", points), value)
        self.assertIsNone(decided_value(self.rules, "result", "3/1", None))

    def test_example(self):
        """January to April 3, May to December 4: a third and two thirds."""
        segments = [
            {
                "date_start": date(2026, 1, 1),
                "date_end": date(2026, 4, 30),
                "result": "3/1",
                "behaviour": "3/1",
            },
            {
                "date_start": date(2026, 5, 1),
                "date_end": date(2026, 12, 31),
                "result": "4/1",
                "behaviour": "4/1",
            },
        ]
        found = score_segments(self.rules, segments)
        self.assertEqual(found["dimensions"]["result"]["exact"], "11/3")
        self.assertEqual(found["lines"][0]["dimensions"]["result"]["weight"], "33.3333")
        self.assertIn(found["predicate"], self.rules.predicates)
        numeric = score_segments(self.points, segments)
        self.assertTrue(numeric["total"])
        short = score_segments(self.rules, segments, 150)
        self.assertEqual(short["dimensions"]["result"]["exact"], "4/1")
        status = short["lines"][0]["dimensions"]["result"]["status"]
        self.assertEqual(status, "too_short")
