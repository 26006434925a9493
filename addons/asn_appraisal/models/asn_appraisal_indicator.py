# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang

from .asn_one_record import check_one

ASPECTS = [
    ("quantity", "Quantity"),
    ("quality", "Quality"),
    ("time", "Time"),
    ("cost", "Cost"),
]
DIRECTIONS = [
    ("more", "More is better"),
    ("less", "Less is better"),
    ("exact", "Exactly the target"),
    ("date", "Done by a date"),
]
AGGREGATIONS = [
    ("sum", "Sum of all entries"),
    ("last", "Latest entry"),
    ("average", "Average of all entries"),
]


class AsnAppraisalIndicator(models.Model):
    """How a goal is measured (IKI): aspect, target, and what the log comes to.

    :source: PermenPANRB 6/2022 (indikator kinerja individu: kuantitas, kualitas,
        waktu, biaya)
    """

    _name = "asn.appraisal.indicator"
    _description = "Indicator"
    _inherit = ["asn.appraisal.plan.part", "asn.workflow.mixin"]
    _order = "goal_id, sequence, id"
    _check_company_auto = True

    _workflow_fields = frozenset({"is_excluded", "excluded_reason", "previous_id"})

    goal_id = fields.Many2one(
        "asn.appraisal.goal", required=True, index=True, ondelete="cascade"
    )
    plan_id = fields.Many2one(
        "asn.appraisal.plan",
        related="goal_id.plan_id",
        store=True,
        index=True,
        required=False,
    )
    # description
    name = fields.Char(
        string="Indicator", required=True, help="What is counted or looked at."
    )
    sequence = fields.Integer(default=10)
    aspect = fields.Selection(ASPECTS, required=True, default="quantity")
    approach = fields.Selection(related="goal_id.plan_id.approach")
    # target
    direction = fields.Selection(
        DIRECTIONS,
        required=True,
        default="more",
        help="What a realisation that differs from the target means.",
    )
    target = fields.Float(digits=(16, 2), aggregator=None)
    target_date = fields.Date()
    target_text = fields.Text(
        string="Target in Words", help="Asked where the plan is qualitative."
    )
    unit = fields.Char(
        string="Counted In", help="What is counted: documents, percent, days, rupiah …"
    )
    cap = fields.Float(
        string="At Most (%)",
        digits=(6, 2),
        compute="_compute_cap",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        help="More than this percentage of the target does not count.",
    )
    weight = fields.Float(
        digits=(6, 2),
        default=1,
        required=True,
        help="Relative to the other indicators of the goal.",
    )
    aggregation = fields.Selection(
        AGGREGATIONS,
        string="Entries Count As",
        required=True,
        default="sum",
        help="How the entries of the log come to one realisation.",
    )
    # left out by the superior
    is_excluded = fields.Boolean(
        string="Left Out",
        readonly=True,
        copy=False,
        help="Cannot be judged: left out of the result, its weight is shared.",
    )
    excluded_reason = fields.Text(string="Why Left Out", readonly=True, copy=False)
    # realisation: stored, because lists, charts and the scores of a whole cycle read it
    progress_ids = fields.One2many(
        "asn.appraisal.progress", "indicator_id", string="Log"
    )
    realisation = fields.Float(
        digits=(16, 2),
        compute="_compute_realisation",
        store=True,
        aggregator=None,
    )
    realised_on = fields.Date(compute="_compute_realisation", store=True)
    entry_count = fields.Integer(
        string="Entries", compute="_compute_realisation", store=True
    )
    target_display = fields.Char(string="Planned", compute="_compute_display")
    realisation_display = fields.Char(string="Realised", compute="_compute_display")
    # version before
    previous_id = fields.Many2one(
        "asn.appraisal.indicator",
        string="Indicator Before",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "The weight of an indicator must be above 0."
    )
    _cap_not_below_target = models.Constraint(
        "CHECK (cap >= 100)",
        "The highest percentage that counts cannot be below 100 %.",
    )
    _target_not_negative = models.Constraint(
        "CHECK (target >= 0)", "A target cannot be negative."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("goal_id.plan_id.appraisal_id")
    def _compute_cap(self):
        for indicator in self:
            # sudo: asn.appraisal - the rules of the form, frozen at launch
            appraisal = indicator.sudo().goal_id.plan_id.appraisal_id
            rules = appraisal._get_plan_rules() if appraisal else {"cap": "120"}
            indicator.cap = indicator.cap or float(rules["cap"])

    @api.depends(
        "aggregation",
        "progress_ids.date",
        "progress_ids.amount",
        "progress_ids.state",
        "progress_ids.indicator_id",
    )
    def _compute_realisation(self):
        for indicator in self:
            # sudo: asn.appraisal.progress - the sum, shown with the plan
            log = indicator.sudo().progress_ids
            entries = log.filtered(lambda entry: entry.state == "noted")
            entries = entries.sorted(lambda entry: (entry.date, entry.id))
            indicator.realisation = indicator._aggregate(entries.mapped("amount"))
            indicator.realised_on = entries[-1:].date
            indicator.entry_count = len(entries)

    def _aggregate(self, amounts):
        """Return what amounts in order of their dates come to."""
        if not amounts:
            return 0
        if self.aggregation == "last":
            return amounts[-1]
        total = sum(amounts)
        return total / len(amounts) if self.aggregation == "average" else total

    @api.depends_context("lang")
    @api.depends(
        *("direction", "target", "target_date", "target_text", "unit", "approach"),
        *("realisation", "realised_on", "entry_count"),
    )
    def _compute_display(self):
        for indicator in self:
            indicator.target_display = indicator._write_target()
            indicator.realisation_display = indicator._write_realisation()

    def _write_target(self):
        if self.approach == "qualitative":
            return self.target_text
        if self.direction == "date":
            return format_date(self.env, self.target_date) or False
        return self._write_amount(self.target)

    def _write_realisation(self):
        if not self.entry_count:
            return self.env._("nothing noted")
        if self.approach == "qualitative":
            return self.env._("%s entries", self.entry_count)
        if self.direction == "date":
            return format_date(self.env, self.realised_on)
        return self._write_amount(self.realisation)

    def _write_amount(self, amount):
        """Write an amount with as few decimals as it has, and its unit."""
        digits = 0 if amount == int(amount) else 2
        text = formatLang(self.env, amount, digits=digits)
        return f"{text} {self.unit}" if self.unit else text

    # ------------------------------------------------------------
    # WORKFLOW
    # ------------------------------------------------------------

    def _get_problems(self):
        """Yield what keeps the plan of the indicator from being agreed."""
        self.ensure_one()
        missing = {
            "qualitative": not (self.target_text or "").strip(),
            "quantitative": self.direction == "date" and not self.target_date,
        }[self.approach]
        if missing:
            yield self.env._("indicator “%s” has no target.", self.name)
        elif self.approach == "quantitative" and self.direction == "date":
            yield from self._get_date_problems()
        elif self.approach == "quantitative" and not self.target:
            yield from self._get_target_problems()

    def _get_target_problems(self):
        if self.direction == "more":  # less or exactly nothing can well be the target
            yield self.env._("indicator “%s” has no target.", self.name)

    def _get_date_problems(self):
        # sudo: asn.appraisal - the period alone
        appraisal = self.sudo().appraisal_id
        if not appraisal.date_start <= self.target_date <= appraisal.date_end:
            yield self.env._(
                "the date of indicator “%s” is outside of the period.", self.name
            )

    def action_exclude(self, reason):
        """Leave an indicator out of the result, because it cannot be judged.

        :param str reason: read by the employee
        :return: True
        :raise AccessError: for anybody but the superior
        :raise UserError: without a reason, or when the plan is not in force
        """
        check_one(self)
        self.plan_id._check_superior_in_force()
        if not (reason or "").strip():
            raise UserError(self.env._("Please give a reason that the employee reads."))
        vals = {"is_excluded": True, "excluded_reason": reason.strip()}
        # sudo: asn.appraisal.indicator - a step of the workflow, checked above
        self.sudo()._workflow_write(vals)
        self.plan_id._note(
            self.env._("Indicator “%s” left out.", self.name), reason.strip()
        )
        return True

    def action_ask_exclude(self):
        """Ask why the indicator is left out."""
        check_one(self)
        self.plan_id._check_superior_in_force()
        remark = self.env["asn.appraisal.plan.remark"]
        return remark._ask(self, "exclude", self.env._("Leave Out: %s", self.name))

    def action_include(self):
        """Let an indicator count again.

        :return: True
        :raise AccessError: for anybody but the superior
        """
        check_one(self)
        self.plan_id._check_superior_in_force()
        # sudo: asn.appraisal.indicator - a step of the workflow, checked above
        self.sudo()._workflow_write({"is_excluded": False, "excluded_reason": False})
        return True

    def _prepare_shift(self, years):
        """Return the target date some years later, values for a copy."""
        date = self.target_date
        return {"target_date": date and date + relativedelta(years=years)}

    def _take_over(self):
        """Let the log and what the superior left out go over to a new version."""
        for indicator in self.filtered("previous_id"):
            before = indicator.previous_id
            before.progress_ids._workflow_write({"indicator_id": indicator.id})
            if before.is_excluded:
                indicator._workflow_write(
                    {
                        "is_excluded": True,
                        "excluded_reason": before.excluded_reason,
                    }
                )
