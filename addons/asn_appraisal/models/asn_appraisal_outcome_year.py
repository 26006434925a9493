# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from ..scoring import score_segments


class AsnAppraisalOutcome(models.Model):
    """The year of somebody who moved within it, noted when its last part is published.

    What all parts come to together is stored with the part that completes the year, so
    that its seal covers it. A later version of any part notes the year again; what was
    noted before stays, as do earlier versions.
    """

    _inherit = "asn.appraisal.outcome"

    year_result = fields.Json(
        string="Result of the Whole Year",
        readonly=True,
        copy=False,
        # a superior of one part reads nothing of the others: the page looks who reads
        groups=fields.NO_ACCESS,
    )

    def _note_years(self):
        """Note the year with the last part of each person that completes it."""
        for parts in self._find_years():
            last = (parts & self)[-1:]
            if last:
                last._workflow_write({"year_result": parts._combine_year()})

    def _find_years(self):
        """Return the parts of each year that is published as a whole.

        Of people with one part alone there is none. In a constant number of queries.

        :return: list of asn.appraisal.outcome, each in order of time
        """
        # sudo: outcome, appraisal - a step of the workflow, the caller has checked who
        sudo = self.sudo()
        appraisals = sudo.env["asn.appraisal"].search_fetch(
            [
                ("cycle_id", "in", sudo.cycle_id.ids),
                ("employee_id", "in", sudo.employee_id.ids),
                ("state", "!=", "cancelled"),
            ],
            ["cycle_id", "employee_id"],
            order="date_start, id",
        )
        years = appraisals.grouped(lambda found: (found.cycle_id, found.employee_id))
        years = [parts for parts in years.values() if len(parts) > 1]
        if not years:
            return []
        ids = [id_ for parts in years for id_ in parts.ids]
        published = sudo.search(
            [("appraisal_id", "in", ids), ("state", "=", "published")]
        ).grouped("appraisal_id")
        return [
            sudo.browse().union(*(published[part] for part in parts))
            for parts in years
            if all(part in published for part in parts)
        ]

    def _combine_year(self, minimum_days=None):
        """Combine the parts of one year, by the rules frozen at the launch.

        :param self: published outcomes of one person and cycle, in order of time
        :param minimum_days: as noted before; None: as the cycle has it now
        :return: dict, see ``scoring.score_segments``; each line says of which outcome
            it is
        """
        cycle = self.cycle_id
        rules = cycle._get_frozen_rules()
        if minimum_days is None:
            minimum_days = cycle.segment_days
        Page = self.env["asn.appraisal.page"]
        segments = [Page._prepare_segment(part, rules) for part in self]
        found = score_segments(rules, segments, minimum_days)
        for part, line in zip(self, found["lines"], strict=True):
            line |= {"appraisal_id": part.appraisal_id.id, "outcome_id": part.id}
        return found | {"minimum_days": minimum_days}

    def _combine_year_again(self):
        """Return what the noted year comes to when it is computed once more.

        :return: dict as ``year_result``, or None where none is noted or a part is gone
        """
        noted = self.year_result
        if not noted:
            return None
        parts = self._get_noted_parts()
        if len(parts) != len(noted["lines"]) or len(parts.cycle_id) != 1:
            return None
        return parts._combine_year(noted["minimum_days"])

    def _get_noted_parts(self):
        """Return the outcomes that noted years speak of."""
        ids = [
            line["outcome_id"]
            for outcome in self
            for line in (outcome.year_result or {}).get("lines", ())
        ]
        return self.browse(ids).exists()

    @api.model
    def _find_noted_year(self, parts):
        """Return the year that was noted of these very parts, or None.

        :param parts: asn.appraisal.outcome, all of which the user may read
        """
        # sudo: asn.appraisal.outcome - the year of parts that the user reads
        for part in parts.sudo():
            noted = part.year_result
            if noted and [line["outcome_id"] for line in noted["lines"]] == parts.ids:
                return noted
        return None
