# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalOutcome(models.Model):
    """A published result leads to programmes; a later version may lead to others."""

    _inherit = "asn.appraisal.outcome"

    training_run = fields.Integer(
        string="Looked at in Run",
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="The last run of recommendations that saw this result.",
    )

    def _publish(self):
        """Look at a version that comes after the publication of its cycle at once."""
        seals = super()._publish()
        for cycle, outcomes in self.grouped("cycle_id").items():
            # sudo: asn.appraisal.cycle - a counter of runs
            if cycle.sudo().training_run:
                # sudo: outcomes, recommendations - what follows from a result
                # is written by whoever decides on it, and read by few
                self.env["asn.appraisal.job.recommend"].sudo()._recommend(
                    cycle.sudo(), outcomes.sudo()
                )
        return seals
