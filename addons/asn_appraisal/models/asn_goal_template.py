# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.fields import Command

from .asn_appraisal_goal import KINDS, OWNERS, PERSPECTIVES


class AsnGoalTemplate(models.Model):
    """A goal in the library, with its indicators, ready to be put into plans."""

    _name = "asn.goal.template"
    _description = "Goal in the Library"
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Text(string="Planned Result", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: shared by all companies."
    )
    job_ids = fields.Many2many(
        "hr.job",
        string="Posts",
        help="Offered first to people in these posts. Empty: for any post.",
    )
    kind = fields.Selection(KINDS, required=True, default="main")
    owner = fields.Selection(OWNERS, string="Belongs To", required=True, default="post")
    perspective = fields.Selection(PERSPECTIVES)
    weight = fields.Float(digits=(6, 2), default=1, required=True)
    indicator_ids = fields.One2many(
        "asn.goal.template.indicator", "template_id", copy=True
    )

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "The weight of a goal must be above 0."
    )

    def _compute_display_name(self):
        for goal in self:
            goal.display_name = (goal.name or "").split("\n")[0]

    def _prepare_goal_vals(self, plan):
        """Return the values of the goal in ``plan``, with its indicators."""
        self.ensure_one()
        return {
            "plan_id": plan.id,
            "name": self.name,
            "kind": self.kind,
            "owner": self.owner,
            "perspective": self.perspective,
            "weight": self.weight,
            "indicator_ids": [
                Command.create(indicator._prepare_indicator_vals(plan))
                for indicator in self.indicator_ids
            ],
        }
