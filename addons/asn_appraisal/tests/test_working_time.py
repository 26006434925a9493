# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import date, datetime

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.fields import Command
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

THURSDAY = date(2026, 8, 13)
FRIDAY = date(2026, 8, 14)
SATURDAY = date(2026, 8, 15)
HOLIDAY = date(2026, 8, 17)  # a Monday
TUESDAY = date(2026, 8, 18)


@tagged("post_install", "-at_install")
class TestWorkingTime(TransactionCase):
    """Days of the agency's schedule, hours of its time zone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.time = cls.env["asn.appraisal.working.time"]
        cls.company = cls.env["res.company"].create({"name": "Agency"})
        cls.calendar = cls.env["resource.calendar"].create(
            {
                "name": "Five days",
                "tz": "Asia/Jakarta",
                "company_id": cls.company.id,
                "attendance_ids": [
                    Command.create(
                        {
                            "name": str(day),
                            "dayofweek": str(day),
                            "hour_from": 8,
                            "hour_to": 16,
                            "day_period": "morning",
                        }
                    )
                    for day in range(5)
                ],
            }
        )
        cls.company.resource_calendar_id = cls.calendar
        cls._add_holiday("2026-08-16 17:00:00", "2026-08-17 16:59:59")

    @classmethod
    def _add_holiday(cls, start, end):
        cls.env["resource.calendar.leaves"].create(
            {
                "name": "Public holiday",
                "calendar_id": cls.calendar.id,
                "company_id": cls.company.id,
                "date_from": start,
                "date_to": end,
            }
        )

    # ------------------------------------------------------------
    # DAYS
    # ------------------------------------------------------------

    def test_weekends_and_holidays_are_no_working_days(self):
        days = self.time._get_working_days(self.company, THURSDAY, TUESDAY)
        self.assertEqual(days, {THURSDAY, FRIDAY, TUESDAY})

    def test_days_forward_and_back(self):
        for day, n, expected in [
            (THURSDAY, 0, THURSDAY),
            (THURSDAY, 1, FRIDAY),
            (THURSDAY, 2, TUESDAY),
            (SATURDAY, 1, TUESDAY),
            (SATURDAY, 0, SATURDAY),
            (TUESDAY, -1, FRIDAY),
            (HOLIDAY, -2, THURSDAY),
            (date(2026, 1, 1), 200, date(2026, 10, 9)),
            (date(2026, 10, 9), -200, date(2026, 1, 1)),
        ]:
            with self.subTest(day=day, n=n):
                found = self.time._add_days(self.company, day, n)
                self.assertEqual(found, expected)

    def test_limit_is_the_other_way_round(self):
        """Whatever day it is, the dates whose turn has come end at the limit."""
        days = [date(2026, 8, n) for n in range(1, 31)]
        for n in (-3, 0, 1, 5):
            for today in days[10:20]:
                with self.subTest(n=n, today=today):
                    come = [
                        day
                        for day in days
                        if self.time._add_days(self.company, day, n) <= today
                    ]
                    limit = self.time._get_limit(self.company, today, n)
                    self.assertEqual(limit, come[-1])

    def test_calendar_days(self):
        found = self.time._add_days(self.company, THURSDAY, 4, working=False)
        self.assertEqual(found, HOLIDAY)

    def test_half_a_holiday_is_a_working_day(self):
        self._add_holiday("2026-08-13 01:00:00", "2026-08-13 05:00:00")
        self.assertTrue(self.time._is_working_day(self.company, THURSDAY))

    def test_leave_of_one_person_is_no_holiday(self):
        resource = self.env["resource.resource"].create({"name": "Somebody"})
        self._add_holiday("2026-08-12 17:00:00", "2026-08-13 16:59:59")
        leave = self.env["resource.calendar.leaves"].search(
            [], limit=1, order="id desc"
        )
        self.assertFalse(self.time._is_working_day(self.company, THURSDAY))
        leave.resource_id = resource
        self.assertTrue(self.time._is_working_day(self.company, THURSDAY))

    def test_company_without_schedule_works_five_days(self):
        self.company.resource_calendar_id = False
        days = self.time._get_working_days(self.company, THURSDAY, TUESDAY)
        self.assertEqual(days, {THURSDAY, FRIDAY, HOLIDAY, TUESDAY})

    def test_schedule_without_days_counts_all(self):
        self.calendar.attendance_ids.unlink()
        self.assertEqual(self.time._add_days(self.company, THURSDAY, 2), SATURDAY)
        self.assertFalse(self._opening("2026-08-13 03:00:00"))

    def test_summer_time(self):
        """Days stay days where the clock is put forward and back."""
        self.calendar.tz = "Europe/Berlin"
        first, last = date(2026, 3, 23), date(2026, 4, 3)
        days = self.time._get_working_days(self.company, first, last)
        self.assertEqual(len(days), 10)
        first, last = date(2026, 10, 19), date(2026, 10, 30)
        days = self.time._get_working_days(self.company, first, last)
        self.assertEqual(len(days), 10)

    # ------------------------------------------------------------
    # HOURS
    # ------------------------------------------------------------

    def _opening(self, now):
        opening = self.time._get_opening(self.company, datetime.fromisoformat(now))
        return opening and str(opening)

    def test_hours_are_those_of_the_time_zone(self):
        """7:00 in Jakarta is midnight in UTC."""
        self.assertEqual(self._opening("2026-08-12 23:59:59"), "2026-08-13 00:00:00")
        self.assertFalse(self._opening("2026-08-13 00:00:00"))
        self.assertFalse(self._opening("2026-08-13 09:59:59"))
        self.assertEqual(self._opening("2026-08-13 10:00:00"), "2026-08-14 00:00:00")
        self.calendar.tz = "Asia/Jayapura"
        self.assertEqual(self._opening("2026-08-13 08:00:00"), "2026-08-13 22:00:00")

    def test_free_days_are_quiet(self):
        self.assertEqual(self._opening("2026-08-14 10:00:00"), "2026-08-18 00:00:00")
        self.assertEqual(self._opening("2026-08-16 03:00:00"), "2026-08-18 00:00:00")
        self.assertEqual(self._opening("2026-08-17 03:00:00"), "2026-08-18 00:00:00")
        self.company.asn_mail_working_days = False
        self.assertFalse(self._opening("2026-08-17 03:00:00"))

    def test_opening_with_summer_time(self):
        """The clock is put forward on 29 March: Monday opens an hour earlier."""
        self.calendar.tz = "Europe/Berlin"
        self.assertEqual(self._opening("2026-03-26 20:00:00"), "2026-03-27 06:00:00")
        self.assertEqual(self._opening("2026-03-27 20:00:00"), "2026-03-30 05:00:00")

    def test_hours_over_midnight(self):
        self.company.write({"asn_mail_from": 22, "asn_mail_until": 6})
        self.assertEqual(self._opening("2026-08-13 05:00:00"), "2026-08-13 15:00:00")
        self.assertFalse(self._opening("2026-08-13 16:00:00"))

    def test_never_quiet(self):
        self.company.write({"asn_mail_from": 7, "asn_mail_until": 7})
        self.assertFalse(self._opening("2026-08-13 20:00:00"))

    def test_hours_of_a_day(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.company.asn_mail_from = 25
            self.env.flush_all()

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    def test_mail_waits_for_the_hour(self):
        template = self.env["mail.template"].create(
            {
                "name": "x",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "partner_to": "{{ object.id }}",
                "subject": "At its hour",
            }
        )
        partner = self.env.user.partner_id
        for now, expected in [
            ("2026-08-14 12:00:00", datetime.fromisoformat("2026-08-18")),
            ("2026-08-18 03:00:00", False),
        ]:
            with freeze_time(now):
                self.time._send(template, partner.ids, self.company)
            mail = self.env["mail.mail"].search(
                [("subject", "=", "At its hour")], limit=1, order="id desc"
            )
            self.assertEqual(mail.scheduled_date, expected)
