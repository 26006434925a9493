# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

# Stages of a cycle in which plans are drafted, agreed and worked on.
PLAN_STAGES = ("planning", "monitoring", "evaluation")
# Once raters are asked, what was agreed stays as it is.
AMEND_STAGES = ("planning", "monitoring")
APPROACHES = [("quantitative", "Quantitative"), ("qualitative", "Qualitative")]
SIDES = [("employee", "Employee"), ("superior", "Superior")]


class AsnAppraisalPlan(models.Model):
    """One version of the plan (SKP) that an appraisal is measured by.

    The first version is drafted at the start of the period. What is agreed changes by
    a later version alone, with a reason, to which the other side agrees. Agreed
    versions stay, so that anybody concerned can see what was expected and when.
    Steps from one state to the next are in ``asn_appraisal_plan_flow.py``.

    :source: PermenPANRB 6/2022 (perencanaan kinerja)
    """

    _name = "asn.appraisal.plan"
    _description = "Performance Plan"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "cycle_id, employee_id, version desc, id desc"
    _rec_names_search = ["employee_id", "cycle_id"]
    _check_company_auto = True

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "version",
            "state",
            "approach",
            "reason",
            "return_comment",
            "previous_id",
            "submitted_on",
            "submitted_by",
            "agreed_on",
            "agreed_by_id",
            "signatory_id",
            "signatory_title",
            "escalated_on",
            "escalation_id",
            "reminded_on",
        }
    )

    # what it is about, copied so that rules and lists need no join
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one(related="appraisal_id.cycle_id", store=True, index=True)
    company_id = fields.Many2one(
        related="appraisal_id.company_id", store=True, index=True
    )
    employee_id = fields.Many2one(
        related="appraisal_id.employee_id", store=True, index=True
    )
    superior_id = fields.Many2one(
        related="appraisal_id.superior_id",
        string="Appraiser",
        store=True,
        index="btree_not_null",
    )
    department_id = fields.Many2one(
        related="appraisal_id.department_id", store=True, index=True
    )
    job_title = fields.Char(related="appraisal_id.job_title")
    date_start = fields.Date(related="appraisal_id.date_start")
    date_end = fields.Date(related="appraisal_id.date_end")
    cycle_state = fields.Selection(
        related="appraisal_id.cycle_id.state", string="Stage of Cycle"
    )
    planning_end = fields.Date(related="appraisal_id.cycle_id.planning_end")
    # version and state
    version = fields.Integer(default=1, required=True, readonly=True, aggregator=None)
    previous_id = fields.Many2one(
        "asn.appraisal.plan",
        string="Version Before",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Waiting for agreement"),
            ("agreed", "Agreed"),
            ("superseded", "Replaced by a later version"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    is_current = fields.Boolean(
        compute="_compute_is_current",
        store=True,  # searched by whatever looks for plans in force
        index=True,
        help="In force, or the first draft where nothing is in force yet.",
    )
    approach = fields.Selection(
        APPROACHES,
        required=True,
        readonly=True,
        default="quantitative",
        help="Quantitative: indicators have numbers as targets, and realisation gives "
        "the value. Qualitative: the superior gives each goal a level of the scale.",
    )
    reason = fields.Text(
        string="Reason for the Change",
        readonly=True,
        copy=False,
        help="Why an agreed plan is changed. Both sides read it.",
    )
    return_comment = fields.Text(
        string="Returned With",
        readonly=True,
        copy=False,
        help="What has to change before the other side can agree.",
    )
    submitted_on = fields.Datetime(readonly=True, copy=False)
    submitted_by = fields.Selection(
        SIDES,
        readonly=True,
        copy=False,
        help="Which side proposed this version: the other one agrees.",
    )
    agreed_on = fields.Datetime(readonly=True, copy=False)
    agreed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    reminded_on = fields.Datetime(readonly=True, copy=False)
    escalated_on = fields.Datetime(readonly=True, copy=False)
    escalation_id = fields.Many2one(
        "hr.employee",
        string="Escalated To",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The superior's superior, who may agree in their place, because the plan "
        "has waited too long.",
    )
    # content
    goal_ids = fields.One2many("asn.appraisal.goal", "plan_id")
    indicator_ids = fields.One2many("asn.appraisal.indicator", "plan_id")
    expectation_ids = fields.One2many("asn.appraisal.expectation", "plan_id")
    resources = fields.Text(
        string="Supporting Resources",
        help="People, budget, equipment and support that the goals depend on.",
    )
    accountability = fields.Text(
        string="Reporting",
        help="How and when progress is reported to the superior.",
    )
    consequences = fields.Text(
        help="What follows from reaching the goals, and from missing them.",
    )
    # the one who looks at it
    is_mine = fields.Boolean(compute="_compute_sides", search="_search_is_mine")
    is_my_team = fields.Boolean(compute="_compute_sides", search="_search_is_my_team")
    is_escalated_to_me = fields.Boolean(compute="_compute_sides")
    can_edit = fields.Boolean(compute="_compute_can")
    can_submit = fields.Boolean(compute="_compute_can")
    can_agree = fields.Boolean(compute="_compute_can")
    can_take_back = fields.Boolean(compute="_compute_can")
    can_amend = fields.Boolean(compute="_compute_can")
    can_discard = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")

    _unique_version = models.UniqueIndex(
        "(appraisal_id, version)", "This version of the plan already exists."
    )
    _one_open = models.UniqueIndex(
        "(appraisal_id) WHERE state IN ('draft', 'submitted')",
        "Another change of this plan is already under way. Finish or withdraw it "
        "first.",
    )
    _one_agreed = models.UniqueIndex(
        "(appraisal_id) WHERE state = 'agreed'", "A plan has one version in force."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("employee_id", "cycle_id", "version")
    def _compute_display_name(self):
        for plan in self:
            # sudo: asn.appraisal - the name of what a readable plan is about
            name = plan.sudo().appraisal_id.display_name
            plan.display_name = self.env._(
                "%(name)s (version %(version)s)", name=name, version=plan.version
            )

    @api.depends("state", "version")
    def _compute_is_current(self):
        for plan in self:
            is_first = plan.version == 1 and plan.state in ("draft", "submitted")
            plan.is_current = plan.state == "agreed" or is_first

    @api.depends_context("uid")
    @api.depends("employee_id.user_id", "superior_id.user_id", "escalation_id.user_id")
    def _compute_sides(self):
        uid = self.env.uid
        for plan in self:
            # sudo: hr.employee - only compared with the user
            sudo = plan.sudo()
            plan.is_mine = sudo.employee_id.user_id.id == uid
            plan.is_my_team = sudo.superior_id.user_id.id == uid
            plan.is_escalated_to_me = sudo.escalation_id.user_id.id == uid

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("employee_id", "in", self.env.user.sudo().employee_ids.ids)]

    def _search_is_my_team(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("superior_id", "in", self.env.user.sudo().employee_ids.ids)]

    @api.depends_context("uid")
    @api.depends("state", "cycle_state", "submitted_by", "version", "escalation_id")
    def _compute_can(self):
        for plan in self:
            is_open = plan.cycle_state in PLAN_STAGES
            takes_part = plan.is_mine or plan.is_my_team
            drafting = is_open and plan.state == "draft" and takes_part
            waiting = is_open and plan.state == "submitted"
            plan.can_edit = plan.can_submit = drafting
            plan.can_agree = waiting and plan._is_asked()
            plan.can_take_back = waiting and plan._get_side() == plan.submitted_by
            plan.can_amend = (
                takes_part
                and plan.state == "agreed"
                and plan.cycle_state in AMEND_STAGES
            )
            plan.can_discard = drafting and plan.version > 1

    def _get_side(self):
        """Return on which side of the plan the user stands, False for neither."""
        self.ensure_one()
        if self.is_mine:
            return "employee"
        return self.is_my_team and "superior"

    def _is_asked(self):
        """Tell whether the user is the one who agrees: the side that did not propose.

        Nobody agrees to their own proposal, also where they lead themselves.
        """
        self.ensure_one()
        if self.submitted_by == "superior":
            return self.is_mine and not self.is_my_team
        return (self.is_my_team or self.is_escalated_to_me) and not self.is_mine

    @api.depends_context("uid", "lang")
    @api.depends("state", "cycle_state", "submitted_by", "escalation_id")
    def _compute_next_step(self):
        for plan in self:
            plan.next_step = plan._get_next_step()

    def _get_next_step(self):
        """Say who has to do what next, and by when, in the words of the viewer."""
        if self.state == "draft":
            return self._get_draft_step()
        if self.state == "submitted":
            return self._get_submitted_step()
        if self.state == "agreed":
            return self._get_agreed_step()
        return self.env._("A later version of this plan is in force.")

    def _get_draft_step(self):
        day = format_date(self.env, self.planning_end) or self.env._(
            "a day still to be set"
        )
        if self.version > 1:
            return self.env._(
                "A change is being prepared. The version before stays in force until "
                "the other side agrees. Next: submit it."
            )
        if self.is_mine:
            return self.env._(
                "Write down what you will achieve this period and submit it to your "
                "superior until %s. You need not wait for your superior's own plan.",
                day,
            )
        return self.env._(
            "The employee drafts the plan until %s. You can add goals too.", day
        )

    def _get_submitted_step(self):
        if self.can_agree:
            return self.env._(
                "Please read the plan, then agree or return it with a comment."
            )
        # sudo: hr.employee - the name of who is asked to agree
        sudo = self.sudo()
        asked = (
            sudo.superior_id if self.submitted_by == "employee" else sudo.employee_id
        )
        if sudo.escalation_id:
            asked |= sudo.escalation_id
        return self.env._(
            "%s is asked to agree. Work can begin meanwhile.",
            ", ".join(asked.mapped("name")),
        )

    def _get_agreed_step(self):
        if self.cycle_state in PLAN_STAGES and self.is_mine:
            return self.env._(
                "The plan is in force. Note your work as it is done: what you note "
                "counts as realisation, with evidence that only you, your superior, HR "
                "and auditors can open."
            )
        if self.cycle_state in PLAN_STAGES:
            return self.env._(
                "The plan is in force. Progress is noted by the employee."
            )
        return self.env._(
            "The plan was in force in this period. What was noted by the end of the "
            "evaluation stage counts."
        )

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_side(self):
        """:raise AccessError: for anybody but the employee and the superior"""
        self.check_access("read")
        for plan in self:
            if not plan._get_side():
                raise AccessError(
                    self.env._(
                        "Only %(employee)s and %(superior)s work on this plan.",
                        # sudo: hr.employee - names of those who take part
                        employee=plan.sudo().employee_id.name,
                        superior=plan.sudo().superior_id.name,
                    )
                )

    def _check_editable(self):
        """Let the content change in a draft alone, by those it binds.

        :raise AccessError: for anybody else
        :raise UserError: saying how else the plan can be changed
        """
        if self.env.su:
            return
        self._check_side()
        for plan in self:
            if not plan.can_edit:
                raise UserError(plan._get_locked_reason())

    def _get_locked_reason(self):
        """Say why the content cannot change now, and what to do instead."""
        name = self.display_name
        if self.cycle_state not in PLAN_STAGES:
            return self.env._(
                "%s: the cycle is past its planning, nothing changes.", name
            )
        if self.state == "submitted":
            return self.env._(
                "%s waits for agreement. Take it back, or return it, to change it.",
                name,
            )
        return self.env._(
            "%s was agreed by both sides. Propose a change with a reason instead.", name
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self._is_workflow() and not self.env.su:
            self._check_editable()
        return super().write(vals)

    def _prepare_content(self):
        """Return what a copy of the plan shares with it, values for ``create``."""
        self.ensure_one()
        names = ("resources", "accountability", "consequences")
        return {name: self[name] for name in names} | {"approach": self.approach}
