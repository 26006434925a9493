# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .plan_common import PlanCommon


@tagged("post_install", "-at_install")
class TestGoalAssign(PlanCommon):
    """Goals given to many at once, by the superior and by HR."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.job = cls.env["hr.job"].create({"name": "Clerk"})
        cls.template = cls.env["asn.goal.template"].create(
            {
                "name": "Letters answered",
                "indicator_ids": [Command.create({"name": "Letters", "target": 10})],
            }
        )
        cls.boss = cls.superior.user_id
        cls.team = cls.env["asn.appraisal.plan"].union(
            *(cls._plan(member).sudo() for member in cls.members)
        )
        cls.row = cls._goal(cls._plan(cls.superior), "Row")

    def _assign(self, user, plans=None, **vals):
        Assign = self.env["asn.appraisal.goal.assign"].with_user(user)
        plans = self.team if plans is None else plans
        return Assign.create({"plan_ids": [Command.set(plans.ids)], **vals})

    def _get_names(self, plan):
        return plan.sudo().goal_ids.mapped("name")

    # ------------------------------------------------------------
    # SUPERIOR
    # ------------------------------------------------------------

    def test_superior_gives_a_new_goal_to_all(self):
        self._assign(self.boss, name="Be polite", parent_id=self.row.id).action_apply()
        goals = self.team.goal_ids
        self.assertEqual(goals.mapped("name"), ["Be polite"] * 5)
        self.assertEqual(goals.parent_id, self.row)

    def test_own_goal_handed_on_is_served(self):
        self._indicator(self.row)
        action = self.row.with_user(self.boss).action_hand_on()
        context = action["context"]
        Assign = self.env["asn.appraisal.goal.assign"].with_user(self.boss)
        form = Form(Assign.with_context(**context))
        self.assertEqual(form.scope, "team")
        self.assertEqual(len(form.plan_ids), 5)
        form.save().action_apply()
        self.assertEqual(self.team.goal_ids.parent_id, self.row)
        self.assertEqual(len(self.team.indicator_ids), 5)

    def test_nothing_is_added_twice(self):
        self._goal(self.plan, " letters  ANSWERED ")
        assign = self._assign(self.boss, template_ids=[Command.link(self.template.id)])
        preview = str(assign.preview)
        self.assertIn("4 goals will be added to 5 drafts", " ".join(preview.split()))
        assign.action_apply()
        assign.action_apply()
        self.assertEqual(len(self.plan.goal_ids), 1)
        self.assertEqual(len(self.team.goal_ids), 5)

    def test_preview_writes_names_as_text(self):
        assign = self._assign(self.boss, name="<b onclick='x'>bold</b>")
        self.assertIn("&lt;b", str(assign.preview))
        self.assertNotIn("<b ", str(assign.preview))

    def test_nothing_chosen(self):
        with self.assertRaisesRegex(UserError, "at least one goal"):
            self._assign(self.boss, name="  ").action_apply()

    def test_chatter_says_who_gave_it(self):
        self._assign(self.boss, name="Be polite").action_apply()
        message = self.appraisal.message_ids[0]
        self.assertIn("Be polite", message.body)
        self.assertEqual(message.author_id, self.boss.partner_id)

    # ------------------------------------------------------------
    # HR
    # ------------------------------------------------------------

    def test_hr_adds_to_drafts(self):
        assign = self._assign(
            self.manager,
            name="Fewer papers",
            template_ids=[Command.link(self.template.id)],
            parent_id=self.row.id,
        )
        assign.action_apply()
        self.assertEqual(len(self.team.goal_ids), 10)
        self.assertEqual(self.team.goal_ids.parent_id, self.row)
        message = self.appraisal.message_ids[0]
        self.assertIn("Fewer papers", message.body)
        self.assertEqual(message.author_id, self.manager.partner_id)

    def test_hr_does_nothing_else(self):
        """Adding is all: a manager neither changes nor deletes, nor writes directly."""
        self._assign(self.manager, name="Fewer papers").action_apply()
        goal = self.plan.goal_ids.with_user(self.manager)
        for call in (
            lambda: goal.write({"name": "x"}),
            goal.unlink,
            lambda: goal.create({"plan_id": self.plan.id, "name": "x"}),
        ):
            with self.assertRaises(AccessError):
                call()
        self.plan.goal_ids.unlink()  # the person decides what stays

    def test_hr_touches_drafts_alone(self):
        self._agree()
        assign = self._assign(self.manager, self.plan.sudo(), name="Fewer papers")
        with self.assertRaisesRegex(UserError, "agreed by both sides"):
            assign.action_apply()
        self.assertNotIn("Fewer papers", self._get_names(self.plan))

    def test_nobody_else_adds(self):
        for user in (self.auditor, self.officer, self.members[1].user_id):
            with self.assertRaises(AccessError):
                self._assign(user, self.plan.sudo(), name="x").action_apply()
        self.assertFalse(self._get_names(self.plan))

    def test_goal_of_others_is_not_copied(self):
        secret = self._goal(self._plan(self.members[1]), "Secret")
        with self.assertRaises(AccessError):
            self._assign(
                self.person.user_id, self.plan, goal_id=secret.id
            ).action_apply()

    # ------------------------------------------------------------
    # CHOOSING
    # ------------------------------------------------------------

    def test_whole_team_with_one_click(self):
        form = Form(self.env["asn.appraisal.goal.assign"].with_user(self.boss))
        self.assertEqual(form.cycle_id, self.cycle)
        form.scope = "team"
        self.assertEqual(set(form.plan_ids.ids), set(self.team.ids))

    def test_unit_with_one_click(self):
        form = Form(self.env["asn.appraisal.goal.assign"].with_user(self.manager))
        form.scope = "unit"
        self.assertFalse(len(form.plan_ids))
        form.department_id = self.department
        self.assertEqual(len(form.plan_ids), 6)

    def test_library_fits_the_posts(self):
        Template = self.env["asn.goal.template"]
        clerks = Template.create({"name": "Clerks", "job_ids": self.job.ids})
        other_job = self.env["hr.job"].create({"name": "Driver"})
        drivers = Template.create({"name": "Drivers", "job_ids": other_job.ids})
        self.appraisal._workflow_write({"job_id": self.job.id})
        fitting = self._assign(self.boss, self.plan.sudo()).fitting_template_ids
        self.assertEqual(fitting[0], clerks, "those for the post come first")
        self.assertIn(self.template, fitting)
        self.assertNotIn(drivers, fitting)

    def test_action_on_chosen_plans(self):
        self._agree()
        plans = self.team.with_user(self.boss)
        defaults = plans.action_assign_goals()["context"]
        self.assertEqual(
            set(defaults["default_plan_ids"]), set((self.team - self.plan).ids)
        )
        with self.assertRaisesRegex(UserError, "None of these plans is a draft"):
            self.plan.action_assign_goals()
        with self.assertRaises(AccessError):
            (self.team - self.plan).with_user(self.auditor).action_assign_goals()
