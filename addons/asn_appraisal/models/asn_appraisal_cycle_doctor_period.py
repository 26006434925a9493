# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..scoring import to_fraction


class AsnAppraisalCycleDoctor(models.AbstractModel):
    """Whether the shorter periods of a year can count as its cycle and method say."""

    _inherit = "asn.appraisal.cycle.doctor"

    def _examine_forms(self, cycle, snapshot):
        yield from super()._examine_forms(cycle, snapshot)
        weighs = self._weighs_periods(snapshot["method"])
        counts = snapshot["roll_up"] != "none"
        if counts and not weighs:
            message = self.env._(
                "The cycle counts its shorter periods, but method “%s” gives them no "
                "weight.",
                cycle.method_id.name,
            )
            yield self._prepare_rules_issue_vals(cycle, "period_unweighed", message)
        if weighs and not counts:
            message = self.env._(
                "Method “%s” weighs shorter periods, but the cycle counts none.",
                cycle.method_id.name,
            )
            yield self._prepare_rules_issue_vals(cycle, "period_none", message)
        yield from self._examine_scale(cycle)

    @api.model
    def _weighs_periods(self, method):
        """Tell whether a method as frozen counts shorter periods in any part."""
        return any(
            to_fraction(role["result_weight"]) or to_fraction(role["behaviour_weight"])
            for role in method["roles"]
            if role["kind"] == "period"
        )

    def _examine_scale(self, cycle):
        """Yield a gap where a period is rated on a scale that is not the year's."""
        year = cycle.parent_id or cycle
        if year.roll_up == "none":
            return
        for period in cycle if cycle.parent_id else cycle.child_ids:
            if self._get_values(period) != self._get_values(year):
                message = self.env._(
                    "“%(period)s” is rated on another scale than “%(year)s” and would "
                    "not count for it.",
                    period=period.name,
                    year=year.name,
                )
                yield self._prepare_rules_issue_vals(cycle, "period_scale", message)

    @api.model
    def _get_values(self, cycle):
        """Return the values of the scale by which a cycle rates or will rate."""
        scale = cycle._get_snapshot()["method"]["scale"]
        return sorted(to_fraction(level["value"]) for level in scale)
