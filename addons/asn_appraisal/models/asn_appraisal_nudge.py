# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_appraisal_evaluation import OPEN_STATES


class AsnAppraisalNudge(models.Model):
    """Who asked for a reminder of raters, when, and how many were reminded by it."""

    _name = "asn.appraisal.nudge"
    _description = "Nudge of Raters"
    _inherit = ["asn.workflow.mixin"]
    _order = "nudged_on desc, id desc"
    _rec_name = "cycle_id"

    _workflow_fields = frozenset(
        {
            *("cycle_id", "company_id", "department_id", "role_id", "user_id"),
            *("nudged_on", "told_count"),
        }
    )

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    department_id = fields.Many2one("hr.department", readonly=True)
    role_id = fields.Many2one(
        "asn.rater.role",
        string="Raters Who Rate As",
        readonly=True,
        help="Empty where superiors remind their own team.",
    )
    user_id = fields.Many2one(
        "res.users", string="Asked For By", required=True, readonly=True
    )
    nudged_on = fields.Datetime(string="When", required=True, readonly=True)
    told_count = fields.Integer(
        string="People Reminded",
        default=0,
        readonly=True,
        help="Without those who had had a mail on that day.",
    )

    @api.model
    def _nudge(self, forms, vals):
        """Remind the raters of open forms with their next mail, and leave a trace.

        The caller has checked who may. Nothing is sent here.

        :param forms: asn.appraisal.evaluation with sudo, in the environment of the user
        :param dict vals: what the trace says beside who, when and how many
        :return: number of people reminded by it
        """
        waiting = forms.filtered(
            lambda form: (
                form.state in OPEN_STATES and form.cycle_id.state == "evaluation"
            )
        )
        # sudo: asn.appraisal.digest, asn.appraisal.nudge - a reminder and its trace
        users = self.env["asn.appraisal.digest"].sudo()._push(waiting.rater_id.user_id)
        self.sudo()._workflow_create(
            [
                {
                    "user_id": self.env.uid,
                    "nudged_on": fields.Datetime.now(),
                    "told_count": len(users),
                    **vals,
                }
            ]
        )
        return len(users)

    @api.model
    def _prepare_notification(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success", "message": message},
        }
