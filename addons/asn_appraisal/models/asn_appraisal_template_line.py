# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_appraisal_template import share
from .asn_rater_role import PEOPLE_DOMAIN


class AsnAppraisalTemplateLine(models.Model):
    """A criterion of a form: a value with all its statements, or one criterion."""

    _name = "asn.appraisal.template.line"
    _description = "Criterion of a Form"
    _order = "template_id, sequence, id"
    _rec_name = "criterion_id"
    _check_company_auto = True

    template_id = fields.Many2one(
        "asn.appraisal.template", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="template_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    criterion_id = fields.Many2one(
        "asn.criterion",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    dimension = fields.Selection(related="criterion_id.dimension")
    weight = fields.Float(
        default=1,
        digits=(6, 2),
        help="Relative to the other criteria of the same dimension. A value shares its "
        "weight evenly among its statements.",
    )
    role_ids = fields.Many2many(
        "asn.rater.role",
        string="Rated By",
        domain=PEOPLE_DOMAIN,
        help="Which raters see the criterion.",
    )

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "The weight of a criterion must be above 0."
    )

    @api.constrains("template_id", "criterion_id")
    def _check_template(self):
        self.template_id._check_lines()

    @api.constrains("role_ids")
    def _check_people(self):
        self.role_ids._check_people()

    def _get_leaves(self):
        return self.criterion_id._get_leaves() if self.criterion_id else ()

    def _prepare_items(self):
        """Return the items of the line as a cycle keeps them."""
        self.ensure_one()
        leaves = self._get_leaves()
        return [
            leaf._prepare_snapshot()
            | {
                "weight": share(self.weight, len(leaves)),
                "roles": self.role_ids.sorted("sequence").mapped("code"),
            }
            for leaf in leaves
        ]
