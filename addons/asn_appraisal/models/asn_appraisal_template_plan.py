# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_appraisal_plan import APPROACHES
from .asn_rating_method import to_text

# For cycles that were launched before forms had such rules.
DEFAULT_PLAN_RULES = {
    "approach": "quantitative",
    "cap": "120",
    "perspective": False,
    "check_interval": "none",
}


class AsnAppraisalTemplate(models.Model):
    """What a form asks of the plan."""

    _inherit = "asn.appraisal.template"

    plan_approach = fields.Selection(
        APPROACHES,
        string="Approach of the Plan",
        required=True,
        default="quantitative",
        help="Quantitative: indicators have numbers as targets, and realisation gives "
        "the value. Qualitative: targets are in words, and the superior gives each "
        "goal a level of the scale.",
    )
    plan_cap = fields.Float(
        string="Achievement at Most (%)",
        digits=(6, 2),
        default=120,
        help="More than this percentage of a target does not count. Proposed for every "
        "new indicator.",
    )
    plan_perspective = fields.Boolean(
        string="Goals Name a Perspective",
        help="For senior leaders: service recipients, business process, internal "
        "strengthening or budget.",
    )
    check_interval = fields.Selection(
        [("none", "None"), ("monthly", "Monthly"), ("quarterly", "Quarterly")],
        string="Periodic Check",
        required=True,
        default="quarterly",
        help="How often the superior looks at the progress of the plan.",
    )

    _plan_cap_not_below_target = models.Constraint(
        "CHECK (plan_cap >= 100)",
        "The highest percentage that counts cannot be below 100 %.",
    )

    def _prepare_snapshot(self):
        return super()._prepare_snapshot() | {
            "plan": {
                "approach": self.plan_approach,
                "cap": to_text(self.plan_cap),
                "perspective": self.plan_perspective,
                "check_interval": self.check_interval,
            }
        }
