# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# So that for everybody in a session there are two members whose row it is not.
FEWEST_MEMBERS = 3
# By a chair who is not of HR.
CHAIR_WRITES = {"minutes", "scheduled_on", "place"}


class AsnAppraisalCalibration(models.Model):
    """A session in which members look at the ratings of units beside each other.

    It is open while superiors' decisions are not published. What members agree on
    becomes part of the outcomes when the session is closed, never before; after the
    publication nothing is calibrated. Its steps are in
    ``asn_appraisal_calibration_flow.py``.
    """

    _name = "asn.appraisal.calibration"
    _description = "Calibration Session"
    _inherit = ["asn.workflow.mixin"]
    _order = "scheduled_on desc, id desc"
    _check_company_auto = True

    _workflow_fields = frozenset({"state", "opened_on", "closed_on", "closed_by_id"})

    # what is looked at
    name = fields.Char(required=True)
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('state', '=', 'calibration')]",
    )
    company_id = fields.Many2one(
        related="cycle_id.company_id",
        store=True,  # record rules look at it
        index=True,
    )
    unit_ids = fields.Many2many(
        "asn.appraisal.unit",
        "asn_appraisal_calibration_unit_rel",
        "calibration_id",
        "unit_id",
        string="Units",
        domain="[('cycle_id', '=', cycle_id)]",
        check_company=True,
    )
    includes_below = fields.Boolean(
        string="With the Units Below",
        default=True,
        help="People of the units below the chosen ones belong to the session as well.",
    )
    # who, when, where
    chair_id = fields.Many2one(
        "res.users",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.uid,
        domain="[('share', '=', False)]",
    )
    member_ids = fields.One2many("asn.appraisal.calibration.member", "calibration_id")
    scheduled_on = fields.Datetime(string="Meets On", copy=False)
    place = fields.Char(help="A room, or the address of a video meeting.")
    minutes = fields.Text(
        string="Notes for the Minutes",
        copy=False,
        help="What was talked about beside the single ratings. Printed in the minutes.",
    )
    # state
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("open", "Open"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    opened_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)
    closed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    line_ids = fields.One2many("asn.appraisal.calibration.line", "calibration_id")
    change_ids = fields.One2many("asn.appraisal.calibration.change", "calibration_id")
    # what it is to the one who looks at it
    people_count = fields.Integer(string="People", compute="_compute_people_count")
    change_count = fields.Integer(string="Changes", compute="_compute_counts")
    waiting_count = fields.Integer(
        string="Wait for a Second Member", compute="_compute_counts"
    )
    is_member = fields.Boolean(compute="_compute_can")
    is_chaired = fields.Boolean(string="I Am in the Chair", compute="_compute_can")
    can_arrange = fields.Boolean(compute="_compute_can")
    can_close = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    # What the reader may read is counted: the own row is missing in every number.

    @api.depends_context("uid")
    @api.depends("line_ids")
    def _compute_people_count(self):
        groups = self.env["asn.appraisal.calibration.line"]._read_group(
            [("calibration_id", "in", self.ids)], ["calibration_id"], ["__count"]
        )
        people = {calibration.id: count for calibration, count in groups}
        for calibration in self:
            calibration.people_count = people.get(calibration.id, 0)

    @api.depends_context("uid")
    @api.depends("change_ids.state")
    def _compute_counts(self):
        changes = self.env["asn.appraisal.calibration.change"]._read_group(
            [("calibration_id", "in", self.ids)],
            ["calibration_id", "state"],
            ["__count"],
        )
        changes = {(found.id, state): count for found, state, count in changes}
        for calibration in self:
            id_ = calibration.id
            calibration.change_count = changes.get((id_, "agreed"), 0)
            calibration.waiting_count = changes.get((id_, "proposed"), 0)

    @api.depends_context("uid")
    @api.depends("state", "chair_id", "member_ids.user_id", "member_ids.state")
    def _compute_can(self):
        is_manager = self._is_manager()
        for calibration in self:
            is_chair = calibration.chair_id == self.env.user
            calibration.is_member = calibration._is_member(self.env.user)
            calibration.is_chaired = is_chair
            is_running = calibration.state in ("draft", "open")
            calibration.can_arrange = is_running and (is_chair or is_manager)
            calibration.can_close = calibration.state == "open" and (
                is_chair or is_manager
            )

    @api.depends_context("uid", "lang")
    @api.depends("state", "member_ids.state", "waiting_count")
    def _compute_next_step(self):
        for calibration in self:
            calibration.next_step = calibration._get_next_step()

    def _get_next_step(self):
        """Say what the reader does next, in the words of the reader."""
        mine = self.member_ids.filtered(lambda m: m.user_id == self.env.user)
        if self.state == "draft":
            if mine.state == "invited":
                return self.env._("Say whether you take part.")
            if self.can_arrange:
                return self.env._("Invite three members or more, then open it.")
            return self.env._("The chair opens the session when it meets.")
        if self.state == "open" and self.is_member:
            if self.waiting_count:
                return self.env._(
                    "%s ratings wait for a second member.", self.waiting_count
                )
            return self.env._("Look at the flagged people, then the chair closes it.")
        if self.state == "open":
            return self.env._("The members are at work; the chair closes the session.")
        if self.state == "closed":
            return self.env._("Closed: what was agreed is part of the outcomes.")
        return self.env._("Cancelled: nothing was changed.")

    def _is_member(self, user):
        """Tell whether a user has a seat that was not declined."""
        self.ensure_one()
        seats = self.member_ids.filtered(lambda m: m.state != "declined")
        return user in seats.user_id

    def _is_manager(self):
        return self.env.su or self.env.user.has_group(
            "asn_appraisal.group_asn_appraisal_manager"
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        calibrations = super().create(vals_list)
        calibrations._check_cycle()
        return calibrations

    def write(self, vals):
        if not self._is_workflow():
            self._check_write(vals)
        result = super().write(vals)
        if "cycle_id" in vals:
            self._check_cycle()
        return result

    def _check_cycle(self):
        """:raise UserError: unless superiors decide in the cycle"""
        for calibration in self:
            if calibration.cycle_id.state != "calibration":
                raise UserError(
                    self.env._(
                        "“%s”: results are calibrated after the evaluation has closed "
                        "and before they are published.",
                        calibration.cycle_id.name,
                    )
                )

    def _check_write(self, vals):
        """Let what is looked at stay as it is once a session is open.

        :raise AccessError: for anything but notes of an open session
        :raise UserError: once it is over
        """
        if not self._is_manager() and vals.keys() - CHAIR_WRITES:
            raise AccessError(
                self.env._("The chair writes notes and date; HR arranges the session.")
            )
        for calibration in self:
            if calibration.state in ("closed", "cancelled"):
                raise UserError(
                    self.env._("%s is over and stays as it is.", calibration.name)
                )
            fixed = vals.keys() & {"cycle_id", "unit_ids", "includes_below"}
            if calibration.state == "open" and fixed:
                raise AccessError(
                    self.env._(
                        "%s is open: whom it is about does not change any more.",
                        calibration.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        """Keep what was ever open for the auditor."""
        if any(calibration.opened_on for calibration in self):
            raise UserError(
                self.env._("A session that was open is kept. It can be cancelled.")
            )

    # ------------------------------------------------------------
    # WHO MUST NOT SEE WHAT
    # ------------------------------------------------------------

    @api.model
    def _get_hidden_employees(self, user):
        """Return those whose rows a user never sees: oneself and who is close.

        Conflicts of interest count whenever they were recorded: to leave one row too
        many out costs less than the opposite.
        """
        # sudo: res.users, hr.employee - whom of them the user is, no more
        own = user.sudo().employee_ids
        pairs = self.env["asn.rater.conflict"]._get_pairs(
            own.ids, "0001-01-01", "9999-12-31"
        )
        return own | own.browse({id_ for pair in pairs for id_ in pair} - set(own.ids))
