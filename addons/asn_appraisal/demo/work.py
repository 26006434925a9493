# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A year's work in numbers: when entries are noted, and how much each one holds."""

from datetime import timedelta


def get_percent(level):
    """Return the achievement that a level of the scale stands for.

    The points that the shipped methods have, read backwards.

    :param float level: 1 to 5
    :return: percent of the target
    """
    return 30 * level if level < 3 else 90 + 15 * (level - 3)


def draw_days(random, start, end):
    """Return the working days of a period on which something is noted."""
    count = random.randint(4, 6)
    span = (end - start).days
    days = []
    for number in range(count):
        share = (number + random.uniform(0.3, 0.8)) / count
        days.append(avoid_weekend(start + timedelta(days=int(span * share)), start))
    return days


def avoid_weekend(day, start):
    """Return ``day``, or the Friday before it, where that is not before ``start``."""
    return max(day - timedelta(days=max(day.weekday() - 4, 0)), start)


def draw_amounts(random, measure, target, percent, count):
    """Return what ``count`` entries hold so that they come to a percentage.

    :param dict measure: indicator of plans.json
    :param float target: of the plan
    :param float percent: of the target that is reached in the end
    """
    total = get_total(measure, target, percent / 100)
    kind = measure.get("aggregation", "sum")
    if kind == "sum":
        return split(random, round(total), count)
    amounts = [total * random.uniform(0.96, 1.02) for __ in range(count)]
    if kind == "last":
        amounts[-1] = total
    top = 100 if measure["unit"] == "%" else None
    return [round(min(amount, top or amount), 1) for amount in amounts]


def get_total(measure, target, share):
    """Return the realisation that means ``share`` of ``target``."""
    direction = measure.get("direction", "more")
    if direction == "less":
        return max(2 - share, 0) * target
    return min(share, 1) * target if direction == "exact" else share * target


def get_day(target_date, start, end, percent):
    """Return the day on which a thing is done that a percentage stands for.

    :param date target_date: until when it was to be done
    """
    planned = (target_date - start).days + 1
    day = start + timedelta(days=round((2 - percent / 100) * planned) - 1)
    return avoid_weekend(min(max(day, start), end), start)


def split(random, total, count):
    """Return ``count`` whole numbers, none negative, whose sum is ``total``.

    >>> import random
    >>> sum(split(random.Random(1), 40, 5))
    40
    """
    shares = [random.uniform(0.7, 1.3) for __ in range(count)]
    parts, done, seen = [], 0, 0
    for share in shares:
        seen += share
        upto = round(total * seen / sum(shares))
        parts.append(upto - done)
        done = upto
    return parts
