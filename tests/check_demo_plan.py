# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the demonstration data holds of plans: run like check_demo.py."""

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase

PLAN = "asn.appraisal.plan"
PROGRESS = "asn.appraisal.progress"


class PlanChecks:
    """Checks of plans that hold on any day, for cases that can ``_ref``."""

    def _check_plans(self):
        self.worked = self._ref("cycle", "last") + self._ref("cycle", "running")
        self._check_agreed()
        self._check_log()
        self._check_periodic_checks()
        self._check_special()
        self._check_results()
        self._check_next_year()

    def _search(self, model, cycles, *domain):
        return self.env[model].search([("cycle_id", "in", cycles.ids), *domain])

    def _check_agreed(self):
        for cycle in self.worked:
            people = cycle.appraisal_ids
            agreed = self._search(PLAN, cycle, ("state", "=", "agreed"))
            self.assertEqual(agreed.appraisal_id, people)
            self.assertGreaterEqual(len(agreed), 50)
            self.assertEqual(agreed.goal_ids.plan_id, agreed)
            self.assertEqual(agreed.indicator_ids.goal_id, agreed.goal_ids)
            self.assertEqual(agreed.expectation_ids.plan_id, agreed)
            self.assertFalse(agreed.filtered(lambda plan: list(plan._get_problems())))
            self.assertFalse(
                agreed.filtered(lambda plan: plan.submitted_on > plan.agreed_on)
            )
            self._check_cascade(agreed)

    def _check_cascade(self, plans):
        """Goals serve those of superiors, wherever a superior has a plan."""
        led = plans.filtered(lambda plan: plan.superior_id in plans.employee_id)
        main = led.goal_ids.filtered(lambda goal: goal.owner == "post")
        serving = main.filtered("parent_id")
        self.assertEqual(serving.plan_id, led)
        self.assertGreater(len(serving), 0.9 * len(main))

    def _check_log(self):
        today = fields.Date.today()
        for cycle in self.worked:
            entries = self.env[PROGRESS].search(
                [("appraisal_id", "in", cycle.appraisal_ids.ids)]
            )
            self.assertEqual(entries.appraisal_id, cycle.appraisal_ids)
            last_day = min(cycle.date_end, today)
            for entry in entries:
                self.assertTrue(cycle.date_start <= entry.date <= last_day)
                self.assertEqual(entry.indicator_id.plan_id.state, "agreed")
            kinds = {file.mimetype for file in entries.attachment_ids}
            self.assertLessEqual({"application/pdf", "image/png", "text/plain"}, kinds)

    def _check_periodic_checks(self):
        last, running = self.worked
        checks = self._search("asn.appraisal.check", last)
        self.assertEqual(len(checks), 4 * len(last.appraisal_ids))
        self.assertEqual(set(checks.mapped("state")), {"done"})
        self.assertEqual(set(checks.mapped("rating")), {"below", "meets", "above"})
        today = fields.Date.today()
        for check in self._search("asn.appraisal.check", running):
            if check.state == "done":
                self.assertLess(check.date_to, today)

    def _check_special(self):
        last, running = self.worked
        for cycle in self.worked:
            agreed = self._search(PLAN, cycle, ("state", "=", "agreed"))
            left_out = agreed.indicator_ids.filtered("is_excluded")
            self.assertEqual(len(left_out), 1)
            self.assertTrue(left_out.excluded_reason)
            changed = agreed.filtered(lambda plan: plan.version == 2)
            self.assertTrue(changed)
            for plan in changed:
                self.assertTrue(plan.reason)
                self.assertTrue(plan.difference)
                self.assertEqual(plan.previous_id.state, "superseded")
                self.assertFalse(plan.previous_id.indicator_ids.progress_ids)
            self.assertIn("additional", agreed.goal_ids.mapped("kind"))
            heads = agreed.filtered(lambda p: p.goal_ids[:1].asks_perspective)
            self.assertEqual(len(heads), 5)
            self.assertTrue(all(heads.goal_ids.mapped("perspective")))
            in_words = agreed.filtered(lambda plan: plan.approach == "qualitative")
            self.assertEqual(len(in_words), 6)
            if cycle == last:
                self.assertTrue(all(in_words.goal_ids.mapped("assessment")))
        questioned = self.env[PROGRESS].search([("state", "=", "questioned")])
        questioned = questioned.filtered(lambda e: e.cycle_id == running)
        self.assertEqual(len(questioned), 1)
        noted = questioned.indicator_id.progress_ids - questioned
        self.assertEqual(questioned.indicator_id.entry_count, len(noted))

    def _check_results(self):
        """Realisation counts, and is spread as in life."""
        last = self.worked[0]
        outcomes = self._search("asn.appraisal.outcome", last)
        plans = [outcome.explanation["plan"] for outcome in outcomes]
        self.assertEqual({plan["status"] for plan in plans}, {"scored"})
        percents = [float(plan["percent"]) for plan in plans if plan["percent"]]
        self.assertGreaterEqual(sum(percent > 105 for percent in percents), 8)
        self.assertGreaterEqual(sum(percent < 70 for percent in percents), 3)
        self.assertGreaterEqual(sum(90 < percent < 105 for percent in percents), 30)
        ratings = set(outcomes.mapped("result_suggested"))
        self.assertLessEqual({"below", "meets", "above"}, ratings)

    def _check_next_year(self):
        cycle = self._ref("cycle", "next")
        self.assertEqual(cycle.state, "planning")
        self.assertGreater(cycle.planning_end, fields.Date.today())
        plans = self._search(PLAN, cycle)
        self.assertEqual(set(plans.mapped("state")), {"draft", "submitted", "agreed"})
        self.assertTrue(plans.filtered(lambda p: p.state == "draft" and p.goal_ids))
        self.assertTrue(plans.filtered(lambda plan: not plan.goal_ids))
        self.assertEqual(len(plans.filtered("return_comment")), 1)
        escalated = plans.filtered("escalated_on")
        self.assertEqual(len(escalated), 1)
        self.assertEqual(
            escalated.escalation_id, escalated.employee_id.parent_id.parent_id
        )
        # people serve goals of superiors who have agreed nothing yet
        above = plans.goal_ids.parent_id.plan_id
        self.assertIn("draft", above.mapped("state"))
        self._check_matrix(cycle)

    def _check_matrix(self, cycle):
        ratna = self._ref("employee", "ratna")
        plan = self._search(PLAN, cycle, ("employee_id", "=", ratna.id))
        team = self._search(PLAN, cycle, ("superior_id", "=", ratna.id))
        self.assertEqual(len(team), 6)
        serving = team.goal_ids.filtered(lambda goal: goal.parent_id.plan_id == plan)
        self.assertEqual(serving.plan_id, team)
        self.assertGreaterEqual(len(serving), 8)


class TestDemoPlan(PlanChecks, TransactionCase):
    def _ref(self, kind, name):
        return self.env.ref(f"asn_appraisal.demo_{kind}_{name}")

    def test_plans(self):
        self._check_plans()

    def test_library_has_goals_for_posts(self):
        library = self.env["asn.goal.template"].search([])
        self.assertGreaterEqual(len(library), 12)
        self.assertGreaterEqual(len(library.filtered("job_ids")), 10)
        self.assertEqual(library.indicator_ids.template_id, library)

    def test_nobody_reads_evidence_of_another(self):
        files = self._get_evidence("andi")
        for login in ("andi", "ratna", "sekar", "hendra"):
            own = files[0].with_user(self._ref("user", login))
            own.invalidate_recordset()
            self.assertTrue(own.raw, login)
        for login in ("siti", "rizki", "wulan", "mega", "darmawan"):
            other = files.with_user(self._ref("user", login))
            for file in other:
                with self.subTest(login=login), self.assertRaises(AccessError):
                    file.invalidate_recordset()
                    file.read(["name", "raw"])

    def _get_evidence(self, login):
        employee = self._ref("employee", login)
        entries = self.env[PROGRESS].search([("employee_id", "=", employee.id)])
        self.assertGreaterEqual(len(entries.attachment_ids), 5)
        return entries.attachment_ids

    def test_posts_keep_their_titles(self):
        andi = self._ref("employee", "andi")
        self.assertEqual(andi.job_title, "Pranata Komputer Ahli Muda")
        self.assertEqual(andi.job_id, self._ref("job", "computing"))
