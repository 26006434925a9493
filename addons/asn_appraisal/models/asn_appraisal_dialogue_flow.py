# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_config_text import get_texts, load_texts
from .asn_talk_people import among, get_own_employees

# Without these a dialogue is no record of anything.
NEEDED = ("agenda", "discussion", "agreement")


class AsnAppraisalDialogue(models.Model):
    """How a dialogue goes from one side to the other, and who reads it."""

    _inherit = "asn.appraisal.dialogue"

    is_from_me = fields.Boolean(
        compute="_compute_is_from_me", search="_search_is_from_me"
    )
    is_with_me = fields.Boolean(
        compute="_compute_is_with_me", search="_search_is_with_me"
    )
    can_write = fields.Boolean(compute="_compute_can_write")
    readers = fields.Char(string="Who Reads This", compute="_compute_readers")
    what_next = fields.Char(string="What Is Next", compute="_compute_what_next")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("appraisal_id.superior_id")
    def _compute_is_from_me(self):
        own = get_own_employees(self.env)
        for dialogue in self:
            # sudo: asn.appraisal - only compared with the user
            superior = dialogue.sudo().appraisal_id.superior_id
            dialogue.is_from_me = superior.id in own.ids or not dialogue.appraisal_id

    def _search_is_from_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = get_own_employees(self.env)
        return among("appraisal_id.superior_id", own.ids)

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_is_with_me(self):
        own = get_own_employees(self.env)
        for dialogue in self:
            dialogue.is_with_me = dialogue.employee_id.id in own.ids

    def _search_is_with_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return among("employee_id", get_own_employees(self.env).ids)

    @api.depends_context("uid")
    @api.depends("state", "is_from_me")
    def _compute_can_write(self):
        for dialogue in self:
            dialogue.can_write = dialogue.state == "draft" and dialogue.is_from_me

    @api.depends_context("lang")
    @api.depends("kind", "state", "employee_id", "superior_id", "appraisal_id")
    def _compute_readers(self):
        for dialogue in self:
            dialogue.readers = dialogue._describe_readers()

    def _describe_readers(self):
        # sudo: asn.appraisal, hr.employee - names of those who read
        appraisal = self.sudo().appraisal_id
        names = {
            "employee": appraisal.employee_id.name or self.env._("the employee"),
            "superior": appraisal.superior_id.name or self.env._("the superior"),
        }
        if self.kind == "counselling":
            text = self.env._(
                "%(employee)s and %(superior)s, nobody else. Counselling stays between "
                "the two: HR does not read it.",
                **names,
            )
        else:
            text = self.env._(
                "%(employee)s, %(superior)s and HR's appraisal managers. What "
                "%(employee)s answers to the statements is read by the others only "
                "after the signature.",
                **names,
            )
        if self.state == "draft":
            return self.env._("Now you alone. Once you have signed: %s", text)
        return text

    @api.depends_context("uid", "lang")
    @api.depends("state", "employee_id", "next_date")
    def _compute_what_next(self):
        for dialogue in self:
            dialogue.what_next = dialogue._get_what_next()

    def _get_what_next(self):
        """Say to the viewer who has to do what next."""
        # sudo: hr.employee - the name of the person, of a readable record
        name = self.sudo().employee_id.name or self.env._("the employee")
        if self.state == "draft":
            return self.env._(
                "Write down what you two talked about, then sign. After that %s reads "
                "it and signs, too.",
                name,
            )
        if self.state == "signed":
            return self.env._("Signed by both: this record no longer changes.")
        if self.is_with_me:
            return self.env._(
                "Please read it. Answer the statements if you like, add a remark where "
                "you see something differently, and sign."
            )
        return self.env._("%s reads it now and signs, with a remark if need be.", name)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_offer(self):
        """Sign as the superior, and let the person read and sign.

        :return: True
        :raise AccessError: for anybody but the appraiser
        :raise UserError: when something is missing, or it has been offered already
        """
        for dialogue in self:
            dialogue._check_superior()
            dialogue._check_state("draft")
            dialogue._check_complete()
            dialogue._offer()
        self._notify_employee()
        return True

    def _offer(self):
        # sudo: asn.appraisal, hr.employee - the two people, a step of the workflow
        dialogue = self.sudo()
        dialogue._workflow_write(
            {
                "state": "offered",
                "superior_id": dialogue.appraisal_id.superior_id.id,
                "superior_title": dialogue.appraisal_id.superior_title,
                "superior_signed_by_id": self.env.uid,
                "superior_signed_on": fields.Datetime.now(),
                "employee_user_id": dialogue.employee_id.user_id.id,
            }
        )
        if dialogue.kind == "coaching":
            dialogue._add_statements()

    def _add_statements(self):
        """Put the statements of today to the person, in all languages."""
        Statement = self.env["asn.dialogue.statement"]
        active = Statement.search([("active", "=", True)])
        missing = active - self.answer_ids.statement_id
        load_texts(missing, "name")
        self.answer_ids._workflow_create(
            [
                {
                    "dialogue_id": self.id,
                    "statement_id": statement.id,
                    "sequence": sequence,
                    "texts": get_texts(statement, "name"),
                }
                for sequence, statement in enumerate(missing)
            ]
        )

    def _notify_employee(self):
        """Send one message that there is something to sign, not what it says."""
        # sudo: hr.employee - whether there is an address
        told = self.filtered(lambda d: d.sudo().employee_id.user_id.email)
        template = self.env.ref("asn_appraisal.mail_template_dialogue")
        # sudo: mail.template - sends what the addon ships, about one's own record
        time = self.env["asn.appraisal.working.time"]
        time._send(template.sudo(), told.ids, self.env.company)

    def action_take_back(self):
        """Make a draft of it again, as long as the person has not signed.

        :return: True
        :raise AccessError: for anybody but the appraiser
        :raise UserError: when the person has signed, or it is a draft anyway
        """
        for dialogue in self:
            dialogue._check_superior()
            dialogue._check_state("offered")
        # sudo: asn.appraisal.dialogue - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {
                "state": "draft",
                "superior_signed_by_id": False,
                "superior_signed_on": False,
            }
        )
        return True

    def action_sign(self):
        """Sign as the person; a remark that is there is part of it.

        :return: True
        :raise AccessError: for anybody but the person
        :raise UserError: when it has not been offered, or is signed already
        """
        self.check_access("read")
        for dialogue in self:
            if not dialogue.is_with_me:
                raise AccessError(
                    self.env._(
                        "Only %s signs this, nobody on their behalf.",
                        dialogue.sudo().employee_id.name,
                    )
                )
            dialogue._check_state("offered")
        # sudo: asn.appraisal.dialogue - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {
                "state": "signed",
                "employee_signed_by_id": self.env.uid,
                "employee_signed_on": fields.Datetime.now(),
            }
        )
        return True

    def action_print(self):
        """Print the record, for those who read it, once it has been offered."""
        self._check_printable()
        return self.env.ref("asn_appraisal.action_report_dialogue").report_action(self)

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_superior(self):
        """:raise AccessError: unless the user is the appraiser"""
        self.check_access("read")
        for dialogue in self:
            self._check_appraiser(dialogue.appraisal_id)

    def _check_printable(self):
        """:raise UserError: for a draft"""
        self.check_access("read")
        for dialogue in self:
            if dialogue.state == "draft":
                raise UserError(self.env._("A draft is not printed: sign it first."))

    def _check_complete(self):
        """:raise UserError: naming what is still to be written"""
        missing = [
            self._fields[name]._description_string(self.env)
            for name in NEEDED
            if not (self[name] or "").strip()
        ]
        if missing:
            raise UserError(
                self.env._("Please write down first: %s.", ", ".join(missing))
            )
        # sudo: hr.employee - whether there is an account to sign with
        if not self.sudo().employee_id.user_id:
            raise UserError(
                self.env._(
                    "%s has no account and could neither read nor sign this.",
                    self.sudo().employee_id.name,
                )
            )

    def _check_state(self, state):
        """:raise UserError: unless the dialogue is in this state"""
        if self.state != state:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "This is possible for “%(needed)s” only; this dialogue is "
                    "“%(state)s”.",
                    needed=labels[state],
                    state=labels[self.state],
                )
            )
