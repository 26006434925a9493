# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .asn_appraisal import PUBLISHED_STATES
from .asn_appraisal_answer import ANSWERED
from .asn_one_record import check_one
from .asn_rater_role import CONFIDENTIALITY

OPEN_STATES = ("pending", "draft")
EXCEPTION_GROUPS = (
    "asn_appraisal.group_asn_appraisal_manager,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisalEvaluation(models.Model):
    """One rater asked about one appraisal.

    No chatter, no followers, and what was answered is closed on the field level
    (``NO_ACCESS``): HR reads here who was asked and who has answered, the person
    appraised reads no row of a confidential rater at all. Forms are read and saved
    through ``get_sheet`` and its sisters in ``asn_appraisal_sheet.py``.
    """

    _name = "asn.appraisal.evaluation"
    _description = "Evaluation by a Rater"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "state, employee_id, id"
    _rec_name = "employee_id"
    _check_company_auto = True
    _log_access = False  # when somebody wrote would help to tell who wrote what

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "rater_id",
            "rater_title",
            "template_id",
            "role_id",
            "confidentiality",
            "state",
            "extended_to",
            "is_notified",
            "exception_refusal",
            "exception_reason",
            "author_id",
            "result_mean",
            "behaviour_mean",
            "submitted_on",
        }
    )

    # who rates whom
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
        "hr.employee",
        string="Person Appraised",
        required=True,
        readonly=True,
        index=True,
    )
    rater_id = fields.Many2one(
        "hr.employee",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Nobody where people from outside answered by link.",
    )
    template_id = fields.Many2one(
        "asn.appraisal.template",
        string="Form",
        required=True,
        readonly=True,
        ondelete="restrict",
        help="As of the appraisal; noted here so that a form opens without it.",
    )
    role_id = fields.Many2one(
        "asn.rater.role",
        string="Rates As",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    role_kind = fields.Selection(
        related="role_id.kind",
        string="Kind of Rater",
        store=True,  # record rules look at it
    )
    confidentiality = fields.Selection(
        CONFIDENTIALITY,
        required=True,
        readonly=True,
        help="Named: the person appraised, the superior and HR read the answers with "
        "the name. Confidential: nobody reads a single answer, only group results. "
        "Anonymous: the same, and nothing says who answered.",
    )
    department_id = fields.Many2one(related="appraisal_id.department_id")
    # state
    state = fields.Selection(
        [
            ("pending", "Not started"),
            ("draft", "Started"),
            ("submitted", "Submitted"),
            ("declined", "Declined"),
            ("expired", "Not answered in time"),
            ("cancelled", "Cancelled"),
        ],
        default="pending",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    is_open = fields.Boolean(compute="_compute_is_open")
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")
    progress = fields.Char(compute="_compute_progress")
    is_notified = fields.Boolean(
        readonly=True, groups=fields.NO_ACCESS, copy=False, index=True
    )
    # asked although the rules of the form stand against it
    exception_refusal = fields.Text(
        string="Against the Rules", readonly=True, copy=False, groups=EXCEPTION_GROUPS
    )
    exception_reason = fields.Text(
        string="Asked All the Same, Because",
        readonly=True,
        copy=False,
        groups=EXCEPTION_GROUPS,
    )
    # whose account the answers come from: another one never reads them, even if HR
    # links it to the rater
    author_id = fields.Many2one(
        "res.users", groups=fields.NO_ACCESS, copy=False, ondelete="restrict"
    )
    # what was answered: read through methods alone
    # exact fractions in scale units, as text: "58/15"
    result_mean = fields.Char(groups=fields.NO_ACCESS, copy=False)
    behaviour_mean = fields.Char(groups=fields.NO_ACCESS, copy=False)
    strengths = fields.Text(groups=fields.NO_ACCESS, copy=False)
    improvements = fields.Text(groups=fields.NO_ACCESS, copy=False)
    private_note = fields.Text(groups=fields.NO_ACCESS, copy=False)
    submitted_on = fields.Datetime(groups=fields.NO_ACCESS, copy=False)
    answer_ids = fields.One2many(
        "asn.appraisal.answer", "evaluation_id", groups=fields.NO_ACCESS, copy=False
    )

    _unique_rater = models.UniqueIndex(
        "(appraisal_id, rater_id, role_id) WHERE state != 'cancelled'",
        "This person already rates this appraisal.",
    )
    _rater_unless_anonymous = models.Constraint(
        "CHECK ((confidentiality = 'anonymous') = (rater_id IS NULL))",
        "A form has a rater, unless it came by link: then nothing says who it was.",
    )
    _anonymous_is_unsigned = models.Constraint(
        "CHECK (confidentiality != 'anonymous'"
        " OR (author_id IS NULL AND submitted_on IS NULL AND state = 'submitted'))",
        "A form that came by link holds no account and no time.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("state")
    def _compute_is_open(self):
        for evaluation in self:
            evaluation.is_open = evaluation.state in OPEN_STATES

    @api.depends_context("uid")
    @api.depends("rater_id.user_id")
    def _compute_is_mine(self):
        for evaluation in self:
            # sudo: hr.employee - only compared with the user
            user = evaluation.sudo().rater_id.user_id
            evaluation.is_mine = user.id == self.env.uid

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("rater_id", "in", self.env.user.sudo().employee_ids.ids)]

    @api.depends_context("uid")
    def _compute_progress(self):
        self.progress = False
        own = self.filtered("is_mine")
        # sudo: asn.appraisal.answer - one's own answers, counted
        counts = dict(
            self.env["asn.appraisal.answer"]
            .sudo()
            ._read_group(
                Domain("evaluation_id", "in", own.ids) & ANSWERED,
                ["evaluation_id"],
                ["__count"],
            )
        )
        for evaluation in own:
            evaluation.progress = self.env._(
                "%(done)s of %(all)s",
                done=counts.get(evaluation, 0),
                all=len(evaluation._get_items()),
            )

    # ------------------------------------------------------------
    # FROZEN FORM
    # ------------------------------------------------------------

    def _get_form(self):
        """Return the form as frozen at launch, a dictionary.

        See ``asn.appraisal.template._prepare_snapshot`` for its shape.
        """
        self.ensure_one()
        return self.cycle_id._get_frozen_form(self.template_id)

    def _get_role_code(self):
        """Return the code that the rater's role had at launch."""
        self.ensure_one()
        return self.cycle_id._get_frozen_role(self.template_id, self.role_id)["code"]

    def _get_items(self):
        """Return the items of the frozen form that this rater's role answers."""
        self.ensure_one()
        return self.cycle_id._get_frozen_items(self.template_id, self.role_id)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_sheet(self):
        """Open the rating sheet.

        :raise AccessError: unless the user may know that the form exists
        """
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.sudo().employee_id.name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [
                (
                    self.env.ref(
                        "asn_appraisal.asn_appraisal_evaluation_view_sheet"
                    ).id,
                    "form",
                )
            ],
        }

    def _reopen(self):
        """Ask once more; what was answered before it was taken back is still there.

        The caller, in the name of the code, has checked who may.
        """
        for form in self:
            answered = form.answer_ids or form.strengths or form.improvements
            state = "draft" if answered or form.private_note else "pending"
            form._workflow_write({"state": state, "is_notified": False})

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_rater(self):
        """Let only the rater answer.

        :raise AccessError: for everybody else, superiors and HR included
        """
        self.check_access("read")
        for evaluation in self:
            if not evaluation.is_mine:
                raise AccessError(
                    self.env._(
                        "Only the person who was asked can answer this form, nobody "
                        "on their behalf."
                    )
                )
            if evaluation._is_of_another_account():
                raise AccessError(
                    self.env._(
                        "This form was filled in from another account, so that its "
                        "answers stay closed to yours."
                    )
                )

    def _is_of_another_account(self):
        """Tell whether another account of the rater filled in the form."""
        if not self.is_mine:
            return False
        # sudo: asn.appraisal.evaluation - the author is only compared with the user
        return self.sudo().author_id.id not in (False, self.env.uid)

    def _check_open(self):
        """:raise UserError: telling why the form can no longer be answered"""
        for evaluation in self:
            if reason := evaluation._get_closed_reason():
                raise UserError(reason)

    def _get_closed_reason(self):
        """Say why the form cannot be answered; ``False`` while it can."""
        self.ensure_one()
        # sudo: asn.appraisal.cycle, hr.employee - name and stage only
        cycle = self.cycle_id.sudo()
        if self.state in OPEN_STATES and cycle.state == "evaluation":
            return False
        name = self.sudo().employee_id.name
        if self.state == "submitted":
            return self.env._(
                "Your form about %s is submitted and can no longer change.", name
            )
        if self.state == "cancelled":
            return self.env._("You are no longer asked about %s.", name)
        return self.env._(
            "The evaluation stage of “%(cycle)s” is closed, so your form about "
            "%(employee)s can no longer be submitted. Your answers so far are "
            "kept, but do not count. Please ask HR if you think this is wrong.",
            cycle=cycle.name,
            employee=name,
        )

    def _can_read_answers(self):
        """Tell whether the user may read the answers of a submitted named form."""
        self.ensure_one()
        if self.is_mine:
            self._check_rater()
            return True
        if self.confidentiality != "named" or self.state != "submitted":
            return False
        # sudo: asn.appraisal, hr.employee - relations to the user only
        appraisal = self.appraisal_id.sudo().with_env(self.env(su=True))
        if appraisal.employee_id.user_id.id == self.env.uid:
            return appraisal.state in PUBLISHED_STATES
        return (
            appraisal.superior_id.user_id.id == self.env.uid
            or self.env.user.has_group("asn_appraisal.group_asn_appraisal_manager")
        )
