# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The year in parts a second time: slow, naive, apart from scoring/.

Day by day: a day of a month of 31 days is 1/31 of a month. It shares no code with the
addon, so that a mistake has to be made twice to stay.
"""

from datetime import timedelta
from fractions import Fraction

LOWEST, HIGHEST = 1, 5


def combine(segments, dimension, minimum_days):
    """Return what the parts come to in a dimension, None where none has a value."""
    top = bottom = Fraction(0)
    for segment in segments:
        days = list_days(segment)
        if len(days) < minimum_days or not segment[dimension]:
            continue
        value = Fraction(segment[dimension])
        if not LOWEST <= value <= HIGHEST:
            continue
        for day in days:
            part = Fraction(1, days_of_month(day))
            top += part * value
            bottom += part
    return top / bottom if bottom else None


def list_days(segment):
    """List every day of a part."""
    day, days = segment["date_start"], []
    while day <= segment["date_end"]:
        days.append(day)
        day += timedelta(days=1)
    return days


def days_of_month(day):
    """Count the days of the month that a day lies in."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return (following - first).days
