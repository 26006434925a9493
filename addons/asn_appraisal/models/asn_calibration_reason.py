# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_config_text import get_texts, load_texts


class AsnCalibrationReason(models.Model):
    """Why a calibration changes a rating, in words that the person will read.

    None of them is the guide of the unit: how people spread is looked at and asked
    about, and is never by itself a reason to rate somebody otherwise.
    """

    _name = "asn.calibration.reason"
    _description = "Reason for a Calibration"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="Read by the person after publication."
    )
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Text(
        translate=True, help="When members of a session choose it."
    )

    _unique_code = models.UniqueIndex(
        "(code)", "Another reason, perhaps an archived one, has the same code."
    )

    def _prepare_snapshot(self):
        """Return the reason as an outcome keeps it."""
        self.ensure_one()
        load_texts(self, "name")
        return {"code": self.code, "name": get_texts(self, "name")}
