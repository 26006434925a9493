# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Command

from .asn_one_record import check_one

# Raters are reminded in time; then others learn that forms are late, one after another.
LADDER = [(-3, "rater"), (1, "rater"), (2, "superior"), (4, "unit"), (5, "hr")]


class AsnAppraisalCycle(models.Model):
    """How a cycle reminds its raters, and whom it tells of late forms."""

    _inherit = "asn.appraisal.cycle"

    escalation_step_ids = fields.One2many(
        "asn.appraisal.escalation.step",
        "cycle_id",
        string="Escalation",
        copy=True,
        default=lambda self: self._get_default_ladder(),
    )

    @api.model
    def _get_default_ladder(self):
        return [Command.create({"days": days, "told": told}) for days, told in LADDER]

    def action_open_board(self):
        """Open how far the units of the cycle are.

        :raise AccessError: for anybody but officers, managers and auditors
        """
        check_one(self)
        self.env["asn.appraisal.board"].check_access("read")
        return self._open("action_asn_appraisal_board")
