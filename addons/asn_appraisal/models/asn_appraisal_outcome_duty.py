# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import models


class AsnAppraisalOutcome(models.Model):
    """A low predicate is not the end: publishing it opens the duty to follow it up."""

    _inherit = "asn.appraisal.outcome"

    def _publish(self):
        seals = super()._publish()
        self.env["asn.appraisal.duty"]._open(self)
        return seals

    def _asks_follow_up(self):
        """Tell whether the predicate is as low as the cycle's limit, or lower."""
        limit = self.cycle_id.follow_up_predicate_id
        return bool(limit and self.predicate_id) and (
            self.predicate_id.sequence >= limit.sequence
        )

    def _get_follow_up_date(self):
        """Return by when the follow-up of the published result is to be done."""
        day = self._get_day(self.published_on)
        return day + timedelta(days=self.cycle_id.follow_up_days)
