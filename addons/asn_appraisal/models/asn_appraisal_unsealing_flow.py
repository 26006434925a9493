# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_appraisal_unsealing import OVER
from .asn_one_record import check_one

# Days after which what nobody has decided lapses.
WAIT_DAYS = 14


class AsnAppraisalUnsealing(models.Model):
    """The steps: asked by one, granted by another, over after some hours."""

    _inherit = "asn.appraisal.unsealing"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_ask(self):
        """Ask the other managers.

        :raise AccessError: for managers who have a part in the appraisal
        :raise UserError: without a ground, or where there is nothing to unseal
        """
        self._check_step("draft")
        self._check_is_mine()
        self._check_ground()
        self._check_something_sealed()
        # sudo: asn.appraisal.unsealing - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {"state": "asked", "asked_on": fields.Datetime.now()}
        )
        return True

    def action_withdraw(self):
        """Take back what was asked and not decided yet."""
        self._check_step("asked")
        self._check_is_mine()
        # sudo: asn.appraisal.unsealing - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {"state": "withdrawn", "ended_on": fields.Datetime.now()}
        )
        return True

    def action_grant(self):
        """Ask the second manager for the reason of granting."""
        self._check_step("asked")
        self._check_second()
        return self._ask_reason("grant", self.env._("Grant the Unsealing"))

    def action_refuse(self):
        """Ask the second manager for the reason of refusing."""
        self._check_step("asked")
        self._check_second()
        return self._ask_reason("refuse", self.env._("Refuse the Unsealing"))

    def action_end(self):
        """Close the identities before their time; the one who asked does so."""
        self._check_step("granted")
        self._check_is_mine()
        self._end("ended")
        return True

    def _ask_reason(self, step, title):
        return self.env["asn.appraisal.reason"]._ask(step, title, unsealing_id=self.id)

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _grant(self, reason):
        """Open identities to the one who asked, for the hours of the cycle."""
        self._answer("granted", reason)
        hours = self.appraisal_id.cycle_id.unsealing_hours
        # sudo: asn.appraisal.unsealing - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {"valid_until": fields.Datetime.now() + timedelta(hours=hours)}
        )

    def _refuse(self, reason):
        """Leave identities sealed."""
        self._answer("refused", reason)

    def _answer(self, state, reason):
        self._check_step("asked")
        self._check_second()
        # sudo: asn.appraisal.unsealing - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {
                "state": state,
                "answer": reason,
                "answered_by_id": self.env.uid,
                "answered_on": fields.Datetime.now(),
            }
        )

    def _end(self, state):
        # sudo: asn.appraisal.unsealing - a step of the workflow, the caller checked
        self.sudo()._workflow_write({"state": state, "ended_on": fields.Datetime.now()})

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_step(self, state):
        """Let managers without a part in it take a step, at its time.

        Two who act at once wait for each other: the second one is told.

        :raise AccessError: for everybody else
        :raise UserError: when it is beyond that step
        """
        check_one(self)
        self.check_access("read")
        self.appraisal_id._check_guardian()
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        if self.state != state:
            raise UserError(
                self.env._("This step is not possible any more, or not yet.")
            )

    def _check_is_mine(self):
        if self.asked_by_id != self.env.user:
            raise AccessError(
                self.env._("Only the manager who asked for it may do this.")
            )

    def _check_second(self):
        """:raise AccessError: for the person who asked, with whatever account"""
        if self._is_asker(self.env.user):
            raise AccessError(
                self.env._(
                    "Another manager has to decide: nobody grants what they asked for "
                    "themselves."
                )
            )

    def _check_ground(self):
        """:raise UserError: when the legal ground is not there"""
        if not self._has_ground():
            raise UserError(
                self.env._(
                    "Identities are unsealed for a filed objection or an "
                    "investigation alone: give the number of its file, the reason, "
                    "and the order or request as a document."
                )
            )

    def _has_ground(self):
        """Tell whether the legal ground is there. To be extended per ground."""
        self.ensure_one()
        return bool(
            self.ground
            and (self.reference or "").strip()
            and (self.reason or "").strip()
            and self.document
        )

    def _check_something_sealed(self):
        """:raise UserError: where no data hold the identity of anybody"""
        if not self.sudo()._get_sealed_forms():
            raise UserError(
                self.env._(
                    "There is nothing to unseal: no comment of this appraisal comes "
                    "from a confidential rater. Answers that came by link hold no name "
                    "at all, so that nobody can ever be told who gave them."
                )
            )

    # ------------------------------------------------------------
    # CLOCK
    # ------------------------------------------------------------

    @api.model
    def _cron_close(self):
        """End what is over by the clock, and tell raters whose identity was read."""
        now = fields.Datetime.now()
        over = [("state", "=", "granted"), ("valid_until", "<=", now)]
        waits = [
            ("state", "=", "asked"),
            ("asked_on", "<=", now - timedelta(days=WAIT_DAYS)),
        ]
        for unsealing in self.search(over) + self.search(waits):
            if unsealing.try_lock_for_update():
                unsealing._end("lapsed")
        for unsealing in self.search(self._get_untold_domain()):
            unsealing._tell()

    @api.model
    def _get_untold_domain(self):
        return [
            ("state", "in", OVER),
            ("read_count", ">", 0),
            ("told_on", "=", False),
            ("appraisal_id.cycle_id.tells_unsealed", "=", True),
        ]
