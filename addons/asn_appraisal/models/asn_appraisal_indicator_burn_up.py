# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date


class AsnAppraisalIndicator(models.Model):
    """Target against realisation over time: how far work is, at a glance."""

    _inherit = "asn.appraisal.indicator"

    burn_up = fields.Json(string="Over Time", compute="_compute_burn_up")

    @api.depends_context("lang")
    @api.depends("realisation", "target", "aggregation")
    def _compute_burn_up(self):
        for indicator in self:
            indicator.burn_up = indicator._get_burn_up()

    def _get_burn_up(self):
        """Return the points of the chart, False for what no number measures.

        :return: dict of ``unit`` and ``points``, in order of their days: ``date``
            ("YYYY-MM-DD"), ``label``, ``planned`` (where work would be if it grew
            evenly from nothing to the target) and ``realised`` (None for days to come)
        """
        self.ensure_one()
        if self.approach == "qualitative" or self.direction == "date":
            return False
        # sudo: appraisal and log - the period, and sums shown with the plan
        sudo = self.sudo()
        start, end = sudo.appraisal_id.date_start, sudo.appraisal_id.date_end
        if not start:  # not saved yet
            return False
        entries = sudo.progress_ids.filtered(lambda entry: entry.state == "noted")
        entries = entries.sorted(lambda entry: (entry.date, entry.id))
        today = min(max(fields.Date.context_today(self), start), end)
        days = sorted({start, today, end, *entries.mapped("date")})
        return {
            "unit": self.unit or "",
            "points": [
                self._get_point(day, (start, end), today, entries) for day in days
            ],
        }

    def _get_point(self, day, period, today, entries):
        start, end = period
        share = ((day - start).days + 1) / ((end - start).days + 1)
        grows = self.aggregation == "sum" and self.direction != "less"
        amounts = [entry.amount for entry in entries if entry.date <= day]
        return {
            "date": str(day),
            "label": format_date(self.env, day, date_format="d MMM"),
            "planned": round(self.target * share, 2) if grows else self.target,
            "realised": round(self._aggregate(amounts), 2) if day <= today else None,
        }
