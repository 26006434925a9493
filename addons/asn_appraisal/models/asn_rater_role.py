# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..scoring.vocabulary import OWN_KINDS

CONFIDENTIALITY = [
    ("named", "Named"),
    ("confidential", "Confidential"),
    ("anonymous", "Anonymous"),
]
NAMED_KINDS = ("self", "superior")
# Nobody can be asked for what was planned, nor for an earlier period.
PEOPLE_DOMAIN = [("kind", "not in", OWN_KINDS)]


class AsnRaterRole(models.Model):
    """The side from which a rater sees the person appraised."""

    _name = "asn.rater.role"
    _inherit = ["asn.rater.choice", "asn.coded.mixin"]
    _description = "Rater Role"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short name that frozen rules refer to. It cannot be changed later.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            ("self", "The person"),
            ("superior", "Superior"),
            ("peer", "Peer"),
            ("subordinate", "Subordinate"),
            ("external", "From outside"),
            ("plan", "The plan"),
            ("period", "Shorter periods"),
        ],
        required=True,
        default="external",
        help="How raters of this role are found when a cycle is launched. The plan and "
        "shorter periods are weighed like raters, but nobody is asked: their value is "
        "computed.",
    )
    confidentiality = fields.Selection(
        CONFIDENTIALITY,
        required=True,
        default="confidential",
        help="Named: the person appraised, the superior and HR see who answered what. "
        "Confidential: nobody reads a single answer, only group results are shown. "
        "Anonymous: the same, and nothing says who answered; for people from outside, "
        "who are asked by link. "
        "A form can set another level.",
    )
    description = fields.Text(translate=True)

    _unique_code = models.UniqueIndex(
        "(code)", "Another rater role, perhaps an archived one, has the same code."
    )
    _unique_own_kind = models.UniqueIndex(
        "(kind) WHERE kind IN ('plan', 'period')",
        "There is one rater role for the plan and one for shorter periods.",
    )

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("kind", "confidentiality")
    def _check_named(self):
        for role in self:
            named = (*NAMED_KINDS, *OWN_KINDS)
            if role.kind in named and role.confidentiality != "named":
                raise ValidationError(
                    self.env._(
                        "Rater role “%(role)s” must be named: everybody knows who the "
                        "person and the superior are, so confidentiality would be an "
                        "empty promise.",
                        role=role.name,
                    )
                )

    @api.constrains("kind", "confidentiality")
    def _check_anonymous(self):
        for role in self:
            if role.confidentiality == "anonymous" and role.kind != "external":
                raise ValidationError(
                    self.env._(
                        "Rater role “%s” cannot be anonymous: only people from outside "
                        "answer by link, all others from their own account.",
                        role.name,
                    )
                )

    @api.constrains("kind")
    def _check_choice_of_kind(self):
        self._check_choice()

    def _get_rater_kind(self):
        return self.kind

    def _check_people(self):
        """Check that people stand behind the roles, so that they can be asked.

        :raise ValidationError: naming the role of a plan or a period
        """
        for role in self:
            if role.kind in OWN_KINDS:
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be asked: no people stand behind it, its value is "
                        "computed.",
                        role.name,
                    )
                )
