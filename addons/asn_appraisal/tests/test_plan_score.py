# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo.tests import tagged
from odoo.tests.common import warmup
from odoo.tools import SQL

from .plan_common import PlanCommon


class PlanScoreCommon(PlanCommon):
    """Work on the person's plan until its cycle is scored."""

    @classmethod
    def _fill_plan(cls, plan=None):
        """Agree a plan of two goals, three indicators, and note work for each.

        Goal A weighs 2: 9 of 12 applications (75 %, weight 1) and 12 complaints where
        10 were allowed (80 %, weight 3) are 78.75 %, which is 2.625 on the scale.
        Goal B weighs 1: done on day 60 of 90 (133.33 %, at most 120 %), which is 5.
        Together 41/12.
        """
        plan = plan or cls.plan
        goal = cls._goal(plan, "Applications decided in time", weight=2)
        other = cls._goal(plan, "The register is digital", sequence=20)
        more = cls._indicator(goal, name="Decided")
        less = cls._indicator(
            goal, name="Complaints", direction="less", target=10, weight=3
        )
        date = cls._indicator(
            other, name="Register", direction="date", target_date="2026-03-31"
        )
        cls._agree(plan)
        cls._note(more, 9)
        cls._note(less, 12)
        cls._note(date, 0)
        return more | less | date

    @classmethod
    def _score(cls, value=4):
        """Rate the person with one level and score; return the outcome."""
        cls._open_evaluation()
        for form in cls.appraisal.evaluation_ids:
            cls._answer(form, value)
        cls._close_evaluation()
        return cls.appraisal.outcome_ids

    def _row(self, outcome, role="plan", dimension="result"):
        rows = outcome.explanation["dimensions"][dimension]["rows"]
        return next(row for row in rows if row["role"] == role)

    def _exact(self, outcome):
        return outcome.explanation["dimensions"]["result"]["exact"]

    def _view(self, outcome, user):
        view = outcome.with_user(user).get_explanation()
        rows = view["dimensions"][0]["rows"]
        return next(row for row in rows if row["code"] == "plan")


@tagged("post_install", "-at_install")
class TestPlanScore(PlanScoreCommon):
    def test_realisation_moves_the_suggestion(self):
        """60 % of 41/12 and 40 % of the superior's 4 are 3.65: no longer above."""
        self._fill_plan()
        outcome = self._score()
        self.assertEqual(self._exact(outcome), "73/20")
        self.assertEqual(
            (outcome.result_score, outcome.result_suggested), (3.65, "meets")
        )
        stored = outcome.explanation["plan"]
        self.assertEqual((stored["exact"], stored["status"]), ("41/12", "scored"))
        row = self._row(outcome)
        self.assertEqual((row["status"], row["kind"]), ("counted", "plan"))
        self.assertNotIn("respondents", row)

    def test_without_agreed_plan_the_superior_counts_alone(self):
        self._draft()
        outcome = self._score()
        self.assertEqual(
            (self._exact(outcome), outcome.result_suggested), ("4/1", "above")
        )
        self.assertEqual(self._row(outcome)["treatment"], "shared")
        self.assertNotIn("plan", outcome.explanation)
        self.assertEqual(self._row(outcome, "superior")["effective_weight"], "100")
        row = self._view(outcome, self.superior.user_id)
        self.assertIn("No plan with a value", row["status_text"])
        self.assertIn("There is no agreed plan.", row["notes"])
        self.assertFalse(row["children"] or row["respondents"])

    def test_the_version_in_force_counts(self):
        self._fill_plan()
        self.plan.action_amend("Another office took over half")
        later = self.appraisal.plan_ids.filtered(lambda plan: plan.version == 2)
        later = later.with_user(self.person.user_id)
        later.goal_ids.indicator_ids.filtered(lambda i: i.name == "Decided").target = 9
        later.action_submit()
        self._as_superior(later).action_agree()
        outcome = self._score()
        stored = outcome.explanation["plan"]
        self.assertEqual((stored["plan_id"], stored["version"]), (later.id, 2))
        # 100 % and 80 % by 1 to 3 are 85 %, which is 2 + 5/6; with goal B 32/9
        self.assertEqual(stored["exact"], "32/9")

    def test_what_the_superior_leaves_out(self):
        less = self._fill_plan()[1].with_user(self.superior.user_id)
        less.action_exclude("The office was closed")
        outcome = self._score()
        # 75 % is 2.5, twice, and 5
        self.assertEqual(outcome.explanation["plan"]["exact"], "10/3")
        notes = self._view(outcome, self.superior.user_id)["children"][0]["children"][1]
        self.assertIn("Reason: The office was closed", notes["notes"])

    def test_assessments_of_a_qualitative_plan(self):
        self._fill_plan()
        self.plan.sudo()._workflow_write({"approach": "qualitative"})
        goals = self.plan.goal_ids.with_user(self.superior.user_id)
        goals[0].action_assess(5, "Everybody was served")
        outcome = self._score()
        # 5 twice, and the lowest level for the goal that was not assessed
        self.assertEqual(outcome.explanation["plan"]["exact"], "11/3")
        first, second = self._view(outcome, self.superior.user_id)["children"]
        self.assertIn("The superior's assessment: 5 · Role model.", first["notes"])
        self.assertIn("Reason: Everybody was served", first["notes"])
        self.assertIn("lowest level, 1.00", " ".join(second["notes"]))

    def test_a_plan_that_cannot_be_does_not_stop_the_rest(self):
        """What no form can enter may come past the ORM."""
        date = self._fill_plan()[2]
        query = "UPDATE asn_appraisal_indicator SET target_date = NULL WHERE id = %s"
        self.env.cr.execute(SQL(query, date.id))
        self.env.invalidate_all()
        with self.assertLogs("odoo.addons.asn_appraisal", "WARNING") as logs:
            outcome = self._score()
        self.assertIn("plan_target", logs.output[0])
        self.assertEqual(outcome.explanation["plan"]["status"], "broken")
        self.assertEqual(self._exact(outcome), "4/1")
        row = self._view(outcome, self.superior.user_id)
        self.assertIn("No value: the plan cannot be computed.", row["notes"])


@tagged("post_install", "-at_install")
class TestPlanPolicies(PlanScoreCommon):
    """What becomes of a plan about which nothing is noted."""

    def _score_by(self, policy, role_policy="share"):
        method = self.env.ref("asn_appraisal.method_matrix_2022")
        method.missing_realisation = policy
        plan = method.role_ids.filtered(lambda line: line.role_id.kind == "plan")
        plan.missing_policy = role_policy
        self.cycle.appraisal_ids.action_cancel()
        self.cycle = type(self).cycle = self._cycle_with_planning(2027)
        self.appraisal = type(self).appraisal = self._appraisal()
        self.plan = type(self).plan = self._plan(self.person)
        self._agree()
        return self._score()

    def test_zero(self):
        outcome = self._score_by("zero")
        self.assertEqual(outcome.explanation["plan"]["exact"], "1/1")
        row = self._view(outcome, self.superior.user_id)
        indicator = row["children"][0]["children"][0]
        self.assertIn("By the rules it counts as 0 %.", indicator["notes"])

    def test_exclude(self):
        outcome = self._score_by("exclude")
        self.assertEqual(outcome.explanation["plan"]["status"], "nothing_left")
        self.assertEqual(self._exact(outcome), "4/1")

    def test_block(self):
        outcome = self._score_by("block")
        self.assertEqual(outcome.explanation["plan"]["status"], "blocked")
        self.assertEqual(self._exact(outcome), "4/1")
        row = self._view(outcome, self.superior.user_id)
        self.assertIn("No value: about some of it nothing is noted", row["notes"][-1])

    def test_plan_without_which_there_is_no_score(self):
        outcome = self._score_by("block", "block")
        self.assertFalse(self._exact(outcome))
        view = outcome.with_user(self.superior.user_id).get_explanation()
        text = view["dimensions"][0]["error_text"]
        self.assertEqual(text, "No score: “Plan” has no value.")


@tagged("post_install", "-at_install")
class TestPlanExplanation(PlanScoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._fill_plan()
        cls.outcome = cls._score()

    def test_every_line_can_be_done_by_hand(self):
        row = self._view(self.outcome, self.superior.user_id)
        self.assertEqual((row["mean"], row["respondents"]), ("3.4167", False))
        self.assertIn(
            "66.6667 % × 2.625 + 33.3333 % × 5.00 = 41/12 ≈ 3.42", row["notes"][2]
        )
        first, second = row["children"]
        self.assertEqual(first["title"], "Applications decided in time")
        notes = " ".join(first["notes"])
        self.assertIn("25 % × 75 % + 75 % × 80 % = 78.75 %", notes)
        self.assertIn("2.00 + (78.75 − 60.00) × (3.00 − 2.00) ÷ (90.00 − 60.00)", notes)
        self.assertIn("66.6667 % × 2.625 = 1.75", notes)
        more, less = (" ".join(node["notes"]) for node in first["children"])
        self.assertIn("9 ÷ 12 × 100 = 75 %", more)
        self.assertIn("Target: 12 files. Realisation: 9 files.", more)
        self.assertIn("(2 × 10 − 12) ÷ 10 × 100 = 80 %", less)
        date = " ".join(second["children"][0]["notes"])
        self.assertIn("(2 × 90 − 60) ÷ 90 × 100 ≈ 133.3333 %", date)
        self.assertIn("Counts up to 120 % at most.", date)
        self.assertIn("day 60", date)

    def test_names_are_read_by_the_readers_own_rights(self):
        """Who may read a result, but not its plan, is told numbers without names."""
        row = self._view(self.outcome, self.auditor)
        self.assertIn("Complaints", json.dumps(row))
        for model in ("goal", "indicator"):
            rule = f"asn_appraisal.asn_appraisal_{model}_rule_manager"
            self.env.ref(rule).active = False
        row = self._view(self.outcome, self.auditor)
        self.assertEqual(row["children"][0]["title"], "Goal 1")
        self.assertNotIn("Complaints", json.dumps(row))
        self.assertEqual(row["mean"], "3.4167")

    def test_recompute_and_compare(self):
        found = self.outcome.with_user(self.manager).get_verification()
        self.assertEqual(found["state"], "identical", found)
        indicator = self.plan.goal_ids[0].indicator_ids[0]
        query = "UPDATE asn_appraisal_indicator SET realisation = 12 WHERE id = %s"
        self.env.cr.execute(SQL(query, indicator.id))
        self.env.invalidate_all()
        found = self.outcome.with_user(self.manager).get_verification()
        self.assertEqual(found["state"], "deviating")
        labels = {line["label"]: line for line in found["differences"]}
        line = labels["Plan › Goals › #1 › Indicators › #1 › Realisation"]
        self.assertEqual((line["stored"], line["computed"]), ("9", "12"))
        self.assertIn("Work Result › Score", labels)

    def test_document(self):
        self._decide(self.appraisal)
        others = (self.cycle.appraisal_ids - self.appraisal).sudo()
        others.action_cancel()
        self._publish()
        Report = self.env["ir.actions.report"].with_user(self.person.user_id)
        html, __ = Report._render_qweb_html(
            "asn_appraisal.action_report_appraisal_result", self.appraisal.ids
        )
        text = " ".join(html.decode().split())
        for part in ("Applications decided in time", "9 ÷ 12 × 100 = 75 %", "12 files"):
            self.assertIn(part, text)


@tagged("post_install", "-at_install")
class TestPlanPerformance(PlanScoreCommon):
    @warmup
    def test_queries_do_not_grow_with_plans(self):
        """One batch takes as many queries for one person as for six."""
        for employee in self.population:
            plan = self._plan(employee)
            for number in range(3):
                goal = self._goal(plan, f"Goal {number}")
                for __ in range(2):
                    self._indicator(goal)
            self._agree(plan)
        self._open_evaluation()
        self.cycle.with_user(self.manager).action_close_evaluation()
        Score = self.env["asn.appraisal.plan.score"]
        for appraisals in (self.appraisal, self.cycle.appraisal_ids):
            self.env.flush_all()
            self.env.invalidate_all()
            batch = appraisals.search([("id", "in", appraisals.ids)])
            self.cycle._get_frozen_rules()
            with self.assertQueryCount(4):
                found = Score._score_plans(self.cycle, batch)
            self.assertEqual(len(found), len(appraisals))
