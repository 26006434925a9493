# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The combination of periods a second time: slow, naive, apart from scoring/.

As the rules are told to people, day by day and period by period. It shares no code
with the addon, so that a mistake has to be made twice to stay.
"""

from datetime import timedelta
from fractions import Fraction

LOWEST, HIGHEST = 1, 5


def combine(rule, periods, dimension):
    """Return what the periods come to in a dimension, None where none has a value."""
    able = [period for period in periods if has_value(period, dimension)]
    if not able:
        return None
    pile = []
    for period in able:
        pile += [Fraction(period[dimension])] * count_votes(rule, period)
    if rule in ("mean", "days"):
        return sum(pile) / len(pile)
    winner = able[0]
    for period in able[1:]:
        if rule == "last" and period["date_end"] >= winner["date_end"]:
            winner = period
        if rule == "best" and is_better(period, winner, dimension):
            winner = period
    return Fraction(winner[dimension])


def has_value(period, dimension):
    """Tell whether a period is decided and has a value on the scale of the year."""
    if not period["outcome_id"] or not period[dimension]:
        return False
    return LOWEST <= Fraction(period[dimension]) <= HIGHEST


def count_votes(rule, period):
    """Count one for each period, or one for each of its days."""
    if rule != "days":
        return 1
    day, votes = period["date_start"], 0
    while day <= period["date_end"]:
        day += timedelta(days=1)
        votes += 1
    return votes


def is_better(period, winner, dimension):
    """Tell whether a later period beats the best so far."""
    mine, best = Fraction(period[dimension]), Fraction(winner[dimension])
    if mine == best:
        return period["date_end"] >= winner["date_end"]
    return mine > best
