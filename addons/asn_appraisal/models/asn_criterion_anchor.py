# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class AsnCriterionAnchor(models.Model):
    """What a level looks like for a criterion, as observable behaviour."""

    _name = "asn.criterion.anchor"
    _description = "Anchor of a Criterion"
    _order = "criterion_id, level_id, id"
    _rec_name = "text"

    criterion_id = fields.Many2one(
        "asn.criterion", required=True, index=True, ondelete="cascade"
    )
    scale_id = fields.Many2one(related="criterion_id.scale_id")
    level_id = fields.Many2one(
        "asn.rating.scale.level",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('scale_id', '=', scale_id)]",
    )
    text = fields.Text(required=True, translate=True)

    _unique_level = models.UniqueIndex(
        "(criterion_id, level_id)", "A criterion has one anchor per level."
    )

    @api.constrains("criterion_id", "level_id")
    def _check_scale(self):
        for anchor in self:
            criterion = anchor.criterion_id
            if anchor.level_id.scale_id != criterion.scale_id:
                raise ValidationError(
                    self.env._(
                        "Criterion “%(criterion)s” is rated on scale “%(scale)s”, but "
                        "it has an anchor for level “%(level)s” of scale “%(other)s”.",
                        criterion=criterion.name,
                        scale=criterion.scale_id.name,
                        level=anchor.level_id.name,
                        other=anchor.level_id.scale_id.name,
                    )
                )
