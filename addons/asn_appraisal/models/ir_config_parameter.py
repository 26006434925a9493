# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model
    def get_param(self, key, default=False):
        """Let our jobs prepare more mails at once than core's 50.

        Core knows no other way to say so than the parameter of the whole system.
        """
        size = key == "mail.batch_size" and self.env.context.get("asn_mail_batch")
        return str(size) if size else super().get_param(key, default)
