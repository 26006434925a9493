# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

# The person can still say who should rate.
EDITABLE_STATES = ("draft", "returned")
# Nothing is decided as yet: the deadline does it if nobody else does.
WAITING_STATES = ("draft", "submitted", "returned")
# Of the cycle: raters are about to be asked, or can still be.
NOMINATION_STAGES = ("planning", "monitoring", "evaluation")


class AsnAppraisalNomination(models.Model):
    """Whom somebody proposes as raters of one kind, and what the superior makes of it.

    Two lists: what the person proposes (``line_ids``), which only the person changes,
    and whom the superior lets be asked (``rater_ids``), which the person never reads:
    after the approval nobody who is appraised knows for certain who rates.
    The steps are in ``asn_appraisal_nomination_flow.py``.
    """

    _name = "asn.appraisal.nomination"
    _description = "Nomination of Raters"
    _inherit = ["asn.workflow.mixin"]
    _order = "cycle_id, due_date, employee_id, role_id, id"
    _rec_name = "employee_id"
    _check_company_auto = True
    _log_access = False

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "role_id",
            "state",
            "told_state",
            "is_automatic",
            "is_asked",
            "submitted_on",
            "decided_on",
        }
    )

    # about whom, for whom
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True
    )
    role_id = fields.Many2one(
        "asn.rater.role",
        string="Kind of Rater",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    superior_id = fields.Many2one(related="appraisal_id.superior_id")
    department_id = fields.Many2one(related="appraisal_id.department_id")
    due_date = fields.Date(
        related="cycle_id.nomination_end",
        string="Last Day",
        store=True,  # the inbox looks for the earliest one
    )
    # state
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("returned", "Returned"),
            ("approved", "Approved"),
            ("lapsed", "Drawn by lot"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
    )
    is_automatic = fields.Boolean(
        string="By the Deadline",
        readonly=True,
        help="Nobody decided until the deadline, so that it was closed by itself.",
    )
    submitted_on = fields.Date(readonly=True)
    decided_on = fields.Date(readonly=True)
    return_reason = fields.Text(
        string="Why It Is Returned",
        help="What should be different. The employee reads it.",
    )
    # whether raters were asked, and what was last told by mail: for the code alone
    is_asked = fields.Boolean(readonly=True, groups=fields.NO_ACCESS)
    told_state = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    # content
    line_ids = fields.One2many(
        "asn.appraisal.nomination.line", "nomination_id", string="Proposed Raters"
    )
    rater_ids = fields.One2many(
        "asn.appraisal.nomination.rater", "nomination_id", string="Raters to Be Asked"
    )
    # for the page
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")
    is_my_team = fields.Boolean(
        compute="_compute_is_my_team", search="_search_is_my_team"
    )
    is_running = fields.Boolean(compute="_compute_is_running", search="_search_running")
    can_edit = fields.Boolean(compute="_compute_can_edit")
    can_decide = fields.Boolean(compute="_compute_can_decide")
    limits = fields.Char(string="How Many", compute="_compute_limits")
    next_step = fields.Char(compute="_compute_next_step")
    choice_ids = fields.Many2many("hr.employee.public", compute="_compute_choices")
    refusals = fields.Text(string="Who Cannot Rate", compute="_compute_choices")

    _unique_role = models.UniqueIndex(
        "(appraisal_id, role_id)", "There is one nomination for each kind of rater."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("employee_id.user_id")
    def _compute_is_mine(self):
        for nomination in self:
            # sudo: hr.employee - only compared with the user
            user = nomination.sudo().employee_id.user_id
            nomination.is_mine = user.id == self.env.uid

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("employee_id", "in", self.env.user.sudo().employee_ids.ids)]

    @api.depends_context("uid")
    @api.depends("appraisal_id.superior_id.user_id", "employee_id.user_id")
    def _compute_is_my_team(self):
        for nomination in self:
            # sudo: hr.employee - only compared with the user
            user = nomination.sudo().appraisal_id.superior_id.user_id
            is_mine = nomination.sudo().employee_id.user_id == user
            nomination.is_my_team = user.id == self.env.uid and not is_mine

    def _search_is_my_team(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = self.env.user.sudo().employee_ids.ids
        team = Domain("appraisal_id.superior_id", "in", own)
        return team & Domain("employee_id", "not in", own)

    @api.depends("appraisal_id.state", "cycle_id.state")
    def _compute_is_running(self):
        for nomination in self:
            # sudo: asn.appraisal - states, of a nomination that the user reads
            appraisal = nomination.sudo().appraisal_id
            nomination.is_running = (
                appraisal.state in ("planning", "agreed", "evaluation")
                and appraisal.cycle_id.state in NOMINATION_STAGES
            )

    def _search_running(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            ("appraisal_id.state", "in", ("planning", "agreed", "evaluation")),
            ("cycle_id.state", "in", NOMINATION_STAGES),
        ]

    @api.depends_context("uid")
    @api.depends("state", "is_running", "is_mine")
    def _compute_can_edit(self):
        for nomination in self:
            is_open = nomination.state in EDITABLE_STATES and nomination.is_running
            nomination.can_edit = is_open and nomination.is_mine

    @api.depends_context("uid")
    @api.depends("state", "is_running", "is_my_team")
    def _compute_can_decide(self):
        for nomination in self:
            is_open = nomination.state == "submitted" and nomination.is_running
            nomination.can_decide = is_open and nomination.is_my_team

    @api.depends("role_id", "appraisal_id")
    def _compute_limits(self):
        for nomination in self:
            least, most = nomination._get_limits()
            if not most:
                nomination.limits = self.env._("at least %s", least)
            elif least == most:
                nomination.limits = str(most)
            else:
                nomination.limits = self.env._(
                    "%(least)s to %(most)s", least=least, most=most
                )

    @api.depends_context("uid", "lang")
    @api.depends("state", "is_running", "due_date", "is_automatic")
    def _compute_next_step(self):
        for nomination in self:
            nomination.next_step = nomination._get_next_step()

    @api.depends_context("uid", "lang")
    @api.depends("appraisal_id", "role_id", "can_edit", "can_decide")
    def _compute_choices(self):
        """Only for those who choose: why somebody may not rate is not for others."""
        Public = self.env["hr.employee.public"]
        for nomination in self:
            chooses = nomination.can_edit or nomination.can_decide
            able, refused = nomination._get_candidates() if chooses else ((), {})
            nomination.choice_ids = Public.browse(sorted(able))
            nomination.refusals = "\n".join(sorted(refused.values()))

    # ------------------------------------------------------------
    # WHAT IS NEXT
    # ------------------------------------------------------------

    def _get_next_step(self):
        """Say who has to do what next, and by when, in the words of the viewer."""
        self.ensure_one()
        if self.state == "approved":
            return self._get_approved_step()
        if self.state == "lapsed":
            return self.env._(
                "No nomination was handed in by the deadline, so that raters were "
                "drawn by lot from all who are eligible. Who they are is not told."
            )
        if not self.is_running:
            return self.env._("The evaluation stage is closed.")
        day = self._format_due()
        if self.state == "submitted":
            if self.can_decide:
                return self.env._(
                    "Please approve the list by %s, take people out, add others or "
                    "return it. What lies here after that day is approved as it is.",
                    day,
                )
            return self.env._("The superior approves the list by %s.", day)
        if self.can_edit:
            return self.env._(
                "Choose %(limits)s raters and submit by %(day)s. Otherwise they are "
                "drawn by lot.",
                limits=self.limits,
                day=day,
            )
        return self.env._("The employee proposes raters by %s.", day)

    def _get_approved_step(self):
        if not self.is_mine:
            return self.env._(
                "Approved. The raters are asked when the evaluation is open."
            )
        if self.is_automatic:
            return self.env._(
                "Your superior had not decided by the deadline, so that your list was "
                "approved. Raters are protected: who answers in the end is not told."
            )
        return self.env._(
            "Approved. Your superior may have taken people out and added others: "
            "raters are protected, and who answers in the end is not told."
        )

    def _format_due(self):
        if not self.due_date:
            return self.env._("a day still to be set")
        return format_date(self.env, self.due_date)

    # ------------------------------------------------------------
    # WHO CAN BE CHOSEN
    # ------------------------------------------------------------

    def _get_role(self):
        """Return the role of the frozen form, a dictionary."""
        self.ensure_one()
        # sudo: asn.appraisal, asn.appraisal.cycle - the frozen form
        appraisal = self.sudo().appraisal_id
        return appraisal.cycle_id._get_frozen_role(
            appraisal.template_id, self.sudo().role_id
        )

    def _get_limits(self):
        """Return how few and how many raters a nomination names.

        :return: pair of numbers; 0 for no upper limit
        """
        role = self._get_role()
        return max(role.get("min_raters", 0), 1), role["max_raters"]

    def _get_candidates(self):
        """Return who is looked at for this kind of rater.

        :return: set of ids of employees who may rate, and a dict of id to why not
        """
        self.ensure_one()
        assignment = self.env["asn.appraisal.assignment"]
        # sudo: asn.appraisal, hr.employee - who works together is public
        appraisal, role = self.sudo().appraisal_id, self._get_role()
        people = assignment._get_candidates(appraisal, role)
        refused = assignment._get_refusals(appraisal, role, people)
        return set(people.ids) - refused.keys(), refused

    def _get_refusals_of(self, raters):
        """Return ``{employee id: why}`` of those among ``raters`` who may not rate."""
        if not self or not raters:
            return {}
        # sudo: asn.appraisal - only looked at by the code
        return self.env["asn.appraisal.assignment"]._get_refusals(
            self.sudo().appraisal_id, self._get_role(), raters
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if "return_reason" in vals and not self.env.su:
            self._check_can_decide()
        return super().write(vals)

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_can_edit(self):
        """Let the person alone propose, as long as nothing is submitted.

        :raise AccessError: for everybody else
        :raise UserError: when it is too late
        """
        for nomination in self:
            if not nomination.is_mine:
                raise AccessError(
                    self.env._("Only the person appraised proposes raters here.")
                )
            if not nomination.can_edit:
                raise UserError(
                    self.env._(
                        "The list is submitted or decided, or the evaluation stage is "
                        "closed: it can no longer change."
                    )
                )

    def _check_can_decide(self):
        """Let the superior alone decide, once the list is submitted.

        :raise AccessError: for everybody else
        :raise UserError: when it is too early or too late
        """
        for nomination in self:
            if not nomination.is_my_team:
                raise AccessError(
                    self.env._("Only the superior decides about proposed raters.")
                )
            if not nomination.can_decide:
                raise UserError(
                    self.env._(
                        "The list waits for the employee, is decided, or the "
                        "evaluation stage is closed."
                    )
                )
