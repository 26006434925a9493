# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

from .asn_training_plan_flow import MANAGER
from .asn_training_plan_line import OPEN_STATES


class AsnTrainingPlanLine(models.Model):
    """How an activity is noted as done, and verified."""

    _inherit = "asn.training.plan.line"

    can_note = fields.Boolean(compute="_compute_viewer")
    can_verify = fields.Boolean(compute="_compute_viewer")

    @api.depends_context("uid")
    @api.depends("state", "plan_id.state", "plan_id.superior_id")
    def _compute_viewer(self):
        is_manager = self.env.user.has_group(MANAGER)
        for line in self:
            # sudo: asn.training.plan - whose it is and who verifies, compared alone
            plan = line.sudo().plan_id
            mine = plan.employee_id.user_id.id == self.env.uid
            leads = plan.superior_id.user_id.id == self.env.uid
            is_open = plan.state == "approved" and line.state in OPEN_STATES
            line.can_note = mine and is_open
            line.can_verify = (
                line.state == "done" and not mine and (leads or is_manager)
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open(self):
        """Open the activity, to note or verify what was done."""
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_done(self):
        """Note as the person that the activity is done.

        :return: True
        :raise AccessError: for anybody but the person
        :raise UserError: without a day or evidence, or at the wrong time
        """
        self._check_mine()
        for line in self:
            if not line.can_note:
                raise UserError(
                    self.env._(
                        "An activity of an approved plan is noted as done, once."
                    )
                )
            if not line.done_on or not line.attachment_ids:
                raise UserError(
                    self.env._(
                        "Please say on which day “%s” was done, and attach evidence.",
                        line.name,
                    )
                )
        # sudo: asn.training.plan.line - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "done", "reject_reason": False})
        return True

    def action_take_back(self):
        """Correct what was noted, as long as nobody has verified it.

        :return: True
        """
        self._check_mine()
        if self.filtered(lambda line: line.state != "done"):
            raise UserError(self.env._("Only what waits to be verified is taken back."))
        # sudo: asn.training.plan.line - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "planned"})
        return True

    def action_verify(self):
        """Confirm what was done; its hours count from then on.

        :return: True
        :raise AccessError: for others than the superior and HR, and for oneself
        """
        self._check_verifier()
        # sudo: asn.training.plan.line - a step of the workflow, checked above
        lines = self.sudo()
        for line, credited in zip(lines, lines._credit(), strict=True):
            line._workflow_write(
                {
                    "state": "verified",
                    "verified_by_id": self.env.uid,
                    "verified_on": fields.Date.context_today(self),
                    "credited_hours": credited.hours,
                }
            )
        return True

    def _credit(self):
        """Return the lines of the ledger by which each activity counts.

        One that is there already, such as an enrolment's, is not counted again.
        """
        Ledger = self.env["hr.resume.line"]
        known = {
            (entry.employee_id, entry.programme_id, entry.date_end.year): entry
            for entry in Ledger.search(
                [
                    ("employee_id", "in", self.employee_id.ids),
                    ("programme_id", "in", self.programme_id.ids),
                    ("verification", "=", "verified"),
                    ("date_end", "!=", False),
                ]
            )
        }
        found = [
            known.get((line.employee_id, line.programme_id, line.year), Ledger)
            if line.programme_id
            else Ledger
            for line in self
        ]
        rest = [line for line, entry in zip(self, found, strict=True) if not entry]
        new = iter(Ledger._credit_training([x._prepare_credit() for x in rest]))
        return [entry or next(new) for entry in found]

    def _prepare_credit(self):
        """Return what the ledger is told of an activity that was done."""
        method, hours = self.method_id, self.hours_done or self.hours
        sessions = method.hours_rule == "session" and method.hours_fixed
        return {
            "employee_id": self.employee_id.id,
            "programme_id": self.programme_id.id,
            "training_method_id": method.id,
            "name": self.name,
            "date_start": self.done_on,
            "date_end": self.done_on,
            "hours": hours,
            "sessions": max(1, round(hours / sessions)) if sessions else 0,
            "source": f"asn.training.plan.line,{self.id}",
        }

    def action_reject(self):
        """Ask why what was noted is not accepted."""
        check_one(self)
        self._check_verifier()
        Reason = self.env["asn.training.reason"]
        return Reason._ask("reject", self.env._("Not Accepted"), line_id=self.id)

    def _reject(self, reason):
        """Give an activity back to the person.

        :param str reason: why, read by all who read the plan
        """
        self._check_verifier()
        # sudo: asn.training.plan.line - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "rejected", "reject_reason": reason})
        for line in self:
            line.plan_id._tell(
                self.env._(
                    "“%(line)s” was not accepted: %(reason)s",
                    line=line.name,
                    reason=reason,
                )
            )

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_mine(self):
        """:raise AccessError: unless the plan is the user's own"""
        self.check_access("read")
        if not all(self.plan_id.mapped("is_mine")):
            raise AccessError(self.env._("Only the person notes what was done."))

    def _check_verifier(self):
        """:raise UserError: at the wrong time; AccessError: for anybody else"""
        self.check_access("read")
        for line in self:
            if line.state != "done":
                raise UserError(
                    self.env._("“%s” does not wait to be verified.", line.name)
                )
            if not line.can_verify:
                raise AccessError(
                    self.env._(
                        "The superior and HR's training managers verify what was "
                        "done, and nobody their own."
                    )
                )
