# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnTrainingTarget(models.Model):
    """How many learning hours a year somebody of a status must reach, or may have."""

    _name = "asn.training.target"
    _description = "Target of Learning Hours"
    _order = "employment, year_from desc, id"

    employment = fields.Selection(
        selection="_get_employments", string="Status", required=True
    )
    year_from = fields.Integer(
        string="From Year", required=True, default=0, aggregator=None
    )
    kind = fields.Selection(
        [("minimum", "At least"), ("maximum", "At most")],
        required=True,
        default="minimum",
    )
    hours = fields.Float(string="JP a Year", digits=(16, 2), required=True)
    legal_reference = fields.Char()
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Empty: all agencies without a target of their own.",
    )

    _unique_year = models.UniqueIndex(
        "(employment, year_from, COALESCE(company_id, 0))",
        "There is a target for this status from this year on already.",
    )
    _hours_not_negative = models.Constraint(
        "CHECK (hours >= 0)", "Learning hours cannot be negative."
    )

    @api.model
    def _get_employments(self):
        field = self.env["hr.version"]._fields["asn_employment"]
        return field._description_selection(self.env)

    @api.depends("employment", "kind", "hours")
    def _compute_display_name(self):
        labels = dict(self._get_employments())
        for target in self:
            target.display_name = (
                f"{labels.get(target.employment)}: {target.hours:g} JP"
            )
