# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalPlanEvaluationReport(models.AbstractModel):
    """Values of the evaluation document: realisation, checks and evidence.

    :source: PermenPANRB 6/2022 (dokumen evaluasi kinerja)
    """

    _name = "report.asn_appraisal.report_appraisal_plan_evaluation"
    _inherit = "report.asn_appraisal.report_appraisal_plan"
    _description = "Evaluation Document of a Plan"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the values; log and checks are read by the rules of the user.

        :raise AccessError: for plans that the user may not read
        """
        values = super()._get_report_values(docids, data)
        return values | {
            "is_evaluation": True,
            "get_log": self._get_log,
            "get_checks": self._get_checks,
        }

    @api.model
    def _get_log(self, plan):
        """Return the entries that the user may read, oldest first."""
        return self.env["asn.appraisal.progress"].search(
            [("appraisal_id", "=", plan.appraisal_id.id)], order="date, id"
        )

    @api.model
    def _get_checks(self, plan):
        """Return the completed checks that the user may read."""
        return self.env["asn.appraisal.check"].search(
            [("appraisal_id", "=", plan.appraisal_id.id), ("state", "=", "done")]
        )
