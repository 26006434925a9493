# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .asn_config_text import get_texts
from .asn_rater_choice import CHOICE_FIELDS
from .asn_rater_role import CONFIDENTIALITY, NAMED_KINDS, PEOPLE_DOMAIN

FROM_ROLE = {
    "compute": "_compute_choice",
    "store": True,
    "readonly": False,
    "precompute": True,
    "default": None,
}


class AsnAppraisalTemplateRole(models.Model):
    """A kind of rater asked by a form, and how well those raters are protected."""

    _name = "asn.appraisal.template.role"
    _inherit = ["asn.rater.choice"]
    _description = "Rater of a Form"
    _order = "template_id, sequence, id"
    _rec_name = "role_id"

    template_id = fields.Many2one(
        "asn.appraisal.template", required=True, index=True, ondelete="cascade"
    )
    role_id = fields.Many2one(
        "asn.rater.role",
        required=True,
        index=True,
        ondelete="restrict",
        domain=PEOPLE_DOMAIN,
    )
    role_kind = fields.Selection(related="role_id.kind", string="Kind of Rater")
    sequence = fields.Integer(related="role_id.sequence", store=True)  # order
    confidentiality = fields.Selection(
        CONFIDENTIALITY,
        compute="_compute_confidentiality",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    # as the role says, unless the form says something else
    proposal = fields.Selection(**FROM_ROLE)
    min_raters = fields.Integer(**FROM_ROLE)
    max_raters = fields.Integer(**FROM_ROLE)
    pool_scope = fields.Selection(**FROM_ROLE)
    min_days_together = fields.Integer(**FROM_ROLE)
    allows_reciprocal = fields.Boolean(**FROM_ROLE)

    _unique_role = models.UniqueIndex(
        "(template_id, role_id)", "A form asks a kind of rater once."
    )

    @api.depends("role_id")
    def _compute_confidentiality(self):
        for line in self:
            line.confidentiality = line.role_id.confidentiality or "confidential"

    @api.depends("role_id")
    def _compute_choice(self):
        for line in self:
            for name in CHOICE_FIELDS:
                line[name] = line.role_id[name]

    def _get_rater_kind(self):
        return self.role_id.kind

    @api.constrains("role_id")
    def _check_choice_of_role(self):
        self._check_choice()

    @api.constrains("role_id")
    def _check_people(self):
        self.role_id._check_people()

    @api.constrains("role_id", "confidentiality")
    def _check_named(self):
        for line in self:
            if line.role_id.kind in NAMED_KINDS and line.confidentiality != "named":
                raise ValidationError(
                    self.env._(
                        "“%(role)s” of form “%(form)s” must be named: everybody knows "
                        "who that is.",
                        role=line.role_id.name,
                        form=line.template_id.name,
                    )
                )

    @api.constrains("role_id", "confidentiality")
    def _check_anonymous(self):
        for line in self:
            if line.confidentiality == "anonymous" and line.role_id.kind != "external":
                raise ValidationError(
                    self.env._(
                        "“%(role)s” of form “%(form)s” cannot be anonymous: only "
                        "people from outside answer by link.",
                        role=line.role_id.name,
                        form=line.template_id.name,
                    )
                )

    def _prepare_snapshot(self):
        """Return the line as a cycle keeps it."""
        self.ensure_one()
        return {
            "id": self.role_id.id,
            "code": self.role_id.code,
            "kind": self.role_id.kind,
            "name": get_texts(self.role_id, "name"),
            "confidentiality": self.confidentiality,
        } | self._prepare_choice()
