# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.asn_talk_people import get_author, get_own_employees, get_team_ids

# Until when an answer is asked for where nobody chooses a day.
DAYS_TO_ANSWER = 7


class AsnAppraisalFeedbackAsk(models.TransientModel):
    """Ask several people for feedback at once: about oneself or one's team."""

    _name = "asn.appraisal.feedback.ask"
    _description = "Question for Feedback"

    employee_id = fields.Many2one(
        "hr.employee",
        string="About",
        required=True,
        ondelete="cascade",
        default=lambda self: get_author(self.env),
        domain="[('id', 'in', candidate_ids)]",
    )
    # hr.employee.public: what every user may read and relate to
    candidate_ids = fields.Many2many(
        "hr.employee.public", compute="_compute_candidate_ids"
    )
    asked_ids = fields.Many2many(
        "hr.employee.public",
        string="Whom You Ask",
        domain="[('user_id', '!=', False), ('user_id', '!=', uid),"
        " ('id', '!=', employee_id)]",
    )
    question = fields.Text(required=True)
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        ondelete="cascade",
        domain="[('parent_id', '=', False), ('dimension', '=', 'behaviour')]",
    )
    goal_id = fields.Many2one(
        "asn.appraisal.goal",
        ondelete="cascade",
        domain="[('employee_id', '=', employee_id), ('plan_id.state', '=', 'agreed')]",
        help="Whoever you ask reads how this goal is worded.",
    )
    due_date = fields.Date(
        string="Answer By",
        required=True,
        default=lambda self: self._get_default_due_date(),
    )
    readers = fields.Char(string="Who Will See This", compute="_compute_readers")

    @api.model
    def _get_default_due_date(self):
        return fields.Date.context_today(self) + timedelta(days=DAYS_TO_ANSWER)

    @api.depends_context("uid")
    def _compute_candidate_ids(self):
        ids = [*get_own_employees(self.env).ids, *get_team_ids(self.env)]
        self.candidate_ids = self.env["hr.employee.public"].browse(ids)

    @api.depends_context("uid", "lang")
    @api.depends("employee_id")
    def _compute_readers(self):
        own = get_own_employees(self.env)
        for wizard in self:
            # sudo: hr.employee - the name of a member of one's team
            name = wizard.sudo().employee_id.name
            if not wizard.employee_id or wizard.employee_id.id in own.ids:
                wizard.readers = self.env._(
                    "Your question: you and each person asked, who do not see whom "
                    "else you ask. Each answer: you and its author, and your superior "
                    "if the author so chooses."
                )
            else:
                wizard.readers = self.env._(
                    "Your question: you, each person asked, and %(person)s, so that "
                    "nothing is collected in secret. Each answer: %(person)s and its "
                    "author, and you if the author so chooses.",
                    person=name,
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_ask(self):
        """Ask everybody chosen, and tell them in one batch.

        :return: action that opens the user's requests
        :raise AccessError: about somebody whom the user does not lead
        :raise UserError: for nobody, oneself, the person concerned, somebody without
            an account, or somebody who is already asked the same
        """
        Request = self.env["asn.appraisal.feedback.request"]
        for wizard in self:
            wizard._check_about()
            wizard._check_goal()
            wizard._check_asked()
            # sudo: asn.appraisal.feedback.request - a step of the workflow, checked
            requests = Request.sudo()._workflow_create(wizard._prepare_requests())
            wizard._notify(requests)
        return self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_my_feedback_requests"
        )

    def _check_about(self):
        candidates = [*get_own_employees(self.env).ids, *get_team_ids(self.env)]
        if self.employee_id.id not in candidates:
            raise AccessError(
                self.env._(
                    "You can ask for feedback about yourself and about those whom "
                    "you lead."
                )
            )

    def _check_goal(self):
        if not self.goal_id:
            return
        self.goal_id.check_access("read")
        if self.goal_id.sudo().employee_id != self.employee_id.sudo():
            raise UserError(self.env._("This goal belongs to somebody else."))

    def _check_asked(self):
        # sudo: hr.employee - accounts and names of those asked
        asked = self.env["hr.employee"].sudo().browse(self.asked_ids.ids)
        if not asked:
            raise UserError(self.env._("Please choose whom you ask."))
        own = get_own_employees(self.env) | self.employee_id.sudo()
        for person in asked:
            if person in own:
                raise UserError(
                    self.env._("%s cannot be asked here: others answer.", person.name)
                )
            if not person.user_id or person.company_id != own[:1].company_id:
                raise UserError(
                    self.env._("%s has no account here to answer from.", person.name)
                )
        self._check_not_asked_yet(asked)

    def _check_not_asked_yet(self, asked):
        waiting = self.env["asn.appraisal.feedback.request"].search(
            [
                ("state", "=", "open"),
                ("is_from_me", "=", True),
                ("employee_id", "=", self.employee_id.id),
                ("asked_id", "in", asked.ids),
            ]
        )
        if waiting:
            raise UserError(
                self.env._(
                    "You have asked already and wait for the answer of: %s.",
                    ", ".join(waiting.sudo().asked_id.mapped("name")),
                )
            )

    def _prepare_requests(self):
        """Return the values of one request for each person asked."""
        common = {
            "requester_id": get_author(self.env).id,
            "employee_id": self.employee_id.id,
            "company_id": self.sudo().employee_id.company_id.id,
            "question": self.question,
            "criterion_id": self.criterion_id.id,
            "goal_id": self.goal_id.id,
            "due_date": self.due_date,
            "asked_on": fields.Date.context_today(self),
        }
        return [common | {"asked_id": asked} for asked in self.asked_ids.ids]

    def _notify(self, requests):
        """Send one message to each person asked, in one batch."""
        told = requests.filtered(lambda request: request.asked_id.user_id.email)
        template = self.env.ref("asn_appraisal.mail_template_feedback_request")
        # sudo: mail.template - sends what the addon ships, about what one has asked
        time = self.env["asn.appraisal.working.time"]
        time._send(template.sudo(), told.ids, self.env.company)
