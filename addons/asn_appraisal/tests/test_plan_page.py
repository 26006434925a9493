# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import Form
from odoo.tests.common import warmup

from .plan_common import PlanCommon


@freeze_time("2026-04-05 03:00:00")
class TestPlanPage(PlanCommon):
    """What the page of a plan tells, and to whom it offers what."""

    def _steps(self, plan):
        plan.invalidate_recordset()
        return [(step["state"], step["title"]) for step in plan.agreement]

    def _content(self, plan):
        plan.invalidate_recordset()
        return plan.content

    # ------------------------------------------------------------
    # WAY TO THE AGREEMENT
    # ------------------------------------------------------------

    def test_each_step_of_the_agreement_is_told(self):
        open_end = ("open", "Agreed by both sides")
        self.assertEqual(self._steps(self.plan), [("now", "Draft"), open_end])
        self.assertIn("01/31/2026", self.plan.agreement[0]["text"])
        self._draft().action_submit()
        self.assertEqual(
            self._steps(self.plan),
            [
                ("done", "Submitted by asn_member_0"),
                ("now", "asn_superior is asked to agree"),
                ("open", "Not escalated"),
                open_end,
            ],
        )
        self._as_superior(self.plan).action_agree()
        self.assertEqual(
            self._steps(self.plan),
            [
                ("done", "Submitted by asn_member_0"),
                ("done", f"Agreed by {self.superior.user_id.name}"),
            ],
        )

    def test_waiting_reminder_and_escalation_are_told(self):
        self._draft().action_submit()
        for count in (9, 18):  # 5 and 10 working days at least
            with freeze_time(fields.Datetime.now() + timedelta(days=count)):
                self.env["asn.appraisal.plan"]._remind(self.cycle)
                self.assertIn(
                    f"for {count} days, reminded on", self._agreement_text("asked to")
                )
        self.assertTrue(self._agreement_text("asn_head is asked as well"))

    def _agreement_text(self, title):
        self.plan.invalidate_recordset()
        steps = [step for step in self.plan.agreement if title in step["title"]]
        return steps[0]["text"]

    def test_superior_who_proposes_is_named(self):
        boss = self._as_superior(self._draft())
        boss.action_submit()
        self.assertEqual(
            self._steps(self.plan)[:2],
            [
                ("done", "Submitted by asn_superior"),
                ("now", "asn_member_0 is asked to agree"),
            ],
        )

    # ------------------------------------------------------------
    # WHO IS OFFERED WHAT
    # ------------------------------------------------------------

    def test_each_side_is_offered_what_it_may_do(self):
        boss = self._as_superior(self._draft())
        for plan in (self.plan, boss):
            content = self._content(plan)
            self.assertTrue(content["can_edit"] and content["can_copy"])
            self.assertFalse(content["can_judge"])
        self.assertTrue(self.plan.content["goals"][0]["indicators"][0]["is_open"])
        self.assertFalse(boss.content["goals"][0]["indicators"][0]["is_open"])
        self._agree()
        self.assertFalse(self._content(self.plan)["can_judge"])
        self.assertTrue(self._content(boss)["can_judge"])
        self.assertFalse(boss.content["can_edit"])

    def test_goals_are_handed_on_by_those_who_lead_a_draft(self):
        own = self._draft(self._plan(self.superior))
        self.assertTrue(self._content(own)["can_hand_on"])
        self.assertFalse(self._content(self._draft())["can_hand_on"])
        for member in self.members:
            self._agree(self._plan(member))
        self.assertFalse(self._content(own)["can_hand_on"])

    def test_questions_stand_at_their_indicator(self):
        indicator = self._agree().indicator_ids
        entry = self._note(indicator, 5)
        line = self._content(self.plan)["goals"][0]["indicators"][0]
        self.assertEqual((line["realisation"], line["questions"]), ("5 files", 0))
        self._as_superior(entry).action_question("Where?")
        line = self._content(self.plan)["goals"][0]["indicators"][0]
        self.assertEqual(line["questions"], 1)
        self.assertEqual(line["realisation"], "nothing noted")

    def test_log_counts_for_the_version_in_force_alone(self):
        self._agree().action_amend("More work")
        second = self.appraisal.plan_ids.filtered(lambda plan: plan.version == 2)
        second = second.with_user(self.person.user_id)
        self.assertTrue(self._content(self.plan)["is_current"])
        self.assertFalse(self._content(second)["is_current"])
        self.assertEqual(self.plan.version_ids, self.plan | second)

    # ------------------------------------------------------------
    # BESIDE THE GOALS
    # ------------------------------------------------------------

    def test_log_and_checks_are_for_those_who_may_read_them(self):
        entry = self._note(self._agree().indicator_ids)
        boss = self._as_superior(self.plan)
        checks = self.appraisal.check_ids
        self.assertTrue(checks)
        self.assertEqual(boss.log_ids, entry)
        self.assertEqual(boss.check_ids, checks)
        self.assertEqual(self.plan.log_ids, entry)
        self.assertFalse(self.plan.check_ids)  # none is done yet

    def test_smart_buttons_open_plan_and_log(self):
        entry = self._note(self._agree().indicator_ids)
        appraisal = self.appraisal.with_user(self.person.user_id)
        self.assertEqual(appraisal.action_open_plan()["res_id"], self.plan.id)
        action = appraisal.action_open_log()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, entry)
        self.assertEqual(appraisal.progress_count, 1)

    def test_check_shows_what_it_would_close(self):
        indicator = self._agree().indicator_ids
        first = self._note(indicator, date="2026-03-01")
        asked = self._note(indicator, date="2026-03-02")
        later = self._note(indicator, date="2026-04-01")
        self._as_superior(asked).action_question("Where?")
        check = self._as_superior(self.appraisal.check_ids[0])
        self.assertEqual(check.entry_ids, first | asked)
        self.assertEqual(len(check.content["goals"]), 1)
        check.write({"rating": "meets", "comment": "Goes well"})
        check.action_complete()
        check.invalidate_recordset()
        self.assertEqual(check.entry_ids, first)
        self.assertFalse(later.check_id | asked.check_id)

    def test_perspective_is_asked_where_the_form_says_so(self):
        goal = self._draft().goal_ids
        self.assertFalse(goal.asks_perspective)

    # ------------------------------------------------------------
    # COST
    # ------------------------------------------------------------

    @warmup
    def test_page_of_thirty_indicators(self):
        """In at most 40 queries, the log, the checks and the versions included."""
        for number in range(10):
            goal = self._goal(self.plan, f"Goal {number}")
            for line in range(3):
                self._indicator(goal, name=f"Indicator {line}")
        self._agree()
        for indicator in self.plan.indicator_ids:
            self._note(indicator)
        for user in (self.person.user_id, self.superior.user_id):
            plan = self.plan.with_user(user)
            spec = Form(plan)._view["fields_spec"]
            self.env.flush_all()
            self.env.invalidate_all()
            with self.subTest(user=user.login), self.assertQueryCount(40):
                [values] = plan.web_read(spec)
            self.assertEqual(len(values["log_ids"]), 30)
