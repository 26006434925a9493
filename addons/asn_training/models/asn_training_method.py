# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from ..hours import Rule


class AsnTrainingMethod(models.Model):
    """A way of learning, and how its hours (JP) are counted."""

    _name = "asn.training.method"
    _inherit = ["asn.coded.mixin"]
    _description = "Training Method"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short name for imports and exports. It cannot be changed later.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [("classical", "Classical"), ("non_classical", "Non-classical")],
        required=True,
        default="classical",
        help="Classical: taught in class. Non-classical: learnt at work, from others "
        "or on one's own.",
    )
    share = fields.Selection(
        [
            ("experience", "70: at work"),
            ("social", "20: from others"),
            ("formal", "10: in courses"),
        ],
        string="Share of the Plan",
        required=True,
        default="formal",
        help="Where a development plan counts it: 70 percent experience, 20 percent "
        "from others, 10 percent courses.",
    )
    hours_rule = fields.Selection(
        [
            ("programme", "As the programme says"),
            ("fixed", "The same for everyone who completes it"),
            ("session", "Per session"),
            ("actual", "As long as it took"),
        ],
        string="Hours (JP)",
        required=True,
        default="programme",
    )
    hours_fixed = fields.Float(
        string="JP Each Time",
        digits=(16, 2),
        help="For completion, or per session, as the rule beside it says.",
    )
    max_hours_day = fields.Float(
        string="JP a Day at Most", digits=(16, 2), help="0: no limit."
    )
    max_sessions_month = fields.Integer(
        string="Sessions a Month at Most",
        help="Further sessions of the month give no hours. 0: no limit.",
    )

    abroad_percent = fields.Float(
        string="More Hours Abroad (%)",
        digits=(16, 2),
        default=20,
        help="Added for training abroad, on top of what the limits leave.",
    )

    _unique_code = models.UniqueIndex(
        "(code)", "Another training method has this code already."
    )
    _hours_not_negative = models.Constraint(
        "CHECK (hours_fixed >= 0 AND max_hours_day >= 0 AND max_sessions_month >= 0"
        " AND abroad_percent >= 0)",
        "Hours and limits cannot be negative.",
    )

    def _get_hours_rule(self):
        """Return how hours count, as ``hours.Rule``."""
        return Rule(
            self.hours_rule,
            self.hours_fixed,
            self.max_hours_day,
            self.max_sessions_month,
            self.abroad_percent,
        )
