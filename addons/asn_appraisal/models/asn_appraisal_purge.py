# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError


class AsnAppraisalPurge(models.Model):
    """The trace of one deletion of raw answers: what, when, by what rule, by whom.

    People are counted, never forms or texts: with one person held, the difference of
    two numbers would tell the size of a group that is too small to be shown. Each batch
    adds its people in the transaction that deletes; nobody changes or deletes a row.
    """

    _name = "asn.appraisal.purge"
    _description = "Deletion of Raw Answers"
    _inherit = ["asn.workflow.mixin"]
    _order = "started_on desc, id desc"
    _rec_name = "cycle_id"

    _workflow_fields = frozenset(
        {
            *("cycle_id", "company_id", "user_id", "state", "started_on", "ended_on"),
            *("due_on", "retention_months", "appraisal_count", "held_count"),
        }
    )

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Started By",
        readonly=True,
        help="Empty: the system itself, on the day that the rule gives.",
    )
    # the rule
    retention_months = fields.Integer(string="Months Kept", readonly=True, default=0)
    due_on = fields.Date(
        string="Due Since", readonly=True, help="The first day of the deletion."
    )
    # what was done
    state = fields.Selection(
        [
            ("running", "Running"),
            ("done", "Done"),
            ("stopped", "Stopped by a hold"),
        ],
        default="running",
        required=True,
        readonly=True,
    )
    started_on = fields.Datetime(required=True, readonly=True)
    ended_on = fields.Datetime(readonly=True)
    appraisal_count = fields.Integer(
        string="People",
        readonly=True,
        default=0,
        help="About whom the raw answers of confidential raters and the answers that "
        "came by link were deleted.",
    )
    held_count = fields.Integer(
        string="People Held",
        readonly=True,
        default=0,
        help="About whom everything stayed, because of a legal hold.",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise AccessError(self.env._("A trace of a deletion can never be deleted."))
