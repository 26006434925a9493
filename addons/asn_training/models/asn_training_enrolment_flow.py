# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.asn_appraisal.models.asn_one_record import check_one
from odoo.addons.asn_appraisal.models.asn_talk_people import get_own_employees

from .asn_appraisal_cycle import MANAGER
from .asn_training_enrolment import RUNNING

# What people write by hand; all else changes by steps.
OF_MANAGER = frozenset({"score_before", "score_after", "pass_mark"})
DAYS_TO_APPROVE = 5


class AsnTrainingEnrolment(models.Model):
    """From the wish to the approval: who may, and what speaks against it."""

    _inherit = "asn.training.enrolment"

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        enrolments = super().create(vals_list)
        if not self._is_workflow():
            for enrolment, vals in zip(enrolments, vals_list, strict=True):
                enrolment._check_entered(vals)
            enrolments._begin()
        return enrolments

    def write(self, vals):
        if not self._is_workflow() and not self.env.su:
            self._check_write(vals)
        return super().write(vals)

    def _check_write(self, vals):
        """:raise UserError: for fixed fields, or once it has ended"""
        if vals.keys() & {"employee_id", "programme_id"}:
            raise UserError(
                self.env._("Who enrols, and in what, is fixed: cancel and begin anew.")
            )
        if any(one.state not in RUNNING for one in self):
            raise UserError(self.env._("This enrolment has ended and stays as it is."))
        self._check_entered(vals)

    def _check_entered(self, vals):
        """:raise AccessError: for scores and reasons from whom they are not due"""
        if self.env.su or self.env.user.has_group(MANAGER):
            return
        if any(vals.get(name) for name in OF_MANAGER):
            raise AccessError(self.env._("Training managers enter results of tests."))
        if vals.get("decision_reason") and not all(one.is_led for one in self):
            raise AccessError(self.env._("Who decides gives the reason."))

    # ------------------------------------------------------------
    # BEGINNING
    # ------------------------------------------------------------

    @api.model
    def _begin_recommended(self, recommendation):
        """Enrol somebody in what was recommended to them."""
        # sudo: asn.training.enrolment - the caller has checked who accepts it
        enrolment = self.sudo()._workflow_create(
            [
                {
                    "employee_id": recommendation.employee_id.id,
                    "programme_id": recommendation.programme_id.id,
                    "recommendation_id": recommendation.id,
                }
            ]
        )
        enrolment = enrolment.with_env(self.env)
        enrolment._begin()
        if enrolment.can_approve:
            enrolment._approve()
        return enrolment

    def _begin(self):
        """Fill in what the workflow knows, check it, and tell who approves.

        :raise UserError: with the first thing that speaks against it
        :raise AccessError: for people whom the user neither is nor leads
        """
        time = self.env["asn.appraisal.working.time"]
        for enrolment in self:
            # sudo: asn.training.enrolment - what the workflow fills in by itself
            sudo = enrolment.sudo()
            company = sudo.company_id
            sudo._workflow_write(
                {
                    "origin": enrolment._get_origin(),
                    "approve_by": time._add_days(
                        company, time._get_today(company), DAYS_TO_APPROVE
                    ),
                }
            )
            if problems := list(enrolment._get_problems()):
                raise UserError("\n".join(problems))
        self.filtered(lambda one: one.origin in ("superior", "hr"))._approve()
        self.filtered(lambda one: one.state == "proposed")._ask_superior()

    def _get_origin(self):
        """Return by whom it is begun.

        :raise AccessError: for people whom the user neither is nor leads
        """
        if self.recommendation_id:
            return "recommendation"
        if self.employee_id in get_own_employees(self.env):
            return "request"
        if self.is_led:
            return "superior"
        if self.env.su or self.env.user.has_group(MANAGER):
            return "hr"
        raise AccessError(
            self.env._("One enrols oneself, people whom one leads, or as HR anybody.")
        )

    def _get_problems(self):
        """Yield what speaks against this enrolment, in sentences."""
        # sudo: programme, lines, enrolments - what the person has done and is doing
        sudo = self.sudo()
        person, programme = sudo.employee_id, sudo.programme_id
        if programme.company_id not in (person.company_id, programme.company_id[:0]):
            yield self.env._("The programme is offered by another agency.")
        done = sudo._get_done(programme | programme.prerequisite_ids)
        for needed in programme.prerequisite_ids - done.programme_id:
            yield self.env._(
                "“%(programme)s” needs “%(needed)s” first.",
                programme=programme.name,
                needed=needed.name,
            )
        last = done.filtered(lambda line: line.programme_id == programme)[:1]
        today = fields.Date.context_today(self)
        if last and (due := sudo._get_due(last)) > today:
            yield self.env._(
                "%(person)s has completed “%(programme)s” on %(day)s; it is due again "
                "on %(due)s.",
                person=person.name,
                programme=programme.name,
                day=format_date(self.env, last.completed_on),
                due=format_date(self.env, due),
            )

    def _get_done(self, programmes):
        """Return what the person has completed of programmes, the latest first."""
        return self.env["hr.resume.line"].search(
            [
                ("employee_id", "=", self.employee_id.id),
                ("programme_id", "in", programmes.ids),
                ("verification", "=", "verified"),
            ],
            order="completed_on desc, id desc",
        )

    def _get_due(self, line):
        """Return from when on it makes sense again: renewal, else next year."""
        if months := self.programme_id.renewal_months:
            return fields.Date.add(line.completed_on, months=months)
        return fields.Date.add(fields.Date.end_of(line.completed_on, "year"), days=1)

    def _get_superiors(self):
        """Return who approves: the superior, and who acts for them.

        :return: hr.employee with sudo
        """
        # sudo: hr.employee, asn.appraisal.acting - who leads whom is public
        person = self.sudo().employee_id
        actings = self.env["asn.appraisal.acting"].sudo()
        actings = actings.search(
            Domain("replaced_id", "=", person.parent_id.id)
            & Domain("state", "=", "active")
            & Domain("department_id", "in", (False, person.department_id.id))
        )
        found = person.parent_id if person.parent_id else person[:0]
        return found | actings.employee_id if found else found

    def _ask_superior(self):
        """Give whoever approves a task with its day."""
        for enrolment in self:
            for user in enrolment._get_superiors().user_id:
                # sudo: mail.activity - a task for the superior, begun by the person
                enrolment.sudo().activity_schedule(
                    "mail.mail_activity_data_todo",
                    date_deadline=enrolment.approve_by,
                    summary=self.env._("Approve a training, or decline it"),
                    user_id=user.id,
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_approve(self):
        """Approve enrolments of people led; HR then assigns a session.

        :return: True
        :raise AccessError: for others than the superior, who acts for them, and HR
        :raise UserError: where it no longer waits
        """
        self._check_approver()
        self._approve()
        return True

    def action_decline(self):
        """Decline an enrolment for a reason written down before.

        :return: True
        :raise AccessError: for others than the superior, who acts for them, and HR
        :raise UserError: without a reason, or where it no longer waits
        """
        check_one(self)
        self._check_approver()
        if not (self.decision_reason or "").strip():
            raise UserError(self.env._("First write down why it is declined."))
        self._decide("declined")
        return True

    def action_cancel(self):
        """Call an enrolment off; a place in a session becomes free.

        :return: True
        :raise AccessError: for others than the person, the superior and HR
        :raise UserError: once it has ended
        """
        self.check_access("write")
        for enrolment in self:
            if enrolment.state not in RUNNING:
                raise UserError(
                    self.env._("This enrolment has ended and stays as it is.")
                )
            if not enrolment.can_cancel:
                raise AccessError(
                    self.env._("The person, the superior and HR call it off.")
                )
            enrolment._decide("cancelled")
            enrolment._leave_session()
        return True

    def _check_approver(self):
        self.check_access("write")
        for enrolment in self:
            if enrolment.state != "proposed":
                raise UserError(self.env._("This enrolment no longer waits."))
            if not enrolment.can_approve:
                raise AccessError(
                    self.env._(
                        "The superior, or who acts for them, and HR approve; nobody "
                        "approves the own."
                    )
                )

    def _approve(self):
        for enrolment in self:
            enrolment._decide("approved")

    def _decide(self, state):
        # sudo: enrolment, its tasks - a step of the workflow, checked by the caller
        sudo = self.sudo()
        sudo._workflow_write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
        sudo.activity_unlink(["mail.mail_activity_data_todo"])
