# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date

from ..scoring import decided_value, plain, to_exact, to_fraction
from .asn_appraisal import PUBLISHED_STATES
from .asn_config_text import pick


class AsnAppraisalPage(models.AbstractModel):
    """What the parts of a year come to, of somebody who moved within it.

    Each part is weighed with its months. It is told once every part is published, and
    to those who may read all of them: as it was noted and sealed with the last part.
    """

    _inherit = "asn.appraisal.page"

    @api.model
    def _describe_year(self, outcome):
        parts = self._get_parts(outcome)
        if len(parts) < 2:
            return False
        found = parts._find_noted_year(parts) or parts._combine_year()
        names = outcome._get_rules()["predicates"]
        predicate = found["predicate"]
        return {
            "predicate": predicate and pick(names[predicate]["name"], self.env.lang),
            "lines": [
                self._describe_part(part, line)
                for part, line in zip(parts, found["lines"], strict=True)
            ],
            "totals": {
                code: self._number(dimension["score"])
                for code, dimension in found["dimensions"].items()
            },
            "notes": self._describe_year_rule(found["minimum_days"]),
        }

    @api.model
    def _get_parts(self, outcome):
        """Return the published outcomes of all parts, none unless all can be read."""
        # sudo: asn.appraisal - whether there are others, before any of them is told
        appraisals = (
            self.env["asn.appraisal"]
            .sudo()
            .search(
                [
                    ("cycle_id", "=", outcome.cycle_id.id),
                    ("employee_id", "=", outcome.employee_id.id),
                    ("state", "!=", "cancelled"),
                ],
                order="date_start",
            )
        )
        if any(found.state not in PUBLISHED_STATES for found in appraisals):
            return outcome.browse()
        outcomes = outcome.search(
            [("appraisal_id", "in", appraisals.ids), ("state", "=", "published")]
        )
        if outcomes.appraisal_id != appraisals.browse(outcomes.appraisal_id.ids):
            return outcome.browse()
        by_start = outcomes.sorted(lambda found: found.appraisal_id.sudo().date_start)
        return by_start if len(by_start) == len(appraisals) else outcome.browse()

    @api.model
    def _prepare_segment(self, outcome, rules):
        # sudo: asn.appraisal - the days of a part whose outcome can be read
        appraisal = outcome.appraisal_id.sudo()
        segment = {"date_start": appraisal.date_start, "date_end": appraisal.date_end}
        for code in ("result", "behaviour"):
            if outcome.annulled:
                segment[code] = None
                continue
            exact = outcome.explanation["dimensions"][code]["exact"]
            name = f"{code}_rating" if rules.kind == "matrix" else f"{code}_points"
            decided = self._get_decided(outcome, name)
            segment[code] = to_exact(decided_value(rules, code, exact, decided))
        return segment

    @api.model
    def _describe_part(self, outcome, line):
        # sudo: asn.appraisal, hr.employee - names in a result that can be read
        appraisal = outcome.appraisal_id.sudo()
        weights = {
            code: row["weight"] and self._percent(plain(to_fraction(row["weight"]), 2))
            for code, row in line["dimensions"].items()
        }
        months = plain(to_fraction(line["months"]), 2)
        return {
            "id": appraisal.id,
            "period": self.env._(
                "%(start)s – %(end)s",
                start=format_date(self.env, fields.Date.to_date(line["date_start"])),
                end=format_date(self.env, fields.Date.to_date(line["date_end"])),
            ),
            "post": appraisal.job_title or appraisal.job_id.name or "",
            "superior": appraisal.superior_id.name or "",
            "predicate": outcome.predicate_id.name,
            "months": self._number(months),
            "texts": {
                code: self._number(row["score"])
                for code, row in line["dimensions"].items()
            },
            "weight": weights["result"] or weights["behaviour"] or "–",
        }

    @api.model
    def _describe_year_rule(self, minimum_days):
        notes = [
            self.env._(
                "Each part counts with its months, a month served in part by its days. "
                "Where a superior decided otherwise than the score, the nearest score "
                "within the decided rating counts."
            )
        ]
        if minimum_days:
            notes.append(
                self.env._(
                    "A part of fewer than %s days counts with nothing.",
                    minimum_days,
                )
            )
        return notes
