# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Hours by the rule of a method, within its limits.

What a completion is worth is decided once, in the order in which completions become
known. A limit of a day or a month is shared: what earlier ones have used of it is gone.
Hours are decimals with two digits; the bonus for training abroad comes on top of what
the limits leave, is rounded half-up and uses up no limit.

:source: rules of JP by method in public applications of civil service agencies; every
    number is configured with the method
"""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


class Rule(NamedTuple):
    """How a method counts; 0 stands for no limit.

    ``kind`` is `programme` (as the programme says), `fixed`, `session` or `actual`.
    """

    kind: str
    fixed: float = 0
    max_day: float = 0
    max_month: int = 0
    abroad: float = 0


class Entry(NamedTuple):
    """One completion.

    ``days`` holds the days on which it took place, where they are known: a tuple of
    dates, for `session` one for each session. ``programme`` is None without a programme
    of the catalogue: then the hours taken count in its place.
    """

    start: object
    end: object
    hours: float = 0
    sessions: int = 0
    programme: float | None = None
    is_abroad: bool = False
    days: tuple = ()


class Used(NamedTuple):
    """What earlier completions by the same method have used."""

    hours: dict
    sessions: dict


class Credit(NamedTuple):
    """What a completion is worth.

    ``days`` are hours by day without the bonus, ``sessions`` those that count, by day,
    ``parts`` the steps of the calculation as ``(code, value, …)``.
    """

    hours: Decimal
    days: dict
    sessions: dict
    parts: tuple


def count(rule, entry, used=None):
    """Return what one completion is worth.

    :param Rule rule: of the method
    :param Entry entry: the completion
    :param Used used: what is used of the limits; None: nothing
    :return: Credit

    >>> from datetime import date
    >>> day = date(2026, 3, 2)
    >>> count(Rule("programme"), Entry(day, day, programme=24)).hours
    Decimal('24.00')
    >>> count(Rule("fixed", 20, abroad=20), Entry(day, day, is_abroad=True)).parts
    (('fixed', Decimal('20.00')), ('abroad', Decimal('20.00'), Decimal('4.00')))
    >>> credit = count(Rule("actual", max_day=3), Entry(day, day, hours=5))
    >>> credit.hours, credit.parts[1]
    (Decimal('3.00'), ('day', Decimal('3.00'), Decimal('2.00')))
    >>> coaching = Rule("session", 2, max_month=2)
    >>> count(coaching, Entry(day, day, sessions=3)).parts
    (('session', 3, Decimal('2.00')), ('month', 2, 1))
    """
    used = used or Used({}, {})
    parts = []
    sessions = {}
    if rule.kind == "session":
        sessions = _keep_sessions(rule, entry, used, parts)
        wanted = {day: n * _exact(rule.fixed) for day, n in sessions.items()}
        days = {day: _keep_day(rule, day, wanted[day], used) for day in wanted}
        total = sum(wanted.values(), ZERO)
    else:
        total = _get_total(rule, entry, parts)
        days = _share_out(rule, entry, total, used)
    kept = sum(days.values(), ZERO)
    if kept < total:
        parts.append(("day", _exact(rule.max_day), total - kept))
    bonus = _add_bonus(rule, entry, kept, parts)
    days = {day: hours for day, hours in days.items() if hours}
    return Credit(kept + bonus, days, sessions, tuple(parts))


def count_all(rule, entries, used=None):
    """Return what completions of one person by one method are worth, in their order.

    >>> from datetime import date
    >>> day = date(2026, 3, 2)
    >>> both = [Entry(day, day, hours=2), Entry(day, day, hours=2)]
    >>> [credit.hours for credit in count_all(Rule("actual", max_day=3), both)]
    [Decimal('2.00'), Decimal('1.00')]
    """
    used = used or Used({}, {})
    used = Used(dict(used.hours), dict(used.sessions))
    counted = []
    for entry in entries:
        credit = count(rule, entry, used)
        for day, hours in credit.days.items():
            used.hours[day] = _exact(used.hours.get(day, 0)) + hours
        for day, number in credit.sessions.items():
            used.sessions[day] = used.sessions.get(day, 0) + number
        counted.append(credit)
    return counted


def _exact(value):
    return Decimal(str(value)).quantize(CENT, ROUND_HALF_UP)


def _get_days(entry):
    """Return the days of a completion, in order."""
    if entry.days:
        return sorted(entry.days)
    length = (entry.end - entry.start).days + 1
    return [entry.start + timedelta(n) for n in range(length)]


def _get_total(rule, entry, parts):
    """Return the hours before any limit."""
    if rule.kind == "fixed":
        code, hours = "fixed", rule.fixed
    elif rule.kind == "programme" and entry.programme is not None:
        code, hours = "programme", entry.programme
    else:
        code, hours = "actual", entry.hours
    parts.append((code, _exact(hours)))
    return _exact(hours)


def _keep_sessions(rule, entry, used, parts):
    """Return ``{day: sessions}`` that count, the first of each month.

    Without known days the sessions are spread evenly over the time.
    """
    dates = sorted(entry.days)
    if not dates:
        step = (entry.end - entry.start).days
        last = max(entry.sessions - 1, 1)
        dates = [
            entry.start + timedelta(step * n // last) for n in range(entry.sessions)
        ]
    parts.append(("session", len(dates), _exact(rule.fixed)))
    months = {}
    for day, number in used.sessions.items():
        months[day.year, day.month] = months.get((day.year, day.month), 0) + number
    kept = {}
    for day in dates:
        month = day.year, day.month
        if rule.max_month and months.get(month, 0) >= rule.max_month:
            continue
        months[month] = months.get(month, 0) + 1
        kept[day] = kept.get(day, 0) + 1
    if lost := len(dates) - sum(kept.values()):
        parts.append(("month", rule.max_month, lost))
    return kept


def _keep_day(rule, day, hours, used):
    """Return what the limit of a day leaves of ``hours``."""
    if not rule.max_day:
        return hours
    room = _exact(rule.max_day) - _exact(used.hours.get(day, 0))
    return max(min(hours, room), ZERO)


def _share_out(rule, entry, total, used):
    """Return ``{day: hours}``: days are filled from the first one on."""
    days = {}
    for day in _get_days(entry):
        days[day] = _keep_day(rule, day, total, used)
        total -= days[day]
    return days


def _add_bonus(rule, entry, kept, parts):
    percent = _exact(rule.abroad)
    if not (entry.is_abroad and percent and kept):
        return ZERO
    bonus = _exact(kept * percent / 100)
    parts.append(("abroad", percent, bonus))
    return bonus
