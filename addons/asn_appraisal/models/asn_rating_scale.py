# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .asn_config_text import load_texts


class AsnRatingScale(models.Model):
    """The levels among which a rater chooses."""

    _name = "asn.rating.scale"
    _description = "Rating Scale"
    _inherit = ["asn.config.set"]
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: shared by all companies."
    )
    description = fields.Text(translate=True)
    level_ids = fields.One2many(
        "asn.rating.scale.level", "scale_id", string="Levels", copy=True
    )
    level_count = fields.Integer(string="Number of Levels", compute="_compute_count")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("level_ids")
    def _compute_count(self):
        for scale in self:
            scale.level_count = len(scale.level_ids)

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("level_ids")
    def _check_set(self):
        for scale in self:
            levels = scale.level_ids.sorted("value")
            scale._check_values(levels)
            scale._check_points(levels)

    def _check_values(self, levels):
        for level, following in pairwise(levels):
            if following.value != level.value + 1:
                raise ValidationError(
                    self.env._(
                        "Levels of scale “%(scale)s” must follow each other: "
                        "%(value)s is followed by %(following)s.",
                        scale=self.name,
                        value=level.value,
                        following=following.value,
                    )
                )

    def _check_points(self, levels):
        """Points rise with the value, or are not used at all (all of them 0)."""
        if not any(levels.mapped("points")):
            return
        for level, following in pairwise(levels):
            if following.points <= level.points:
                raise ValidationError(
                    self.env._(
                        "Points of scale “%(scale)s” must rise with the value: level "
                        "%(value)s has %(points)s points, level %(following)s only "
                        "%(more)s. Leave all points at 0 where they are not used.",
                        scale=self.name,
                        value=level.value,
                        points=level.points,
                        following=following.value,
                        more=following.points,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        return [
            {**vals, "name": self.env._("%s (copy)", scale.name), **(default or {})}
            for scale, vals in zip(self, vals_list, strict=True)
        ]

    # ------------------------------------------------------------
    # SNAPSHOT
    # ------------------------------------------------------------

    def _prepare_levels(self):
        """Return the levels as a cycle keeps them, from the lowest on."""
        levels = self.level_ids.sorted("value")
        load_texts(levels, "name", "description")
        return [level._prepare_snapshot() for level in levels]
