# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_one_record import check_one
from .asn_talk_people import among, get_own_employees


class AsnAppraisalFeedbackRequest(models.Model):
    """One person asked for feedback: about whoever asks, or about their team member.

    ``asn.appraisal.feedback.ask`` makes them, one for each person asked. Whom it is
    about reads as well who was asked, so that nothing is collected behind anybody's
    back.
    """

    _name = "asn.appraisal.feedback.request"
    _description = "Request for Feedback"
    _inherit = ["asn.workflow.mixin"]
    _order = "state_order, due_date, id desc"
    _rec_names_search = ["employee_id", "asked_id"]
    _check_company_auto = True

    _workflow_fields = frozenset(
        {
            "requester_id",
            "employee_id",
            "asked_id",
            "company_id",
            "question",
            "criterion_id",
            "goal_id",
            "due_date",
            "asked_on",
            "state",
            "state_order",
        }
    )

    # who asks whom about whom
    requester_id = fields.Many2one(
        "hr.employee",
        string="Asked By",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    asked_id = fields.Many2one(
        "hr.employee",
        string="Person Asked",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="About",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    # what is asked
    question = fields.Text(required=True, readonly=True)
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    goal_id = fields.Many2one(
        "asn.appraisal.goal", readonly=True, index="btree_not_null", ondelete="set null"
    )
    asked_on = fields.Date(readonly=True)
    due_date = fields.Date(string="Answer By", required=True, readonly=True)
    # state
    state = fields.Selection(
        [
            ("open", "Open"),
            ("answered", "Answered"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
        ],
        default="open",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    state_order = fields.Integer(
        compute="_compute_state_order",
        store=True,  # the open ones come first in every list
    )
    decline_reason = fields.Text(string="Reason, if You Decline", copy=False)
    answer_id = fields.Many2one(
        "asn.appraisal.feedback",
        compute="_compute_answer_id",
        help="Empty as well where its author shows it to others alone.",
    )
    is_asked_of_me = fields.Boolean(
        compute="_compute_is_asked_of_me", search="_search_is_asked_of_me"
    )
    is_from_me = fields.Boolean(
        compute="_compute_is_from_me", search="_search_is_from_me"
    )
    is_late = fields.Boolean(compute="_compute_is_late")
    next_step = fields.Char(compute="_compute_next_step")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("state")
    def _compute_state_order(self):
        for request in self:
            request.state_order = 0 if request.state == "open" else 1

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_answer_id(self):
        """Find the answers by the rules of feedback: whoever asks may not read it."""
        answers = self.env["asn.appraisal.feedback"].search(
            [("request_id", "in", self.ids), ("state", "=", "given")]
        )
        for request in self:
            request.answer_id = answers.filtered(
                lambda answer, request=request: answer.request_id == request
            )[:1]

    @api.depends("employee_id", "asked_id")
    def _compute_display_name(self):
        for request in self:
            # sudo: hr.employee - names, of a readable record
            sudo = request.sudo()
            names = (sudo.asked_id.name or "", sudo.employee_id.name or "")
            request.display_name = " → ".join(names)

    @api.depends_context("uid")
    @api.depends("asked_id")
    def _compute_is_asked_of_me(self):
        own = get_own_employees(self.env)
        for request in self:
            request.is_asked_of_me = request.asked_id.id in own.ids

    def _search_is_asked_of_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return among("asked_id", get_own_employees(self.env).ids)

    @api.depends_context("uid")
    @api.depends("requester_id")
    def _compute_is_from_me(self):
        own = get_own_employees(self.env)
        for request in self:
            request.is_from_me = request.requester_id.id in own.ids

    def _search_is_from_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return among("requester_id", get_own_employees(self.env).ids)

    @api.depends("state", "due_date")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for request in self:
            is_open = request.state == "open"
            request.is_late = is_open and bool(request.due_date < today)

    @api.depends_context("uid", "lang")
    @api.depends("state", "asked_id", "requester_id")
    def _compute_next_step(self):
        for request in self:
            request.next_step = request._get_next_step()

    def _get_next_step(self):
        """Say to the viewer what there is to do."""
        if self.state == "answered":
            return self.env._(
                "Answered. The feedback is with those whom its author chose."
            )
        if self.state == "declined":
            return self.env._("Declined, with the reason below.")
        if self.state == "withdrawn":
            return self.env._("Withdrawn: nobody waits for an answer any more.")
        if self.is_asked_of_me:
            return self.env._(
                "Please answer, or say why you rather do not: both are fine. Before "
                "you give your answer you see who will read it."
            )
        return self.env._(
            "%s has been asked and has not answered yet.", self.sudo().asked_id.name
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self._is_workflow():
            self.check_access("write")
            for request in self:
                request._check_open()
        return super().write(vals)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_answer(self):
        """Open the feedback form, filled in as far as the request goes.

        :return: an act_window action
        :raise AccessError: for anybody but the person asked
        :raise UserError: when the request is no longer open
        """
        check_one(self)
        self._check_asked()
        self._check_open()
        draft = self.env["asn.appraisal.feedback"].search(
            [("request_id", "=", self.id), ("state", "=", "draft")], limit=1
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give Feedback"),
            "res_model": "asn.appraisal.feedback",
            "view_mode": "form",
            "res_id": draft.id,
            "context": self._prepare_answer_context(),
        }

    def _prepare_answer_context(self):
        """Return the defaults of an answer; a superior who asks would like to read."""
        is_own = self.requester_id == self.employee_id
        return {
            "default_request_id": self.id,
            "default_employee_id": self.employee_id.id,
            "default_criterion_id": self.criterion_id.id,
            "default_goal_id": self.goal_id.id,
            "default_visibility": "person" if is_own else "superior",
        }

    def action_decline(self):
        """Decline, with the reason that has been written down.

        :return: True
        :raise AccessError: for anybody but the person asked
        :raise UserError: without a reason, or when the request is no longer open
        """
        self._check_asked()
        for request in self:
            request._check_open()
            if not (request.decline_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Please say in a sentence why you decline, such as “We have "
                        "hardly worked together this year”."
                    )
                )
        # sudo: asn.appraisal.feedback.request - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "declined"})
        return True

    def action_withdraw(self):
        """Wait for no answer any more.

        :return: True
        :raise AccessError: for anybody but the one who asked
        :raise UserError: when the request is no longer open
        """
        self.check_access("read")
        if not all(request.is_from_me for request in self):
            raise AccessError(self.env._("Only whoever asked may do this."))
        for request in self:
            request._check_open()
        # sudo: asn.appraisal.feedback.request - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "withdrawn"})
        return True

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_asked(self):
        """:raise AccessError: unless the user is the person asked"""
        self.check_access("read")
        if not all(request.is_asked_of_me for request in self):
            raise AccessError(self.env._("Only the person asked may do this."))

    def _check_open(self):
        """:raise UserError: unless the request still waits for an answer"""
        self.ensure_one()
        if self.state != "open":
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._("This request is no longer open: “%s”.", labels[self.state])
            )
