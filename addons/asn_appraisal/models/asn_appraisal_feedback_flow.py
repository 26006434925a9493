# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .asn_talk_people import get_own_employees


class AsnAppraisalFeedback(models.Model):
    """How a feedback is given, withdrawn, read and thanked for."""

    _inherit = "asn.appraisal.feedback"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_give(self):
        """Let those read it whom the author chose, and tell the person.

        :return: True
        :raise AccessError: for anybody but the author
        :raise UserError: for what is no draft, or when the unit is unknown
        """
        self._check_author()
        for feedback in self:
            feedback._check_can_give()
        for feedback in self:
            feedback._give()
        self._notify_person()
        return True

    def _check_can_give(self):
        self._check_state("draft")
        if self.visibility == "unit" and not self.department_id:
            raise UserError(
                self.env._(
                    "%s belongs to no unit that praise could be shown to.",
                    self.sudo().employee_id.name,
                )
            )
        if self.request_id:
            self.request_id._check_open()

    def _give(self):
        # sudo: hr.employee - unit and account of the person, noted now
        vals = self._prepare_person_vals({"employee_id": self.employee_id.id})
        self.sudo()._workflow_write(
            {
                **vals,
                "account_id": self.sudo().employee_id.user_id.id,
                "state": "given",
                "given_on": fields.Datetime.now(),
                "date": fields.Date.context_today(self),
            }
        )
        # sudo: asn.appraisal.feedback.request - a step of the workflow
        self.request_id.sudo()._workflow_write({"state": "answered"})

    def _notify_person(self):
        """Send one message to each, without a word of what was said."""
        told = self.filtered("notify")
        # sudo: hr.employee - whether there is an address
        told = told.filtered(lambda f: f.sudo().employee_id.user_id.email)
        template = self.env.ref("asn_appraisal.mail_template_feedback")
        # sudo: mail.template - sends what the addon ships, about what one has given
        time = self.env["asn.appraisal.working.time"]
        time._send(template.sudo(), told.ids, self.env.company)

    def action_withdraw(self):
        """Take back what was given within the last 24 hours.

        :return: True
        :raise AccessError: for anybody but the author
        :raise UserError: when it is too late, or was never given
        """
        self._check_author()
        for feedback in self:
            feedback._check_state("given")
            feedback._check_can_correct({})
        # sudo: asn.appraisal.feedback - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "withdrawn"})
        # sudo: asn.appraisal.feedback.request - it waits for an answer again
        self.request_id.sudo()._workflow_write({"state": "open"})
        return True

    def action_mark_read(self):
        """Note that the person has read it; again, nothing changes.

        :return: True
        :raise AccessError: for anybody but the person
        """
        self._check_person()
        self._note("seen_on")
        return True

    def action_thank(self):
        """Note that the person has read it and says thanks; again, nothing changes.

        :return: True
        :raise AccessError: for anybody but the person
        """
        self._check_person()
        self._note("seen_on")
        self._note("thanked_on")
        return True

    def _note(self, name):
        fresh = self.filtered(lambda feedback: not feedback[name])
        # sudo: asn.appraisal.feedback - a step of the workflow, checked before
        fresh.sudo()._workflow_write({name: fields.Datetime.now()})

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_author(self):
        """:raise AccessError: unless the user is the author"""
        self.check_access("read")
        if not all(feedback.is_from_me for feedback in self):
            raise AccessError(self.env._("Only its author may do this."))

    def _check_person(self):
        """:raise AccessError: unless the feedback was given to the user"""
        self.check_access("read")
        own = get_own_employees(self.env)
        for feedback in self:
            if feedback.state != "given" or feedback.sudo().employee_id not in own:
                raise AccessError(
                    self.env._("Only the person whom the feedback is for may do this.")
                )

    def _check_state(self, state):
        """:raise UserError: unless the feedback is in this state"""
        self.ensure_one()
        if self.state != state:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "This is possible for “%(needed)s” only; this feedback is "
                    "“%(state)s”.",
                    needed=labels[state],
                    state=labels[self.state],
                )
            )
