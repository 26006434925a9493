# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_appraisal_indicator import AGGREGATIONS, ASPECTS, DIRECTIONS


class AsnGoalTemplateIndicator(models.Model):
    """How a goal of the library is measured."""

    _name = "asn.goal.template.indicator"
    _description = "Indicator in the Library"
    _order = "template_id, sequence, id"

    template_id = fields.Many2one(
        "asn.goal.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Indicator", required=True, translate=True)
    aspect = fields.Selection(ASPECTS, required=True, default="quantity")
    direction = fields.Selection(DIRECTIONS, required=True, default="more")
    target = fields.Float(digits=(16, 2), help="Proposed: it can differ in each plan.")
    target_text = fields.Text(string="Target in Words", translate=True)
    unit = fields.Char(string="Counted In", translate=True)
    weight = fields.Float(digits=(6, 2), default=1, required=True)
    aggregation = fields.Selection(
        AGGREGATIONS, string="Entries Count As", required=True, default="sum"
    )

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "The weight of an indicator must be above 0."
    )

    def _prepare_indicator_vals(self, plan):
        """Return the values of the indicator in a plan; a date is its last day."""
        self.ensure_one()
        names = ("sequence", "name", "aspect", "direction", "target", "target_text")
        vals = {name: self[name] for name in (*names, "unit", "weight", "aggregation")}
        if self.direction == "date":
            vals["target_date"] = plan.date_end
        return vals
