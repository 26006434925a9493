# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .asn_config_text import get_texts
from .asn_rater_role import CONFIDENTIALITY, NAMED_KINDS, PEOPLE_DOMAIN


class AsnAppraisalTemplateRole(models.Model):
    """A kind of rater asked by a form, and how well those raters are protected."""

    _name = "asn.appraisal.template.role"
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
    sequence = fields.Integer(related="role_id.sequence", store=True)  # order
    confidentiality = fields.Selection(
        CONFIDENTIALITY,
        compute="_compute_confidentiality",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    max_raters = fields.Integer(
        help="0: all who are eligible. Where more are, they are drawn at random."
    )

    _unique_role = models.UniqueIndex(
        "(template_id, role_id)", "A form asks a kind of rater once."
    )
    _max_positive = models.Constraint(
        "CHECK (max_raters >= 0)", "The number of raters cannot be negative."
    )

    @api.depends("role_id")
    def _compute_confidentiality(self):
        for line in self:
            line.confidentiality = line.role_id.confidentiality or "confidential"

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
            "max_raters": self.max_raters,
        }
