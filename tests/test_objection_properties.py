# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Random receipts in random zones: the clock of objections against a slow one."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from pytz import timezone

from odoo.tests import TransactionCase

from odoo.addons.asn_appraisal.objections import (
    add_days,
    get_end,
    get_last_day,
    is_in_time,
)

from .objection_reference import find_end

# The same examples in every run; nothing is kept between runs.
PLAIN = settings(max_examples=120, deadline=None, derandomize=True, database=None)
SECOND = timedelta(seconds=1)
# All of Indonesia, a half hour, a quarter, both sides of the date line, summer time.
ZONES = [
    *("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Kolkata"),
    *("Asia/Kathmandu", "Pacific/Kiritimati", "America/Los_Angeles", "Europe/Paris"),
]

moments = st.datetimes(
    datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-01")
)
zones = st.sampled_from(ZONES)
counts = st.integers(0, 20)
# Weekends off, or the sixth day worked, or every day counts; and some holidays.
weekends = st.sampled_from([{5, 6}, {6}, set()])
holidays = st.sets(st.dates(date(2026, 1, 1), date(2028, 2, 1)), max_size=60)


def list_free(weekend, some):
    """Return all days of the years that are free."""
    first = date(2025, 12, 1)
    days = (first + timedelta(n) for n in range(900))
    return {day for day in days if day.weekday() in weekend} | some


class TestObjectionProperties(TransactionCase):
    @PLAIN
    @given(moments, zones, counts, weekends, holidays)
    def test_as_the_slow_clock(self, received, zone, count, weekend, some):
        free = list_free(weekend, some)
        tz = timezone(zone)
        last = get_last_day(received, tz, count, lambda day: day not in free)
        self.assertEqual(get_end(last, tz), find_end(received, zone, count, free))

    @PLAIN
    @given(moments, zones, counts)
    def test_last_second(self, received, zone, count):
        tz = timezone(zone)
        last = get_last_day(received, tz, count)
        end = find_end(received, zone, count, ())
        self.assertTrue(is_in_time(end - SECOND, last, tz))
        self.assertFalse(is_in_time(end, last, tz))
        self.assertTrue(is_in_time(received, last, tz))

    @PLAIN
    @given(moments, zones, counts, holidays)
    def test_a_holiday_never_shortens_it(self, received, zone, count, some):
        tz = timezone(zone)
        without = get_last_day(received, tz, count)
        self.assertGreaterEqual(
            get_last_day(received, tz, count, lambda day: day not in some), without
        )

    @PLAIN
    @given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), counts)
    def test_a_year_without_work_ends(self, day, count):
        self.assertLessEqual(
            add_days(day, count, lambda _day: False), day + timedelta(60 + count)
        )
