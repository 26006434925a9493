# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import formatLang


class AsnTrainingEffect(models.Model):
    """What became of one value after one programme, beside comparable others."""

    _name = "asn.training.effect"
    _description = "Effect of a Programme"
    _inherit = ["asn.workflow.mixin"]
    _order = "told, difference desc, change desc, id"
    _rec_name = "programme_id"

    _workflow_fields = frozenset(
        {
            *("study_id", "company_id", "programme_id", "criterion_id", "told"),
            *("participants", "comparable", "change", "others"),
            *("difference", "low", "high", "cost"),
        }
    )

    study_id = fields.Many2one(
        "asn.training.study",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="study_id.company_id", store=True, index=True)
    programme_id = fields.Many2one(
        "asn.training.programme",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    told = fields.Selection(
        [
            ("all", "Comparison"),
            ("change", "Change of participants alone"),
            ("nothing", "Too few people"),
        ],
        string="What Is Told",
        required=True,
        readonly=True,
        help="Nothing is told of groups that are too small.",
    )
    participants = fields.Integer(readonly=True, aggregator=None)
    comparable = fields.Integer(
        string="Comparable Others",
        readonly=True,
        aggregator=None,
        help="People who began in the same range and learnt this value nowhere.",
    )
    change = fields.Float(
        string="Change of Participants", digits=(16, 2), readonly=True, aggregator=None
    )
    others = fields.Float(
        string="Change of Others", digits=(16, 2), readonly=True, aggregator=None
    )
    difference = fields.Float(
        digits=(16, 2),
        readonly=True,
        aggregator=None,
        help="How much more participants changed, adjusted for where each group began.",
    )
    low = fields.Float(
        string="At Least", digits=(16, 2), readonly=True, aggregator=None
    )
    high = fields.Float(
        string="At Most", digits=(16, 2), readonly=True, aggregator=None
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    cost = fields.Monetary(string="Cost per Person", readonly=True, aggregator=None)
    reading = fields.Char(
        string="What It Says",
        compute="_compute_reading",
        help="What happened, never why.",
    )

    @api.depends_context("lang")
    @api.depends("told", "change", "others", "difference", "low", "high")
    def _compute_reading(self):
        for effect in self:
            effect.reading = effect._describe()

    def _describe(self):
        """Return the line in words.

        :return: str; it never says that the training was the cause
        """
        if self.told == "nothing":
            return self.env._("Too few people to say anything.")
        change = self._write_change(self.change)
        if self.told == "change":
            return self.env._(
                "Participants: %(change)s. Too few comparable others.", change=change
            )
        values = {
            "change": change,
            "others": self._write_change(self.others),
            "low": self._write_change(self.low),
            "high": self._write_change(self.high),
        }
        if self.low <= 0 <= self.high:
            return self.env._(
                "Participants: %(change)s, others: %(others)s. The difference may be "
                "chance (%(low)s to %(high)s).",
                **values,
            )
        return self.env._(
            "Participants: %(change)s, others: %(others)s. The difference is more than "
            "chance explains (%(low)s to %(high)s).",
            **values,
        )

    def _write_change(self, value):
        """Return a change with its sign, as the reader writes numbers."""
        text = formatLang(self.env, abs(value), digits=2)
        return f"{'−' if value < 0 else '+'}{text}"
