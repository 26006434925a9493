# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..scoring import RulesError, check_rules
from .asn_config_text import get_texts, load_texts

DIMENSIONS = ("result", "behaviour")


class AsnRatingMethod(models.Model):
    """How ratings become a predicate, by which law, and from when to when."""

    _name = "asn.rating.method"
    _description = "Rating Method"
    _inherit = ["asn.config.set"]
    _order = "valid_from desc, name, id"
    _check_company_auto = True

    # description
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: shared by all companies."
    )
    description = fields.Text(translate=True)
    legal_reference = fields.Char(translate=True)
    valid_from = fields.Date(help="Cycles whose period ends before cannot use it.")
    valid_to = fields.Date(help="Cycles whose period starts later cannot use it.")
    # rules
    kind = fields.Selection(
        [("matrix", "Two ratings"), ("score", "Number of points")],
        required=True,
        default="matrix",
        help="Two ratings: each dimension is below, meets or above expectation, and a "
        "matrix gives the predicate. Number of points: both dimensions are weighed and "
        "a band of points gives the predicate.",
    )
    scale_id = fields.Many2one(
        "asn.rating.scale", required=True, ondelete="restrict", check_company=True
    )
    result_meets_from = fields.Float(
        digits=(6, 2),
        default=2.5,
        help="A score of the work result from here on meets expectation.",
    )
    result_above_from = fields.Float(
        digits=(6, 2),
        default=4,
        help="A score of the work result from here on is above expectation.",
    )
    behaviour_meets_from = fields.Float(
        digits=(6, 2),
        default=2.5,
        help="A score of the work behaviour from here on meets expectation.",
    )
    behaviour_above_from = fields.Float(
        digits=(6, 2),
        default=4,
        help="A score of the work behaviour from here on is above expectation.",
    )
    result_weight = fields.Float(
        digits=(6, 2),
        default=60,
        help="Percent of the total points. Used by methods of points alone.",
    )
    behaviour_weight = fields.Float(
        digits=(6, 2),
        default=40,
        help="Percent of the total points. Used by methods of points alone.",
    )
    neutral_value = fields.Float(
        digits=(6, 2),
        default=3,
        help="On the scale: stands for raters whose missing answers count as neutral.",
    )
    missing_realisation = fields.Selection(
        [
            ("zero", "Counts as 0 %"),
            ("exclude", "Leave out, share its weight"),
            ("block", "No score of the plan"),
        ],
        string="Nothing Noted",
        required=True,
        default="zero",
        help="What an indicator of a plan comes to about which nothing is noted. In a "
        "qualitative plan: a goal without an assessment, where 0 % is the lowest level "
        "of the scale.",
    )
    role_ids = fields.One2many(
        "asn.rating.method.role", "method_id", string="Weights of Raters", copy=True
    )
    matrix_ids = fields.One2many("asn.rating.method.matrix", "method_id", copy=True)
    band_ids = fields.One2many(
        "asn.rating.method.band", "method_id", string="Bands of Points", copy=True
    )
    achievement_ids = fields.One2many(
        "asn.rating.method.achievement",
        "method_id",
        string="Achievement Curve",
        copy=True,
    )

    _validity_order = models.Constraint(
        "CHECK (valid_to >= valid_from)",
        "A rating method cannot end before it starts.",
    )

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains(
        "kind",
        "scale_id",
        "result_meets_from",
        "result_above_from",
        "behaviour_meets_from",
        "behaviour_above_from",
        "result_weight",
        "behaviour_weight",
        "neutral_value",
        "role_ids",
        "matrix_ids",
        "band_ids",
        "achievement_ids",
    )
    def _check_set(self):
        for method in self:
            try:
                check_rules(method._prepare_snapshot())
            except RulesError as error:
                message = self.env["asn.rating.method.error"]._describe(method, error)
                raise ValidationError(message) from error

    def _check_usable(self, date_from, date_to):
        """Check that the method is in force in a period.

        :param date date_from: first day of the work appraised
        :param date date_to: last day of the work appraised
        :raise UserError: naming the method and its dates
        """
        for method in self:
            starts_late = method.valid_from and method.valid_from > date_to
            ended = method.valid_to and method.valid_to < date_from
            if starts_late or ended:
                raise UserError(
                    self.env._(
                        "Rating method “%(method)s” is valid from %(start)s to %(end)s "
                        "and cannot be used for this period.",
                        method=method.name,
                        start=method.valid_from or "–",
                        end=method.valid_to or "–",
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        return [
            {**vals, "name": self.env._("%s (copy)", method.name), **(default or {})}
            for method, vals in zip(self, vals_list, strict=True)
        ]

    # ------------------------------------------------------------
    # SNAPSHOT
    # ------------------------------------------------------------

    def _prepare_snapshot(self):
        """Return the rules as a cycle keeps them, all of JSON's types.

        Decimals are texts, so that nothing is rounded on the way; texts for people
        are ``{language code: text}``.

        :rtype: dict
        """
        self.ensure_one()
        predicates = self.matrix_ids.predicate_id | self.band_ids.predicate_id
        load_texts(self, "name", "legal_reference")
        load_texts(predicates, "name", "description")
        load_texts(self.role_ids.role_id, "name")
        return {
            "id": self.id,
            "name": get_texts(self, "name"),
            "legal_reference": get_texts(self, "legal_reference"),
            "kind": self.kind,
            "scale": self.scale_id._prepare_levels(),
            "roles": [line._prepare_snapshot() for line in self.role_ids],
            "thresholds": {
                name: [
                    to_text(self[f"{name}_{level}_from"])
                    for level in ("meets", "above")
                ]
                for name in DIMENSIONS
            },
            "dimension_weights": {
                name: to_text(self[f"{name}_weight"]) for name in DIMENSIONS
            },
            "neutral_value": to_text(self.neutral_value),
            "matrix": [cell._prepare_snapshot() for cell in self.matrix_ids],
            "bands": [band._prepare_snapshot() for band in self.band_ids],
            "achievement": [
                point._prepare_snapshot()
                for point in self.achievement_ids.sorted("percent")
            ],
            "missing_realisation": self.missing_realisation,
            "predicates": {
                predicate.code: {
                    "id": predicate.id,
                    "name": get_texts(predicate, "name"),
                    "sequence": predicate.sequence,
                    "color": predicate.color,
                    "description": get_texts(predicate, "description"),
                }
                for predicate in predicates
            },
        }


def to_text(number):
    """Write a stored number of two decimals as short decimal text.

    >>> to_text(2.5), to_text(60.0)
    ('2.5', '60')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".")
