# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Learning hours a second time: slow, naive, apart from the addon's package.

Hours are handed out one hundredth at a time, each to the first day that has room, as
somebody would do with a calendar and a jar of beans. It shares no code with the addon.
"""

from datetime import timedelta


def hand_out(rule, entries):
    """Return the hundredths of hours that each completion gets, in order.

    :param dict rule: kind, fixed, max_day, max_month, abroad; hours in hundredths
    :param list entries: dictionaries with start, end, hours, sessions, programme,
        is_abroad, days; hours in hundredths
    """
    calendar, taken = {}, []
    results = []
    for entry in entries:
        if rule["kind"] == "session":
            got = give_sessions(rule, entry, calendar, taken)
        else:
            got = give_hours(rule, entry, calendar)
        if entry["is_abroad"]:
            tenths = got * rule["abroad"]
            got += tenths // 100 + (1 if tenths % 100 >= 50 else 0)
        results.append(got)
    return results


def has_room(rule, calendar, day):
    return not rule["max_day"] or calendar.get(day, 0) < rule["max_day"]


def give_hours(rule, entry, calendar):
    wanted = entry["hours"]
    if rule["kind"] == "fixed":
        wanted = rule["fixed"]
    if rule["kind"] == "programme" and entry["programme"] is not None:
        wanted = entry["programme"]
    got, day = 0, entry["start"]
    while wanted and day <= entry["end"]:
        if has_room(rule, calendar, day):
            calendar[day] = calendar.get(day, 0) + 1
            got, wanted = got + 1, wanted - 1
        else:
            day += timedelta(1)
    return got


def give_sessions(rule, entry, calendar, taken):
    got = 0
    for day in sorted(entry["days"]):
        same = [d for d in taken if (d.year, d.month) == (day.year, day.month)]
        if rule["max_month"] and len(same) >= rule["max_month"]:
            continue
        taken.append(day)
        for _bean in range(rule["fixed"]):
            if has_room(rule, calendar, day):
                calendar[day] = calendar.get(day, 0) + 1
                got += 1
    return got
