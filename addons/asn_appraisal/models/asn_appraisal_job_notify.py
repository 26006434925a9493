# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models

from .asn_appraisal_evaluation import OPEN_STATES


class AsnAppraisalJobNotify(models.AbstractModel):
    """Ask raters by mail: one message each, however many forms they have."""

    _name = "asn.appraisal.job.notify"
    _inherit = "asn.appraisal.job"
    _description = "Invitation of the Raters"

    _batch_size = 50

    @api.model
    def _get_waiting_domain(self, cycle):
        return [
            ("cycle_id", "=", cycle.id),
            ("is_notified", "=", False),
            ("state", "in", OPEN_STATES),
        ]

    @api.model
    def _get_waiting(self, cycle):
        """Return the raters with a form that they have not been told about."""
        # sudo: asn.appraisal.evaluation - the flag is closed to everybody but the code
        groups = (
            self.env["asn.appraisal.evaluation"]
            .sudo()
            ._read_group(self._get_waiting_domain(cycle), ["rater_id"])
        )
        return self.env["hr.employee"].browse([rater.id for (rater,) in groups])

    @api.model
    def _count_remaining(self, cycle):
        return len(self._get_waiting(cycle))

    @api.model
    def _run_batch(self, cycle):
        raters = self._get_waiting(cycle)[: self._batch_size]
        evaluations = self.env["asn.appraisal.evaluation"].search(
            [*self._get_waiting_domain(cycle), ("rater_id", "in", raters.ids)]
        )
        self._invite(evaluations)
        return len(raters)

    @api.model
    def _invite(self, evaluations):
        """Send each rater one mail about all their ``evaluations``."""
        template = self.env.ref("asn_appraisal.mail_template_invitation")
        by_count = defaultdict(list)
        for rater, forms in evaluations.grouped("rater_id").items():
            if rater.user_id.active and rater.user_id.email:
                by_count[len(forms)].append(forms[0].id)
        time = self.env["asn.appraisal.working.time"]
        for count, form_ids in by_count.items():
            counted = template.with_context(asn_form_count=count)
            time._send(counted, form_ids, evaluations.company_id)
        # sudo: asn.appraisal.digest - that raters were written to today, nothing else
        digests = self.env["asn.appraisal.digest"].sudo()
        digests._note_told(evaluations.rater_id.user_id)
        evaluations._workflow_write({"is_notified": True})
