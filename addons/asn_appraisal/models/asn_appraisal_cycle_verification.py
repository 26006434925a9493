# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

READERS = (
    "asn_appraisal.group_asn_appraisal_manager,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisalCycle(models.Model):
    """Proof that what a cycle stores follows from its answers and frozen rules."""

    _inherit = "asn.appraisal.cycle"

    job = fields.Selection(selection_add=[("verify", "Recomputing and comparing")])
    verified_on = fields.Datetime(
        string="Recomputed and Compared On", readonly=True, copy=False, groups=READERS
    )
    deviating_count = fields.Integer(
        string="Deviating",
        readonly=True,
        copy=False,
        groups=READERS,
        help="Outcomes that differ from what answers and frozen rules give.",
    )
    unverifiable_count = fields.Integer(
        string="Answers Deleted",
        readonly=True,
        copy=False,
        groups=READERS,
        help="Outcomes that can no longer be computed again.",
    )

    def action_verify(self):
        """Recompute and compare every outcome, in the background.

        :raise UserError: before the evaluation is closed, or while a job runs
        """
        for cycle in self:
            cycle._check_manager()
            cycle._check_state("calibration", "published", "closed")
            cycle._check_no_job()
            cycle._start_verification()
        return True

    def _start_verification(self):
        self.ensure_one()
        # sudo: asn.appraisal.outcome - when it was last looked at, nothing else
        outcomes = self.env["asn.appraisal.outcome"].sudo()
        outcomes = outcomes.search([("cycle_id", "=", self.id)])
        outcomes._workflow_write({"verified_on": False})
        self._start_job("verify")

    @api.model
    def _cron_verify(self):
        """Compare published cycles every night, closed ones once a week."""
        week_ago = fields.Datetime.now() - timedelta(days=7)
        due = Domain("state", "=", "published") | (
            Domain("state", "=", "closed")
            & (Domain("verified_on", "=", False) | Domain("verified_on", "<", week_ago))
        )
        for cycle in self.search(due & Domain("job", "=", False)):
            cycle._start_verification()

    def action_open_deviating(self):
        """Open the outcomes that deviate."""
        action = self._open("action_asn_appraisal_outcome")
        domain = [
            ("cycle_id", "in", self.ids),
            ("verification_state", "=", "deviating"),
        ]
        return action | {"domain": domain}
