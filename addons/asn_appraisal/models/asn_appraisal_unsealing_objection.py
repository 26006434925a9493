# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models

from .asn_appraisal_objection import OPEN_STATES


class AsnAppraisalUnsealing(models.Model):
    """The ground “filed objection” takes an objection that is open, by its number."""

    _inherit = "asn.appraisal.unsealing"

    def _has_ground(self):
        if not super()._has_ground():
            return False
        if self.ground != "objection":
            return True
        # sudo: asn.appraisal.objection - whether there is one, for HR's manager
        return bool(
            self.env["asn.appraisal.objection"]
            .sudo()
            .search_count(
                [
                    ("appraisal_id", "=", self.appraisal_id.id),
                    ("state", "in", OPEN_STATES),
                    ("reference", "=", (self.reference or "").strip()),
                ],
                limit=1,
            )
        )
