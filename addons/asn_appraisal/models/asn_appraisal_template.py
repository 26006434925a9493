# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .asn_config_text import get_texts, load_texts
from .asn_one_record import check_one

# With fewer, the mean of a group is somebody's answer.
MIN_PROTECTED = 2


class AsnAppraisalTemplate(models.Model):
    """A form: which criteria are rated, by whom, and what they weigh."""

    _name = "asn.appraisal.template"
    _description = "Appraisal Form"
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: shared by all companies."
    )
    introduction = fields.Text(
        translate=True, help="Shown to raters where the cycle has no text of its own."
    )
    comment_rule = fields.Selection(
        [
            ("optional", "Never required"),
            ("extremes", "Required at the lowest and the highest level"),
            ("always", "Always required"),
        ],
        string="Comments",
        required=True,
        default="extremes",
    )
    seconds_per_criterion = fields.Integer(
        default=20,
        help="How long a rater takes for one criterion. An estimate: it only serves to "
        "forecast the raters' minutes before a launch.",
    )
    line_ids = fields.One2many(
        "asn.appraisal.template.line", "template_id", string="Criteria", copy=True
    )
    role_ids = fields.One2many(
        "asn.appraisal.template.role", "template_id", string="Raters", copy=True
    )

    _seconds_positive = models.Constraint(
        "CHECK (seconds_per_criterion > 0)",
        "The seconds per criterion must be above 0.",
    )

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("line_ids")
    def _check_lines(self):
        for template in self:
            leaves = [leaf for line in template.line_ids for leaf in line._get_leaves()]
            if len(leaves) != len(set(leaves)):
                twice = next(leaf for leaf in leaves if leaves.count(leaf) > 1)
                raise ValidationError(
                    self.env._(
                        "Form “%(form)s” has criterion “%(criterion)s” twice.",
                        form=template.name,
                        criterion=twice.name,
                    )
                )
            if len(template.line_ids.criterion_id.scale_id) > 1:
                raise ValidationError(
                    self.env._(
                        "Criteria of form “%s” are rated on different scales.",
                        template.name,
                    )
                )

    def _check_usable(self, scale):
        """Check that raters can be asked with the form.

        :param scale: asn.rating.scale of the method
        :raise UserError: naming the form and what it lacks
        """
        for template in self:
            if not template.line_ids or not template.role_ids:
                raise UserError(
                    self.env._(
                        "Form “%s” needs at least one criterion and one kind of rater.",
                        template.name,
                    )
                )
            if template.line_ids.criterion_id.scale_id != scale:
                raise UserError(
                    self.env._(
                        "Form “%(form)s” is not rated on the scale “%(scale)s” of the "
                        "method.",
                        form=template.name,
                        scale=scale.name,
                    )
                )

    def _check_protected(self, method):
        """Check that the method keeps what the form promises to confidential raters.

        :param method: asn.rating.method, whose minimum hides a single answer
        :raise UserError: naming the form, the role and the method
        """
        minima = {line.role_id: line.min_respondents for line in method.role_ids}
        for line in self.role_ids.filtered(_is_confidential):
            if minima.get(line.role_id, 0) < MIN_PROTECTED:
                raise UserError(
                    self.env._(
                        "Form “%(form)s” promises “%(role)s” that no single answer is "
                        "read, so method “%(method)s” must ask for %(minimum)s answers "
                        "of them or more.",
                        form=line.template_id.name,
                        role=line.role_id.name,
                        method=method.name,
                        minimum=MIN_PROTECTED,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        return [
            {**vals, "name": self.env._("%s (copy)", template.name), **(default or {})}
            for template, vals in zip(self, vals_list, strict=True)
        ]

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_preview_sheet(self):
        """Show the form as each kind of rater would see it."""
        check_one(self)
        preview = self.env["asn.appraisal.sheet.preview"]
        return preview._open(self.name, template_id=self.id)

    # ------------------------------------------------------------
    # SNAPSHOT
    # ------------------------------------------------------------

    def _prepare_snapshot(self):
        """Return the form as a cycle keeps it, all of JSON's types.

        :return: dict of ``id``, ``name``, ``introduction``, ``comment_rule``, ``roles``
            and ``items``; an item is a leaf criterion with its texts, its exact weight
            ("1/3") and the codes of the roles that answer it
        """
        self.ensure_one()
        self._load_texts()
        return {
            "id": self.id,
            "name": get_texts(self, "name"),
            "introduction": get_texts(self, "introduction"),
            "comment_rule": self.comment_rule,
            "roles": [role._prepare_snapshot() for role in self.role_ids],
            "items": [item for line in self.line_ids for item in line._prepare_items()],
        }

    def _load_texts(self):
        values = self.line_ids.criterion_id
        criteria = values | values.child_ids | values.parent_id
        load_texts(self, "name", "introduction")
        load_texts(criteria, "name", "description")
        load_texts(criteria.anchor_ids, "text")
        load_texts(criteria.wording_ids, "text")
        load_texts(self.role_ids.role_id, "name")


def share(weight, count):
    """Return the exact share of a weight as text.

    >>> share(1.0, 3)
    '1/3'
    """
    return str(Fraction(str(weight)) / count)


def _is_confidential(line):
    return line.confidentiality != "named"
