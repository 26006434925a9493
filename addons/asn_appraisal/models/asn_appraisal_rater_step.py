# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalRaterStep(models.Model):
    """Who changed the raters of an appraisal, when and why. Never changed itself.

    The rater is not part of it, so that the journal unmasks nobody: a step says of
    which appraisal and of which kind of rater.
    """

    _name = "asn.appraisal.rater.step"
    _description = "Change of Raters"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "done_on desc, id desc"
    _rec_name = "kind"
    _log_access = False  # said by its own fields

    _reading_path = "appraisal_id"
    _workflow_fields = frozenset(
        {
            *("appraisal_id", "cycle_id", "company_id", "employee_id"),
            *("role_id", "kind", "user_id", "done_on", "reason"),
        }
    )

    # what it is about
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
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
    employee_id = fields.Many2one(
        "hr.employee", string="Person Appraised", required=True, readonly=True
    )
    role_id = fields.Many2one(
        "asn.rater.role", string="Kind of Rater", readonly=True, ondelete="restrict"
    )
    # what
    kind = fields.Selection(
        [
            ("rater_added", "Rater added by HR"),
            ("rater_superior", "Superior replaced by HR"),
            ("raters_approved", "List of raters approved"),
            ("raters_returned", "List of raters returned"),
            ("raters_closed", "List of raters decided without the superior"),
        ],
        string="What Happened",
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Who",
        readonly=True,
        ondelete="restrict",
        help="Empty: the clock.",
    )
    done_on = fields.Datetime(string="When", required=True, readonly=True)
    reason = fields.Text(
        readonly=True, help="Why a rater is asked against the rules, as HR wrote it."
    )

    @api.model
    def _note(self, appraisals, role_id, kind, reason=False):
        """Note a step of the user, or of the clock.

        :param appraisals: asn.appraisal
        :param int role_id: kind of rater
        :param str kind: one of the field's values
        :param reason: text, or False
        """
        user = self.env.user
        # sudo: asn.appraisal.rater.step - a trace is left by people who write none
        sudo = self.sudo()
        sudo._workflow_create(
            [
                {
                    "appraisal_id": appraisal.id,
                    "cycle_id": appraisal.cycle_id.id,
                    "company_id": appraisal.company_id.id,
                    "employee_id": appraisal.employee_id.id,
                    "role_id": role_id,
                    "kind": kind,
                    "user_id": False if user._is_superuser() else user.id,
                    "done_on": fields.Datetime.now(),
                    "reason": reason,
                }
                for appraisal in appraisals.with_env(sudo.env)
            ]
        )
