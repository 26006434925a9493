# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The arithmetic of a plan a second time: slow, naive, and written apart from scoring/.

It follows the rules as they are told to people, one sentence after the other, and
shares no code with the addon, so that a mistake has to be made twice to stay.
"""

from datetime import timedelta
from fractions import Fraction

LEFT_OUT = "left out"
BLOCKS = "blocks"


def count_days(first, last):
    """Count the days of a period one by one, its first and its last included."""
    days = 0
    if last >= first:
        day = first
        while day <= last:
            days += 1
            day += timedelta(days=1)
        return days
    day = first
    while day > last:
        days -= 1
        day -= timedelta(days=1)
    return days + 1


def percent_of_indicator(indicator, date_start):
    """Return the percent of an indicator of which something is noted."""
    if indicator["direction"] == "date":
        target = Fraction(count_days(date_start, indicator["target_date"]))
        actual = Fraction(count_days(date_start, indicator["realised_on"]))
        better = "less"
    else:
        target = Fraction(str(indicator["target"]))
        actual = Fraction(str(indicator["realisation"]))
        better = indicator["direction"]
    cap = Fraction(str(indicator["cap"]))
    if target > 0:
        part = {
            "more": actual / target,
            "less": 2 - actual / target,
            "exact": 1 - abs(actual / target - 1),
        }[better]
        percent = 100 * part
    else:
        percent = percent_without_quotient(better, target, actual, cap)
    if percent < 0:
        percent = Fraction(0)
    return cap if percent > cap else percent


def percent_without_quotient(better, target, actual, cap):
    """Return the percent where the target is nothing, or below."""
    if actual == target:
        return Fraction(100)
    if better == "more":
        return cap if actual > target else Fraction(0)
    if better == "less":
        return Fraction(100) if actual < target else Fraction(0)
    return Fraction(0)


def judge_indicator(indicator, date_start, policy):
    """Return a percent, or what becomes of the indicator without one."""
    if indicator["is_excluded"]:
        return LEFT_OUT
    if indicator["entry_count"] == 0:
        return {"zero": Fraction(0), "exclude": LEFT_OUT, "block": BLOCKS}[policy]
    return percent_of_indicator(indicator, date_start)


def mean(pairs):
    """Return the mean of (weight, number) pairs by weight."""
    weights = sum(weight for weight, __ in pairs)
    return sum(weight / weights * number for weight, number in pairs)


def value_of_percent(curve, percent):
    """Return the value on the scale that belongs to a percent."""
    points = {Fraction(line["percent"]): Fraction(line["value"]) for line in curve}
    if percent in points:
        return points[percent]
    lower = [p for p in points if p < percent]
    upper = [p for p in points if p > percent]
    if not lower:
        return points[min(points)]
    if not upper:
        return points[max(points)]
    low, high = max(lower), min(upper)
    return (points[low] * (high - percent) + points[high] * (percent - low)) / (
        high - low
    )


def judge_goal(snapshot, plan, goal):
    """Return (percent or None, value), LEFT_OUT or BLOCKS."""
    policy = snapshot["missing_realisation"]
    if plan["approach"] == "qualitative":
        lines = goal["indicators"]
        if lines and all(line["is_excluded"] for line in lines):
            return LEFT_OUT
        if goal["assessment"]:
            return None, Fraction(goal["assessment"])
        lowest = Fraction(min(level["value"] for level in snapshot["scale"]))
        found = {"zero": lowest, "exclude": LEFT_OUT, "block": BLOCKS}[policy]
        return found if isinstance(found, str) else (None, found)
    judged = [
        (
            Fraction(str(line["weight"])),
            judge_indicator(line, plan["date_start"], policy),
        )
        for line in goal["indicators"]
    ]
    if any(found == BLOCKS for __, found in judged):
        return BLOCKS
    left = [(weight, found) for weight, found in judged if found != LEFT_OUT]
    if not left:
        return LEFT_OUT
    percent = mean(left)
    return percent, value_of_percent(snapshot["achievement"], percent)


def value(snapshot, plan):
    """Return the value of a plan in scale units, exact; None where it has none.

    :param snapshot: a frozen rating method
    :param plan: as for ``scoring.score_plan``
    """
    judged = [
        (Fraction(str(goal["weight"])), judge_goal(snapshot, plan, goal))
        for goal in plan["goals"]
    ]
    if any(found == BLOCKS for __, found in judged):
        return None
    left = [(weight, found[1]) for weight, found in judged if found != LEFT_OUT]
    return mean(left) if left else None
