# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import warmup
from odoo.tools import mute_logger

from .training_common import TrainingCommon


class TestTrainingCredit(TrainingCommon):
    """Hours come into being once for each completion, by the rules of the method."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.env["event.event"].create(
            {
                "programme_id": cls.programme.id,
                "date_begin": "2026-03-02 01:00:00",
                "date_end": "2026-03-04 09:00:00",
                "date_tz": "Asia/Jakarta",
            }
        )

    def test_a_completion_is_a_verified_line_of_the_resume(self):
        line = self._credit(self._completion(event_id=self.event.id))
        self.assertRecordValues(
            line,
            [
                {
                    "employee_id": self.person.id,
                    "name": "Service",
                    "hours": 24,
                    "verification": "verified",
                    "training_year": 2026,
                    "completed_on": date(2026, 3, 4),
                    "event_id": self.event.id,
                    "course_type": "onsite",
                }
            ],
        )
        self.assertIn("24", line.hours_explanation)

    def test_a_session_is_named_and_knows_its_days(self):
        self.assertEqual(self.event.name, "Service")
        days = [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)]
        self.assertEqual(self.event._get_training_days(), days)

    def test_the_same_source_adds_nothing(self):
        first = self._credit(self._completion())
        again = self._credit(self._completion(hours=99))
        self.assertEqual(again, first)
        self.assertEqual(first.hours, 24)

    def test_a_session_counts_once_whatever_its_sources(self):
        one = self._completion(event_id=self.event.id, source="registration,1")
        two = self._completion(event_id=self.event.id, source="certificate,9")
        self.assertEqual(self._credit(one), self._credit(two))
        both = [
            self._completion(self.colleague, event_id=self.event.id, source=source)
            for source in ("registration,2", "slides,2")
        ]
        lines = self._credit(*both)
        self.assertEqual(len(set(lines.ids)), 1)

    def test_two_courses_in_one_batch_give_two_lines(self):
        other = self._programme("archive", hours=8)
        lines = self._credit(
            self._completion(), self._completion(programme=other, source="test,2")
        )
        self.assertEqual(lines.mapped("hours"), [24, 8])

    @mute_logger("odoo.sql_db")
    def test_the_database_holds_it_as_well(self):
        line = self._credit(self._completion())
        vals = self.env["hr.resume.line"]._prepare_credited(self._completion())
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            line._workflow_create([vals])

    def test_limit_of_a_day_is_shared_by_all_lines(self):
        programme = self._programme("reading", method="self_study")
        same = {"programme": programme, "date_end": "2026-03-02", "hours": 1.5}
        self.env.ref("asn_training.method_self_study").hours_rule = "actual"
        lines = self._credit(
            self._completion(**same, source="a"), self._completion(**same, source="b")
        )
        self.assertEqual(lines.mapped("hours"), [1.5, 0.5])
        later = self._credit(self._completion(**same, source="c"))
        self.assertEqual(later.hours, 0)
        self.assertIn("2", later.hours_explanation)
        other = self._credit(self._completion(self.colleague, **same, source="d"))
        self.assertEqual(other.hours, 1.5)

    def test_two_sessions_a_month(self):
        programme = self._programme("coach", method="coaching")
        same = {"programme": programme, "date_end": "2026-03-02", "sessions": 1}
        lines = self._credit(
            *(self._completion(**same, source=f"s,{n}") for n in range(3))
        )
        self.assertEqual(lines.mapped("hours"), [2, 2, 0])

    def test_abroad_is_a_fifth_more(self):
        line = self._credit(self._completion(is_abroad=True))
        self.assertEqual(line.hours, 28.8)

    def test_lines_of_core_count_nothing(self):
        line = self.env["hr.resume.line"].create(
            {"employee_id": self.person.id, "name": "Old", "duration": 40}
        )
        self.assertFalse(line.verification)
        self.assertFalse(line.hours)
        self.assertFalse(line.training_year)

    def test_what_counts_cannot_be_changed(self):
        line = self._credit(self._completion())
        for actor in (self.person, self.manager):
            own = line.with_user(actor.user_id)
            with self.assertRaisesRegex(UserError, "cannot be changed"):
                own.date_end = "2026-12-31"
            with self.assertRaises(UserError):
                own.unlink()
        for name, value in (("hours", 99), ("verification", "verified")):
            with self.assertRaises(AccessError):
                line.sudo()[name] = value
            with self.assertRaises(AccessError):
                line.sudo().create(
                    {"employee_id": self.person.id, "name": "x", name: value}
                )
        line.with_user(self.person.user_id).description = "What I learnt"

    def test_a_used_programme_is_archived_not_deleted(self):
        self._credit(self._completion())
        with self.assertRaisesRegex(UserError, "Archive"):
            self.programme.with_user(self.manager.user_id).unlink()

    @warmup
    def test_queries_do_not_grow(self):
        people = self.env["hr.employee"].create([{"name": f"p{n}"} for n in range(200)])
        self.env.flush_all()
        for size, start in ((1, 0), (199, 1)):
            self.env.invalidate_all()
            batch = people[start : start + size]
            with self.assertQueryCount(20):
                self._credit(
                    *(
                        self._completion(person, source=f"batch,{person.id}")
                        for person in batch
                    )
                )
                self.env.flush_all()
