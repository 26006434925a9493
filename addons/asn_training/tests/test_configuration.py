# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user


class TestTrainingConfiguration(TransactionCase):
    """The list of methods that comes with the addon, and who keeps it."""

    def test_methods_count_hours_as_the_rules_say(self):
        methods = self.env["asn.training.method"].search([("code", "!=", False)])
        rules = {m.code: (m.hours_rule, m.hours_fixed) for m in methods}
        self.assertEqual(rules["internship"], ("fixed", 20))
        self.assertEqual(rules["secondment"], ("fixed", 20))
        self.assertEqual(rules["exchange"], ("fixed", 20))
        self.assertEqual(rules["benchmarking"], ("fixed", 10))
        self.assertEqual(rules["coaching"], ("session", 2))
        self.assertEqual(rules["structural"][0], "programme")
        limits = {m.code: (m.max_hours_day, m.max_sessions_month) for m in methods}
        self.assertEqual(limits["elearning"], (3, 0))
        self.assertEqual(limits["self_study"], (2, 0))
        self.assertEqual(limits["community"], (2, 0))
        self.assertEqual(limits["mentoring"], (0, 2))

    def test_a_code_is_fixed(self):
        method = self.env.ref("asn_training.method_coaching")
        with self.assertRaisesRegex(UserError, "fixed"):
            method.code = "other"

    def test_employees_read_the_catalogue_and_change_nothing(self):
        user = new_test_user(self.env, "learner", groups="base.group_user")
        method = self.env.ref("asn_training.method_course")
        programme = self.env["asn.training.programme"].create(
            {"name": "Public Service", "code": "service", "method_id": method.id}
        )
        self.assertEqual(programme.with_user(user).name, "Public Service")
        with self.assertRaises(AccessError):
            programme.with_user(user).hours = 100
        with self.assertRaises(AccessError):
            method.with_user(user).hours_fixed = 100
