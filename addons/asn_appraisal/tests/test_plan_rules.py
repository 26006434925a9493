# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestPlanRules(AppraisalCommon):
    """How a method weighs plans, and what keeps it from being nonsense."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.method = cls.env.ref("asn_appraisal.method_matrix_2022")
        cls.plan = cls.env.ref("asn_appraisal.role_plan")
        cls.staff = cls.env.ref("asn_appraisal.template_staff")

    def _line(self, code):
        return self.method.role_ids.filtered(lambda line: line.role_id.code == code)

    # ------------------------------------------------------------
    # METHOD
    # ------------------------------------------------------------

    def test_shipped_methods(self):
        for method in self.env["asn.rating.method"].search([]):
            weights = {
                line.role_id.code: line.result_weight for line in method.role_ids
            }
            self.assertEqual((weights["plan"], weights["superior"]), (60, 40))
            points = [(p.percent, p.value) for p in method.achievement_ids]
            scale = {level.value: level.points for level in method.scale_id.level_ids}
            self.assertEqual(dict(points), {p: v for v, p in scale.items()})

    def test_snapshot(self):
        frozen = self.method._prepare_snapshot()
        self.assertEqual(
            frozen["achievement"][0], {"percent": "30.00", "value": "1.00"}
        )
        self.assertEqual(frozen["missing_realisation"], "zero")

    def test_curve_must_rise_on_the_scale(self):
        first, last = self.method.achievement_ids[0], self.method.achievement_ids[-1]
        for point, name, value, words in (
            (first, "percent", -1, "percentage below 0"),
            (last, "value", 6, "gives 6 for 120 %"),
            (last, "value", 2, "falls before 120 %"),
        ):
            refused = self.assertRaisesRegex(ValidationError, f"Two ratings.*{words}")
            with refused, self.cr.savepoint():
                point[name] = value
        with self.assertRaisesRegex(ValidationError, "the same value"):
            self.method.achievement_ids = [
                Command.update(point.id, {"value": 3})
                for point in self.method.achievement_ids
            ]

    @mute_logger("odoo.sql_db")
    def test_curve_has_a_percentage_once(self):
        with self.assertRaises(UniqueViolation):
            self.method.achievement_ids[0].copy()

    def test_a_plan_has_one_voice_about_results(self):
        line = self._line("plan")
        refused = self.assertRaisesRegex(ValidationError, "“Plan” has one voice")
        with refused, self.cr.savepoint():
            line.min_respondents = 3
        superior = self._line("superior")
        with self.assertRaisesRegex(ValidationError, "work result alone"):
            self.method.role_ids = [
                Command.update(line.id, {"behaviour_weight": 10}),
                Command.update(superior.id, {"behaviour_weight": 50}),
            ]

    def test_minima_follow_the_role(self):
        method = self.method.copy()
        role = self.env.ref("asn_appraisal.role_period")
        external = self.env.ref("asn_appraisal.role_external")
        method.role_ids = [
            Command.create({"role_id": role.id}),
            Command.create({"role_id": external.id}),
        ]
        minima = {line.role_id: line.min_respondents for line in method.role_ids}
        self.assertEqual((minima[role], minima[external]), (1, 3))

    # ------------------------------------------------------------
    # NOBODY IS ASKED
    # ------------------------------------------------------------

    def test_no_form_asks_a_plan(self):
        with self.assertRaisesRegex(ValidationError, "“Plan” cannot be asked"):
            self.staff.role_ids = [Command.create({"role_id": self.plan.id})]
        with self.assertRaisesRegex(ValidationError, "“Plan” cannot be asked"):
            self.staff.line_ids[0].role_ids += self.plan
        criterion = self.staff.line_ids[0].criterion_id
        with self.assertRaisesRegex(ValidationError, "“Plan” cannot be asked"):
            criterion.wording_ids = [
                Command.create({"role_id": self.plan.id, "text": "x"})
            ]

    def test_nobody_is_added_as_a_plan(self):
        choices = dict(self.env["asn.appraisal.rater"]._get_roles())
        self.assertFalse({"plan", "period"} & choices.keys())
        self.assertIn("superior", choices)

    @mute_logger("odoo.sql_db")
    def test_one_role_per_kind(self):
        with self.assertRaises(UniqueViolation):
            self.plan.copy()

    # ------------------------------------------------------------
    # READINESS
    # ------------------------------------------------------------

    def _check(self, **vals):
        self.cycle.write({"has_planning": True, "planning_end": "2026-01-01"} | vals)
        self.cycle.with_user(self.manager).action_check_readiness()
        return {
            issue.kind: issue
            for issue in self.cycle.issue_ids
            if issue.kind.startswith("plan_")
        }

    def test_shipped_method_is_ready_for_plans(self):
        self.assertFalse(self._check())

    def test_plan_without_weight(self):
        self.method.role_ids = [
            Command.update(self._line("plan").id, {"result_weight": 0}),
            Command.update(self._line("superior").id, {"result_weight": 100}),
        ]
        issue = self._check()["plan_unweighed"]
        self.assertFalse(issue.is_blocking)
        self.assertEqual(issue._get_record_to_fix(), self.method)
        self.assertFalse(self._check(has_planning=False))

    def test_targets_without_a_curve(self):
        self.method.achievement_ids = [Command.clear()]
        issue = self._check()["plan_curve"]
        self.assertTrue(issue.is_blocking)
        self.assertEqual(issue._get_record_to_fix(), self.method)
        with self.assertRaisesRegex(UserError, "what value an achievement has"):
            self.cycle.with_user(self.manager).action_launch()
        self.cycle.template_rule_ids.template_id.plan_approach = "qualitative"
        self.assertFalse(self._check())

    def test_highest_value_out_of_reach(self):
        self.staff.plan_cap = 110
        issue = self._check()["plan_cap"]
        self.assertEqual((issue.template_id, issue.is_blocking), (self.staff, False))
        self.assertIn("110 %", issue.message)
        self.assertIn("120 %", issue.message)
