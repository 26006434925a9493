# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..scoring import evaluation_means, fixed, half_up, plain, to_exact, to_fraction
from .asn_appraisal_explanation import MAX_DENOMINATOR


class AsnAppraisalBreakdown(models.AbstractModel):
    """The row of a role in words: its weight, its mean, and who may read more."""

    _inherit = "asn.appraisal.breakdown"

    # ------------------------------------------------------------
    # WEIGHT
    # ------------------------------------------------------------

    @api.model
    def _explain_row(self, row, rows, names):
        """Say what became of the weight of a role and what it contributes."""
        yield self._explain_weight(row, rows, names)
        yield self._explain_rule(row)
        if row["status"] == "suppressed":
            yield self.env._(
                "With fewer than %s answers a group is neither shown nor counted, so "
                "that those who answered stay protected. Nothing more is shown of it.",
                row["min_respondents"],
            )
        used = row.get("mean") or row.get("neutral_value")
        if used and float(row["effective_weight"] or 0):
            yield self.env._(
                "Contribution: %(weight)s × %(mean)s = %(contribution)s.",
                weight=self._percent(row["effective_weight"]),
                mean=self._number(used),
                contribution=self._number(row["contribution"]),
            )

    @api.model
    def _explain_weight(self, row, rows, names):
        """Add up what a role has to give or to count with, and say what came of it."""
        if row["status"] == "weight_zero":
            return self._explain_no_weight(row)
        received = [
            (giver["role"], move["weight"])
            for giver in rows
            for move in giver["moved_to"]
            if move["role"] == row["role"]
        ]
        parts = [self.env._("%s as announced", self._percent(row["weight"]))]
        parts += [
            self.env._(
                "%(weight)s from %(role)s",
                weight=self._percent(weight),
                role=names.get(giver, giver),
            )
            for giver, weight in received
        ]
        total = self._percent(self._sum_weight(row, received))
        text = " + ".join(parts) + (f" = {total}" if received else "")
        if row["moved_to"]:
            return self._explain_given(row, text, names)
        return self.env._("Weight: %s.", text)

    @api.model
    def _explain_no_weight(self, row):
        if "kind" in row:
            return self.env._(
                "The rules give this part no weight here: it is shown and changes "
                "nothing."
            )
        return self.env._(
            "The rules give this group no weight here: its answers are shown for "
            "comparison and change nothing."
        )

    @api.model
    def _sum_weight(self, row, received):
        """Return what a role counts with or, where it counts no more, gave away."""
        if row["moved_to"] or row["effective_weight"] is None:
            weights = [row["weight"], *(weight for __, weight in received)]
            return plain(sum(map(to_fraction, weights)))
        return row["effective_weight"]

    @api.model
    def _explain_given(self, row, text, names):
        """Say to whom the whole weight of a missing role went, and what is left."""
        rest = self._percent(row["effective_weight"] or "0")
        moves = [
            (names.get(move["role"], move["role"]), self._percent(move["weight"]))
            for move in row["moved_to"]
        ]
        if len(moves) == 1:
            return self.env._(
                "Weight: %(weight)s, all moved to %(role)s; counts with %(rest)s.",
                weight=text,
                role=moves[0][0],
                rest=rest,
            )
        shares = [
            self.env._("%(weight)s to %(role)s", weight=weight, role=role)
            for role, weight in moves
        ]
        return self.env._(
            "Weight: %(weight)s, all moved: %(moves)s; counts with %(rest)s.",
            weight=text,
            moves=", ".join(shares),
            rest=rest,
        )

    @api.model
    def _explain_rule(self, row):
        """Say by which rule the weight of a missing role goes where it goes."""
        if "kind" in row:
            return self._explain_own_rule(row)
        rule = {
            "shared": self.env._(
                "the weight of a missing group is shared out to those counted, in "
                "proportion to their weights"
            ),
            "rolled_up": self.env._(
                "the weight of this group, where it is missing, goes to another one"
            ),
            "neutral": self.env._("where missing, the group counts as neutral"),
            "blocked": self.env._("without this group there is no score"),
        }.get(row["treatment"])
        return rule and self.env._("Rule: %s.", rule)

    @api.model
    def _explain_own_rule(self, row):
        """Say the same of a plan or a period that has no value."""
        rule = {
            "shared": self.env._(
                "the weight of a part without a value is shared out to those counted, "
                "in proportion to their weights"
            ),
            "rolled_up": self.env._(
                "the weight of this part, where it has no value, goes to another one"
            ),
            "neutral": self.env._("where it has no value, this part counts as neutral"),
            "blocked": self.env._("without a value of this part there is no score"),
        }.get(row["treatment"])
        return rule and self.env._("Rule: %s.", rule)

    # ------------------------------------------------------------
    # MEAN
    # ------------------------------------------------------------

    @api.model
    def _explain_mean(self, row, values, dimension, source):
        """Show how the mean of a role follows from the means of its values."""
        if not row.get("mean"):
            return []
        total = sum(value["weight"] * value["exact"] for value in values)
        weight = sum(value["weight"] for value in values)
        notes = []
        if weight:
            mean = total / weight
            formula = self._write_mean(values, weight, mean)
            near = abs(mean - to_fraction(row["mean"])) <= to_fraction("0.0051")
            notes = [formula if near else self._explain_unobserved(row, mean)]
        notes += [self._explain_exact(row, dimension, source)]
        return [note for note in notes if note]

    @api.model
    def _write_mean(self, nodes, weight, mean):
        """Write a weighted mean so that it can be done again by hand."""
        terms = [
            f"{self._weight(node['weight'])} × {self._number(fixed(node['exact']))}"
            for node in nodes
            if node["weight"]
        ]
        sign = "=" if half_up(mean) == mean else "≈"
        return self.env._(
            "Mean by weight: (%(terms)s) ÷ %(weight)s %(sign)s %(mean)s.",
            terms=" + ".join(terms),
            weight=self._weight(weight),
            sign=sign,
            mean=self._number(fixed(mean)),
        )

    @api.model
    def _explain_unobserved(self, row, mean):
        return self.env._(
            "Not everybody observed everything. Each of the %(count)s forms counts "
            "once, with its own mean; hence %(mean)s, while the means below by weight "
            "would give %(other)s.",
            count=row["respondents"],
            mean=self._number(row["mean"]),
            other=self._number(fixed(mean)),
        )

    @api.model
    def _explain_exact(self, row, dimension, source):
        """Show the exact mean where the reader sees all forms and rounding hides it."""
        forms = source.forms.get(row["role"], ())
        if not forms or len(forms) != row["respondents"]:
            return False
        items = self._get_counted(row["role"], source)
        means = [
            evaluation_means(
                items, {id_: a.value or None for id_, a in source.answers[f.id].items()}
            )[dimension]
            for f in forms
        ]
        if None in means:
            return False
        mean = sum(means) / len(means)
        if half_up(mean) == mean or mean.denominator > MAX_DENOMINATOR:
            return False
        return self.env._("Exact mean: %s.", to_exact(mean))

    @api.model
    def _get_counted(self, code, source):
        return [
            item
            for group_id, items in source.items[code].items()
            for item in items
            if str(item["criterion_id"]) in self._get_details(code, group_id, source)
        ]

    @api.model
    def _get_details(self, code, group_id, source):
        result = source.results.get((code, group_id))
        return (result and result.details) or {}

    @api.model
    def _explain_privacy(self, code, source):
        """Say why no single answers stand below the means of a group."""
        if code not in source.named:
            return self.env._(
                "Single answers of this group are read by nobody; what is shown ends "
                "at the means of statements."
            )
        if not source.forms.get(code):
            return self.env._(
                "Single answers and comments of this form are read by the person "
                "appraised, the superior and HR alone."
            )
        return False

    @api.model
    def _weight(self, weight):
        """Write a weight: ``1``, ``2.50``, or ``1/3`` where decimals never end."""
        text = plain(weight)
        if to_fraction(text) != weight:
            return str(weight)
        return text if "." not in text else self._number(text)
