# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The clock of an objection: it starts with the receipt and ends with a whole day.

Moments are UTC without a zone, as Odoo stores them; days are those of a zone. The day
of the receipt is not counted, whatever its hour, and the last day counts to its end:
who receives a result on the 6th and has 14 days is in time until the 20th, 23:59:59.
"""

from datetime import datetime, time, timedelta

from pytz import utc

DAY = timedelta(days=1)
# A schedule without any working day must not hold up a clock for good.
LONGEST_BREAK = 60


def add_days(day, count, works=None):
    """Return the ``count``-th day after ``day``.

    :param date day: is not counted itself
    :param int count: how many days
    :param works: function that tells of a date whether it counts; without it all do.
        Where none does for ``LONGEST_BREAK`` days on end, all count from there on.
    :rtype: date
    :source: PermenPANRB 6/2022 (14 days for an objection), counted as the cycle says

    >>> from datetime import date
    >>> friday = date(2026, 8, 14)
    >>> str(add_days(friday, 14))
    '2026-08-28'
    >>> holiday = date(2026, 8, 17)
    >>> str(add_days(friday, 2, lambda day: day.weekday() < 5 and day != holiday))
    '2026-08-19'
    >>> str(add_days(friday, 0, lambda day: False))
    '2026-08-14'
    """
    idle = 0
    while count > 0 and idle < LONGEST_BREAK:
        day += DAY
        if works is None or works(day):
            count, idle = count - 1, 0
        else:
            idle += 1
    return day + count * DAY


def get_last_day(received_on, zone, count, works=None):
    """Return the last day of ``count`` days after the receipt.

    :param datetime received_on: UTC, without zone
    :param zone: zone of pytz in which days begin and end
    :param int count: how many days
    :param works: see ``add_days``
    :rtype: date

    >>> from pytz import timezone
    >>> jakarta = timezone("Asia/Jakarta")  # UTC+7
    >>> str(get_last_day(datetime(2027, 1, 6, 16, 59, 59), jakarta, 14))
    '2027-01-20'
    >>> str(get_last_day(datetime(2027, 1, 6, 17, 0, 0), jakarta, 14))
    '2027-01-21'
    """
    here = utc.localize(received_on).astimezone(zone)
    return add_days(here.date(), count, works)


def get_end(last_day, zone):
    """Return the first moment after a day, UTC without zone: from then on is too late.

    >>> from datetime import date
    >>> from pytz import timezone
    >>> get_end(date(2027, 1, 20), timezone("Asia/Jakarta"))
    datetime.datetime(2027, 1, 20, 17, 0)
    """
    midnight = zone.localize(datetime.combine(last_day + DAY, time.min))
    return midnight.astimezone(utc).replace(tzinfo=None)


def is_in_time(moment, last_day, zone):
    """Tell whether a moment is not later than the last second of a day.

    >>> from datetime import date
    >>> from pytz import timezone
    >>> jakarta, last = timezone("Asia/Jakarta"), date(2027, 1, 20)
    >>> is_in_time(datetime(2027, 1, 20, 16, 59, 59), last, jakarta)
    True
    >>> is_in_time(datetime(2027, 1, 20, 17, 0, 0), last, jakarta)
    False
    """
    return moment < get_end(last_day, zone)
