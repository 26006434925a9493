# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""From realisation against target to a value on the scale, line by line.

Nothing is rounded on the way. What an indicator, a goal or a plan comes to is a
figure: a dict that keeps the exact numbers beside what is told about them; in the end
`_explain` writes them as text.
"""

from .answers import read_weight
from .curve import interpolate
from .errors import RulesError
from .exact import plain, to_exact, to_fraction
from .indicator import achievement
from .vocabulary import APPROACHES


def score_plan(rules, plan):
    """Score the plan of one appraisal and explain every line.

    Percent of an indicator: see `achievement`. Percent of a goal = mean of its
    indicators' percents by weight; its value on the scale is read from the method's
    achievement curve. With the qualitative approach its value is the superior's
    assessment. Value of the plan = mean of its goals' values by weight.

    What is left out passes its weight to the others of the same goal or plan, in
    proportion to theirs: an indicator that the superior excluded; one with nothing
    noted, where the method says "exclude"; a goal of which no indicator is left.
    Nothing noted otherwise counts as 0 % ("zero"; for an assessment the lowest value of
    the scale), or leaves the whole plan without a score ("block").

    :param Rules rules: the frozen rules, with the achievement curve and the policy
    :param dict plan: "id", "version", "approach" ("quantitative" or "qualitative"),
        "date_start" (date, first day of the work appraised) and "goals", each with
        "id", "weight", "assessment" (value of the scale, 0 for none) and "indicators",
        see `achievement` for what these hold
    :return: JSON-able dict, numbers as text with 4 decimals at most: "plan_id",
        "version", "approach", "missing" (the policy), "status" (scored; blocked;
        nothing_left; no_curve), "value" and "percent" of the plan with "exact" ("a/b")
        of the value, and "goals". A goal has "id", "number" (its place from 1 on),
        "status" (counted, missing_zero, missing_left_out, missing_blocked, excluded,
        no_indicator), "weight", "share" (percent of the plan that it counts with),
        "percent", "assessment", "value", "contribution" (share x value) and
        "indicators"; an indicator has "id", "number", "status" (as a goal, and
        "assessed" where the approach is qualitative), "weight", "share" (percent of
        its goal), "contribution" in percent, "entries" (how many count), and where the
        approach is quantitative what `achievement` returns
    :raises RulesError: "approach", "direction", "plan_weight", "plan_cap",
        "plan_target", "score_range" or "number" for a plan that cannot be
    :source: PermenPANRB 6/2022 (quantitative and qualitative approach); PP 30/2019
        (achievement of targets in percent)
    """
    if plan["approach"] not in APPROACHES:
        raise RulesError("approach", value=plan["approach"])
    goals = [
        _goal(rules, plan, goal) | {"number": number}
        for number, goal in enumerate(plan["goals"], 1)
    ]
    status = _status(rules, plan, goals)
    scored = status == "scored"
    _weigh(goals, "value" if scored else None)
    return {
        "plan_id": plan["id"],
        "version": plan["version"],
        "approach": plan["approach"],
        "missing": rules.missing_realisation,
        "status": status,
        "value": plain(_mean(goals, "value")) if scored else None,
        "exact": to_exact(_mean(goals, "value")) if scored else None,
        "percent": plain(_mean(goals, "percent")),
        "goals": [_explain(goal) for goal in goals],
    }


def plan_part(explanation):
    """Return the part of a plan that `score_appraisal` takes, None without a score.

    A plan speaks about the work result alone, with one voice.

    :param dict explanation: as returned by `score_plan`, also after JSON

    >>> plan_part({"status": "scored", "exact": "7/2"})
    {'respondents': 1, 'result': (1, Fraction(7, 2)), 'behaviour': (0, 0)}
    """
    if explanation["status"] != "scored":
        return None
    total = to_fraction(explanation["exact"])
    return {"respondents": 1, "result": (1, total), "behaviour": (0, 0)}


def _status(rules, plan, goals):
    """Tell whether the plan has a value, and if not, why."""
    indicators = [line for goal in goals for line in goal["indicators"]]
    if any(line["status"] == "missing_blocked" for line in [*goals, *indicators]):
        return "blocked"
    if not _counted(goals):
        return "nothing_left"
    if plan["approach"] == "quantitative" and not rules.achievement:
        return "no_curve"
    return "scored"


# ------------------------------------------------------------
# LINES
# ------------------------------------------------------------


def _goal(rules, plan, goal):
    """Return the figure of a goal."""
    indicators = [
        _indicator(rules, plan, line) | {"number": number}
        for number, line in enumerate(goal["indicators"], 1)
    ]
    _weigh(indicators, "percent")
    found = {
        "id": goal["id"],
        "weight": _weight(goal),
        "percent": _mean(indicators, "percent"),
        "assessment": goal["assessment"] or None,
        "value": None,
        "indicators": indicators,
    }
    judge = _judge if plan["approach"] == "qualitative" else _measure
    return found | judge(rules, found)


def _measure(rules, goal):
    """Return status and value of a goal that indicators measure."""
    if goal["percent"] is None:
        return {"status": _gone(goal["indicators"])}
    if not rules.achievement:
        return {"status": "counted"}
    value = interpolate(rules.achievement, goal["percent"])
    return {"status": "counted", "value": value}


def _judge(rules, goal):
    """Return status and value of a goal that the superior assesses."""
    indicators = goal["indicators"]
    if indicators and all(line["status"] == "excluded" for line in indicators):
        return {"status": "excluded"}
    if goal["assessment"] is None:
        return _missing(rules, "value", rules.lowest)
    return {"status": "counted", "value": _on_scale(rules, goal["assessment"])}


def _indicator(rules, plan, line):
    """Return the figure of an indicator."""
    found = {
        "id": line["id"],
        "weight": _weight(line),
        "entries": line["entry_count"],
        "percent": None,
    }
    if plan["approach"] == "qualitative":
        return found | {"status": "excluded" if line["is_excluded"] else "assessed"}
    found |= achievement(line, plan["date_start"])
    if line["is_excluded"]:
        return found | {"status": "excluded", "percent": None}
    if found["realisation"] is None:
        return found | _missing(rules, "percent", to_fraction(0))
    if found["percent"] is None:
        raise RulesError("plan_target", id=line["id"])
    return found | {"status": "counted"}


def _missing(rules, name, lowest):
    """Return what the policy makes of a line about which nothing is noted."""
    if rules.missing_realisation == "zero":
        return {"status": "missing_zero", name: lowest}
    blocks = rules.missing_realisation == "block"
    return {"status": "missing_blocked" if blocks else "missing_left_out"}


def _gone(indicators):
    """Return why none of a goal's indicators is left."""
    statuses = {line["status"] for line in indicators}
    for status in ("missing_blocked", "missing_left_out", "excluded"):
        if status in statuses:
            return status
    return "no_indicator"


def _on_scale(rules, value):
    """Return an assessment as Fraction, or raise."""
    value = to_fraction(value)
    if value in dict(rules.scale):
        return value
    raise RulesError(
        "score_range",
        value=plain(value),
        lower=plain(rules.lowest),
        upper=plain(rules.highest),
    )


# ------------------------------------------------------------
# WEIGHTS
# ------------------------------------------------------------


def _weight(line):
    """Return the relative weight of a goal or an indicator, or raise."""
    weight = read_weight(line["weight"])
    if weight <= 0:
        raise RulesError("plan_weight", id=line["id"], value=plain(weight))
    return weight


def _counted(lines):
    """Return the lines that count."""
    return [line for line in lines if line["status"] in ("counted", "missing_zero")]


def _weigh(lines, name):
    """Note what share of the whole each line counts with and contributes.

    :param name: of the number that is weighed; None where nothing counts
    """
    counted = _counted(lines) if name else []
    total = sum(line["weight"] for line in counted)
    for line in lines:
        line["share"] = line["contribution"] = to_fraction(0)
    for line in counted:
        line["share"] = line["weight"] * 100 / total
        line["contribution"] = line["share"] * line[name] / 100


def _mean(lines, name):
    """Return the mean of a number of the lines that count, by weight; None of none."""
    lines = [line for line in _counted(lines) if line[name] is not None]
    total = sum(line["weight"] for line in lines)
    return sum(line["weight"] * line[name] for line in lines) / total if lines else None


def _explain(line):
    """Write the numbers of a figure as text, those of its indicators too."""
    numbers = ("weight", "share", "percent", "value", "contribution")
    told = {name: plain(line[name]) for name in numbers if name in line}
    indicators = {}
    if "indicators" in line:
        indicators["indicators"] = [_explain(row) for row in line["indicators"]]
    return line | told | indicators
