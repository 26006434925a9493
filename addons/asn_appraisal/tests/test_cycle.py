# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestCycle(AppraisalCommon):
    def _get_state(self):
        return [
            (e.appraisal_id.employee_id.id, e.rater_id.id, e.role_id.code, e.state)
            for e in self.cycle.appraisal_ids.evaluation_ids.sorted("id")
        ]

    def _get_roles(self, employee):
        return [form.role_id.code for form in self._appraisal(employee).evaluation_ids]

    def test_launch_creates_appraisals_and_raters(self):
        self._launch()
        self.assertEqual(self.cycle.state, "evaluation")
        self.assertEqual(self.cycle.appraisal_ids.employee_id, self.population)
        roles = self._get_roles(self.person)
        self.assertEqual(sorted(roles), ["peer"] * 4 + ["self", "superior"])
        roles = self._get_roles(self.superior)
        self.assertEqual(sorted(roles), ["self"] + ["subordinate"] * 5 + ["superior"])

    def test_second_launch_changes_nothing(self):
        self._launch()
        before = self._get_state()
        self._launch()
        self.assertEqual(self._get_state(), before)

    def test_launch_interrupted_and_resumed(self):
        Launch = self.env.registry["asn.appraisal.job.launch"]
        self.patch(Launch, "_batch_size", 2)
        self.cycle.action_launch()
        self.env["asn.appraisal.job.launch"]._run_batch(self.cycle)
        self.assertEqual(len(self.cycle.appraisal_ids), 2)
        self.env.invalidate_all()
        self._run_jobs()
        resumed = {(e, r, role) for e, r, role, __ in self._get_state()}
        expected = len(self.population)
        self.assertEqual(len(self.cycle.appraisal_ids), expected)
        self.assertEqual(len(resumed), len(self._get_state()))

    def test_late_joiner(self):
        self._launch()
        before = self._get_state()
        late = self._employee("asn_late", self.superior)
        self.cycle.included_employee_ids = late
        self._launch()
        self.assertIn(late, self.cycle.appraisal_ids.employee_id)
        self.assertEqual(self._get_state()[: len(before)], before)

    def test_rules_are_frozen(self):
        self._launch()
        with self.assertRaisesRegex(UserError, "Test Cycle.*frozen"):
            self.cycle.method_id = self.env.ref("asn_appraisal.method_score_2019")
        method = self.cycle.method_id
        method.write({"behaviour_above_from": 4.9})
        self._answer_all(4)
        self._close_evaluation()
        self.assertEqual(self._appraisal().outcome_ids.behaviour_suggested, "above")

    def test_criterion_removed_after_launch(self):
        self._launch()
        criterion = self.env.ref("asn_appraisal.criterion_service_1")
        criterion.active = False
        sheet = self._evaluation(self.person, self.person).get_sheet()
        ids = [item["id"] for group in sheet["groups"] for item in group["items"]]
        self.assertIn(criterion.id, ids)

    def test_gaps_are_named(self):
        self.members[1].parent_id = False
        self.members[2].user_id = False
        self.members[3].user_id.email = False
        first, second = self._employee("asn_loop_1"), self._employee("asn_loop_2")
        first.parent_id, second.parent_id = second, first
        self.cycle.included_employee_ids = first | second
        self.cycle.action_check_readiness()
        issues = {
            (issue.employee_id, issue.kind, issue.is_blocking)
            for issue in self.cycle.issue_ids
        }
        self.assertIn((self.members[1], "no_superior", True), issues)
        self.assertIn((self.members[2], "no_user", False), issues)
        self.assertIn((self.members[3], "no_email", False), issues)
        self.assertIn((first, "superior_loop", True), issues)
        self._launch()
        launched = self.cycle.appraisal_ids.employee_id
        self.assertNotIn(self.members[1], launched)
        self.assertNotIn(first, launched)
        self.assertIn(self.members[2], launched)

    def test_overlapping_cycle(self):
        self._launch()
        other = self._cycle(name="Other")
        other.action_check_readiness()
        self.assertEqual(set(other.gap_ids.mapped("kind")), {"overlap"})
        self.assertIn("Test Cycle", other.issue_ids[0].message)

    def test_superior_archived(self):
        self.superior.active = False
        self.cycle.action_check_readiness()
        kinds = self.cycle.issue_ids.filtered("is_blocking").mapped("kind")
        self.assertTrue({"superior_archived", "no_superior"} & set(kinds))

    def test_not_ready(self):
        cycle = self._cycle(template_rule_ids=[], evaluation_end=False)
        with self.assertRaisesRegex(UserError, "(?s)no evaluation deadline.*no form"):
            cycle.action_launch()

    def test_dates_in_order(self):
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._cycle(evaluation_end="2026-12-25")

    def test_population_unreadable(self):
        with self.assertRaisesRegex(ValidationError, "Test Cycle"):
            self.cycle.population_domain = "[('nonsense', '=', 1)]"

    def test_only_managers_run_cycles(self):
        for user in (self.officer, self.auditor, self.bare, self.superior.user_id):
            for action in (
                "action_launch",
                "action_close_evaluation",
                "action_publish",
            ):
                with self.assertRaises(AccessError):
                    getattr(self.cycle.with_user(user), action)()

    def test_stages_in_order(self):
        for action in ("action_close_evaluation", "action_publish", "action_close"):
            with self.assertRaises(UserError):
                getattr(self.cycle, action)()
        self._play()
        self.assertEqual(self.cycle.state, "published")
        self.cycle.with_user(self.manager).action_close()
        self.assertEqual(self.cycle.state, "closed")

    def test_launched_cycle_is_not_deleted(self):
        self._launch()
        with self.assertRaises(UserError):
            self.cycle.unlink()

    def test_notified_once_per_rater(self):
        self._launch()
        evaluations = self.cycle.appraisal_ids.evaluation_ids
        raters = evaluations.rater_id
        mails = self.env["mail.mail"].search([("model", "=", evaluations._name)])
        self.assertEqual(mails.recipient_ids, raters.user_id.partner_id)
        self.assertEqual(len(mails), len(raters))

    def test_follow_dates(self):
        self.cycle.write(
            {
                "follow_dates": True,
                "evaluation_start": "2020-01-01",
                "evaluation_end": "2020-02-01",
            }
        )
        self._launch()
        self.env["asn.appraisal.cycle"]._cron_follow_dates()
        self.assertEqual(self.cycle.state, "calibration")

    def test_background_writes_in_the_language_of_who_began(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self.manager.lang = "id_ID"
        self._launch()
        self._answer_all()
        self._close_evaluation()
        self._decide(self._appraisal())
        self.cycle.with_user(self.manager).action_publish()
        self.flush_tracking()
        Cron = self.registry["ir.cron"]
        with patch.object(Cron, "_commit_progress", lambda *args, **kwargs: 1):
            self.env["asn.appraisal.job"]._run(self.cycle)
        self.flush_tracking()
        values = self.cycle.message_ids.sudo().tracking_value_ids
        self.assertEqual(self.cycle.state, "published")
        self.assertIn("Diumumkan", values.mapped("new_value_char"))

    def test_stored_defaults_reach_no_result(self):
        """Nor a context: what a job inserts comes from the rules alone."""
        predicate = self.env["asn.predicate"].search([], limit=1)
        self.env["ir.default"].set(
            "asn.appraisal.outcome", "predicate_id", predicate.id
        )
        self._launch()
        self.cycle.with_user(self.manager).action_close_evaluation()
        self._run_jobs(self.cycle.with_context(default_innovation=True))
        outcomes = self.cycle.appraisal_ids.outcome_ids
        self.assertEqual(len(outcomes), 6)
        self.assertFalse(outcomes.predicate_id)
        self.assertFalse(any(outcomes.mapped("innovation")))

    def flush_tracking(self):
        """Write the messages about changed fields, as the end of a request does."""
        self.env.flush_all()
        self.cr.precommit.run()
