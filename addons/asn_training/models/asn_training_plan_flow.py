# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

from .asn_training_plan import WRITABLE

MANAGER = "asn_training.group_asn_training_manager"
# Within so many of the company's working days a plan is to be verified.
DAYS_TO_VERIFY = 5


class AsnTrainingPlan(models.Model):
    """How a plan goes from the person to the superior and back."""

    _inherit = "asn.training.plan"

    is_mine = fields.Boolean(compute="_compute_viewer", search="_search_is_mine")
    can_verify = fields.Boolean(compute="_compute_viewer", search="_search_can_verify")
    can_change = fields.Boolean(compute="_compute_viewer")
    readers = fields.Char(string="Who Reads This", compute="_compute_words")
    what_next = fields.Char(string="What Is Next", compute="_compute_words")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("state", "employee_id", "superior_id")
    def _compute_viewer(self):
        is_manager = self.env.user.has_group(MANAGER)
        for plan in self:
            # sudo: hr.employee - only compared with the user
            sudo = plan.sudo()
            mine = sudo.employee_id.user_id.id == self.env.uid
            leads = sudo.superior_id.user_id.id == self.env.uid and not mine
            stands_in = is_manager and not mine and not plan._has_able_superior()
            plan.is_mine = mine
            plan.can_verify = plan.state == "waiting" and (leads or stands_in)
            plan.can_change = plan.state == "approved" and (mine or leads)

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("employee_id.user_id", "=", self.env.uid)]

    def _search_can_verify(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "waiting"), ("superior_id.user_id", "=", self.env.uid)]

    @api.depends_context("uid", "lang")
    @api.depends("state", "employee_id", "superior_id", "verify_by", "to_verify_count")
    def _compute_words(self):
        for plan in self:
            plan.readers = plan._describe_readers()
            plan.what_next = plan._get_what_next()

    def _describe_readers(self):
        names = self._get_names()
        text = self.env._(
            "%(employee)s, %(superior)s, HR's training managers and auditors. Nobody "
            "else.",
            **names,
        )
        if self.state == "draft":
            return self.env._("Now %s alone. Once it is sent: ", names["employee"]) + (
                text
            )
        return text

    def _get_names(self):
        # sudo: hr.employee - names, of a readable record
        sudo = self.sudo()
        return {
            "employee": sudo.employee_id.name or self.env._("the employee"),
            "superior": sudo.superior_id.name or self.env._("HR"),
        }

    def _get_what_next(self):
        """Say to the viewer who has to do what next, and by when."""
        names = self._get_names()
        if self.state in WRITABLE:
            return self._get_what_next_written(names)
        if self.state == "waiting":
            names["day"] = format_date(self.env, self.verify_by)
            if self.can_verify:
                return self.env._(
                    "Please read what %(employee)s plans, and approve it or say what "
                    "to revise, by %(day)s.",
                    **names,
                )
            return self.env._("%(superior)s verifies this plan by %(day)s.", **names)
        return self._get_what_next_approved(names)

    def _get_what_next_written(self, names):
        if not self.is_mine:
            return self.env._("%(employee)s writes this plan now.", **names)
        if self.state == "revision":
            return self.env._("Revise the plan as said below, and send it again.")
        return self.env._(
            "Fill the plan from what is known about your needs, add your own wishes, "
            "and send it to %(superior)s.",
            **names,
        )

    def _get_what_next_approved(self, names):
        if self.to_verify_count and not self.is_mine:
            return self.env._(
                "%s activities are done and wait to be verified.", self.to_verify_count
            )
        if self.is_mine:
            return self.env._(
                "Approved. Note each activity when it is done, with its evidence."
            )
        return self.env._("Approved. %(employee)s learns by it now.", **names)

    # ------------------------------------------------------------
    # ACTIONS OF THE PERSON
    # ------------------------------------------------------------

    def action_submit(self):
        """Send the plan to the superior.

        :return: True
        :raise AccessError: for anybody but the person
        :raise UserError: when something is missing, or it has been sent already
        """
        self._check_mine()
        for plan in self:
            plan._check_state(*WRITABLE)
            plan._check_complete()
        # sudo: asn.training.plan - a step of the workflow, checked above
        self.sudo()._submit()
        return True

    def _submit(self):
        places = self._find_places(self.employee_id)
        time = self.env["asn.appraisal.working.time"]
        for plan in self:
            today = time._get_today(plan.company_id)
            due = time._add_days(plan.company_id, today, DAYS_TO_VERIFY)
            plan._workflow_write(
                places[plan.employee_id.id]
                | {"state": "waiting", "submitted_on": today, "verify_by": due}
            )
        self._ask_to_verify()

    def action_take_back(self):
        """Go on writing a plan that nobody has verified yet.

        :return: True
        """
        self._check_mine()
        for plan in self:
            plan._check_state("waiting")
        # sudo: asn.training.plan - a step of the workflow, checked above
        plans = self.sudo()
        for plan in plans:
            is_first = plan.version == 1 and not plan.to_revise
            plan._workflow_write({"state": "draft" if is_first else "revision"})
        plans._end_asking()
        return True

    def action_change(self):
        """Ask why an approved plan is to change, then let the person write it."""
        check_one(self)
        self._check_can_change()
        Reason = self.env["asn.training.reason"]
        return Reason._ask("change", self.env._("Change the Plan"), plan_id=self.id)

    def _change(self, reason):
        """Open an approved plan again, as its next version.

        :param str reason: why, read by all who read the plan
        """
        self._check_can_change()
        # sudo: asn.training.plan - a step of the workflow, checked above
        plan = self.sudo()
        plan._workflow_write(
            {
                "state": "revision",
                "version": plan.version + 1,
                "change_reason": reason,
                "to_revise": False,
            }
        )
        self._tell(self.env._("The approved plan changes: %s", reason))

    # ------------------------------------------------------------
    # ACTIONS OF THE SUPERIOR
    # ------------------------------------------------------------

    def action_approve(self):
        """Approve what the person plans, and keep a copy of it.

        :return: True
        :raise AccessError: for anybody who does not verify it
        """
        self._check_verifier()
        # sudo: asn.training.plan - a step of the workflow, checked above
        plans = self.sudo()
        plans._workflow_write(
            {
                "state": "approved",
                "approved_on": fields.Date.context_today(self),
                "approved_by_id": self.env.uid,
                "to_revise": False,
            }
        )
        plans.version_ids._keep(plans)
        plans._end_asking()
        return True

    def action_revise(self):
        """Ask what is to be revised."""
        check_one(self)
        self._check_verifier()
        Reason = self.env["asn.training.reason"]
        return Reason._ask("return", self.env._("Needs Revision"), plan_id=self.id)

    def _return(self, reason):
        """Give the plan back to the person.

        :param str reason: what to revise
        """
        self._check_verifier()
        # sudo: asn.training.plan - a step of the workflow, checked above
        plan = self.sudo()
        plan._workflow_write({"state": "revision", "to_revise": reason})
        plan._end_asking()
        self._tell(self.env._("To be revised: %s", reason))

    def action_open_lines(self):
        """Open the activities of the plan, to note and verify what was done."""
        check_one(self)
        self.check_access("read")
        Action = self.env["ir.actions.act_window"]
        action = Action._for_xml_id("asn_training.action_training_plan_line")
        return action | {
            "domain": [("plan_id", "=", self.id)],
            "context": {"default_plan_id": self.id, "create": False},
            "display_name": self.display_name,
        }

    # ------------------------------------------------------------
    # TELLING
    # ------------------------------------------------------------

    def _ask_to_verify(self):
        """Put an activity to whoever verifies, instead of any before."""
        self._end_asking()
        for plan in self.filtered(lambda p: p.superior_id.user_id):
            user = plan.superior_id.user_id
            plan.with_context(lang=user.lang).activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=plan.verify_by,
                summary=self.env(context={"lang": user.lang})._(
                    "Verify a development plan"
                ),
                user_id=user.id,
            )

    def _end_asking(self):
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def _tell(self, text):
        """Note a step in the history; the person, who follows the plan, is told."""
        # sudo: mail.message - a step of the workflow, checked by the caller
        self.sudo().message_post(body=text, subtype_xmlid="mail.mt_comment")

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_mine(self):
        """:raise AccessError: unless the plan is the user's own"""
        self.check_access("read")
        if not all(plan.is_mine for plan in self):
            raise AccessError(self.env._("Everybody sends their own plan alone."))

    def _check_verifier(self):
        """:raise AccessError: for others than who verifies; UserError: at no time"""
        self.check_access("read")
        for plan in self:
            plan._check_state("waiting")
            if not plan.can_verify:
                raise AccessError(
                    self.env._("%s verifies this plan.", plan._get_names()["superior"])
                )

    def _check_can_change(self):
        """:raise AccessError: for others than the person and the superior"""
        self.check_access("read")
        for plan in self:
            plan._check_state("approved")
            if not plan.can_change:
                raise AccessError(
                    self.env._("The person and the superior change an approved plan.")
                )

    def _check_complete(self):
        """:raise UserError: naming what is missing"""
        if not self.line_ids:
            raise UserError(
                self.env._("The plan has no activity yet: add at least one.")
            )
        if unclear := self.line_ids.filtered(lambda line: not line.method_id):
            raise UserError(
                self.env._("Please say how “%s” is to be learnt.", unclear[0].name)
            )

    def _check_state(self, *states):
        """:raise UserError: unless the plan is in one of these states"""
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "This is possible for “%(needed)s” only; this plan is “%(state)s”.",
                    needed=", ".join(labels[state] for state in states),
                    state=labels[self.state],
                )
            )

    @api.model
    def _get_this_year(self):
        return fields.Date.context_today(self).year
