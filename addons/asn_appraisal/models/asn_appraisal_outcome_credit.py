# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalOutcome(models.Model):
    """A published result of a functional post earns credit points."""

    _inherit = "asn.appraisal.outcome"

    credit_ids = fields.One2many("asn.credit.entry", "outcome_id")

    def _publish(self):
        seals = super()._publish()
        self.env["asn.credit.entry"]._credit(self)
        return seals
