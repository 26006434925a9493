# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from psycopg2.errors import SerializationFailure

from odoo import api, models

from .asn_appraisal import UNASKED_STATES


class AsnAppraisalJobOpen(models.AbstractModel):
    """Ask the raters of a cycle that started with planning.

    What is left to do are the appraisals that are still planned or agreed, so that
    an interrupted job asks nobody twice.
    """

    _name = "asn.appraisal.job.open"
    _inherit = "asn.appraisal.job"
    _description = "Opening of the Evaluation"

    _batch_size = 500

    @api.model
    def _get_waiting_domain(self, cycle):
        failed = self.env["asn.appraisal.cycle.issue"]._search(
            [
                ("cycle_id", "=", cycle.id),
                ("kind", "=", "error"),
                ("employee_id", "!=", False),
            ]
        )
        return [
            ("cycle_id", "=", cycle.id),
            ("state", "in", UNASKED_STATES),
            ("employee_id", "not in", failed.subselect("employee_id")),
        ]

    @api.model
    def _run_batch(self, cycle):
        appraisals = self._get_batch(cycle)
        try:
            with self.env.cr.savepoint():
                self._open(cycle, appraisals)
        except SerializationFailure:
            # Somebody has just agreed a plan of this batch. Nothing of the batch is
            # written; the next one sees what they wrote.
            self.env.invalidate_all()
        except Exception:  # noqa: BLE001 - whatever it is, one record must not stop all
            self._log_failure(cycle, appraisals)
            self._open_one_by_one(cycle, appraisals)
        return len(appraisals)

    @api.model
    def _finish(self, cycle):
        result = super()._finish(cycle)
        cycle._start_job("notify")
        return result

    def _open(self, cycle, appraisals):
        self.env["asn.appraisal.acting"]._apply_to(appraisals, asks=False)
        self.env["asn.appraisal.assignment"]._assign(cycle, appraisals)
        appraisals.with_context(mail_notrack=True)._workflow_write(
            {"state": "evaluation"}
        )

    def _open_one_by_one(self, cycle, appraisals):
        for appraisal in appraisals:
            try:
                with self.env.cr.savepoint():
                    self._open(cycle, appraisal)
            except SerializationFailure:
                self.env.invalidate_all()
            except Exception as error:  # noqa: BLE001 - shown to HR as a gap
                self._log_failure(cycle, appraisal)
                doctor = self.env["asn.appraisal.cycle.doctor"]
                employee = appraisal.employee_id
                doctor._add_issue(cycle, employee, "error", str(error))
