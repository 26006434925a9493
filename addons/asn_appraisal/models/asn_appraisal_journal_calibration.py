# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import SQL

from .asn_appraisal_journal_source import ABOUT, OF_CYCLE


class AsnAppraisalJournal(models.Model):
    """What calibration sessions changed or kept, by whom and why."""

    _inherit = "asn.appraisal.journal"

    kind = fields.Selection(
        selection_add=[
            ("calibration", "Proposed in calibration"),
            ("calibration_second", "Second member in calibration"),
            ("calibration_closed", "Calibration session closed"),
        ]
    )

    @api.model
    def _list_sources(self):
        """Add steps about people and the end of sessions; see the method extended."""
        changes = [
            ("calibration", "proposed_on", "user_id", "reason"),
            ("calibration_second", "second_on", "second_id", "second_reason"),
        ]
        closed = [("calibration_closed", "closed_on", "closed_by_id", None)]
        change = "asn.appraisal.calibration.change"
        return [
            *super()._list_sources(),
            *self._list_steps(
                change,
                changes,
                joins=SQL(
                    "JOIN asn_appraisal_calibration_line line ON line.id = src.line_id"
                    " JOIN asn_appraisal about ON about.id = line.appraisal_id"
                ),
                detail=self._label(change, "state"),
                **ABOUT,
            ),
            *self._list_steps(
                "asn.appraisal.calibration",
                closed,
                detail=SQL("src.name"),
                **OF_CYCLE,
            ),
        ]
