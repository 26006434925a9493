# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from dataclasses import dataclass
from itertools import pairwise

from odoo import api, models

from ..scoring import fixed, plain, to_fraction
from .asn_config_text import pick

GOAL_FIELDS = ["name", "kind", "assessment_reason"]
INDICATOR_FIELDS = ["name", "unit", "target_text", "excluded_reason"]
COUNTED = ("counted", "missing_zero")
STORED_DECIMALS = 4  # at most, see ``scoring.plain``


@dataclass(frozen=True)
class _Names:
    """Texts of a plan, as far as the reader may read them."""

    goals: dict  # {id: values of asn.appraisal.goal}
    indicators: dict  # {id: values of asn.appraisal.indicator}


class AsnAppraisalBreakdown(models.AbstractModel):
    """The row of the plan, unfolded: goals, and how each came to its value.

    All numbers are those stored with the outcome; only names, units and reasons are
    read from the plan, by the rules that hold for the reader. What a goal's indicators
    came to is in ``asn_appraisal_breakdown_indicator.py``.
    """

    _inherit = "asn.appraisal.breakdown"

    @api.model
    def _unfold_own(self, kind, dimension, source):
        if kind != "plan":
            return super()._unfold_own(kind, dimension, source)
        plan = source.explanation.get("plan")
        if not plan:
            return [self.env._("There is no agreed plan.")], []
        names = self._read_plan_names(plan)
        nodes = [
            self._describe_goal(goal, plan, names, source.rules)
            for goal in plan["goals"]
        ]
        return list(self._explain_plan(plan)), nodes

    @api.model
    def _read_plan_names(self, plan):
        """Read names by the reader's own rights; what they may not read is missing."""
        goal_ids = [goal["id"] for goal in plan["goals"]]
        line_ids = [line["id"] for g in plan["goals"] for line in g["indicators"]]
        return _Names(
            goals=self._read_own("asn.appraisal.goal", goal_ids, GOAL_FIELDS),
            indicators=self._read_own(
                "asn.appraisal.indicator", line_ids, INDICATOR_FIELDS
            ),
        )

    @api.model
    def _read_own(self, model, ids, names):
        if not ids or not self.env[model].has_access("read"):
            return {}
        found = self.env[model].search_read([("id", "in", ids)], names, load=None)
        return {values["id"]: values for values in found}

    # ------------------------------------------------------------
    # PLAN
    # ------------------------------------------------------------

    @api.model
    def _explain_plan(self, plan):
        """Say how the value of the plan follows from its goals, or why it has none."""
        if plan["status"] != "scored":
            yield self._explain_no_value(plan)
            return
        counted = [goal for goal in plan["goals"] if goal["status"] in COUNTED]
        terms = [
            f"{self._percent(goal['share'])} × {self._number(goal['value'])}"
            for goal in counted
        ]
        yield self.env._(
            "Goals by weight: %(terms)s %(value)s.",
            terms=" + ".join(terms),
            value=self._equals(plan["exact"]),
        )
        if plan["percent"] is not None:
            yield self.env._(
                "Targets achieved as a whole: %s.", self._percent(plan["percent"])
            )
        if any(goal["status"] not in COUNTED for goal in plan["goals"]):
            yield self.env._(
                "What is left out passes its weight to the other goals, in proportion "
                "to theirs."
            )

    @api.model
    def _explain_no_value(self, plan):
        """Name the rule by which a plan has no value."""
        return {
            "blocked": self.env._(
                "No value: about some of it nothing is noted, and by the rules a plan "
                "has no score then."
            ),
            "nothing_left": self.env._("No value: nothing of the plan is left."),
            "no_curve": self.env._(
                "No value: the rules do not say what value an achievement has."
            ),
            "broken": self.env._("No value: the plan cannot be computed."),
        }[plan["status"]]

    # ------------------------------------------------------------
    # GOALS
    # ------------------------------------------------------------

    @api.model
    def _describe_goal(self, goal, plan, names, rules):
        texts = names.goals.get(goal["id"], {})
        return self._node(
            texts.get("name") or self.env._("Goal %s", goal["number"]),
            self._number(goal["value"]),
            self._explain_goal(goal, plan, texts, rules),
            [
                self._describe_indicator(line, names.indicators.get(line["id"], {}))
                for line in goal["indicators"]
            ],
            info=self._describe_share(goal),
            key=f"goal_{goal['id']}",
            share=self._percent(goal["share"]),
        )

    @api.model
    def _describe_share(self, line):
        return self.env._(
            "weight %(weight)s, counts with %(share)s",
            weight=self._weight(to_fraction(line["weight"])),
            share=self._percent(line["share"]),
        )

    @api.model
    def _explain_goal(self, goal, plan, texts, rules):
        """Say how the value of a goal came about, or by which rule it is left out."""
        if plan["approach"] == "qualitative":
            yield from self._explain_assessment(goal, texts, rules)
        elif goal["percent"] is not None:
            yield self._write_goal_mean(goal)
            if goal["value"] is not None:
                yield self._explain_curve(goal, rules)
        if goal["status"] not in COUNTED:
            yield self._explain_goal_left_out(goal["status"])
        elif plan["status"] == "scored":
            yield self.env._(
                "Contribution: %(weight)s × %(mean)s = %(contribution)s.",
                weight=self._percent(goal["share"]),
                mean=self._number(goal["value"]),
                contribution=self._number(goal["contribution"]),
            )

    @api.model
    def _explain_assessment(self, goal, texts, rules):
        if goal["status"] == "missing_zero":
            yield self.env._(
                "Not assessed by the superior: by the rules it counts as the lowest "
                "level, %s.",
                self._number(goal["value"]),
            )
        elif goal["assessment"] and goal["status"] == "counted":
            level = self._get_level_text(goal["assessment"], rules)
            yield self.env._("The superior's assessment: %s.", level)
            if texts.get("assessment_reason"):
                yield self.env._("Reason: %s", texts["assessment_reason"])

    @api.model
    def _write_goal_mean(self, goal):
        """Write the mean of a goal's indicators so that it can be done by hand."""
        counted = [line for line in goal["indicators"] if line["status"] in COUNTED]
        terms = [
            f"{self._percent(line['share'])} × {self._percent(line['percent'])}"
            for line in counted
        ]
        return self.env._(
            "Indicators by weight: %(terms)s %(sign)s %(percent)s.",
            terms=" + ".join(terms),
            sign=self._get_sign(goal["percent"]),
            percent=self._percent(goal["percent"]),
        )

    @api.model
    def _get_sign(self, text):
        """Return ≈ where a stored decimal text may have been shortened."""
        return "≈" if len(text.partition(".")[2]) == STORED_DECIMALS else "="

    @api.model
    def _explain_curve(self, goal, rules):
        """Show between which points of the achievement curve a goal lies."""
        points = [
            (to_fraction(point["percent"]), to_fraction(point["value"]))
            for point in rules["achievement"]
        ]
        percent = to_fraction(goal["percent"])
        if percent <= points[0][0] or percent >= points[-1][0]:
            return self.env._(
                "By the rules %(percent)s gives the value %(value)s.",
                percent=self._percent(goal["percent"]),
                value=self._number(goal["value"]),
            )
        low, high = next(
            pair for pair in pairwise(points) if pair[0][0] <= percent <= pair[1][0]
        )
        return self._explain_between(low, high, goal)

    @api.model
    def _explain_between(self, low, high, goal):
        """Show the line between two points of the curve, and the goal upon it."""
        return self.env._(
            "By the rules %(low)s gives the value %(low_value)s and %(high)s the value "
            "%(high_value)s; %(percent)s lies between them: %(formula)s.",
            low=self._percent(plain(low[0])),
            low_value=self._number(plain(low[1])),
            high=self._percent(plain(high[0])),
            high_value=self._number(plain(high[1])),
            percent=self._percent(goal["percent"]),
            formula=self._write_curve(low, high, goal),
        )

    @api.model
    def _write_curve(self, low, high, goal):
        (x, y), (following, more) = (
            tuple(self._number(plain(number)) for number in point)
            for point in (low, high)
        )
        at = self._number(goal["percent"])
        return (
            f"{y} + ({at} − {x}) × ({more} − {y}) ÷ ({following} − {x})"
            f" {self._get_sign(goal['value'])} {self._number(goal['value'])}"
        )

    @api.model
    def _get_level_text(self, value, rules):
        """Write a level of the frozen scale: its value and its name."""
        for level in rules["scale"]:
            if to_fraction(level["value"]) == to_fraction(value):
                return f"{level['value']} · {pick(level['name'], self.env.lang)}"
        return fixed(to_fraction(value))

    @api.model
    def _explain_goal_left_out(self, status):
        """Name the rule that left a goal out."""
        return {
            "excluded": self.env._(
                "Left out: the superior found that none of its indicators can be "
                "judged."
            ),
            "missing_left_out": self.env._(
                "Left out: nothing is noted, and by the rules it does not count then."
            ),
            "missing_blocked": self.env._(
                "Nothing is noted, so by the rules the plan has no score."
            ),
            "no_indicator": self.env._("Left out: it has no indicator."),
        }[status]
