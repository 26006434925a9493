# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import itertools
from fractions import Fraction

from odoo.tests import TransactionCase, tagged

from ..scoring import Rules, decide, score_appraisal

# weights of a regency (2026): who answered; weights of superior, peers, subordinates
REGENCY = [
    ({"superior", "peer", "subordinate"}, (60, 20, 20)),
    ({"superior", "peer"}, (60, 40, 0)),
    ({"superior", "subordinate"}, (75, 0, 25)),
    ({"superior"}, (100, 0, 0)),
]


@tagged("post_install", "-at_install")
class TestScoring(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        method = cls.env.ref("asn_appraisal.method_matrix_2022")
        cls.matrix = Rules.from_snapshot(method._prepare_snapshot())
        method = cls.env.ref("asn_appraisal.method_score_2019_feedback")
        cls.score = Rules.from_snapshot(method._prepare_snapshot())

    def _parts(self, values, count=4):
        parts = {}
        for role, value in values.items():
            number = 1 if role in ("self", "superior") else count
            pair = (number, Fraction(value) * number)
            parts[role] = {"respondents": number, "result": (0, 0), "behaviour": pair}
            if role in ("self", "superior"):
                parts[role]["result"] = pair
        return parts

    def _behaviour(self, values, count=4):
        explanation = score_appraisal(self.matrix, self._parts(values, count))
        return explanation["dimensions"]["behaviour"]

    def test_weights_of_missing_roles(self):
        for present, expected in REGENCY:
            rows = {
                row["role"]: row
                for row in self._behaviour(dict.fromkeys(present, 4))["rows"]
            }
            weights = tuple(
                float(rows[role]["effective_weight"] or 0)
                for role in ("superior", "peer", "subordinate")
            )
            self.assertEqual(weights, expected, present)

    def test_against_slow_reference(self):
        for present, weights in REGENCY:
            for values in itertools.product((1, 3, 5), repeat=3):
                given = dict(
                    zip(("superior", "peer", "subordinate"), values, strict=True)
                )
                expected = sum(
                    Fraction(weight, 100) * value
                    for weight, value in zip(weights, values, strict=True)
                )
                answer = self._behaviour(
                    {r: v for r, v in given.items() if r in present}
                )
                self.assertEqual(Fraction(answer["exact"]), expected)

    def test_suppressed_answers_change_nothing(self):
        base = self._behaviour({"superior": 4})
        for value in (1, 3, 5):
            with_two = self._behaviour({"superior": 4, "peer": value}, count=2)
            self.assertEqual(with_two["exact"], base["exact"])

    def test_missing_superior_blocks(self):
        explanation = score_appraisal(self.matrix, self._parts({"peer": 5}))
        self.assertIsNone(explanation["predicate"])
        self.assertTrue(explanation["blocked"])

    def test_self_never_counts(self):
        low = self._behaviour({"superior": 4, "self": 1})
        high = self._behaviour({"superior": 4, "self": 5})
        self.assertEqual(low["exact"], high["exact"])

    def test_monotone(self):
        values = [
            Fraction(self._behaviour({"superior": 3, "peer": n})["exact"])
            for n in range(1, 6)
        ]
        self.assertEqual(values, sorted(values))

    def test_bands(self):
        for points, innovation, code in (
            ("120", False, "good"),
            ("110", True, "very_good"),
            ("109.99", True, "good"),
            ("90", False, "good"),
            ("89.99", False, "fair"),
            ("70", False, "fair"),
            ("69.99", False, "poor"),
            ("49.99", False, "very_poor"),
        ):
            decided = decide(self.score, None, None, points, points, innovation)
            self.assertEqual(decided["predicate"], code, points)

    def test_total_of_points(self):
        explanation = score_appraisal(
            self.score, self._parts({"superior": 4, "peer": 3, "subordinate": 3})
        )
        # result 4 → 105; behaviour 0.6 × 4 + 0.4 × 3 = 3.6 → 90 + 0.6 × 15 = 99
        self.assertEqual(explanation["total"]["points"], "102.60")
        self.assertEqual(explanation["predicate"], "good")
