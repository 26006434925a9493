# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnTrainingUnitPlanLine(models.Model):
    """A programme in the plan of a unit, for so many people."""

    _name = "asn.training.unit.plan.line"
    _description = "Programme in the Plan of a Unit"
    _inherit = ["asn.workflow.mixin"]
    _order = "plan_id, priority, id"
    _rec_name = "name"

    _workflow_fields = frozenset(
        {"plan_id", "programme_id", "priority", "place_count", "hours", "cost"}
    )

    plan_id = fields.Many2one(
        "asn.training.unit.plan",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    programme_id = fields.Many2one(
        "asn.training.programme",
        string="Programme of the Catalogue",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    name = fields.Char(string="Programme", compute="_compute_name")
    priority = fields.Integer(readonly=True, aggregator=None)
    place_count = fields.Integer(string="Places", readonly=True)
    hours = fields.Float(string="JP", readonly=True, digits=(16, 2))
    cost = fields.Monetary(readonly=True)

    @api.depends("programme_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for line in self:
            line.name = line.programme_id.name or self.env._(
                "Programmes for one or two people each"
            )
