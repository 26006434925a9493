# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime

from .asn_appraisal_cycle import MANAGER


class AsnTrainingEnrolment(models.Model):
    """The place in a session: seats, waiting list, clashes and money."""

    _inherit = "asn.training.enrolment"

    def action_open_register(self):
        """Open the choice of a session for approved enrolments of one programme."""
        self._check_manager()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Assign a Session"),
            "res_model": "asn.training.register",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_enrolment_ids": self.ids,
                "default_programme_id": self[:1].programme_id.id,
            },
        }

    def _check_manager(self):
        """:raise AccessError: for anybody but training managers"""
        self.check_access("read")
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("Training managers give places in sessions."))

    def _assign(self, event):
        """Give places in a session, in the given order; who comes late waits.

        :param event: one event.event of the programme
        :raise AccessError: for anybody but training managers
        :raise UserError: with everything that speaks against it
        """
        self._check_manager()
        problems = [text for one in self for text in one._get_session_problems(event)]
        if problems:
            raise UserError("\n".join(problems))
        now = fields.Datetime.now()
        for enrolment in self:
            # sudo: event.registration, employee - checked above
            sudo = enrolment.sudo()
            common = {"event_id": event.id, "cost": sudo.programme_id.cost}
            if not _has_place(event.sudo()):
                sudo._workflow_write(
                    common | {"is_waiting": True, "waiting_since": now}
                )
                continue
            sudo._workflow_write(common)
            sudo._take_place()

    def _take_place(self):
        """Make the registration; the caller has seen that there is a seat."""
        person = self.employee_id
        registration = self.env["event.registration"].create(
            {
                "event_id": self.event_id.id,
                "partner_id": person.work_contact_id.id,
                "name": person.name,
                "email": person.work_email,
                "company_name": person.company_id.name,
                "state": "open",
            }
        )
        self._workflow_write(
            {
                "state": "registered",
                "registration_id": registration.id,
                "is_waiting": False,
                "waiting_since": False,
            }
        )

    # ------------------------------------------------------------
    # WHAT SPEAKS AGAINST A SESSION
    # ------------------------------------------------------------

    def _get_session_problems(self, event):
        """Yield what speaks against a place in ``event``, in sentences."""
        # sudo: employee, leaves, sessions - named as far as needed to plan
        sudo = self.sudo()
        name = sudo.employee_id.name
        if self.state != "approved" or self.registration_id:
            yield self.env._("%s: the superior has not approved, or has a place.", name)
        if event.programme_id != self.programme_id:
            yield self.env._("%s: the session is of another programme.", name)
        if event.date_end < fields.Datetime.now():
            yield self.env._("%s: the session is over.", name)
        if sudo._get_leaves(event):
            yield self.env._("%s is on leave on these days.", name)
        for other in sudo._get_clashes(event):
            yield self.env._(
                "%(person)s has a place in “%(session)s” at the same time (%(day)s).",
                person=name,
                session=other.event_id.name,
                day=format_datetime(self.env, other.event_id.date_begin),
            )
        yield from sudo._get_budget_problems(event)

    def _get_leaves(self, event):
        """Return leaves of the person that overlap a session."""
        return self.env["resource.calendar.leaves"].search(
            [
                ("resource_id", "=", self.employee_id.resource_id.id),
                ("date_from", "<", event.date_end),
                ("date_to", ">", event.date_begin),
            ],
            limit=1,
        )

    def _get_clashes(self, event):
        """Return other places of the person at the time of a session."""
        return self.search(
            [
                ("employee_id", "=", self.employee_id.id),
                ("state", "=", "registered"),
                ("id", "!=", self.id),
                ("event_id.date_begin", "<", event.date_end),
                ("event_id.date_end", ">", event.date_begin),
            ]
        )

    def _get_budget_problems(self, event):
        """Yield that the money does not suffice, unless a reason is written down."""
        budget = self.env["asn.training.budget"]._find(self, event)
        cost = self.programme_id.cost
        if not budget or not cost or (self.decision_reason or "").strip():
            return
        if budget.left < cost:
            yield self.env._(
                "%(person)s: the place costs %(cost)s, and %(left)s of the budget “"
                "%(budget)s” are left. Write down a reason in the enrolment to go on.",
                person=self.employee_id.name,
                cost=self.currency_id.format(cost),
                left=self.currency_id.format(budget.left),
                budget=budget.display_name,
            )

    # ------------------------------------------------------------
    # PLACES THAT BECOME FREE
    # ------------------------------------------------------------

    def _leave_session(self):
        """Give up the place, or the wait for one."""
        # sudo: event.registration - the person's own place
        sudo = self.sudo()
        registrations = sudo.registration_id
        sudo._workflow_write({"is_waiting": False, "waiting_since": False})
        registrations.filtered(lambda r: r.state in ("draft", "open")).action_cancel()

    @api.model
    def _move_up(self, events):
        """Give free places of sessions to those who wait, in order, and tell them."""
        # sudo: enrolments, registrations - places go by order, whoever left one
        waiting = self.sudo().search(
            [
                ("event_id", "in", events.ids),
                ("is_waiting", "=", True),
                ("state", "=", "approved"),
            ],
            order="waiting_since, id",
        )
        for enrolment in waiting:
            event = enrolment.event_id
            if event.date_end < fields.Datetime.now() or not _has_place(event):
                continue
            enrolment._take_place()
            partner = enrolment.employee_id.work_contact_id
            enrolment.message_post(
                body=self.env._(
                    "A place has become free: you take part in %s.",
                    enrolment.session_text,
                ),
                partner_ids=partner.ids,
                subtype_xmlid="mail.mt_comment",
            )

    @api.model
    def _lose_places(self, registrations):
        """Take enrolments back whose registration was cancelled at the desk."""
        # sudo: asn.training.enrolment - the desk cancels a place, this follows
        lost = self.sudo().search(
            [
                ("registration_id", "in", registrations.ids),
                ("state", "=", "registered"),
            ]
        )
        lost._workflow_write(
            {"state": "approved", "event_id": False, "registration_id": False}
        )


def _has_place(event):
    event.invalidate_recordset(["seats_available"])
    return not event.seats_limited or not event.seats_max or event.seats_available > 0
