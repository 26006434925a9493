# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import TransactionCase, tagged

from ..scoring import check_distribution

NAMES = ["very_good", "good", "needs_improvement", "poor", "very_poor"]
# People by predicate, best first, and the lines of the shipped guide that they break:
# the table of SE MenPANRB 3/2023, read again as examples.
EXAMPLES = {
    "excellent": [
        ([7, 3, 0, 0, 0], []),
        ([71, 29, 0, 0, 0], ["at_most"]),
        ([4, 5, 1, 0, 0], ["most"]),
        ([5, 5, 0, 0, 0], ["most"]),
        ([6, 0, 0, 0, 4], []),
    ],
    "good": [
        ([2, 7, 1, 0, 0], []),
        ([2, 7, 0, 1, 0], []),
        ([3, 7, 0, 0, 0], ["some"]),
        ([0, 8, 2, 0, 0], ["at_most"]),
        ([6, 3, 1, 0, 0], ["most"]),
        ([0, 0, 0, 0, 10], ["most", "some"]),
    ],
    "needs_improvement": [
        ([1, 3, 6, 0, 0], []),
        ([2, 2, 6, 0, 0], ["at_most"]),
        ([0, 5, 5, 0, 0], ["at_least"]),
        ([2, 8, 0, 0, 0], ["at_most", "at_least"]),
    ],
    "poor": [
        ([1, 2, 1, 6, 0], []),
        ([1, 3, 0, 6, 0], ["at_least"]),
        ([0, 3, 2, 5, 0], ["at_least"]),
    ],
    "very_poor": [
        ([0, 3, 1, 0, 6], []),
        ([0, 3, 0, 1, 6], []),
        ([1, 2, 1, 0, 6], ["none"]),
        ([0, 4, 0, 0, 6], ["at_least"]),
        ([0, 4, 1, 0, 5], ["at_least"]),
    ],
}


@tagged("post_install", "-at_install")
class TestDistribution(TransactionCase):
    """The shipped guides say what the circular says."""

    def test_examples_of_the_circular(self):
        for unit, examples in EXAMPLES.items():
            guide = self.env.ref(f"asn_appraisal.unit_predicate_{unit}")
            lines = guide._prepare_snapshot()[unit]["lines"]
            for people, broken in examples:
                with self.subTest(unit=unit, people=people):
                    counts = dict(zip(NAMES, people, strict=True))
                    checks = check_distribution(lines, counts)
                    found = [
                        line["kind"]
                        for line, check in zip(lines, checks, strict=True)
                        if not check["is_kept"]
                    ]
                    self.assertEqual(found, broken)

    def test_every_shipped_guide_is_covered(self):
        codes = self.env["asn.unit.predicate"].search([], limit=100).mapped("code")
        self.assertEqual(set(codes), set(EXAMPLES))

    def test_small_units_are_rounded_and_say_so(self):
        line = {"kind": "at_most", "percent": "10.00", "predicates": ["very_good"]}
        for people, best, kept, rounded in [
            (1, 1, True, True),
            (4, 1, True, True),
            (4, 2, False, False),
            (9, 1, True, True),
            (10, 1, True, False),
            (11, 2, True, True),
            (20, 3, False, False),
        ]:
            with self.subTest(people=people, best=best):
                counts = {"very_good": best, "good": people - best}
                check = check_distribution([line], counts)[0]
                self.assertEqual(check["is_kept"], kept)
                self.assertEqual(check["is_rounded"], rounded)

    def test_at_least_is_rounded_down(self):
        line = {"kind": "at_least", "percent": "60.00", "predicates": ["poor"]}
        for people, poor, kept in [(4, 2, True), (4, 1, False), (1, 0, True)]:
            with self.subTest(people=people, poor=poor):
                counts = {"poor": poor, "good": people - poor}
                self.assertEqual(check_distribution([line], counts)[0]["is_kept"], kept)

    def test_nobody_keeps_every_line(self):
        for kind in ("at_most", "at_least", "most", "some", "none"):
            line = {"kind": kind, "percent": "60", "predicates": ["good"]}
            check = check_distribution([line], {})[0]
            self.assertTrue(check["is_kept"], kind)
            self.assertFalse(check["is_rounded"], kind)
