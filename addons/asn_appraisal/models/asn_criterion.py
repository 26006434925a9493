# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .asn_config_text import get_texts

DIMENSIONS = [("result", "Work result"), ("behaviour", "Work behaviour")]


class AsnCriterion(models.Model):
    """Something rated.

    A *value* such as "Accountable" holds anchors and has conduct *statements* below
    it. Only leaves are rated: the statements of a value, or a criterion without any.
    """

    _name = "asn.criterion"
    _description = "Criterion"
    _order = "sequence, id"
    _parent_name = "parent_id"
    _check_company_auto = True

    # description
    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Text(translate=True)
    # place in the tree; what the value decides for its statements
    parent_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('parent_id', '=', False), ('id', '!=', id)]",
        check_company=True,
        help="Empty for a value, and for a criterion that is rated itself.",
    )
    child_ids = fields.One2many(
        "asn.criterion", "parent_id", string="Statements", copy=True
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_from_parent",
        store=True,
        readonly=False,
        recursive=True,
        precompute=True,
        index="btree_not_null",
        help="Empty: shared by all companies.",
    )
    dimension = fields.Selection(
        DIMENSIONS,
        compute="_compute_from_parent",
        store=True,
        readonly=False,
        recursive=True,
        precompute=True,
        required=True,
        index=True,
    )
    scale_id = fields.Many2one(
        "asn.rating.scale",
        compute="_compute_from_parent",
        store=True,
        readonly=False,
        recursive=True,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    skill_id = fields.Many2one(
        "hr.skill",
        index="btree_not_null",
        help="Skill that the criterion gives evidence of: the bridge to training.",
    )
    # texts
    anchor_ids = fields.One2many(
        "asn.criterion.anchor",
        "criterion_id",
        string="Anchors",
        copy=True,
        help="What a level looks like for this criterion. A statement without own "
        "anchors shows those of its value.",
    )
    wording_ids = fields.One2many(
        "asn.criterion.wording",
        "criterion_id",
        string="Other Wordings",
        copy=True,
        help="The same criterion in other words for a rater role.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends(
        "parent_id", "parent_id.company_id", "parent_id.dimension", "parent_id.scale_id"
    )
    def _compute_from_parent(self):
        for criterion in self:
            source = criterion.parent_id or criterion
            criterion.company_id = source.company_id
            criterion.dimension = source.dimension or "behaviour"
            criterion.scale_id = source.scale_id

    @api.depends("name", "parent_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for criterion in self:
            names = (criterion.parent_id.name, criterion.name)
            criterion.display_name = " / ".join(name for name in names if name)

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("parent_id", "child_ids")
    def _check_depth(self):
        for criterion in self:
            parent = criterion.parent_id
            if parent and (
                parent.parent_id or criterion.with_context(active_test=False).child_ids
            ):
                raise ValidationError(
                    self.env._(
                        "“%(criterion)s” cannot be below “%(parent)s”: a value has "
                        "statements, and a statement has nothing below it.",
                        criterion=criterion.name,
                        parent=parent.name,
                    )
                )

    @api.constrains("parent_id", "dimension", "scale_id", "company_id")
    def _check_like_parent(self):
        for criterion in self.filtered("parent_id"):
            parent = criterion.parent_id
            for name in ("dimension", "scale_id", "company_id"):
                if criterion[name] != parent[name]:
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” of statement “%(criterion)s” differs from its "
                            "value “%(parent)s”. Change it on the value.",
                            field=self._fields[name]._description_string(self.env),
                            criterion=criterion.name,
                            parent=parent.name,
                        )
                    )

    @api.constrains("scale_id", "anchor_ids")
    def _check_anchors(self):
        for anchor in self.anchor_ids:
            anchor._check_scale()

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if self.env.context.get("asn_keep_name"):
            return vals_list
        return [
            {**vals, "name": self.env._("%s (copy)", criterion.name), **(default or {})}
            for criterion, vals in zip(self, vals_list, strict=True)
        ]

    # ------------------------------------------------------------
    # SNAPSHOT
    # ------------------------------------------------------------

    def _get_leaves(self):
        """Return what is rated: the active statements of a value, or itself."""
        self.ensure_one()
        return self.child_ids.filtered("active").sorted(_by_sequence) or self

    def _prepare_snapshot(self):
        """Return the texts of a leaf as they are kept in a cycle.

        Texts must have been loaded, see ``load_texts``.

        :return: dict with the criterion's part of an item of a form
        """
        self.ensure_one()
        group = self.parent_id or self
        anchors = self.anchor_ids or group.anchor_ids
        return {
            "criterion_id": self.id,
            "group_id": group.id,
            "group": get_texts(group, "name"),
            "group_description": get_texts(group, "description"),
            "name": get_texts(self, "name"),
            "wordings": {
                wording.role_id.code: get_texts(wording, "text")
                for wording in self.wording_ids
            },
            "dimension": self.dimension,
            "anchors": {
                str(anchor.level_id.value): get_texts(anchor, "text")
                for anchor in anchors.sorted(lambda anchor: anchor.level_id.value)
            },
        }


def _by_sequence(record):
    return record.sequence, record.id
