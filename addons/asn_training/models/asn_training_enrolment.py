# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

from odoo.addons.asn_appraisal.models.asn_talk_people import get_own_employees

from .asn_appraisal_cycle import MANAGER

# From the wish to the place in a session.
RUNNING = ("proposed", "approved", "registered")


class AsnTrainingEnrolment(models.Model):
    """Somebody's way through a programme: approved, given a session, completed.

    Steps are in ``asn_training_enrolment_flow.py`` and
    ``asn_training_enrolment_complete.py``, places in a session in
    ``asn_training_enrolment_session.py``.
    """

    _name = "asn.training.enrolment"
    _inherit = ["asn.workflow.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Enrolment in a Programme"
    _order = "id desc"
    _rec_name = "programme_id"

    _workflow_fields = frozenset(
        {
            "state",
            "origin",
            "recommendation_id",
            "approve_by",
            "decided_by_id",
            "decided_on",
            "event_id",
            "registration_id",
            "is_waiting",
            "waiting_since",
            "cost",
            "completed_on",
            "resume_line_id",
        }
    )

    # who, what, and why
    employee_id = fields.Many2one(
        "hr.employee",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.employee_id,
    )
    programme_id = fields.Many2one(
        "asn.training.programme", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="employee_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        "hr.department",
        compute="_compute_department_id",
        store=True,  # where the person worked then
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    origin = fields.Selection(
        [
            ("recommendation", "Recommended by the result"),
            ("request", "Asked for by the person"),
            ("superior", "Assigned by the superior"),
            ("hr", "Assigned by HR"),
            ("mandatory", "Mandatory for the post"),
        ],
        required=True,
        readonly=True,
        default="request",
        copy=False,
    )
    recommendation_id = fields.Many2one(
        "asn.training.recommendation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    reason = fields.Text(
        string="What For", help="Read by the person, the superior, HR and auditors."
    )
    # state
    state = fields.Selection(
        [
            ("proposed", "Waits for the superior"),
            ("approved", "Approved"),
            ("registered", "Has a place"),
            ("completed", "Completed"),
            ("failed", "Not completed"),
            ("declined", "Declined"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
        copy=False,
        group_expand=True,
    )
    approve_by = fields.Date(
        readonly=True,
        copy=False,
        help="Five working days of the agency after the proposal.",
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    decision_reason = fields.Text(
        string="Reason of the Decision",
        copy=False,
        help="Needed to decline, to go on over the budget or to say why it was not "
        "completed.",
    )
    # the place in a session
    event_id = fields.Many2one(
        "event.event",
        string="Session",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="event.group_event_registration_desk",
    )
    registration_id = fields.Many2one(
        "event.registration",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="event.group_event_registration_desk",
    )
    is_waiting = fields.Boolean(string="On the Waiting List", readonly=True, copy=False)
    waiting_since = fields.Datetime(readonly=True, copy=False)
    session_text = fields.Char(string="When and Where", compute="_compute_session_text")
    is_attended = fields.Boolean(
        string="Was There",
        compute="_compute_is_attended",
        store=True,  # counted on boards, where the registration is not read
    )
    # tests and the end
    score_before = fields.Float(string="Test Before", digits=(16, 2), copy=False)
    score_after = fields.Float(string="Test After", digits=(16, 2), copy=False)
    pass_mark = fields.Float(
        digits=(16, 2),
        copy=False,
        help="The test after has to reach it. 0: taking part is enough.",
    )
    completed_on = fields.Date(readonly=True, copy=False)
    resume_line_id = fields.Many2one(
        "hr.resume.line",
        string="Learning Hours",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="hr.group_hr_user",
    )
    # money
    currency_id = fields.Many2one(related="company_id.currency_id")
    cost = fields.Monetary(
        readonly=True, copy=False, help="Of the place, when it was given."
    )
    # what the reader may do
    next_step = fields.Char(compute="_compute_next_step")
    is_led = fields.Boolean(compute="_compute_is_led", search="_search_is_led")
    can_approve = fields.Boolean(
        compute="_compute_can_approve", search="_search_can_approve"
    )
    can_cancel = fields.Boolean(compute="_compute_can_approve")

    _one_running = models.UniqueIndex(
        "(employee_id, programme_id)"
        " WHERE state IN ('proposed', 'approved', 'registered')",
        "This person is enrolled in this programme already.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("employee_id")
    def _compute_department_id(self):
        for enrolment in self:
            # sudo: hr.employee - where somebody works is in the org chart
            enrolment.department_id = enrolment.sudo().employee_id.department_id

    @api.depends_context("lang", "tz")
    @api.depends("programme_id", "is_waiting")
    def _compute_session_text(self):
        for enrolment in self:
            # sudo: event.event - name, day and place of the session of a readable line
            event = enrolment.sudo().event_id
            if not event:
                enrolment.session_text = False
                continue
            start = format_datetime(
                self.env, event.date_begin, tz=event.date_tz, dt_format="short"
            )
            parts = (event.name, start, event.address_id.name)
            enrolment.session_text = ", ".join(part for part in parts if part)

    @api.depends("registration_id.state")
    def _compute_is_attended(self):
        for enrolment in self:
            # sudo: event.registration - whether somebody was there
            registration = enrolment.sudo().registration_id
            enrolment.is_attended = registration.state == "done"

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_is_led(self):
        # sudo: asn.training.enrolment - whether the user leads the person
        led = self.sudo().filtered_domain(self._get_led_domain())
        for enrolment in self:
            enrolment.is_led = enrolment.id in led._ids

    def _search_is_led(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_led_domain()

    @api.depends_context("uid")
    @api.depends("state", "employee_id")
    def _compute_can_approve(self):
        is_manager = self.env.su or self.env.user.has_group(MANAGER)
        own = get_own_employees(self.env)
        for enrolment in self:
            mine = enrolment.employee_id in own
            may = enrolment.is_led or is_manager
            is_open = enrolment.state == "proposed"
            enrolment.can_approve = is_open and may and not mine
            enrolment.can_cancel = enrolment.state in RUNNING and (mine or may)

    def _search_can_approve(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_led_domain() & Domain("state", "=", "proposed")

    @api.model
    def _get_led_domain(self):
        """Return what tells the enrolments of people whom the user leads today.

        Also of those for whom the user acts as superior, by an order of HR or as a
        delegate, never the own.
        """
        own = get_own_employees(self.env)
        # sudo: asn.appraisal.acting - for whom the user acts
        actings = self.env["asn.appraisal.acting"].sudo()
        domains = [Domain("employee_id.parent_id", "in", own.ids)]
        for acting in actings.search(
            [("employee_id", "in", own.ids), ("state", "=", "active")]
        ):
            domain = Domain("employee_id.parent_id", "=", acting.replaced_id.id)
            if acting.department_id:
                domain &= Domain(
                    "employee_id.department_id", "child_of", acting.department_id.id
                )
            domains.append(domain)
        return Domain.OR(domains) & Domain("employee_id", "not in", own.ids)

    @api.depends_context("uid", "lang")
    @api.depends("state", "is_waiting", "approve_by")
    def _compute_next_step(self):
        for enrolment in self:
            enrolment.next_step = enrolment._get_next_step()

    def _get_next_step(self):
        """Say what comes next, and by whom."""
        if self.is_waiting:
            return self.env._("On the waiting list: a free place is given in order.")
        return {
            "proposed": self.env._("The superior approves or declines."),
            "approved": self.env._("HR assigns a session."),
            "registered": self.env._("Take part; the code on the badge counts you in."),
            "completed": self.env._("Nothing: hours and skills are credited."),
            "failed": self.env._("It can be asked for again."),
            "declined": self.env._("The reason stands below; it can be asked again."),
            "cancelled": self.env._("Nothing: it was called off."),
        }[self.state]
