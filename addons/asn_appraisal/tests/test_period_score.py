# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from fractions import Fraction

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tests.common import warmup

from .test_period import PeriodCommon

QUARTERS = [
    ("2026-01-01", "2026-03-31", 90),
    ("2026-04-01", "2026-06-30", 91),
    ("2026-07-01", "2026-10-31", 123),
]


@tagged("post_install", "-at_install")
class TestPeriodScore(PeriodCommon):
    """What quarters came to counts in the year, by its rule."""

    def _play_quarter(self, number, value):
        """Play a quarter with the same answer everywhere; decided, not published."""
        start, end, __ = QUARTERS[number]
        quarter = self._period(
            start, end, method_id=self.env.ref("asn_appraisal.method_matrix_2022").id
        )
        quarter.with_user(self.manager).action_launch()
        self._run_jobs(quarter)
        for form in quarter.appraisal_ids.evaluation_ids:
            self._answer(form, value)
        quarter.with_user(self.manager).action_close_evaluation()
        self._run_jobs(quarter)
        return quarter

    def _decide_all(self, quarter):
        for appraisal in quarter.appraisal_ids:
            self._decide(appraisal)

    def _play_quarters(self, *values):
        quarters = self.cycle.browse()
        for number, value in enumerate(values):
            quarter = self._play_quarter(number, value)
            self._decide_all(quarter)
            quarters |= quarter
        return quarters

    def _score_year(self, rule, value=3):
        self.cycle.roll_up = rule
        self._launch()
        self._answer_all(value)
        self._close_evaluation()
        return self._appraisal().outcome_ids

    def _get_row(self, outcome, dimension="result"):
        rows = outcome.explanation["dimensions"][dimension]["rows"]
        return next(row for row in rows if row["role"] == "period")

    def _assert_value(self, outcome, value):
        """The periods weigh 40 %, everything else is answered with 3."""
        for dimension in ("result", "behaviour"):
            row = self._get_row(outcome, dimension)
            self.assertEqual(row["status"], "counted")
            periods = outcome.explanation["periods"]["dimensions"][dimension]
            self.assertEqual(Fraction(periods["exact"]), value)
            exact = Fraction(outcome.explanation["dimensions"][dimension]["exact"])
            self.assertEqual(exact, Fraction(40, 100) * value + Fraction(60, 100) * 3)

    # ------------------------------------------------------------
    # RULES
    # ------------------------------------------------------------

    def test_mean(self):
        self._play_quarters(2, 5, 5)
        outcome = self._score_year("mean")
        self._assert_value(outcome, Fraction(12, 3))
        self.assertEqual(outcome.result_score, 3.4)

    def test_by_days(self):
        self._play_quarters(2, 5, 5)
        outcome = self._score_year("days")
        value = Fraction(90 * 2 + 91 * 5 + 123 * 5, 90 + 91 + 123)
        self._assert_value(outcome, value)
        days = [line["days"] for line in outcome.explanation["periods"]["lines"]]
        self.assertEqual(days, [90, 91, 123])

    def test_last(self):
        self._play_quarters(5, 4, 2)
        self._assert_value(self._score_year("last"), Fraction(2))

    def test_best(self):
        self._play_quarters(4, 5, 2)
        self._assert_value(self._score_year("best"), Fraction(5))

    def test_not_counted(self):
        self._play_quarters(5)
        outcome = self._score_year("none")
        self.assertNotIn("periods", outcome.explanation)
        self.assertEqual(self._get_row(outcome)["status"], "no_raters")
        self.assertEqual(outcome.result_score, 3)

    # ------------------------------------------------------------
    # WHAT DOES NOT COUNT
    # ------------------------------------------------------------

    def test_undecided_period(self):
        """The last one that counts is the last one decided."""
        self._play_quarters(4)
        self._play_quarter(1, 2)
        outcome = self._score_year("last")
        self._assert_value(outcome, Fraction(4))
        lines = outcome.explanation["periods"]["lines"]
        states = [line["dimensions"]["result"]["status"] for line in lines]
        self.assertEqual(states, ["counted", "undecided"])

    def test_nobody_else_and_nothing_cancelled(self):
        quarter = self._play_quarters(5)
        other = quarter.appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id == self.members[1]
        )
        other.with_user(self.manager).action_cancel()
        outcome = self._score_year("mean")
        self._assert_value(outcome, Fraction(5))
        none = self._appraisal(self.members[1]).outcome_ids
        self.assertEqual(none.explanation["periods"]["lines"], [])
        self.assertEqual(self._get_row(none)["status"], "no_raters")
        self.assertEqual(none.result_score, 3)

    def test_period_of_another_year(self):
        quarter = self._play_quarters(5)
        self._launch()
        quarter.parent_id = False
        self._answer_all(3)
        self._close_evaluation()
        outcome = self._appraisal().outcome_ids
        self.assertEqual(outcome.explanation["periods"]["lines"], [])

    # ------------------------------------------------------------
    # EXPLANATION
    # ------------------------------------------------------------

    def _get_view_row(self, outcome, dimension=0):
        view = outcome.with_user(self.superior.user_id).get_explanation()
        rows = view["dimensions"][dimension]["rows"]
        return next(row for row in rows if row["code"] == "period")

    def test_explained_quarter_by_quarter(self):
        first, second = self._play_quarters(2, 5)
        self._play_quarter(2, 5)
        row = self._get_view_row(self._score_year("days"))
        self.assertEqual(row["mean"], "3.5083")
        self.assertIn(
            "Rule: Mean of the periods by their days. 49.7238 % × 2.00 + 50.2762 % × "
            "5.00 = 635/181 ≈ 3.51.",
            row["notes"],
        )
        self.assertEqual(
            [(node["title"], node["value"], node["info"]) for node in row["children"]],
            [
                (first.name, "2.00", "90 days, counts with 49.7238 %"),
                (second.name, "5.00", "91 days, counts with 50.2762 %"),
                ("Period from 2026-07-01", False, "123 days"),
            ],
        )
        self.assertRegex(row["children"][2]["notes"][0], "^Left out: not decided")

    def test_explained_choice(self):
        self._play_quarters(5, 2)
        row = self._get_view_row(self._score_year("best"), dimension=1)
        self.assertIn("Rule: Best period. 100 % × 5.00 = 5.00.", row["notes"])
        self.assertRegex(row["children"][1]["notes"][0], "another period counts")

    def test_explained_absence(self):
        outcome = self._score_year("mean")
        row = self._get_view_row(outcome)
        self.assertRegex(row["status_text"], "^No shorter period with a value: weight")
        self.assertIn("There is no shorter period with this person.", row["notes"])
        self.assertEqual(row["children"], [])

    def test_printed(self):
        self._play_quarters(2, 5)
        self._score_year("mean")
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self._publish()
        report = self.env["ir.actions.report"].with_user(self.person.user_id)
        html = report._render_qweb_html(
            "asn_appraisal.report_appraisal_result", self._appraisal().ids
        )[0].decode()
        self.assertIn("Period from 2026-01-01", html)
        self.assertIn("Mean of the periods. 50 % × 2.00 + 50 % × 5.00 = 3.50", html)

    # ------------------------------------------------------------
    # RECOMPUTE AND COMPARE
    # ------------------------------------------------------------

    def test_computed_again(self):
        """The same periods give the same, whatever was decided in them since."""
        self._play_quarters(2, 5)
        late = self._play_quarter(2, 4)
        outcome = self._score_year("mean")
        self._assert_value(outcome, Fraction(7, 2))
        self._decide_all(late)
        self.env.invalidate_all()
        found = outcome.with_user(self.manager).get_verification()
        self.assertEqual(found["state"], "identical", found["differences"])

    def test_period_changed_afterwards(self):
        quarter = self._play_quarters(2)
        outcome = self._score_year("mean")
        child = quarter.appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id == self.person
        ).outcome_ids
        explanation = child.explanation
        explanation["dimensions"]["result"]["exact"] = "5/1"
        child._workflow_write({"explanation": explanation})
        self.env.invalidate_all()
        found = outcome.with_user(self.manager).get_verification()
        self.assertEqual(found["state"], "deviating")
        labels = [difference["label"] for difference in found["differences"]]
        self.assertTrue(
            [label for label in labels if "horter periods" in label], labels
        )

    # ------------------------------------------------------------
    # NEXT STEP, COST
    # ------------------------------------------------------------

    def test_year_waits_for_its_periods(self):
        quarter = self._play_quarters(4)
        self._launch()
        step = self.cycle.with_user(self.manager).next_step
        self.assertIn("0 of 1 shorter periods are published", step)
        quarter.with_user(self.manager).action_publish()
        self._run_jobs(quarter)
        self.env.invalidate_all()
        step = self.cycle.with_user(self.manager).next_step
        self.assertIn("1 of 1 shorter periods are published", step)
        with self.assertRaises(UserError):
            self.cycle.action_start_monitoring()

    @warmup
    def test_costs_the_same_for_many(self):
        """50 people with three quarters cost as many queries as one."""
        self._play_quarters(4, 3, 5)
        self._launch()
        self._make_many(44)
        Score = self.env["asn.appraisal.period.score"]
        appraisals = self.cycle.appraisal_ids
        self.assertEqual(len(appraisals), 50)
        self.cycle._get_frozen_rules()
        counts = {
            size: self._count_queries(
                Score._score_periods, self.cycle, appraisals[-size:]
            )
            for size in (1, 50)
        }
        self.assertEqual(counts[50], counts[1])
        self.assertLessEqual(counts[50], 8)
        found = Score._score_periods(self.cycle, appraisals)
        self.assertEqual(len(found), 50)
        for explanation in found.values():
            self.assertEqual(len(explanation["lines"]), 3)
            self.assertEqual(explanation["dimensions"]["result"]["exact"], "4/1")

    def _make_many(self, count):
        """Give others the same quarters and year as one person."""
        people = self.env["hr.employee"].create(
            [{"name": f"Many {number}"} for number in range(count)]
        )
        for cycle in self.cycle | self.cycle.child_ids:
            appraisal = cycle.appraisal_ids.filtered(
                lambda appraisal: appraisal.employee_id == self.person
            )
            common = {"cycle_id": cycle.id, "company_id": cycle.company_id.id}
            twins = appraisal._workflow_create(
                [
                    common
                    | {
                        "employee_id": employee.id,
                        "template_id": appraisal.template_id.id,
                        "date_start": appraisal.date_start,
                        "date_end": appraisal.date_end,
                        "state": appraisal.state,
                    }
                    for employee in people
                ]
            )
            outcome = appraisal.outcome_ids
            outcome._workflow_create(
                [
                    common
                    | {
                        "appraisal_id": twin.id,
                        "employee_id": twin.employee_id.id,
                        "state": outcome.state,
                        "explanation": outcome.explanation,
                    }
                    for twin in (twins if outcome else ())
                ]
            )
