# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from .plan_common import PlanCommon


class TestPlan(PlanCommon):
    """From a draft to a plan in force, and on to a later version."""

    def test_launch_gives_everybody_an_empty_draft(self):
        plans = self.cycle.appraisal_ids.plan_ids
        self.assertEqual(len(plans), len(self.population))
        self.assertEqual(set(plans.mapped("state")), {"draft"})
        self.assertEqual(self.plan.superior_id, self.superior)
        self.assertEqual(self.plan.approach, "quantitative")

    def test_draft_serves_a_goal_of_a_draft(self):
        above = self._plan(self.superior)
        served = self._goal(above, "Everybody is served within a day")
        goal = self._goal(self.plan, "Applications are checked", parent_id=served.id)
        self.assertEqual(goal.parent_name, "Everybody is served within a day")
        self.assertEqual(above.state, "draft")

    def test_goal_of_somebody_else_cannot_be_served(self):
        other = self._goal(self._plan(self.members[1]), "A colleague's goal")
        with self.assertRaises(ValidationError):
            self._goal(self.plan.sudo(), "Mine", parent_id=other.id)

    def test_submit_names_what_is_missing(self):
        with self.assertRaisesRegex(UserError, "it has no goal"):
            self.plan.action_submit()
        goal = self._goal(self.plan, "Bare")
        with self.assertRaisesRegex(UserError, "“Bare” has no indicator"):
            self.plan.action_submit()
        indicator = self._indicator(goal, target=0)
        with self.assertRaisesRegex(UserError, "has no target"):
            self.plan.action_submit()
        indicator.write({"direction": "date"})
        with self.assertRaisesRegex(UserError, "has no target"):
            self.plan.action_submit()
        indicator.target_date = "2030-01-01"
        with self.assertRaisesRegex(UserError, "outside of the period"):
            self.plan.action_submit()
        indicator.target_date = "2026-06-30"
        self.plan.action_submit()
        self.assertEqual(self.plan.state, "submitted")

    def test_agreement(self):
        self._draft()
        self.plan.action_submit()
        self.plan.action_submit()
        with self.assertRaises(AccessError):
            self.plan.action_agree()
        self._as_superior(self.plan).action_agree()
        self.assertEqual(self.plan.state, "agreed")
        self.assertEqual(self.plan.agreed_by_id, self.superior.user_id)
        self.assertEqual(self.appraisal.state, "agreed")
        self._as_superior(self.plan).action_agree()
        self.assertEqual(len(self.appraisal.plan_ids), 1)

    def test_return_needs_a_comment_and_reopens(self):
        goal = self._draft().goal_ids
        self.plan.action_submit()
        with self.assertRaises(UserError):
            goal.write({"name": "Changed behind the superior's back"})
        with self.assertRaises(UserError):
            self._as_superior(self.plan).action_return(" ")
        self._as_superior(self.plan).action_return("Please say how many")
        self.assertEqual(self.plan.return_comment, "Please say how many")
        goal.write({"name": "Twelve"})
        self.plan.action_submit()
        self.assertFalse(self.plan.return_comment)

    def test_take_back(self):
        self._draft()
        self.plan.action_submit()
        with self.assertRaises(AccessError):
            self._as_superior(self.plan).action_take_back()
        self.plan.action_take_back()
        self.assertEqual(self.plan.state, "draft")

    def test_superior_proposes_employee_agrees(self):
        self._draft()
        self._as_superior(self.plan).action_submit()
        with self.assertRaises(AccessError):
            self._as_superior(self.plan).action_agree()
        self.plan.action_agree()
        self.assertEqual(self.plan.state, "agreed")

    def test_agreed_plan_is_closed(self):
        plan = self._agree()
        goal = plan.goal_ids[0]
        for who in (plan, self._as_superior(plan)):
            part = goal.with_env(who.env)
            with self.assertRaises(UserError):
                part.write({"name": "x"})
            with self.assertRaises(UserError):
                part.unlink()
            with self.assertRaises(UserError):
                self._goal(who, "One more")
            with self.assertRaises(UserError):
                part.indicator_ids.write({"target": 1})
            with self.assertRaises(UserError):
                who.write({"resources": "x"})

    def test_change_needs_reason_and_both_sides(self):
        plan = self._agree()
        with self.assertRaises(UserError):
            plan.action_amend(" ")
        action = plan.action_amend("A new law")
        later = plan.browse(action["res_id"])
        self.assertEqual(later.version, 2)
        self.assertEqual(plan.state, "agreed")
        self.assertFalse(later.difference)
        with self.assertRaises(UserError):
            self._as_superior(plan).action_amend("Another")
        later.indicator_ids.write({"target": 24})
        self._goal(later, "New")
        self._indicator(later.goal_ids.filtered(lambda g: g.name == "New"))
        later.action_submit()
        with self.assertRaises(AccessError):
            later.action_agree()
        self._as_superior(later).action_agree()
        self.assertEqual((plan.state, later.state), ("superseded", "agreed"))
        self.assertEqual(self.appraisal.plan_id, later)

    def test_difference_is_told_in_words(self):
        plan = self._agree()
        later = plan.browse(plan.action_amend("A new law")["res_id"])
        later.goal_ids.write({"name": "Thirteen"})
        later.indicator_ids.write({"target": 24})
        self._goal(later, "New")
        changes = {(d["change"], d["title"]) for d in later.difference}
        self.assertEqual(
            changes,
            {("changed", "Thirteen"), ("changed", "Applications"), ("added", "New")},
        )
        changed = next(d for d in later.difference if d["title"] == "Applications")
        self.assertEqual(
            changed["fields"],
            [{"label": "Planned", "before": "12 files", "after": "24 files"}],
        )

    def test_change_moves_log_and_children(self):
        served = self._goal(self._plan(self.superior), "Above")
        self._indicator(served)
        goal = self._goal(self.plan, "Below", parent_id=served.id)
        self._indicator(goal)
        plan = self._agree(self.plan)
        above = self._agree(served.plan_id)
        entry = self._note(plan.indicator_ids, 3)
        later = plan.browse(plan.action_amend("Why")["res_id"])
        self._agree(later)
        self.assertEqual(entry.indicator_id, later.indicator_ids)
        self.assertEqual(later.indicator_ids.realisation, 3)
        self.assertEqual(plan.indicator_ids.realisation, 0)
        later_above = above.browse(above.action_amend("Why")["res_id"])
        self._agree(later_above)
        self.assertEqual(later.goal_ids.parent_id, later_above.sudo().goal_ids)

    def test_discard(self):
        plan = self._agree()
        later = plan.browse(plan.action_amend("Why")["res_id"])
        with self.assertRaises(UserError):
            plan.action_discard()
        later.action_discard()
        self.assertEqual((plan.state, later.state), ("agreed", "withdrawn"))
        again = plan.browse(plan.action_amend("Why")["res_id"])
        self.assertEqual(again.version, 3)

    def test_no_change_once_raters_are_asked(self):
        plan = self._agree()
        self._open_evaluation()
        with self.assertRaises(UserError):
            plan.action_amend("Too late")
        self.assertFalse(plan.can_amend)

    def test_draft_can_be_agreed_during_evaluation(self):
        self._draft()
        self._open_evaluation()
        self.plan.action_submit()
        self._as_superior(self.plan).action_agree()
        self.assertEqual(self.plan.state, "agreed")
        self.assertEqual(self.appraisal.state, "evaluation")

    def test_workflow_fields_are_closed(self):
        for vals in ({"state": "agreed"}, {"version": 9}, {"agreed_by_id": 1}):
            with self.assertRaises(AccessError):
                self.plan.write(vals)
            with self.assertRaises(AccessError):
                self.plan.sudo().write(vals)

    def test_copy_last_plan(self):
        plan = self._agree()
        plan.goal_ids.sudo().indicator_ids.write(
            {"direction": "date", "target_date": "2026-06-30"}
        )
        later = self._cycle_with_planning(2027)
        draft = self._plan(self.person, later)
        draft.action_copy_last()
        self.assertEqual(draft.goal_ids.mapped("name"), ["Twelve"])
        self.assertEqual(
            draft.indicator_ids.target_date, fields.Date.to_date("2027-06-30")
        )
        self.assertFalse(draft.indicator_ids.entry_count)
        with self.assertRaises(UserError):
            draft.action_copy_last()
        with self.assertRaises(UserError):
            self._plan(self.members[1], later).action_copy_last()

    def test_form_of_a_goal_saves(self):
        with Form(
            self.env["asn.appraisal.goal"]
            .with_user(self.person.user_id)
            .with_context(default_plan_id=self.plan.id)
        ) as form:
            form.name = "By form"
            with form.indicator_ids.new() as line:
                line.name = "Counted"
                line.target = 10
        self.assertEqual(self.plan.indicator_ids.cap, 120)

    def test_perspective_is_asked_where_the_form_says_so(self):
        form = self.env.ref("asn_appraisal.template_leader")
        form.plan_perspective = True
        cycle = self._cycle_with_planning(2027)
        plan = self._plan(self.superior, cycle)
        goal = self._goal(plan, "Served")
        self._indicator(goal)
        with self.assertRaisesRegex(UserError, "no perspective"):
            plan.action_submit()
        goal.perspective = "recipients"
        plan.action_submit()
