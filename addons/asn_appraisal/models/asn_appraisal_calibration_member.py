# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_one_record import check_one


class AsnAppraisalCalibrationMember(models.Model):
    """A seat in a calibration session: invited, accepted or declined, and present."""

    _name = "asn.appraisal.calibration.member"
    _description = "Member of a Calibration Session"
    _inherit = ["asn.workflow.mixin"]
    _order = "calibration_id, id"
    _rec_name = "user_id"

    _workflow_fields = frozenset({"state", "invited_on", "answered_on", "is_present"})

    calibration_id = fields.Many2one(
        "asn.appraisal.calibration", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="calibration_id.company_id",
        store=True,  # record rules look at it
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Member",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    is_chair = fields.Boolean(string="Chair", compute="_compute_is_chair")
    state = fields.Selection(
        [
            ("listed", "Not invited yet"),
            ("invited", "Invited"),
            ("accepted", "Takes part"),
            ("declined", "Declined"),
        ],
        default="listed",
        required=True,
        readonly=True,
        copy=False,
    )
    invited_on = fields.Datetime(readonly=True, copy=False)
    answered_on = fields.Datetime(readonly=True, copy=False)
    is_present = fields.Boolean(
        string="Present",
        readonly=True,
        copy=False,
        help="Noted by the chair, or by whatever the member did in the session.",
    )
    is_mine = fields.Boolean(compute="_compute_is_mine")

    _unique_user = models.UniqueIndex(
        "(calibration_id, user_id)", "Nobody has two seats in a session."
    )

    @api.depends("calibration_id.chair_id")
    def _compute_is_chair(self):
        for member in self:
            member.is_chair = member.user_id == member.calibration_id.chair_id

    @api.depends_context("uid")
    @api.depends("user_id")
    def _compute_is_mine(self):
        for member in self:
            member.is_mine = member.user_id == self.env.user

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._check_running()
        members._check_user()
        return members

    def write(self, vals):
        if not self._is_workflow() and {"user_id", "calibration_id"} & vals.keys():
            raise AccessError(
                self.env._(
                    "A seat stays with its member. Take it away and add another."
                )
            )
        return super().write(vals)

    def _check_running(self):
        """:raise UserError: once the session is over"""
        if any(m.calibration_id.state not in ("draft", "open") for m in self):
            raise UserError(
                self.env._("The session is over; its members stay as they were.")
            )

    def _check_user(self):
        """:raise UserError: for people from outside, or of another agency"""
        for member in self:
            # sudo: res.users - whether the member belongs to the agency at all
            user = member.user_id.sudo()
            if user.share or member.company_id not in user.company_ids:
                raise UserError(
                    self.env._("%s does not belong to the agency.", user.name)
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_active(self):
        """Keep who took part: what they did stays with their name."""
        self._check_running()
        if any(member.is_present for member in self):
            raise UserError(
                self.env._("Who was present in a session stays among its members.")
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_accept(self):
        """Take the seat that one was invited to."""
        self._answer("accepted")
        return True

    def action_decline(self):
        """Leave the seat to somebody else."""
        self._answer("declined")
        return True

    def _answer(self, state):
        """Record the own answer.

        :raise AccessError: for the seat of somebody else
        :raise UserError: once the session is over, or after having been present
        """
        check_one(self)
        self.check_access("read")
        self._check_running()
        if self.user_id != self.env.user:
            raise AccessError(
                self.env._("Only %s answers this invitation.", self.user_id.name)
            )
        if self.is_present and state == "declined":
            raise UserError(self.env._("You took part in this session already."))
        # sudo: asn.appraisal.calibration.member - the own seat, checked above
        self.sudo()._workflow_write(
            {"state": state, "answered_on": fields.Datetime.now()}
        )

    def action_note_presence(self):
        """Note that a member is there, or take that back; the chair does so."""
        check_one(self)
        self.check_access("read")
        self._check_running()
        calibration = self.calibration_id
        if not calibration.can_arrange:
            raise AccessError(self.env._("Only the chair or HR notes who is present."))
        if self.is_present and calibration._has_acted(self.user_id):
            raise UserError(
                self.env._("%s took part: this stays noted.", self.user_id.name)
            )
        # sudo: asn.appraisal.calibration.member - a step of the workflow, checked
        self.sudo()._workflow_write({"is_present": not self.is_present})
        return True
