# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import SQL

from .asn_appraisal_journal_source import ABOUT, JOIN_ABOUT


class AsnAppraisalJournal(models.Model):
    """Who changed raters or let them be asked, without the raters."""

    _inherit = "asn.appraisal.journal"

    kind = fields.Selection(
        selection_add=[
            ("rater_added", "Rater added by HR"),
            ("rater_superior", "Superior replaced by HR"),
            ("raters_approved", "List of raters approved"),
            ("raters_returned", "List of raters returned"),
            ("raters_closed", "List of raters decided without the superior"),
        ]
    )

    @api.model
    def _list_sources(self):
        """Add changes of raters; see the method extended."""
        steps = [(SQL("src.kind"), "done_on", "user_id", "reason")]
        return [
            *super()._list_sources(),
            *self._list_steps(
                "asn.appraisal.rater.step",
                steps,
                joins=SQL(
                    "%s LEFT JOIN asn_rater_role role ON role.id = src.role_id",
                    JOIN_ABOUT,
                ),
                detail=self._text(SQL("role.name")),
                **ABOUT,
            ),
        ]
