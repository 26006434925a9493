# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalJobPublish(models.AbstractModel):
    """Make decided outcomes readable for the people that they are about."""

    _name = "asn.appraisal.job.publish"
    _inherit = "asn.appraisal.job"
    _description = "Publication of a Cycle"

    _batch_size = 1000

    @api.model
    def _get_waiting_domain(self, cycle):
        return [("cycle_id", "=", cycle.id), ("state", "=", "rated")]

    @api.model
    def _run_batch(self, cycle):
        appraisals = self._get_batch(cycle)
        outcomes = appraisals.outcome_ids.filtered(lambda o: o.state == "decided")
        outcomes._publish()
        appraisals._workflow_update({"state": "published"})
        template = self.env.ref("asn_appraisal.mail_template_published")
        reachable = appraisals.filtered("employee_id.user_id.email")
        time = self.env["asn.appraisal.working.time"]
        time._send(template, reachable.ids, cycle.company_id)
        return len(appraisals)

    @api.model
    def _finish(self, cycle):
        result = super()._finish(cycle)
        if cycle.state == "calibration":
            cycle._workflow_write(
                {"state": "published", "published_on": fields.Datetime.now()}
            )
        return result
