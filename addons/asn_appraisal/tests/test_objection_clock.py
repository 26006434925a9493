# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .objection_common import ObjectionCommon


@tagged("post_install", "-at_install")
class TestObjectionClock(ObjectionCommon):
    """The last second of a day in Jakarta is 16:59:59 in UTC."""

    def _can_file(self, moment):
        with freeze_time(moment):
            self.env.invalidate_all()
            return self.appraisal.can_object

    def _add_holiday(self, day):
        """Make a day of Jakarta a public holiday."""
        start = f"{day - timedelta(1)} 17:00:00"
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Public holiday",
                "calendar_id": self.env.company.resource_calendar_id.id,
                "company_id": self.env.company.id,
                "date_from": start,
                "date_to": f"{day} 16:59:59",
            }
        )

    def test_last_seconds_in_calendar_days(self):
        self._receive("2027-01-06 01:00:00")
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 20))
        for moment, expected in {
            "2027-01-19 16:59:59": True,  # the last second of day 13
            "2027-01-19 17:00:00": True,
            "2027-01-20 16:59:59": True,  # of day 14
            "2027-01-20 17:00:00": False,
            "2027-01-21 16:59:59": False,  # of day 15
        }.items():
            self.assertEqual(self._can_file(moment), expected, moment)

    def test_received_after_midnight_of_jakarta(self):
        """17:00 in UTC is a new day there: one day more than in UTC."""
        self._receive("2027-01-06 16:59:59")
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 20))
        self.outcome._workflow_write({"received_on": "2027-01-06 17:00:00"})
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 21))

    def test_working_days_leave_out_weekends_and_holidays(self):
        self.cycle.objection_day_kind = "working"
        self._add_holiday(date(2027, 1, 12))  # a Tuesday
        self._add_holiday(date(2027, 1, 27))
        self._receive("2027-01-06 01:00:00")
        # 7, 8 | 11, 13, 14, 15 | 18–22 | 25, 26, 28
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 28))
        self.assertTrue(self._can_file("2027-01-28 16:59:59"))
        self.assertFalse(self._can_file("2027-01-28 17:00:00"))

    def test_holidays_do_not_stop_calendar_days(self):
        self._add_holiday(date(2027, 1, 20))
        self._receive("2027-01-06 01:00:00")
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 20))

    def test_another_zone(self):
        self.env.company.resource_calendar_id.tz = "Asia/Jayapura"  # UTC+9
        self._receive("2027-01-06 15:30:00")  # 00:30 of the 7th there
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 21))
        self.assertTrue(self._can_file("2027-01-21 14:59:59"))
        self.assertFalse(self._can_file("2027-01-21 15:00:00"))

    def test_what_was_told_holds(self):
        self._receive("2027-01-06 01:00:00")
        self.cycle.objection_days = 3
        self.cycle.objection_day_kind = "working"
        self.env.invalidate_all()
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 20))

    def test_deemed_receipt_starts_the_clock(self):
        with freeze_time("2027-01-11 17:00:00"):  # the 12th in Jakarta
            self.env["asn.appraisal.outcome"]._cron_receipt()
        self.assertEqual(self.outcome.receipt, "deemed")
        self.assertEqual(self.outcome.objection_until, date(2027, 1, 26))

    def test_late_ones_are_told_when_it_ended(self):
        self._receive("2027-01-06 01:00:00")
        with freeze_time("2027-01-20 16:00:00"):
            objection = self._draft()
        with freeze_time("2027-01-20 17:00:00"):
            with self.assertRaisesRegex(UserError, "01/20/2027"):
                objection.action_file()
            self.env.invalidate_all()
            with self.assertRaisesRegex(UserError, "01/20/2027"):
                self.appraisal.action_object()
        self.assertEqual(objection.state, "draft")
        self.assertFalse(objection.reference)

    def test_same_as_working_time(self):
        """The clock and the working time of mails count alike."""
        self._add_holiday(date(2027, 1, 12))
        self.cycle.objection_day_kind = "working"
        time, company = self.env["asn.appraisal.working.time"], self.env.company
        for start in range(30):
            day = date(2027, 1, 1) + timedelta(start)
            for count in (0, 1, 5, 14):
                self.assertEqual(
                    self.cycle._add_objection_days(day, count),
                    time._add_days(company, day, count),
                )

    def test_over_is_final(self):
        self._receive("2027-01-06 01:00:00")
        Outcome = self.env["asn.appraisal.outcome"]
        with freeze_time("2027-01-20 17:00:00"):
            Outcome._cron_receipt()  # nobody has responded
            self.assertEqual(self._appraisal().state, "acknowledged")
            Outcome._cron_finish()
        self.assertEqual(self._appraisal().state, "final")

    def test_not_final_while_it_can_be_objected_to(self):
        self._receive("2027-01-06 01:00:00")
        self.outcome._respond("acknowledged")
        with freeze_time("2027-01-20 16:59:59"):
            self.env["asn.appraisal.outcome"]._cron_finish()
        self.assertEqual(self._appraisal().state, "acknowledged")
