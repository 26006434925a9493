# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from .asn_talk_people import get_author

# How long its author may put right what was said, or take it back.
CORRECTION_TIME = timedelta(hours=24)
CORRECTABLE = frozenset({"kind", "text", "criterion_id", "goal_id"})


class AsnAppraisalFeedback(models.Model):
    """Praise or a suggestion, from one person to another, at any time of the year.

    It is signed, and read by those alone whom its author chose: no chatter, no
    followers, and HR has no way to what was promised to the person. Who reads it is
    in ``asn_appraisal_feedback_reader.py``, how it is given and withdrawn in
    ``asn_appraisal_feedback_flow.py``.
    """

    _name = "asn.appraisal.feedback"
    _description = "Feedback"
    _inherit = ["asn.workflow.mixin"]
    _order = "date desc, id desc"
    _rec_names_search = ["employee_id", "author_id"]
    _check_company_auto = True

    _workflow_fields = frozenset(
        {
            "author_id",
            "company_id",
            "department_id",
            "account_id",
            "date",
            "given_on",
            "state",
            "seen_on",
            "thanked_on",
        }
    )

    # from whom to whom
    employee_id = fields.Many2one(
        "hr.employee",
        string="For",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('user_id', '!=', False), ('user_id', '!=', uid)]",
    )
    author_id = fields.Many2one(
        "hr.employee",
        string="From",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        copy=False,
        default=lambda self: get_author(self.env),
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, copy=False
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        readonly=True,
        index="btree_not_null",
        copy=False,
        help="Where the person worked when the feedback was given.",
    )
    account_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups=fields.NO_ACCESS,
        help="The person's account at that time: another one, linked to the person "
        "later, does not read what was promised to this one.",
    )
    # what is said
    kind = fields.Selection(
        [("praise", "Praise"), ("suggestion", "Suggestion")],
        required=True,
        default="praise",
        index=True,
    )
    text = fields.Text(string="Feedback", required=True)
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('parent_id', '=', False), ('dimension', '=', 'behaviour')]",
        check_company=True,
        help="The value that it is an example of, if there is one.",
    )
    goal_id = fields.Many2one(
        "asn.appraisal.goal",
        index="btree_not_null",
        ondelete="set null",
        domain="[('employee_id', '=', employee_id), ('plan_id.state', '=', 'agreed')]",
        copy=False,
        check_company=True,
        help="The planned result that it is about, if there is one.",
    )
    visibility = fields.Selection(
        [
            ("person", "The person alone"),
            ("superior", "The person and their superior"),
            ("unit", "The whole unit (praise)"),
        ],
        string="Shown To",
        required=True,
        default="person",
        index=True,
    )
    notify = fields.Boolean(
        string="Tell the person by e-mail",
        default=True,
        help="One message that there is something to read. What it says is not in it.",
    )
    request_id = fields.Many2one(
        "asn.appraisal.feedback.request",
        string="Answer To",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )
    question = fields.Text(related="request_id.question", related_sudo=False)
    # state
    date = fields.Date(
        readonly=True, copy=False, index=True, default=fields.Date.context_today
    )
    state = fields.Selection(
        [("draft", "Draft"), ("given", "Given"), ("withdrawn", "Withdrawn")],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    given_on = fields.Datetime(readonly=True, copy=False)
    seen_on = fields.Datetime(string="Read On", readonly=True, copy=False)
    thanked_on = fields.Datetime(readonly=True, copy=False)
    can_correct = fields.Boolean(compute="_compute_can_correct")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("employee_id", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name the person and the day, not whether it is praise."""
        for feedback in self:
            # sudo: hr.employee - the name, of a readable record
            name = feedback.sudo().employee_id.name
            day = format_date(self.env, feedback.date)
            feedback.display_name = f"{name} – {day}" if name else ""

    @api.depends_context("uid")
    @api.depends("state", "given_on", "author_id")
    def _compute_can_correct(self):
        earliest = fields.Datetime.now() - CORRECTION_TIME
        for feedback in self:
            is_late = feedback.given_on and feedback.given_on < earliest
            is_open = feedback.state == "draft" or (
                feedback.state == "given" and not is_late
            )
            feedback.can_correct = is_open and feedback.is_from_me

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("employee_id", "author_id")
    def _check_people(self):
        for feedback in self:
            person, author = feedback.employee_id, feedback.author_id
            if person == author or person.user_id == author.user_id:
                raise ValidationError(
                    self.env._("Feedback comes from somebody else, not from oneself.")
                )

    @api.constrains("visibility", "kind")
    def _check_visibility(self):
        for feedback in self:
            if feedback.visibility == "unit" and feedback.kind != "praise":
                raise ValidationError(
                    self.env._(
                        "Only praise can be shown to the whole unit. A suggestion is "
                        "for the person, or for the person and the superior."
                    )
                )

    @api.constrains("request_id", "employee_id", "author_id")
    def _check_request(self):
        for feedback in self.filtered("request_id"):
            request = feedback.request_id
            if (request.asked_id, request.employee_id) != (
                feedback.author_id,
                feedback.employee_id,
            ):
                raise ValidationError(
                    self.env._("Only whoever was asked answers, about whom was asked.")
                )

    @api.constrains("goal_id", "employee_id", "visibility", "request_id")
    def _check_goal(self):
        """Name only goals that the author may read, and nobody's to a whole unit.

        Odoo checks constraints with sudo; what may be read is asked without it.
        """
        for feedback in self.filtered("goal_id"):
            goal = feedback.goal_id
            is_asked = feedback.request_id.goal_id == goal
            is_known = is_asked or goal.sudo(False).has_access("read")
            if goal.employee_id != feedback.employee_id or not is_known:
                raise ValidationError(
                    self.env._("This goal is not one that you can speak of here.")
                )
            if feedback.visibility == "unit":
                raise ValidationError(
                    self.env._(
                        "A goal is not shown to the whole unit. Leave it out, or "
                        "choose who else reads this."
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_workflow():
            return super().create(vals_list)
        for vals in vals_list:
            self._check_workflow_fields(vals)
        initial = self._get_workflow_initial_values()
        if not initial["author_id"]:
            raise UserError(self._get_no_author_text())
        vals_list = [self.default_get(["employee_id"]) | vals for vals in vals_list]
        return self._workflow_create(
            [vals | initial | self._prepare_person_vals(vals) for vals in vals_list]
        )

    def write(self, vals):
        if not self._is_workflow():
            self.check_access("write")
            self._check_can_correct(vals)
            if "employee_id" in vals:
                self._workflow_write(self._prepare_person_vals(vals))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_given(self):
        if any(feedback.state != "draft" for feedback in self):
            raise UserError(
                self.env._(
                    "Feedback that has been given is not deleted. Its author can "
                    "withdraw it within 24 hours."
                )
            )

    @api.model
    def _get_no_author_text(self):
        return self.env._(
            "Your account is linked to no employee, so that nobody would know who "
            "speaks. Please ask HR to link it."
        )

    def _get_workflow_initial_values(self):
        """Return the initial values; the author is whoever writes."""
        values = super()._get_workflow_initial_values()
        return values | {"author_id": get_author(self.env).id}

    @api.model
    def _prepare_person_vals(self, vals):
        """Return where the person works, as noted with the feedback.

        :param dict vals: with ``employee_id``, as for ``create``
        :raise UserError: for somebody who could never read it
        """
        # sudo: hr.employee - unit and account of whom the feedback is for
        person = self.env["hr.employee"].sudo().browse(vals.get("employee_id"))
        if person and not person.user_id:
            raise UserError(
                self.env._("%s has no account and could not read it.", person.name)
            )
        return {
            "company_id": person.company_id.id,
            "department_id": person.department_id.id,
        }

    def _check_can_correct(self, vals):
        """Let what was given change within 24 hours alone, and not who reads it.

        :raise UserError: telling why it stays as it is
        """
        for feedback in self:
            if feedback.state == "draft":
                continue
            if not feedback.can_correct:
                raise UserError(
                    self.env._(
                        "Feedback can be corrected by its author within 24 hours. "
                        "Later it stays as it was given."
                    )
                )
            if not vals.keys() <= CORRECTABLE:
                raise UserError(
                    self.env._(
                        "For whom feedback is and who reads it stays as promised. "
                        "Withdraw it and write it anew."
                    )
                )
