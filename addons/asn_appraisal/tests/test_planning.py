# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError
from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AppraisalCommon

JOBS = "odoo.addons.asn_appraisal.models.asn_appraisal_job"


class PlanningCommon(AppraisalCommon):
    """The cycle of the other tests, with a planning stage before it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.write(
            {
                "has_planning": True,
                "planning_end": "2026-02-01",
                "evaluation_start": "2026-11-01",
            }
        )

    @classmethod
    def _open(cls):
        cls.cycle.with_user(cls.manager).action_open_evaluation()
        cls._run_jobs()

    @classmethod
    def _agree(cls, *employees):
        """Agree plans, as the superiors do."""
        for employee in employees:
            cls._appraisal(employee)._workflow_write({"state": "agreed"})

    @classmethod
    def _get_asked(cls):
        forms = cls.cycle.appraisal_ids.evaluation_ids
        return sorted((f.employee_id.id, f.rater_id.id, f.role_id.code) for f in forms)


@tagged("post_install", "-at_install")
class TestPlanning(PlanningCommon):
    def test_launch_asks_nobody(self):
        self._launch()
        self.assertEqual(self.cycle.state, "planning")
        self.assertTrue(self.cycle.launched_on)
        self.assertEqual(self.cycle.appraisal_ids.employee_id, self.population)
        self.assertEqual(set(self.cycle.appraisal_ids.mapped("state")), {"planning"})
        self.assertFalse(self.cycle.appraisal_ids.evaluation_ids)
        self.assertFalse(self.cycle.job)

    def test_same_raters_as_without_planning(self):
        """Only the time of asking differs."""
        self._launch()
        self._agree(self.person)
        self._open()
        other = self._cycle(
            name="No planning", date_start="2027-01-01", date_end="2027-12-31"
        )
        other.action_launch()
        self._run_jobs(other)
        forms = other.appraisal_ids.evaluation_ids
        expected = [(f.employee_id.id, f.rater_id.id, f.role_id.code) for f in forms]
        self.assertEqual(self._get_asked(), sorted(expected))
        self.assertEqual(set(self.cycle.appraisal_ids.mapped("state")), {"evaluation"})

    def test_raters_are_told_when_they_are_asked(self):
        self._launch()
        mails = self.env["mail.mail"].search(
            [("model", "=", "asn.appraisal.evaluation")]
        )
        self.assertFalse(mails)
        self._open()
        mails = self.env["mail.mail"].search(
            [("model", "=", "asn.appraisal.evaluation")]
        )
        raters = self.cycle.appraisal_ids.evaluation_ids.rater_id
        self.assertEqual(mails.recipient_ids, raters.user_id.partner_id)
        self.assertEqual(len(mails), len(raters))

    # ------------------------------------------------------------
    # STAGES
    # ------------------------------------------------------------

    def test_whole_cycle(self):
        self._launch()
        self.cycle.with_user(self.manager).action_start_monitoring()
        self.assertEqual(self.cycle.state, "monitoring")
        self._open()
        self._answer_all()
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self._publish()
        self.assertEqual(self.cycle.state, "published")
        self.cycle.with_user(self.manager).action_close()
        self.assertEqual(set(self.cycle.appraisal_ids.mapped("state")), {"published"})

    def test_every_step_at_every_stage(self):
        """What a stage does not allow is refused, a second time as well."""
        allowed = {
            "draft": {"action_launch"},
            "planning": {
                "action_launch",
                "action_start_monitoring",
                "action_open_evaluation",
            },
            "monitoring": {"action_launch", "action_open_evaluation"},
            "evaluation": {"action_launch", "action_close_evaluation"},
            "calibration": set(),
            "closed": set(),
        }
        actions = set.union(*allowed.values())
        for state, works in allowed.items():
            self.cycle._workflow_write({"state": state, "job": False})
            for action in actions - works:
                with self.subTest(state=state, action=action):
                    for __ in range(2):
                        with self.assertRaisesRegex(UserError, "Test Cycle"):
                            getattr(self.cycle, action)()
                    self.assertEqual(self.cycle.state, state)

    def test_nothing_twice(self):
        self._launch()
        self.cycle.action_start_monitoring()
        with self.assertRaisesRegex(UserError, "“Monitoring”.*“Planning” only"):
            self.cycle.action_start_monitoring()
        self._open()
        asked = self._get_asked()
        with self.assertRaisesRegex(UserError, "“Evaluation”"):
            self.cycle.action_open_evaluation()
        self._launch()
        self.assertEqual(self._get_asked(), asked)

    def test_not_while_at_work(self):
        self.cycle.action_launch()
        self.assertTrue(self.cycle.job)
        for action in ("action_start_monitoring", "action_open_evaluation"):
            with self.assertRaisesRegex(UserError, "still at work"):
                getattr(self.cycle, action)()

    def test_only_managers(self):
        self._launch()
        for user in (self.officer, self.auditor, self.bare, self.superior.user_id):
            for action in ("action_start_monitoring", "action_open_evaluation"):
                with self.assertRaises(AccessError):
                    getattr(self.cycle.with_user(user), action)()
        self.assertEqual(self.cycle.state, "planning")

    def test_missing_dates(self):
        self.cycle.planning_end = False
        with self.assertRaisesRegex(UserError, "no planning deadline"):
            self.cycle.action_launch()
        self.cycle.planning_end = "2026-02-01"
        self._launch()
        self.cycle.write({"evaluation_end": False})
        with self.assertRaisesRegex(UserError, "Test Cycle.*no evaluation deadline"):
            self.cycle.action_open_evaluation()

    def test_dates_in_order(self):
        for vals in (
            {"planning_end": "2026-11-02"},
            {"evaluation_start": False, "planning_end": "2026-12-11"},
            {"plan_wait_days": -1},
        ):
            with (
                self.subTest(vals),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cycle.write(vals)
                self.env.flush_all()

    def test_planning_is_frozen(self):
        self._launch()
        with self.assertRaisesRegex(UserError, "“Starts with Planning”"):
            self.cycle.has_planning = False

    # ------------------------------------------------------------
    # LATE JOINERS, LEAVERS
    # ------------------------------------------------------------

    def test_late_joiners_in_every_stage(self):
        self._launch()
        for stage, action, state in (
            ("planning", "action_start_monitoring", "planning"),
            ("monitoring", "action_open_evaluation", "planning"),
            ("evaluation", None, "evaluation"),
        ):
            late = self._employee(f"asn_late_{stage}", self.superior)
            self.cycle.included_employee_ids |= late
            self._launch()
            self.assertEqual(self.cycle.state, stage)
            self.assertEqual(self._appraisal(late).state, state)
            asked = bool(self._appraisal(late).evaluation_ids)
            self.assertEqual(asked, stage == "evaluation")
            if action:
                getattr(self.cycle, action)()
                self._run_jobs()
        self.assertEqual(set(self.cycle.appraisal_ids.mapped("state")), {"evaluation"})
        self.assertTrue(all(a.evaluation_ids for a in self.cycle.appraisal_ids))

    def test_cancelled_is_not_asked(self):
        self._launch()
        self._agree(self.members[1])
        gone = self._appraisal() | self._appraisal(self.members[1])
        gone.with_user(self.manager).action_cancel()
        self.assertEqual(set(gone.mapped("state")), {"cancelled"})
        gone.with_user(self.manager).action_cancel()
        self.assertIn(self.person, self.cycle.excluded_employee_ids)
        self._launch()
        self._open()
        self.assertFalse(gone.evaluation_ids)
        self.assertEqual(set(gone.mapped("state")), {"cancelled"})

    def test_cancelled_is_not_reminded(self):
        """The plan that nobody agreed yet is taken back, an agreed one stays."""
        self._launch()
        first, second = self._appraisal(), self._appraisal(self.members[1])
        second.plan_ids._workflow_write({"state": "agreed"})
        (first | second).with_user(self.manager).action_cancel()
        self.assertEqual(first.plan_ids.state, "withdrawn")
        self.assertEqual(second.plan_ids.state, "agreed")
        with freeze_time("2026-02-01"):
            self.env["asn.appraisal.plan"]._remind(self.cycle)
        self.assertFalse(first.plan_ids.reminded_on)
        self.assertTrue(self._appraisal(self.members[2]).plan_ids.reminded_on)

    def test_cancelled_before_publication_alone(self):
        self._launch()
        self._open()
        self._answer_all()
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        late = self._appraisal(self.members[1])
        late.with_user(self.manager).action_cancel()
        self.assertEqual(late.state, "cancelled")
        self._publish()
        with self.assertRaisesRegex(UserError, "cannot be cancelled"):
            self._appraisal().with_user(self.manager).action_cancel()

    # ------------------------------------------------------------
    # JOB
    # ------------------------------------------------------------

    def test_opening_interrupted_and_resumed(self):
        self._launch()
        self._agree(self.superior, *self.members[:2])
        Open = self.env.registry["asn.appraisal.job.open"]
        self.patch(Open, "_batch_size", 2)
        self.cycle.with_user(self.manager).action_open_evaluation()
        self.assertEqual((self.cycle.job, self.cycle.job_total), ("open", 6))
        self.env["asn.appraisal.job.open"]._run_batch(self.cycle)
        asked = self.cycle.appraisal_ids.filtered("evaluation_ids")
        self.assertEqual(len(asked), 2)
        self.assertEqual(set(asked.mapped("state")), {"evaluation"})
        self.assertEqual(self.cycle.job_done, 2)
        first = self._get_asked()
        self.env.invalidate_all()
        self._run_jobs()
        found = self._get_asked()
        self.assertEqual(len(found), len(set(found)))
        self.assertLessEqual(set(first), set(found))
        self.assertEqual(set(self.cycle.appraisal_ids.mapped("state")), {"evaluation"})
        self.assertFalse(self.cycle.job)

    def test_one_bad_record_does_not_stop_the_others(self):
        """It is noted as a gap, and tried again with the next late joiners."""
        self._launch()
        Assignment = self.env.registry["asn.appraisal.assignment"]
        assign, person = Assignment._assign, self.person

        def fail(assignment, cycle, appraisals):
            if person in appraisals.employee_id:
                raise ValueError("Broken on purpose")
            return assign(assignment, cycle, appraisals)

        with (
            patch.object(Assignment, "_assign", fail),
            mute_logger(JOBS),
        ):
            self._open()
        self.assertEqual(self._appraisal().state, "planning")
        others = self.cycle.appraisal_ids - self._appraisal()
        self.assertEqual(set(others.mapped("state")), {"evaluation"})
        issue = self.cycle.issue_ids.filtered(lambda issue: issue.kind == "error")
        self.assertEqual(issue.employee_id, self.person)
        self.assertIn("Broken on purpose", issue.message)
        self.assertIn("being asked", self._appraisal().next_step)
        self._launch()
        self.assertEqual(self._appraisal().state, "evaluation")
        self.assertTrue(self._appraisal().evaluation_ids)
        self.assertNotIn("error", self.cycle.issue_ids.mapped("kind"))

    def test_plan_agreed_while_raters_are_asked(self):
        """Whoever writes an appraisal at the same time stops nothing."""
        self._launch()
        Open = self.env.registry["asn.appraisal.job.open"]
        origin, calls = Open._open, []

        def collide(job, cycle, appraisals):
            origin(job, cycle, appraisals)
            calls.append(len(appraisals))
            if len(calls) == 1:
                raise SerializationFailure("could not serialize access")

        with patch.object(Open, "_open", collide):
            self._open()
        self.assertEqual(calls, [6, 6])
        self.assertNotIn("error", self.cycle.issue_ids.mapped("kind"))
        found = self._get_asked()
        self.assertEqual(len(found), len(set(found)))
        self.assertTrue(all(a.evaluation_ids for a in self.cycle.appraisal_ids))
