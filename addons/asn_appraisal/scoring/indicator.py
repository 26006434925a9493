# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The achievement of one indicator: realisation against target, in percent."""

from .answers import read_weight
from .errors import RulesError
from .exact import plain, to_fraction
from .vocabulary import DIRECTIONS

FULL = to_fraction(100)


def achievement(line, date_start):
    """Return what an indicator's realisation comes to against its target.

    With T target and R realisation, in percent:

    - more (the more the better): R / T x 100
    - less (the less the better): (2T - R) / T x 100
    - exact: (1 - |R - T| / T) x 100
    - date (the earlier the better): (2P - A) / P x 100, where P and A are the days from
      the first day of the work appraised to the date planned and to the actual one,
      both days counted

    Then not below 0 and not above the cap. Where T (or P) is not above 0 no quotient
    means anything: R = T gives 100, R on the better side of T gives 100 for "less" and
    "date" and the cap for "more", every other R gives 0.

    :param dict line: "direction", "target", "realisation" (numbers in the unit of the
        indicator), "target_date", "realised_on" (date or None), "cap" (percent),
        "entry_count" (number of entries that count; 0: nothing is noted)
    :param date date_start: first day of the work appraised
    :return: dict of "direction", "target" and "realisation" (text, 4 decimals; days
        where the direction is "date"; None where nothing is noted), "target_date" and
        "realised_on" (text "YYYY-MM-DD", direction "date" alone), "cap" (text), "raw"
        (text, the percent before cap and floor; None where there is none), "limit"
        ("floor", "cap", "target_zero" or None: what made "percent" differ from "raw")
        and "percent" (Fraction, None where nothing is noted)
    :raises RulesError: "direction", "plan_cap" or "number"
    :source: PP 30/2019; PermenPANRB 6/2022 (target, realisation, evidence)

    >>> line = {"direction": "less", "target": 10, "realisation": 12, "cap": 120,
    ...     "target_date": None, "realised_on": None, "entry_count": 3}
    >>> achievement(line, None)["percent"]
    Fraction(80, 1)
    >>> more = achievement(line | {"direction": "more", "realisation": "15.5"}, None)
    >>> more["raw"], more["percent"], more["limit"]
    ('155', Fraction(120, 1), 'cap')
    """
    if line["direction"] not in DIRECTIONS:
        raise RulesError("direction", value=line["direction"])
    cap = read_weight(line["cap"])
    if cap < 0:
        raise RulesError("plan_cap", value=plain(cap))
    target, actual = _read(line, date_start)
    told = {
        "direction": line["direction"],
        "target": plain(target),
        "realisation": plain(actual),
        "cap": plain(cap),
        "raw": None,
        "limit": None,
        "percent": None,
    } | _dates(line)
    if actual is None or target is None:
        return told
    raw = _compare(line["direction"], target, actual) if target > 0 else None
    percent = _at_zero(line["direction"], target, actual, cap) if raw is None else raw
    limited = min(max(percent, to_fraction(0)), cap)
    limit = _limit(raw, percent, limited)
    return told | {"raw": plain(raw), "limit": limit, "percent": limited}


def _read(line, date_start):
    """Return target and realisation as Fraction, in days for a date."""
    noted = line["entry_count"] > 0
    if line["direction"] == "date":
        return (
            _days(date_start, line["target_date"]),
            _days(date_start, line["realised_on"]) if noted else None,
        )
    actual = to_fraction(line["realisation"]) if noted else None
    return to_fraction(line["target"]), actual


def _days(first, last):
    """Count the days from the first to the last, both included."""
    return to_fraction((last - first).days + 1) if first and last else None


def _dates(line):
    """Return the dates that days were counted from, as text."""
    if line["direction"] != "date":
        return {}
    names = ("target_date", "realised_on")
    return {name: line[name].isoformat() if line[name] else None for name in names}


def _compare(direction, target, actual):
    """Return the percent before cap and floor; the target is above 0."""
    if direction == "more":
        return actual / target * 100
    if direction == "exact":
        return (1 - abs(actual - target) / target) * 100
    return (2 * target - actual) / target * 100


def _at_zero(direction, target, actual, cap):
    """Return the percent where the target is not above 0."""
    if actual == target or (direction in ("less", "date") and actual < target):
        return FULL
    return cap if direction == "more" and actual > target else to_fraction(0)


def _limit(raw, percent, limited):
    """Name what made the percent differ from what the formula gives."""
    if raw is None:
        return "target_zero"
    if limited == percent:
        return None
    return "floor" if percent < limited else "cap"
