# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .training_plan_common import TrainingPlanCommon


@tagged("post_install", "-at_install")
class TestTrainingPlan(TrainingPlanCommon):
    """A plan from the draft to verified evidence, and what fills it."""

    def test_way_of_a_plan(self):
        plan = self._plan()
        self.assertEqual(plan.sudo().superior_id, self.superior)
        plan.action_submit()
        self.assertEqual(plan.state, "waiting")
        led = plan.with_user(self.superior.user_id)
        activity = plan.sudo().activity_ids
        self.assertEqual(activity.user_id, self.superior.user_id)
        self.assertEqual(activity.date_deadline, plan.verify_by)
        self._apply(self.superior.user_id, led.action_revise(), "Add a course")
        self.assertEqual((plan.state, plan.to_revise), ("revision", "Add a course"))
        self.assertFalse(plan.sudo().activity_ids)
        plan.write({"note": "More"})
        plan.action_submit()
        led.action_approve()
        self.assertEqual((plan.state, plan.version), ("approved", 1))
        self.assertFalse(plan.sudo().activity_ids)
        self.assertIn("Chair meetings", plan.version_ids.content_text)

    def test_a_change_needs_a_reason_and_keeps_what_was_approved(self):
        plan = self._approved()
        with self.assertRaises(UserError):
            plan.note = "Something else"
        self._apply(self.person.user_id, plan.action_change(), "New post")
        plan.line_ids.name = "Write letters"
        plan.action_submit()
        plan.with_user(self.superior.user_id).action_approve()
        self.assertEqual(plan.version, 2)
        new, old = plan.version_ids.sorted("version", reverse=True)
        self.assertIn("Write letters", new.content_text)
        self.assertIn("Chair meetings", old.content_text)
        self.assertEqual(new.reason, "New post")

    def test_done_with_evidence_and_verified(self):
        plan = self._approved()
        line = plan.line_ids
        with self.assertRaisesRegex(UserError, "evidence"):
            line.action_done()
        self._note_done(line)
        with self.assertRaises(AccessError):
            line.action_verify()
        led = line.with_user(self.superior.user_id)
        self._apply(self.superior.user_id, led.action_reject(), "Cannot be read")
        self.assertEqual(
            (line.state, line.reject_reason), ("rejected", "Cannot be read")
        )
        line.action_done()
        led.action_verify()
        self.assertEqual((line.state, line.credited_hours), ("verified", 4))
        self.assertEqual(plan.hours_verified, 4)
        entry = self.env["hr.resume.line"].search(
            [("training_source", "=", f"asn.training.plan.line,{line.id}")]
        )
        self.assertEqual((entry.employee_id, entry.hours), (self.person, 4))
        for operation in (line.unlink, line.action_take_back, led.action_verify):
            with self.assertRaises(UserError):
                operation()
        with self.assertRaises(UserError):
            line.done_note = "Other"
        with self.assertRaises(AccessError):  # the same on the way of attachments
            line.check_access("write")

    def test_hr_verifies_what_was_done_but_not_the_own(self):
        line = self._approved().line_ids
        self._note_done(line)
        line.with_user(self.trainer).action_verify()
        self.assertEqual(line.state, "verified")
        self.person.user_id.group_ids += self.env.ref(
            "asn_training.group_asn_training_manager"
        )
        other = self._approved(year=2025).line_ids
        self._note_done(other, "2025-05-05")
        with self.assertRaises(AccessError):
            other.action_verify()

    def test_who_acts_for_the_superior_verifies(self):
        plan = self._plan()
        plan.action_submit()
        deputy = self.members[4]
        order = self.env["asn.appraisal.acting"].create(
            {
                "kind": "plh",
                "employee_id": deputy.id,
                "replaced_id": self.superior.id,
                "date_start": fields.Date.add(fields.Date.today(), days=-1),
                "date_end": fields.Date.add(fields.Date.today(), days=30),
            }
        )
        self.assertEqual(plan.sudo().superior_id, deputy)
        self.assertEqual(plan.sudo().activity_ids.user_id, deputy.user_id)
        with self.assertRaises(AccessError):
            plan.with_user(self.superior.user_id).action_approve()
        order.action_end()
        self.assertEqual(plan.sudo().superior_id, self.superior)
        plan.with_user(self.superior.user_id).action_approve()

    def test_hr_approves_where_there_is_no_superior(self):
        self.person.parent_id = False
        plan = self._plan()
        plan.action_submit()
        plan.with_user(self.trainer).action_approve()
        self.assertEqual(plan.state, "approved")

    def test_an_empty_plan_is_not_sent(self):
        plan = self._plan(lines=())
        with self.assertRaisesRegex(UserError, "no activity"):
            plan.action_submit()

    def test_one_plan_a_year_with_days_in_it(self):
        plan = self._plan()
        with self.assertRaises(ValidationError):
            plan.line_ids.target_date = "2030-01-01"

    def test_nested_lines_bring_no_state_in(self):
        forged = {"name": "x", "state": "verified", "credited_hours": 20}
        with self.assertRaises(AccessError):
            self._plan(lines=[forged])
        with self.assertRaises(AccessError):
            self._plan().write({"state": "approved"})

    # ------------------------------------------------------------
    # FILLING
    # ------------------------------------------------------------

    def test_needs_fill_a_draft_once(self):
        self._need(self.person)
        plan = self._plan()
        plan.line_ids.hours = 7
        plan.action_generate()
        found = {line.origin: line for line in plan.line_ids}
        self.assertEqual(set(found), {"wish", "job", "recommendation"})
        self.assertEqual(found["job"].skill_id, self.skill)
        self.assertEqual(found["recommendation"].programme_id, self.programme)
        self.assertEqual(found["recommendation"].hours, 10)
        plan.action_generate()
        self.assertEqual(len(plan.line_ids), 3)
        self.assertEqual(found["wish"].hours, 7)

    def test_hours_of_an_enrolment_are_not_counted_again(self):
        ledger = self.env["hr.resume.line"]
        known = ledger._credit_training(
            [
                {
                    "employee_id": self.person.id,
                    "programme_id": self.programme.id,
                    "date_start": "2026-02-01",
                    "date_end": "2026-02-01",
                    "source": "asn.training.enrolment,0",
                }
            ]
        )
        line = self._approved(lines=[{"programme_id": self.programme.id}]).line_ids
        self._note_done(line)
        line.with_user(self.superior.user_id).action_verify()
        self.assertEqual(line.credited_hours, 10)
        entries = ledger.search([("programme_id", "=", self.programme.id)])
        self.assertEqual(entries, known)

    def test_a_gap_comes_with_the_programme_that_teaches_it(self):
        self._need(self.person)
        self.env["asn.training.programme.skill"].create(
            {"programme_id": self.advanced.id, "skill_id": self.skill.id}
        )
        plan = self._plan(lines=())
        plan.action_generate()
        gap = plan.line_ids.filtered("skill_id")
        self.assertEqual(gap.programme_id, self.advanced)
        self.assertEqual((gap.hours, gap.share), (10, "formal"))

    def test_coaching_fills_a_draft_once_both_have_signed(self):
        self._launch()
        line = {"skill_id": self.skill.id, "level": "2", "reason": "Letters"}
        dialogue = (
            self.env["asn.appraisal.dialogue"]
            .with_user(self.superior.user_id)
            .create(
                {
                    "appraisal_id": self._appraisal().id,
                    "agenda": "x",
                    "discussion": "x",
                    "agreement": "x",
                    "date": "2026-03-03",
                    "competence_ids": [Command.create(line)],
                }
            )
        )
        dialogue.action_offer()
        plan = self._plan()
        plan.action_generate()
        self.assertEqual(plan.line_ids.mapped("origin"), ["wish"])
        dialogue.with_user(self.person.user_id).action_sign()
        plan.action_generate()
        coached = plan.line_ids.filtered(lambda found: found.origin == "coaching")
        self.assertEqual(coached.skill_id, self.skill)
        self.assertEqual(coached.share, "social")

    def test_shares_by_hours(self):
        ref = self.env.ref
        plan = self._plan(
            lines=[
                {"name": n, "method_id": ref(f"asn_training.method_{m}").id, "hours": h}
                for n, m, h in (
                    ("a", "on_the_job", 7),
                    ("b", "coaching", 2),
                    ("c", "course", 1),
                )
            ]
        )
        self.assertEqual([s["percent"] for s in plan._get_shares()], [70, 20, 10])
        self.assertIn("70", plan.share_html)

    def test_filling_costs_the_same_for_few_and_many(self):
        costs = []
        for people in (self.members[:1], self.members):
            self._need(people)
            plans = self.env["asn.training.plan"].union(
                *(self._plan(person, lines=()) for person in people)
            )
            costs.append(self._count_queries(plans.sudo()._generate))
            plans.sudo().unlink()
        self.assertLessEqual(costs[1], costs[0] + 2, costs)
