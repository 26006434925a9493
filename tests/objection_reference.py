# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A slow clock of objections: walks through time quarter by quarter of an hour.

It knows nothing of ``objections/clock.py``: zones are those of Python itself, and a day
is whatever a wall clock shows.
"""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

QUARTER = timedelta(minutes=15)


def find_end(received_on, zone, count, free):
    """Return the first moment that is too late, UTC without zone.

    :param datetime received_on: UTC, without zone
    :param str zone: name of the zone
    :param int count: how many days
    :param free: days that are not counted
    """
    zone = ZoneInfo(zone)
    moment = received_on.replace(tzinfo=UTC)
    moment -= timedelta(
        minutes=moment.minute % 15,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )
    today, counted = moment.astimezone(zone).date(), 0
    while True:
        moment += QUARTER
        day = moment.astimezone(zone).date()
        if day == today:
            continue
        if counted == count:
            return moment.replace(tzinfo=None)
        today = day
        counted += day not in free
