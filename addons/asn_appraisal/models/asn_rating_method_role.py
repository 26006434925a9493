# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from ..scoring.vocabulary import OWN_KINDS
from .asn_config_text import get_texts

DEFAULT_MINIMA = {"min_respondents": 3, "min_comments": 5}


class AsnRatingMethodRole(models.Model):
    """How much a rater role counts, and what happens where it is missing."""

    _name = "asn.rating.method.role"
    _description = "Weight of a Rater Role"
    _inherit = ["asn.config.set.line"]
    _order = "method_id, sequence, id"
    _rec_name = "role_id"
    _set_field = "method_id"

    method_id = fields.Many2one(
        "asn.rating.method", required=True, index=True, ondelete="cascade"
    )
    role_id = fields.Many2one(
        "asn.rater.role", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="role_id.sequence", store=True)  # order
    result_weight = fields.Float(
        string="Work Result (%)", digits=(6, 2), help="0: shown, not counted."
    )
    behaviour_weight = fields.Float(
        string="Work Behaviour (%)", digits=(6, 2), help="0: shown, not counted."
    )
    min_respondents = fields.Integer(
        string="Minimum Answers",
        compute="_compute_minima",
        store=True,  # entered by people, but for a plan or a period
        readonly=False,
        required=True,
        precompute=True,
        help="With fewer answers the role is neither shown nor counted.",
    )
    min_comments = fields.Integer(
        string="Minimum for Comments",
        compute="_compute_minima",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="With fewer answers no comment is shown.",
    )
    missing_policy = fields.Selection(
        [
            ("share", "Share out to the others"),
            ("roll_up", "Give to one role"),
            ("neutral", "Count as neutral"),
            ("block", "No score without it"),
        ],
        string="Where Missing",
        required=True,
        default="share",
    )
    roll_up_role_id = fields.Many2one(
        "asn.rater.role", string="Given To", ondelete="restrict"
    )

    _unique_role = models.UniqueIndex(
        "(method_id, role_id)", "A rating method weighs a rater role once."
    )
    _minima_positive = models.Constraint(
        "CHECK (min_respondents >= 1 AND min_comments >= 1)",
        "Minimum numbers of answers are 1 or more.",
    )

    @api.depends("role_id")
    def _compute_minima(self):
        """A plan or a period has one voice; groups of people need several."""
        for line in self:
            is_own = line.role_id.kind in OWN_KINDS
            for name, minimum in DEFAULT_MINIMA.items():
                line[name] = 1 if is_own else line[name] or minimum

    def _prepare_snapshot(self):
        """Return the line as a cycle keeps it."""
        self.ensure_one()
        rolls_up = self.missing_policy == "roll_up"
        return {
            "id": self.role_id.id,
            "code": self.role_id.code,
            "kind": self.role_id.kind,
            "name": get_texts(self.role_id, "name"),
            "result_weight": f"{self.result_weight:.2f}",
            "behaviour_weight": f"{self.behaviour_weight:.2f}",
            "min_respondents": self.min_respondents,
            "min_comments": self.min_comments,
            "missing_policy": self.missing_policy,
            "roll_up_to": (rolls_up and self.roll_up_role_id.code) or None,
        }
