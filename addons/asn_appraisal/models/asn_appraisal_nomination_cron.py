# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import logging
from collections import defaultdict

from odoo import api, models

from .asn_appraisal_nomination import WAITING_STATES

_logger = logging.getLogger(__name__)

BATCH = 200
# Whom a state is told to by mail: the person, or the superior.
TOLD = {
    "draft": "employee_id",
    "returned": "employee_id",
    "lapsed": "employee_id",
    "submitted": "superior_id",
}


class AsnAppraisalNomination(models.Model):
    """The deadline of nominations, and mails about them, in batches.

    What is left to do is read from the records: interrupted anywhere and started again,
    or started twice, it ends the same.
    """

    _inherit = "asn.appraisal.nomination"

    @api.model
    def _cron_run(self):
        """Close what is past its deadline; tell people what waits for them."""
        for cycle in self.env["asn.appraisal.cycle"].search(
            [("state", "in", ("planning", "monitoring", "evaluation"))]
        ):
            if cycle._is_nomination_over():
                self._close_all(cycle)
        self._tell_all()

    # ------------------------------------------------------------
    # DEADLINE
    # ------------------------------------------------------------

    @api.model
    def _close_all(self, cycle):
        """Close all nominations of a cycle that wait, batch by batch.

        A batch that fails is done one by one; what fails alone stays for the next run
        and is in the log.
        """
        failed = self.browse()
        while batch := self._get_late(cycle, failed):
            if not cycle.job and cycle.state == "evaluation":
                cycle._start_job("notify")  # one mail each, when all are asked
            failed |= batch - batch._close_batch()
            self.env["ir.cron"]._commit_progress(len(batch))
            self.env.invalidate_all()

    @api.model
    def _get_late(self, cycle, failed):
        """Return the next ones to close, which nobody else is working on."""
        late = self.search(
            [
                ("cycle_id", "=", cycle.id),
                ("state", "in", WAITING_STATES),
                ("is_running", "=", True),
                ("id", "not in", failed.ids),
            ],
            limit=BATCH,
            order="id",
        )
        return late.try_lock_for_update()

    def _close_batch(self):
        """Close nominations; return those for which it worked."""
        try:
            with self.env.cr.savepoint():
                self._close_by_deadline()
            return self
        except Exception:  # whatever it is, one must not stop all
            _logger.exception("closing of nominations failed for %s", self)
            self.env.invalidate_all()
            if len(self) == 1:
                return self.browse()
            return self.browse().union(*(one._close_batch() for one in self))

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    @api.model
    def _tell_all(self):
        """Tell whoever is to do something next, once for each step."""
        for state, name in TOLD.items():
            while batch := self.search(
                [
                    ("state", "=", state),
                    "|",
                    ("told_state", "=", False),
                    ("told_state", "!=", state),
                    ("is_running", "=", True),
                ],
                limit=BATCH,
                order="id",
            ):
                batch._tell(name)
                batch._workflow_write({"told_state": state})
                self.env["ir.cron"]._commit_progress(len(batch))

    def _tell(self, name):
        """Send one mail to each person whom ``name`` of the nominations names."""
        time = self.env["asn.appraisal.working.time"]
        template = self.env.ref(f"asn_appraisal.mail_template_nomination_{name[:-3]}")
        by_count = defaultdict(list)
        for (person, company), same in self.grouped(
            lambda nomination: (nomination[name], nomination.company_id)
        ).items():
            if person.user_id.active and person.user_id.email:
                by_count[company, len(same)].append(same[0].id)
        for (company, count), ids in by_count.items():
            counted = template.with_context(asn_nomination_count=count)
            time._send(counted, ids, company)
