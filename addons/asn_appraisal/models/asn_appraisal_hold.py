# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .asn_one_record import check_one

MANAGER = "asn_appraisal.group_asn_appraisal_manager"


class AsnAppraisalHold(models.Model):
    """A legal hold: raw answers stay although their time is over.

    Of a whole cycle or of one person in it. It holds until its last day or until it is
    released, with a reason; who placed and who released it is kept for the auditor.
    Nobody reads a hold about oneself.
    """

    _name = "asn.appraisal.hold"
    _description = "Legal Hold"
    _inherit = ["asn.workflow.mixin"]
    _order = "state, placed_on desc, id desc"
    _rec_name = "reference"

    _workflow_fields = frozenset(
        {
            *("state", "placed_by_id", "placed_on"),
            *("released_by_id", "released_on", "release_reason"),
        }
    )

    # what is held
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="cycle_id.company_id", store=True, precompute=True, index=True
    )
    appraisal_id = fields.Many2one(
        "asn.appraisal",
        string="Only This Appraisal",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('cycle_id', '=', cycle_id)]",
        help="Empty: the answers about everybody in the cycle are held.",
    )
    # why, until when
    reference = fields.Char(
        string="File Number",
        required=True,
        help="Of the lawsuit, investigation or audit that needs the answers.",
    )
    reason = fields.Text(required=True, help="Read by HR's managers and auditors.")
    date_until = fields.Date(
        string="Last Day", help="Empty: until somebody releases it."
    )
    # who
    state = fields.Selection(
        [("active", "In force"), ("released", "Released")],
        default="active",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    is_in_force = fields.Boolean(compute="_compute_is_in_force")
    placed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    placed_on = fields.Datetime(readonly=True, copy=False)
    released_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    released_on = fields.Datetime(readonly=True, copy=False)
    release_reason = fields.Text(
        string="Reason of the Release", readonly=True, copy=False
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("state", "date_until")
    def _compute_is_in_force(self):
        in_force = self.filtered_domain(self._get_in_force_domain())
        for hold in self:
            hold.is_in_force = hold in in_force

    @api.model
    def _get_in_force_domain(self):
        today = fields.Date.context_today(self)
        return Domain("state", "=", "active") & (
            Domain("date_until", "=", False) | Domain("date_until", ">=", today)
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        holds = super().create(vals_list)
        holds._check_placer()
        holds._touch_cycles()
        # sudo: asn.appraisal.hold - who placed it, noted by the code
        holds.sudo()._workflow_write(
            {"placed_by_id": self.env.uid, "placed_on": fields.Datetime.now()}
        )
        return holds

    def write(self, vals):
        if vals and not self._is_workflow():
            raise AccessError(
                self.env._("A hold never changes: release it and place another one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise AccessError(self.env._("A hold can be released, never deleted."))

    def _touch_cycles(self):
        """Let a purge that runs at this moment start its batch again, and see it."""
        self.env.cr.execute(
            SQL(
                "UPDATE asn_appraisal_cycle SET write_date = %s WHERE id = ANY(%s)",
                fields.Datetime.now(),
                self.cycle_id.ids,
            )
        )
        self.cycle_id.invalidate_recordset(["write_date"], flush=False)

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def action_release(self):
        """Ask for the reason, then let retention go on.

        :raise AccessError: for anybody but appraisal managers without a part in it
        :raise UserError: for what is released already
        """
        self._check_releasable()
        title = self.env._("Release a Hold")
        return self.env["asn.appraisal.reason"]._ask("release", title, hold_id=self.id)

    def _release(self, reason):
        self._check_releasable()
        # sudo: asn.appraisal.hold - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {
                "state": "released",
                "released_by_id": self.env.uid,
                "released_on": fields.Datetime.now(),
                "release_reason": reason,
            }
        )

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_releasable(self):
        check_one(self)
        self._check_placer()
        if self.state != "active":
            raise UserError(self.env._("This hold is released already."))

    def _check_placer(self):
        """Let HR's managers hold and release.

        :raise AccessError: for everybody else
        :raise UserError: for an appraisal of another cycle
        """
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only managers of performance appraisal place holds.")
            )
        for hold in self:
            if hold.appraisal_id and hold.appraisal_id.cycle_id != hold.cycle_id:
                raise UserError(
                    self.env._("The appraisal belongs to another cycle: choose again.")
                )
