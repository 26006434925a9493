# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_appraisal_outcome import LEVELS
from .asn_config_text import get_texts, load_texts


class AsnUnitPredicate(models.Model):
    """What the level above says of a unit as a whole, and the guide that follows.

    The guide tells how the predicates of the unit's people are expected to spread
    (SE MenPANRB 3/2023). It is shown while people are rated and forces nothing.
    """

    _name = "asn.unit.predicate"
    _description = "Predicate of a Unit"
    _inherit = "asn.coded.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short name that frozen rules refer to. It cannot be changed later.",
    )
    sequence = fields.Integer(default=10, help="1 is the best predicate.")
    active = fields.Boolean(default=True)
    color = fields.Integer()
    head_rating = fields.Selection(
        LEVELS,
        string="Work Result of the Head",
        help="The work result of whoever leads a unit is the result of the unit. This "
        "level is proposed for it; another one needs a reason.",
    )
    line_ids = fields.One2many(
        "asn.unit.predicate.line", "unit_predicate_id", string="Guide", copy=True
    )
    legal_reference = fields.Char()

    _unique_code = models.UniqueIndex(
        "(code)", "Another predicate of units, perhaps an archived one, has this code."
    )

    def _prepare_snapshot(self):
        """Return the predicates with their guides as a cycle keeps them.

        :return: ``{code: dict}`` of JSON's types
        """
        load_texts(self, "name", "legal_reference")
        return {
            predicate.code: {
                "id": predicate.id,
                "name": get_texts(predicate, "name"),
                "head_rating": predicate.head_rating or False,
                "lines": [line._prepare_snapshot() for line in predicate.line_ids],
            }
            for predicate in self
        }
