# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

WITH_PERCENT = ("at_most", "at_least")


class AsnUnitPredicateLine(models.Model):
    """One sentence of the guide: how many of a unit's people get these predicates."""

    _name = "asn.unit.predicate.line"
    _description = "Line of a Guide"
    _order = "unit_predicate_id, sequence, id"
    _rec_name = "kind"

    unit_predicate_id = fields.Many2one(
        "asn.unit.predicate", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("at_most", "At most"),
            ("at_least", "At least"),
            ("most", "More people than any other"),
            ("some", "At least one person"),
            ("none", "Nobody"),
        ],
        string="Expected",
        required=True,
        default="at_most",
    )
    percent = fields.Float(
        digits=(5, 2),
        help="Of the people of the unit who have a predicate. Where the share falls "
        "between two people, both numbers of people keep the guide.",
    )
    predicate_ids = fields.Many2many(
        "asn.predicate",
        string="Predicates",
        required=True,
        help="Several predicates are counted together.",
    )

    _percent_range = models.Constraint(
        "CHECK (percent BETWEEN 0 AND 100)", "A share is from 0 to 100 percent."
    )

    @api.constrains("predicate_ids")
    def _check_predicates(self):
        for line in self:
            if not line.predicate_ids:
                raise ValidationError(
                    self.env._("Each line of a guide names at least one predicate.")
                )

    def _prepare_snapshot(self):
        """Return the line as a cycle keeps it, see ``scoring.distribution``."""
        self.ensure_one()
        has_percent = self.kind in WITH_PERCENT
        return {
            "kind": self.kind,
            "percent": f"{self.percent:.2f}" if has_percent else None,
            "predicates": self.predicate_ids.mapped("code"),
        }
