# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import formatLang

from ..scoring import credit_points, half_up, months_between, plain, to_fraction


class AsnCreditEntry(models.Model):
    """Credit points of a functional post that one published result earns.

    Share of the predicate, points of a year and months are noted as they were at
    publication, so that the number can be done again by hand. Written by the workflow
    alone; the entry of an earlier version of the result stays and no longer counts.

    :source: PermenPANRB 1/2023, see ``scoring/credit.py``
    """

    _name = "asn.credit.entry"
    _description = "Credit Points of a Result"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "date_end desc, id desc"
    _rec_name = "employee_id"

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "outcome_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "level_id",
            "predicate_id",
            "date_start",
            "date_end",
            "share",
            "coefficient",
            "months",
            "points",
            "state",
        }
    )

    # what it is about, copied so that rules and lists need no join
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True
    )
    # the arithmetic
    level_id = fields.Many2one(
        "asn.credit.level",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    predicate_id = fields.Many2one(
        "asn.predicate", required=True, readonly=True, ondelete="restrict"
    )
    date_start = fields.Date(string="From", required=True, readonly=True)
    date_end = fields.Date(string="To", required=True, readonly=True)
    share = fields.Float(
        string="Share of the Predicate (%)",
        digits=(6, 2),
        readonly=True,
        aggregator=None,
    )
    coefficient = fields.Float(
        string="Points a Year", digits=(6, 2), readonly=True, aggregator=None
    )
    months = fields.Char(
        readonly=True, help="Exact: a month served in part counts by its days."
    )
    points = fields.Float(
        digits=(10, 2), readonly=True, help="Rounded half up to two decimals, once."
    )
    state = fields.Selection(
        [("valid", "Counts"), ("superseded", "Replaced")],
        default="valid",
        required=True,
        readonly=True,
        index=True,
    )
    formula = fields.Char(string="How It Was Computed", compute="_compute_formula")
    collected = fields.Float(
        string="Collected in This Level",
        digits=(10, 2),
        compute="_compute_collected",
        help="Points of all results that count, in the same level, up to this one.",
    )
    rank_need = fields.Float(related="level_id.rank_need")
    level_need = fields.Float(related="level_id.level_need")

    _one_per_outcome = models.UniqueIndex(
        "(outcome_id)", "This result has its credit points already."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("lang")
    @api.depends("share", "coefficient", "months", "points")
    def _compute_formula(self):
        for entry in self:
            entry.formula = entry._write_formula()

    def _write_formula(self):
        """Write the arithmetic so that it can be done again by hand."""
        return self.env._(
            "%(share)s %% × %(coefficient)s × %(months)s ÷ 12 months = %(points)s",
            share=formatLang(self.env, self.share, digits=0)
            if self.share == int(self.share)
            else formatLang(self.env, self.share, digits=2),
            coefficient=formatLang(self.env, self.coefficient, digits=2),
            months=self._write_months(),
            points=formatLang(self.env, self.points, digits=2),
        )

    def _write_months(self):
        """Write months as a whole number, or as a fraction with its decimals."""
        months = to_fraction(self.months or 0)
        if months.denominator == 1:
            return str(months)
        decimals = formatLang(self.env, float(half_up(months, 4)), digits=4)
        return f"{months} (≈ {decimals})"

    @api.depends("points", "state", "level_id", "employee_id", "date_end")
    def _compute_collected(self):
        # by the rules of whoever reads: the own ones, or all for HR
        counted = self.search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("level_id", "in", self.level_id.ids),
                ("state", "=", "valid"),
            ]
        ).grouped(lambda entry: (entry.employee_id, entry.level_id))
        for entry in self:
            same = counted.get((entry.employee_id, entry.level_id), self.browse())
            until = same.filtered(lambda e, day=entry.date_end: e.date_end <= day)
            points = sum(to_fraction(f"{e.points:.2f}") for e in until)
            entry.collected = float(points)

    # ------------------------------------------------------------
    # MADE WITH THE PUBLICATION
    # ------------------------------------------------------------

    @api.model
    def _credit(self, outcomes):
        """Note the points of published results of functional posts.

        :param outcomes: published asn.appraisal.outcome
        :return: the new entries
        """
        earlier = self.search(
            [
                ("appraisal_id", "in", outcomes.appraisal_id.ids),
                ("state", "=", "valid"),
            ]
        )
        earlier._workflow_write({"state": "superseded"})
        levels = self._get_levels(outcomes)
        return self._workflow_insert(
            [
                self._prepare_entry_vals(outcome, levels[outcome])
                for outcome in outcomes
                if outcome.predicate_id and levels[outcome]
            ]
        )

    @api.model
    def _get_levels(self, outcomes):
        """Return ``{outcome: level of the person at the end of the period}``.

        That of the person's version then, of the first one where HR has none so old;
        else that of the post. With few queries.
        """
        # sudo: hr.version, hr.job - which posts earn points is noted by HR
        versions = (
            self.env["hr.version"]
            .sudo()
            .search_fetch(
                [("employee_id", "in", outcomes.employee_id.ids)],
                ["employee_id", "date_version", "asn_credit_level_id"],
                order="date_version",
            )
            .grouped("employee_id")
        )
        levels, no_version = {}, self.env["hr.version"].sudo()
        for outcome in outcomes:
            # sudo: asn.appraisal - post and days of a result that was just published
            appraisal = outcome.appraisal_id.sudo()
            own = versions.get(appraisal.employee_id, no_version)
            then = own.filtered(lambda v, day=appraisal.date_end: v.date_version <= day)
            version = then[-1:] or own[:1]
            levels[outcome] = (
                version.asn_credit_level_id or appraisal.job_id.asn_credit_level_id
            )
        return levels

    @api.model
    def _prepare_entry_vals(self, outcome, level):
        # sudo: asn.appraisal - the days of a result that was just published
        appraisal, predicate = outcome.appraisal_id.sudo(), outcome.predicate_id
        months = months_between(appraisal.date_start, appraisal.date_end)
        share, coefficient = (
            to_fraction(f"{number:.2f}")
            for number in (predicate.credit_share, level.coefficient)
        )
        points = credit_points(share, coefficient, months)
        return {
            "appraisal_id": appraisal.id,
            "outcome_id": outcome.id,
            "cycle_id": outcome.cycle_id.id,
            "company_id": outcome.company_id.id,
            "employee_id": outcome.employee_id.id,
            "level_id": level.id,
            "predicate_id": predicate.id,
            "date_start": appraisal.date_start,
            "date_end": appraisal.date_end,
            "share": plain(share),
            "coefficient": plain(coefficient),
            "months": str(months),
            "points": plain(half_up(points)),
            "state": "valid",
        }
