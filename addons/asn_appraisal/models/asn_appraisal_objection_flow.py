# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .asn_appraisal_objection import OPEN_STATES
from .asn_one_record import check_one


class AsnAppraisalObjection(models.Model):
    """The steps before the decision: filed, answered, heard; or withdrawn."""

    _inherit = "asn.appraisal.objection"

    # ------------------------------------------------------------
    # BUTTONS
    # ------------------------------------------------------------

    def action_file(self):
        """File the objection, if there is still time.

        :return: True
        :raise AccessError: for anybody but the person appraised
        :raise UserError: too late, saying when the time ended, or without reasons
        """
        self._check_step("is_mine", "draft")
        self._check_can_file()
        self._file()
        return True

    def action_state(self):
        """Ask the appraiser for the statement."""
        self._check_step("is_appraiser", *OPEN_STATES)
        return self._ask("state", self.env._("Statement of the Appraiser"))

    def action_reply(self):
        """Ask the person for a reply to the statement."""
        self._check_step("is_mine", *OPEN_STATES)
        self._check_stated()
        return self._ask("reply", self.env._("Reply to the Statement"))

    def action_set_hearing(self):
        """Ask whoever decides when and where both sides are heard."""
        self._check_step("is_decider", *OPEN_STATES)
        return self._ask("hearing", self.env._("Set a Hearing"))

    def action_write_minutes(self):
        """Ask whoever decides what was said in the hearing."""
        self._check_step("is_decider", "hearing")
        return self._ask("minutes", self.env._("Minutes of the Hearing"))

    def action_hand_over(self):
        """Ask for the deputy who decides instead."""
        self._check_step("can_hand_over", *OPEN_STATES)
        return self._ask("hand_over", self.env._("Name a Deputy"))

    def action_withdraw(self):
        """Ask the person why the objection is taken back."""
        self._check_step("is_mine", *OPEN_STATES)
        return self._ask("withdraw", self.env._("Withdraw the Objection"))

    def _ask(self, step, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "asn.appraisal.objection.dialog",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_objection_id": self.id, "default_step": step},
        }

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _file(self):
        # sudo: objection, outcome, appraisal - a step of the workflow, checked before
        objection = self.sudo()
        outcome, cycle = objection.outcome_id, objection.cycle_id
        outcome._receive("opened")
        if not outcome.response:
            outcome._respond("objected")
        today = self.env["asn.appraisal.working.time"]._get_today(cycle.company_id)
        Sequence = self.env["ir.sequence"].sudo().with_company(objection.company_id)
        answer = cycle._add_objection_days(today, cycle.objection_answer_days)
        objection._workflow_write(
            {
                "state": "filed",
                "reference": Sequence.next_by_code("asn.appraisal.objection"),
                "filed_on": fields.Datetime.now(),
                "statement_until": answer,
            }
        )
        objection._set_line(objection._find_line(self._get_first_below()), today)
        objection.appraisal_id._workflow_write({"state": "objected"})
        self._note("filed")
        appraiser = objection.superior_id.user_id
        self.env["asn.appraisal.digest"].sudo()._push(appraiser)

    def _state(self, text, file=False, file_name=False):
        """Note what the appraiser says; both sides read it from now on."""
        self._check_step("is_appraiser", *OPEN_STATES)
        vals = {
            "statement": self._add_text("statement", text),
            "statement_on": fields.Datetime.now(),
        }
        if file:
            vals |= {"statement_file": file, "statement_file_name": file_name}
        self._write_step(vals)
        self._note("stated")

    def _reply(self, text):
        """Note what the person says to the statement."""
        self._check_step("is_mine", *OPEN_STATES)
        self._check_stated()
        reply = self._add_text("reply", text)
        self._write_step({"reply": reply, "replied_on": fields.Datetime.now()})
        self._note("replied")

    def _set_hearing(self, moment, place):
        """Invite both sides to a hearing; a later one takes its place."""
        self._check_step("is_decider", *OPEN_STATES)
        if not moment or moment <= fields.Datetime.now():
            raise UserError(self.env._("Choose a moment that is still to come."))
        vals = {"hearing_on": moment, "hearing_place": self._check_text(place)}
        self._write_step({"state": "hearing", **vals})
        self._note("hearing", f"{fields.Datetime.to_string(moment)} UTC, {place}")
        # sudo: asn.appraisal.objection - both sides are written to
        self.sudo()._mail("asn_appraisal.mail_template_objection_hearing")

    def _write_minutes(self, text):
        """Note what was said in the hearing."""
        self._check_step("is_decider", "hearing")
        if self.hearing_on > fields.Datetime.now():
            raise UserError(self.env._("The hearing has not taken place yet."))
        text = self._add_text("hearing_minutes", text)
        now = fields.Datetime.now()
        self._write_step({"hearing_minutes": text, "minutes_on": now})
        self._note("minutes")

    def _hand_over(self, deputy, reason):
        """Let a deputy decide in the place of the superior in charge."""
        self._check_step("can_hand_over", *OPEN_STATES)
        reason = self._check_text(reason)
        if not deputy or deputy == self.decider_id or not self._can_judge(deputy):
            raise UserError(
                self.env._(
                    "This person cannot decide the objection. Choose somebody with an "
                    "account who is neither of the two sides and has no conflict of "
                    "interest with them."
                )
            )
        # sudo: objection, digest, hr.employee - a step of the workflow, checked above
        sudo, deputy = self.sudo(), deputy.sudo()
        today = self.env["asn.appraisal.working.time"]._get_today(sudo.company_id)
        late = not sudo.decide_until or sudo.decide_until < today
        days = sudo.cycle_id.objection_decision_days
        vals = {"decider_id": deputy.id, "is_deputy": True, "needs_hr": False}
        if late:
            vals["decide_until"] = sudo.cycle_id._add_objection_days(today, days)
        sudo._workflow_write(vals)
        self._note("handed", f"{deputy.name}: {reason}")
        self.env["asn.appraisal.digest"].sudo()._push(deputy.user_id)

    def _withdraw(self, reason):
        """Take the objection back; the result stays as it is."""
        self._check_step("is_mine", *OPEN_STATES)
        self._write_step(
            {
                "state": "withdrawn",
                "withdrawn_on": fields.Datetime.now(),
                "withdrawn_reason": reason,
            }
        )
        # sudo: asn.appraisal - a step of the workflow, checked above
        self.sudo().appraisal_id._workflow_write({"state": "acknowledged"})
        self._note("withdrawn", reason)

    def _add_text(self, name, text):
        """Return a text below what was said before: nothing said is taken back."""
        return "\n\n".join(filter(None, (self[name], self._check_text(text))))

    def _write_step(self, vals):
        # sudo: asn.appraisal.objection - a step of the workflow, the caller checked
        self.sudo()._workflow_write(vals)

    def _note(self, kind, note=False):
        self.env["asn.appraisal.objection.step"]._note(self, kind, note)

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_step(self, relation, *states):
        """Let the right one take a step, at its time.

        Two who act at once wait for each other: the second one is told.

        :param str relation: boolean field that tells whose step it is
        :raise AccessError: for everybody else
        :raise UserError: when it is beyond that step
        """
        check_one(self)
        self.check_access("read")
        if not self[relation]:
            raise AccessError(self.env._("This step of the objection is not yours."))
        # sudo: asn.appraisal.objection - the lock alone
        self.sudo().lock_for_update(allow_referencing=True)
        self.invalidate_recordset(["state"])
        if self.state not in states:
            raise UserError(
                self.env._("This step is not possible any more, or not yet.")
            )

    def _check_can_file(self):
        """:raise UserError: too late, without reasons, or for a replaced result"""
        # sudo: asn.appraisal.outcome - the own one, and its clock
        outcome = self.sudo().outcome_id
        if outcome.state != "published" or outcome.objection_id:
            raise UserError(
                self.env._(
                    "This result was replaced or decided on an objection already: "
                    "there is nothing more to object to."
                )
            )
        if not outcome._is_objection_in_time():
            raise UserError(
                self.env._(
                    "The time for an objection ended with %(day)s: %(days)s days "
                    "(%(kind)s) after you received the result on %(received)s.",
                    day=format_date(self.env, outcome.objection_until),
                    days=outcome.cycle_id.objection_days,
                    kind=outcome.cycle_id._describe_objection_days(),
                    received=format_date(
                        self.env, outcome._get_day(outcome.received_on)
                    ),
                )
            )
        if not (self.reason or "").strip():
            raise UserError(self.env._("Give your reasons before you file it."))

    def _check_stated(self):
        """:raise UserError: as long as the appraiser has not answered"""
        if not self.statement_on:
            raise UserError(self.env._("The appraiser has not answered yet."))

    def _check_text(self, text):
        """Return a text without blanks around it.

        :raise UserError: where there is none
        """
        text = (text or "").strip()
        if not text:
            raise UserError(self.env._("Please write something here."))
        return text
