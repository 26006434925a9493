# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from odoo.addons.asn_appraisal.models.asn_one_record import check_one


class AsnTrainingRejection(models.TransientModel):
    """Why learning hours are rejected; the employee reads it."""

    _name = "asn.training.rejection"
    _description = "Rejection of Learning Hours"

    line_id = fields.Many2one(
        "hr.resume.line", required=True, ondelete="cascade", readonly=True
    )
    reason = fields.Text(required=True)

    def action_apply(self):
        """Reject the hours.

        :return: True
        :raise AccessError: for anybody but training managers, and for the own ones
        """
        check_one(self)
        self.line_id._reject(self.reason)
        return True
