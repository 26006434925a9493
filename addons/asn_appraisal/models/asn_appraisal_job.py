# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import logging

from psycopg2.errors import SerializationFailure

from odoo import api, models

_logger = logging.getLogger(__name__)


class AsnAppraisalJob(models.AbstractModel):
    """Long work on a cycle, in batches that each commit.

    Whatever is left to do is read from the data, never from a counter: a job that
    was interrupted anywhere and started again ends in the same state.
    """

    _name = "asn.appraisal.job"
    _description = "Work on a Cycle in the Background"

    _batch_size = 200

    @api.model
    def _cron_run(self):
        """Go on with the jobs of all cycles until done or out of time."""
        cycles = self.env["asn.appraisal.cycle"].search([("job", "!=", False)])
        for cycle in cycles:
            if not self._run(cycle):
                break

    @api.model
    def _run(self, cycle):
        """Work on one cycle, batch by batch.

        :param cycle: one asn.appraisal.cycle with a job
        :return: whether there is time left for other cycles
        """
        time_left = True
        lang = cycle.job_user_id.lang or cycle.company_id.partner_id.lang
        cycle = cycle.with_context(lang=lang)
        while time_left and cycle.try_lock_for_update(allow_referencing=True).job:
            job = cycle._get_job()
            try:
                done = job._run_batch(cycle)
                remaining = job._count_remaining(cycle) if done else 0
                if not remaining:
                    job._finish(cycle)
                self.env.flush_all()
            except SerializationFailure:  # somebody was quicker: once more, after them
                self.env.cr.rollback()
                self.env.invalidate_all(flush=False)
                continue
            time_left = self.env["ir.cron"]._commit_progress(done, remaining=remaining)
            self.env.invalidate_all()  # or memory would grow with every batch
        return bool(time_left)

    # ------------------------------------------------------------
    # WORK ON APPRAISALS, unless a job says otherwise
    # ------------------------------------------------------------

    @api.model
    def _count_remaining(self, cycle):
        """Count the records of ``cycle`` that still wait for this job."""
        # sudo: asn.appraisal - a number only
        Appraisal = self.env["asn.appraisal"].sudo()
        return Appraisal.search_count(self._get_waiting_domain(cycle))

    @api.model
    def _get_batch(self, cycle):
        """Return the next appraisals to work on."""
        return self.env["asn.appraisal"].search(
            self._get_waiting_domain(cycle), limit=self._batch_size, order="id"
        )

    # ------------------------------------------------------------
    # TO BE DEFINED BY EACH JOB
    # ------------------------------------------------------------

    @api.model
    def _get_waiting_domain(self, cycle):
        """Return what tells the appraisals of ``cycle`` that wait for this job."""
        raise NotImplementedError

    @api.model
    def _run_batch(self, cycle):
        """Work on up to ``_batch_size`` records; return how many."""
        raise NotImplementedError

    @api.model
    def _finish(self, cycle):
        """End the job; the place to start the next one."""
        return cycle._workflow_write({"job": False, "job_total": 0})

    @api.model
    def _log_failure(self, cycle, record):
        _logger.exception(
            "%s: %s failed for %s and goes on", cycle.name, self._name, record
        )
