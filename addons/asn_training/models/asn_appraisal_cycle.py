# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

MANAGER = "asn_training.group_asn_training_manager"


class AsnAppraisalCycle(models.Model):
    """What the published results of a cycle lead to."""

    _inherit = "asn.appraisal.cycle"

    job = fields.Selection(
        selection_add=[("recommend", "Recommending programmes")],
        ondelete={"recommend": "set null"},
    )
    training_run = fields.Integer(
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="How often recommendations were computed; results of an earlier run wait.",
    )

    def action_recommend(self):
        """Compute again what programmes follow from the published results.

        What people decided about their recommendations stays.

        :return: True; the work goes on as a job
        :raise AccessError: for anybody but training managers
        :raise UserError: before the publication, or while the cycle is at work
        """
        check_one(self)
        self.check_access("read")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Training managers compute recommendations."))
        if self.state not in ("published", "closed"):
            raise UserError(self.env._("The results are not published yet."))
        # sudo: asn.appraisal.cycle - a job that shows its manager no result
        cycle = self.sudo()
        cycle._check_no_job()
        cycle._start_recommending()
        return True

    def _start_recommending(self):
        """Begin a run: whatever an earlier run has seen waits again."""
        self._workflow_write({"training_run": self.training_run + 1})
        self._start_job("recommend")
