# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged, warmup
from odoo.tools import mute_logger

from .common import TrainingCommon

QUERIES = 60  # of the completion of a session, however many took part


class EnrolmentCommon(TrainingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skills = cls.env["hr.skill.type"].create(
            {
                "name": "Service",
                "skill_ids": [Command.create({"name": "Listening"})],
                "skill_level_ids": [
                    Command.create({"name": "Some", "level_progress": 40}),
                    Command.create({"name": "Much", "level_progress": 80}),
                ],
            }
        )
        cls.levels = cls.skills.skill_level_ids.sorted("level_progress")
        cls.programme.skill_ids = [
            Command.create(
                {
                    "skill_id": cls.skills.skill_ids.id,
                    "level_id": cls.levels[1].id,
                }
            )
        ]
        cls.session = cls._session(cls.programme)

    @classmethod
    def _session(cls, programme, days=-1, **vals):
        start = fields.Datetime.now() + timedelta(days=days)
        return cls.env["event.event"].create(
            {
                "name": programme.name,
                "programme_id": programme.id,
                "date_begin": start,
                "date_end": start + timedelta(days=2),
            }
            | vals
        )

    @classmethod
    def _enrol(cls, employee=None, programme=None, user=None):
        employee = employee or cls.person
        Enrolment = cls.env["asn.training.enrolment"]
        return Enrolment.with_user(user or employee.user_id).create(
            {
                "employee_id": employee.id,
                "programme_id": (programme or cls.programme).id,
            }
        )

    @classmethod
    def _approved(cls, employees=None, programme=None):
        """Return what the superior has assigned, as the trainer sees it."""
        found = cls.env["asn.training.enrolment"].union(
            *(
                cls._enrol(employee, programme, cls.superior.user_id)
                for employee in employees or cls.person
            )
        )
        return found.with_user(cls.trainer)


@tagged("post_install", "-at_install")
class TestEnrolment(EnrolmentCommon):
    """From the wish to the place in a session."""

    def test_superior_approves_what_the_person_asks_for(self):
        enrolment = self._enrol()
        self.assertEqual((enrolment.state, enrolment.origin), ("proposed", "request"))
        self.assertTrue(enrolment.approve_by > fields.Date.today())
        task = enrolment.sudo().activity_ids
        self.assertEqual(task.user_id, self.superior.user_id)
        for user in (self.person.user_id, self.auditor, self.members[1].user_id):
            with self.assertRaises(AccessError):
                enrolment.with_user(user).action_approve()
        enrolment.with_user(self.superior.user_id).action_approve()
        self.assertEqual(enrolment.state, "approved")
        self.assertFalse(enrolment.sudo().activity_ids)
        with self.assertRaisesRegex(UserError, "no longer waits"):
            enrolment.with_user(self.superior.user_id).action_approve()

    def test_who_acts_for_the_superior_approves(self):
        self.env["asn.appraisal.acting"].with_user(self.manager).create(
            {
                "kind": "plh",
                "employee_id": self.members[1].id,
                "replaced_id": self.superior.id,
                "date_start": fields.Date.today(),
                "date_end": fields.Date.today(),
                "order_number": "1",
            }
        )
        acting = self.env["asn.appraisal.acting"].search(
            [("employee_id", "=", self.members[1].id)]
        )
        acting.sudo()._workflow_write({"state": "active"})
        enrolment = self._enrol()
        self.assertIn(self.members[1].user_id, enrolment.sudo().activity_ids.user_id)
        own = self._enrol(self.members[1])
        with self.assertRaises(AccessError):
            own.action_approve()
        enrolment.with_user(self.members[1].user_id).action_approve()
        self.assertEqual(enrolment.state, "approved")

    def test_declined_needs_a_reason(self):
        enrolment = self._enrol().with_user(self.superior.user_id)
        with self.assertRaisesRegex(UserError, "why it is declined"):
            enrolment.action_decline()
        enrolment.decision_reason = "Not this year"
        enrolment.action_decline()
        self.assertEqual(enrolment.state, "declined")
        with self.assertRaisesRegex(UserError, "has ended"):
            enrolment.decision_reason = "x"
        self.assertTrue(self._enrol())  # it can be asked again

    def test_nobody_enrols_strangers_or_twice(self):
        with self.assertRaises(AccessError):
            self._enrol(self.person, user=self.members[1].user_id)
        self._enrol()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._enrol()

    def test_state_is_not_written(self):
        enrolment = self._enrol()
        for vals in ({"state": "completed"}, {"registration_id": 1}):
            with self.assertRaises(AccessError):
                enrolment.with_user(self.trainer).write(vals)
        for vals in ({"score_after": 100}, {"decision_reason": "I pay it myself"}):
            with self.assertRaises(AccessError):
                enrolment.write(vals)
            with self.assertRaises(AccessError):
                self.env["asn.training.enrolment"].with_user(
                    self.members[1].user_id
                ).create(
                    {
                        "employee_id": self.members[1].id,
                        "programme_id": self.programme.id,
                    }
                    | vals
                )

    def test_prerequisite_and_renewal(self):
        self.advanced.prerequisite_ids = self.programme
        with self.assertRaises(UserError) as caught:
            self._enrol(programme=self.advanced)
        self.assertIn("needs “Programme together” first", str(caught.exception))
        enrolment = self._approved()
        enrolment._assign(self.session)
        enrolment.sudo().registration_id.action_set_done()
        enrolment.action_complete()
        self.assertTrue(self._enrol(programme=self.advanced))
        for months in (0, 6):
            self.programme.renewal_months = months
            with self.assertRaises(UserError) as caught:
                self._enrol()
            self.assertIn("due again", str(caught.exception))

    def test_recommendation_is_taken(self):
        self._rule(1, criterion_id=self.value.id, criterion_limit=5)
        self._play()
        found = self._get_recommendations().with_user(self.person.user_id)
        found.action_accept()
        self.assertEqual(found.state, "accepted")
        enrolment = self.env["asn.training.enrolment"].search(
            [("recommendation_id", "=", found.id)]
        )
        self.assertEqual(enrolment.state, "proposed")
        self.assertEqual(enrolment.origin, "recommendation")
        other = self._get_recommendations(self.members[1])
        other.with_user(self.superior.user_id).action_accept()
        led = self.env["asn.training.enrolment"].search(
            [("recommendation_id", "=", other.id)]
        )
        self.assertEqual(led.state, "approved")

    # ------------------------------------------------------------
    # SESSIONS
    # ------------------------------------------------------------

    def test_full_session_waits_and_moves_up(self):
        self.session.write({"seats_limited": True, "seats_max": 1})
        first, second, third = self._approved(self.members[:3])
        (first + second + third)._assign(self.session)
        self.assertEqual(first.state, "registered")
        self.assertEqual((second + third).mapped("state"), ["approved"] * 2)
        self.assertTrue(second.is_waiting and third.is_waiting)
        first.with_user(self.members[0].user_id).action_cancel()
        self.assertEqual(first.state, "cancelled")
        self.assertEqual((second.state, second.is_waiting), ("registered", False))
        self.assertTrue(third.is_waiting)
        self.assertIn("place has become free", str(second.message_ids[0].body))

    def test_a_larger_room_and_a_deleted_place(self):
        self.session.write({"seats_limited": True, "seats_max": 1})
        first, second, third = self._approved(self.members[:3])
        (first + second + third)._assign(self.session)
        self.session.seats_max = 2
        self.assertEqual(second.state, "registered")
        first.sudo().registration_id.unlink()
        self.assertEqual((first.state, third.state), ("approved", "registered"))

    def test_a_place_cancelled_at_the_desk(self):
        enrolment = self._approved()
        enrolment._assign(self.session)
        enrolment.sudo().registration_id.action_cancel()
        self.assertEqual(enrolment.state, "approved")
        self.assertFalse(enrolment.session_text)
        enrolment._assign(self._session(self.programme, days=5))
        self.assertEqual(enrolment.state, "registered")

    def test_clash_and_leave(self):
        later = self._session(self.programme, days=10)
        enrolment = self._approved()
        other = self._approved(programme=self.advanced)
        other._assign(self._session(self.advanced, days=11))
        with self.assertRaisesRegex(UserError, "at the same time"):
            enrolment._assign(later)
        free = self._session(self.programme, days=20)
        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": "Leave",
                "resource_id": self.person.resource_id.id,
                "date_from": free.date_begin,
                "date_to": free.date_end,
            }
        )
        with self.assertRaisesRegex(UserError, "is on leave"):
            enrolment._assign(free)
        leave.unlink()
        enrolment._assign(free)
        self.assertEqual(enrolment.state, "registered")

    def test_budget_asks_for_a_reason(self):
        self.programme.cost = 100
        budget = self.env["asn.training.budget"].create(
            {"amount": 150, "year": self.session.date_begin.year}
        )
        first, second = self._approved(self.members[:2])
        first._assign(self.session)
        self.assertEqual((budget.committed, budget.left), (100, 50))
        with self.assertRaisesRegex(UserError, "of the budget"):
            second._assign(self.session)
        second.decision_reason = "Two counters open in March"
        second._assign(self.session)
        budget.invalidate_recordset()
        self.assertEqual((budget.committed, budget.spent, budget.left), (200, 0, -50))
        first.sudo().registration_id.action_set_done()
        first.action_complete()
        budget.invalidate_recordset()
        self.assertEqual((budget.committed, budget.spent), (100, 100))

    def test_only_training_managers_give_places(self):
        enrolment = self._approved()
        for user in (self.person.user_id, self.superior.user_id):
            with self.assertRaises(AccessError):
                enrolment.with_user(user)._assign(self.session)
            with self.assertRaises(AccessError):
                enrolment.with_user(user).action_complete()


@tagged("post_install", "-at_install")
class TestCompletion(EnrolmentCommon):
    """The end of a session: hours and skills, and none of it twice."""

    def _place(self, employees):
        enrolments = self._approved(employees)
        enrolments._assign(self.session)
        return enrolments

    def _get_lines(self, employee=None):
        return self.env["hr.resume.line"].search(
            [
                ("employee_id", "=", (employee or self.person).id),
                ("programme_id", "!=", False),
            ]
        )

    def test_attendance_by_barcode_gives_hours_and_skill(self):
        self.env["hr.employee.skill"].create(
            {
                "employee_id": self.person.id,
                "skill_type_id": self.skills.id,
                "skill_id": self.skills.skill_ids.id,
                "skill_level_id": self.levels[0].id,
                "valid_from": fields.Date.today() - timedelta(days=30),
            }
        )
        enrolment = self._place(self.person)
        registration = enrolment.sudo().registration_id
        self.env["event.registration"].register_attendee(
            registration.barcode, self.session.id
        )
        self.assertTrue(enrolment.is_attended)
        enrolment.action_complete()
        self.assertEqual(enrolment.state, "completed")
        self.assertEqual(self._get_lines().hours, 10)
        self.assertEqual(enrolment.sudo().resume_line_id, self._get_lines())
        held = self.env["hr.employee.skill"].search(
            [("employee_id", "=", self.person.id)], order="valid_from"
        )
        self.assertEqual(held.skill_level_id, self.levels)
        self.assertTrue(held[0].valid_to and not held[1].valid_to)

    def test_a_second_confirmation_adds_nothing(self):
        enrolment = self._place(self.person)
        enrolment.sudo().registration_id.action_set_done()
        enrolment.action_complete()
        enrolment.action_complete()
        self.assertEqual(len(self._get_lines()), 1)

    def test_two_courses_in_one_batch_give_two_lines(self):
        first = self._place(self.person)
        second = self._approved(programme=self.advanced)
        later = self._session(self.advanced, days=5)
        second._assign(later)
        later.date_begin -= timedelta(days=6)
        both = first + second
        both.sudo().registration_id.action_set_done()
        both.action_complete()
        self.assertEqual(len(self._get_lines()), 2)
        self.assertEqual(sum(self._get_lines().mapped("hours")), 20)

    def test_absent_undone_and_failed(self):
        absent, undone, failed, passed = self._place(self.members[:4])
        failed.write({"pass_mark": 60, "score_after": 59})
        passed.write({"pass_mark": 60, "score_after": 60})
        (undone + failed + passed).sudo().registration_id.action_set_done()
        undone.sudo().registration_id.action_confirm()
        self.assertFalse(undone.is_attended)
        (absent + undone + failed + passed).action_complete()
        self.assertEqual((absent + undone + failed).mapped("state"), ["failed"] * 3)
        self.assertEqual(passed.state, "completed")
        self.assertFalse(self._get_lines(self.members[2]))

    def test_a_session_that_has_not_begun(self):
        enrolment = self._approved()
        enrolment._assign(self._session(self.programme, days=3))
        with self.assertRaisesRegex(UserError, "not begun"):
            enrolment.action_complete()

    def test_a_higher_level_is_kept(self):
        self.programme.skill_ids.level_id = self.levels[0]
        skill = self.env["hr.employee.skill"].create(
            {
                "employee_id": self.person.id,
                "skill_type_id": self.skills.id,
                "skill_id": self.skills.skill_ids.id,
                "skill_level_id": self.levels[1].id,
            }
        )
        enrolment = self._place(self.person)
        enrolment.sudo().registration_id.action_set_done()
        enrolment.action_complete()
        held = self.env["hr.employee.skill"].search(
            [("employee_id", "=", self.person.id)]
        )
        self.assertEqual(held, skill)
        self.assertFalse(skill.valid_to)


@tagged("post_install", "-at_install")
class TestCompletionPerformance(EnrolmentCommon):
    """A session of two hundred people ends in as many queries as one of two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        employees = cls.env["hr.employee"].create(
            [{"name": f"Learner {n}", "parent_id": cls.superior.id} for n in range(200)]
        )
        vals = {"programme_id": cls.programme.id, "event_id": cls.session.id}
        registrations = cls.env["event.registration"].create(
            [
                {"event_id": cls.session.id, "name": one.name, "state": "done"}
                for one in employees
            ]
        )
        cls.enrolments = cls.env["asn.training.enrolment"]._workflow_create(
            [
                vals
                | {
                    "employee_id": one.id,
                    "registration_id": registration.id,
                    "state": "registered",
                }
                for one, registration in zip(employees, registrations, strict=True)
            ]
        )
        cls.env.flush_all()

    def _complete(self, count):
        self.env.invalidate_all()
        self.enrolments[:count].with_user(self.trainer).action_complete()
        self.env.flush_all()

    @warmup
    def test_two_hundred(self):
        with self.assertQueryCount(QUERIES):
            self._complete(200)
        self.assertEqual(set(self.enrolments.mapped("state")), {"completed"})
        self.assertEqual(len(self.enrolments.resume_line_id), 200)

    @warmup
    def test_two(self):
        with self.assertQueryCount(QUERIES):
            self._complete(2)
