# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..scoring import score_periods

# From here on a period's score no longer waits for anybody.
COUNTING_STATES = ("decided", "published")
SCORES = {
    "result": "explanation #>> '{dimensions,result,exact}'",
    "behaviour": "explanation #>> '{dimensions,behaviour,exact}'",
}


class AsnAppraisalPeriodScore(models.AbstractModel):
    """What the shorter periods of a year come to for each of its appraisals.

    Everything is read once for all appraisals, as numbers alone: the explanations of
    the periods are large. The arithmetic is in ``scoring/``.
    """

    _name = "asn.appraisal.period.score"
    _description = "Scoring of Shorter Periods"

    @api.model
    def _score_periods(self, cycle, appraisals):
        """Combine the periods of each person, in a constant number of queries.

        What an outcome was once scored with is combined again, whatever has been
        decided in the periods since: computing it again must give the same.

        :param cycle: one asn.appraisal.cycle, launched; the caller runs as the code
        :param appraisals: asn.appraisal of that cycle
        :return: ``{appraisal id: explanation}``, see ``scoring.score_periods``; nothing
            where the cycle counts no periods
        """
        rule = cycle._get_roll_up()
        if rule == "none":
            return {}
        noted = self._read_noted(appraisals)
        new = appraisals.filtered(lambda appraisal: appraisal.id not in noted)
        pairs = self._find_pairs(cycle, new) | noted
        periods = self._read_periods(pair for found in pairs.values() for pair in found)
        rules = cycle._get_frozen_rules()
        return {
            id_: score_periods(rules, rule, [periods[pair] for pair in found])
            for id_, found in pairs.items()
        }

    # ------------------------------------------------------------
    # WHICH PERIODS
    # ------------------------------------------------------------

    @api.model
    def _read_noted(self, appraisals):
        """Return the pairs that outcomes were scored with, by appraisal id.

        :return: ``{id: [(id of a period's appraisal, id of its outcome or None)]}``
        """
        Outcome = self.env["asn.appraisal.outcome"]
        fields_ = [Outcome._fields[name] for name in ("appraisal_id", "explanation")]
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT ON (appraisal_id) appraisal_id,"
                " explanation #> '{periods,lines}' FROM asn_appraisal_outcome"
                " WHERE appraisal_id = ANY(%s) ORDER BY appraisal_id, version DESC",
                appraisals.ids,
                to_flush=fields_,
            )
        )
        return {
            id_: [(line["appraisal_id"], line["outcome_id"]) for line in lines]
            for id_, lines in rows
            if lines is not None
        }

    @api.model
    def _find_pairs(self, cycle, appraisals):
        """Return the pairs that periods of ``cycle`` offer now, in order of time."""
        people = defaultdict(list)
        for appraisal in self.env["asn.appraisal"].search_fetch(
            [
                ("cycle_id.parent_id", "=", cycle.id),
                ("employee_id", "in", appraisals.employee_id.ids),
                ("state", "!=", "cancelled"),
            ],
            ["employee_id"],
            order="date_start, date_end, id",
        ):
            people[appraisal.employee_id].append(appraisal.id)
        outcomes = self._find_outcomes(id_ for ids in people.values() for id_ in ids)
        return {
            appraisal.id: [
                (id_, outcomes.get(id_)) for id_ in people[appraisal.employee_id]
            ]
            for appraisal in appraisals
        }

    @api.model
    def _find_outcomes(self, appraisal_ids):
        """Return ``{appraisal id: id of the latest version that is decided}``."""
        outcomes = self.env["asn.appraisal.outcome"].search_fetch(
            [
                ("appraisal_id", "in", list(appraisal_ids)),
                ("state", "in", COUNTING_STATES),
            ],
            ["appraisal_id"],
            order="version, id",
        )
        return {outcome.appraisal_id.id: outcome.id for outcome in outcomes}

    # ------------------------------------------------------------
    # WHAT THEY CAME TO
    # ------------------------------------------------------------

    @api.model
    def _read_periods(self, pairs):
        """Return ``{pair: period as ``scoring.score_periods`` takes it}``."""
        pairs = list(dict.fromkeys(pairs))
        Appraisal = self.env["asn.appraisal"]
        Appraisal.browse(id_ for id_, _outcome in pairs).fetch(
            ["cycle_id", "date_start", "date_end"]
        )
        scores = self._read_scores([outcome for _id, outcome in pairs if outcome])
        return {
            (id_, outcome): self._prepare_period(
                Appraisal.browse(id_), outcome, scores.get(outcome)
            )
            for id_, outcome in pairs
        }

    @api.model
    def _prepare_period(self, appraisal, outcome_id, scores):
        """Return one period; without scores it has nothing decided."""
        return {
            "cycle_id": appraisal.cycle_id.id,
            "appraisal_id": appraisal.id,
            "outcome_id": outcome_id if scores else None,
            "date_start": appraisal.date_start,
            "date_end": appraisal.date_end,
        } | (scores or dict.fromkeys(SCORES))

    @api.model
    def _read_scores(self, outcome_ids):
        """Return ``{outcome id: {dimension: exact score or None}}``."""
        field = self.env["asn.appraisal.outcome"]._fields["explanation"]
        columns = SQL(", ").join(SQL(path) for path in SCORES.values())
        rows = self.env.execute_query(
            SQL(
                "SELECT id, %s FROM asn_appraisal_outcome WHERE id = ANY(%s)",
                columns,
                outcome_ids,
                to_flush=field,
            )
        )
        return {id_: dict(zip(SCORES, found, strict=True)) for id_, *found in rows}
