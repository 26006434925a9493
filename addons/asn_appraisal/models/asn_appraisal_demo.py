# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalDemo(models.AbstractModel):
    """Where demonstration data asks for its cycles to be played.

    The play itself is in ``demo/`` and is imported only here, so that a database
    without demonstration data never loads it.
    """

    _name = "asn.appraisal.demo"
    _description = "Play of the Demonstration Data"

    @api.model
    def _play(self):
        """Let the invented people play the cycles that are still drafts."""
        from ..demo.play import play

        play(self.env)
