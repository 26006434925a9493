# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools import format_date


class AsnAppraisalBreakdown(models.AbstractModel):
    """The row of shorter periods, unfolded: each period, and how it counts.

    All numbers are those stored with the outcome; only the names of the cycles are
    read.
    """

    _inherit = "asn.appraisal.breakdown"

    @api.model
    def _unfold_own(self, kind, dimension, source):
        if kind != "period":
            return super()._unfold_own(kind, dimension, source)
        periods = source.explanation.get("periods")
        if not periods:
            return [self.env._("The cycle counts no shorter periods.")], []
        if not periods["lines"]:
            return [self.env._("There is no shorter period with this person.")], []
        names = self._get_cycle_names(periods)
        nodes = [
            self._describe_period(line, dimension, names) for line in periods["lines"]
        ]
        return self._explain_periods(periods, dimension), nodes

    @api.model
    def _get_cycle_names(self, periods):
        ids = {line["cycle_id"] for line in periods["lines"]}
        # sudo: asn.appraisal.cycle - names of periods that went into a readable result
        cycles = self.env["asn.appraisal.cycle"].sudo().browse(ids).exists()
        return {cycle.id: cycle.name for cycle in cycles}

    @api.model
    def _explain_periods(self, periods, dimension):
        """Say by which rule the periods became one value, so that it can be redone."""
        rule = self._get_rule_name(periods["rule"])
        exact = periods["dimensions"][dimension]["exact"]
        if exact is None:
            return [
                self.env._("Rule: %s. No shorter period has a value here.", rule),
            ]
        rows = [line["dimensions"][dimension] for line in periods["lines"]]
        terms = [
            f"{self._percent(row['weight'])} × {self._number(row['score'])}"
            for row in rows
            if row["status"] == "counted"
        ]
        return [
            self.env._(
                "Rule: %(rule)s. %(terms)s %(value)s.",
                rule=rule,
                terms=" + ".join(terms),
                value=self._equals(exact),
            ),
            self.env._("It is computed with the exact scores of the periods."),
        ]

    @api.model
    def _get_rule_name(self, rule):
        field = self.env["asn.appraisal.cycle"]._fields["roll_up"]
        return dict(field._description_selection(self.env))[rule]

    @api.model
    def _describe_period(self, line, dimension, names):
        row = line["dimensions"][dimension]
        dates = self.env._(
            "%(start)s to %(end)s",
            start=format_date(self.env, line["date_start"]),
            end=format_date(self.env, line["date_end"]),
        )
        return self._node(
            names.get(line["cycle_id"]) or dates,
            self._number(row["score"]),
            [self._explain_period(row["status"])],
            info=self._describe_days(line, row),
            key=f"period_{line['appraisal_id']}",
            dates=dates,
            days=line["days"],
            share=self._percent(row["weight"]),
        )

    @api.model
    def _describe_days(self, line, row):
        if row["status"] != "counted":
            return self.env._("%s days", line["days"])
        return self.env._(
            "%(days)s days, counts with %(share)s",
            days=line["days"],
            share=self._percent(row["weight"]),
        )

    @api.model
    def _explain_period(self, status):
        """Name the rule that left a period out."""
        return {
            "not_chosen": self.env._("Not counted: by the rule another period counts."),
            "undecided": self.env._("Left out: not decided when the year was scored."),
            "no_score": self.env._("Left out: it has no score here."),
            "other_scale": self.env._("Left out: rated on another scale."),
        }.get(status)
