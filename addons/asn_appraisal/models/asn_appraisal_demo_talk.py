# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalDemo(models.AbstractModel):
    """Where demonstration data lets its people talk, once the cycles are played."""

    _inherit = "asn.appraisal.demo"

    @api.model
    def _talk(self):
        """Let the invented people give feedback and sign dialogues."""
        from ..demo.talk import talk

        talk(self.env)
