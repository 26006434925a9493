# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date, format_datetime

from .asn_appraisal_objection import OPEN_STATES
from .asn_one_record import check_one


class AsnAppraisalObjection(models.Model):
    """What an objection is to the one who looks at it, and what is next for them."""

    _inherit = "asn.appraisal.objection"

    next_step = fields.Char(compute="_compute_next_step")
    conflict_text = fields.Char(compute="_compute_conflict_text")
    can_read_result = fields.Boolean(compute="_compute_can_read_result")

    @api.depends_context("uid", "lang")
    @api.depends("state", "statement_on", "decider_id", "decide_until", "hearing_on")
    def _compute_next_step(self):
        for objection in self:
            objection.next_step = objection._get_next_step()

    def _get_next_step(self):
        """Say who has to do what next, and by when, in the words of the viewer."""
        if self.state == "draft":
            return self._get_draft_step()
        if self.state == "withdrawn":
            return self.env._("Withdrawn: the result stays as it was published.")
        if self.state == "decided":
            return self._get_decided_step()
        if self.needs_hr:
            return self._get_stuck_step()
        return " ".join(self._get_open_steps())

    def _get_draft_step(self):
        if not self.objection_until:
            return self.env._("Write down your reasons and file it.")
        return self.env._(
            "Write down your reasons and file it until %s, that day included. Until "
            "then nobody but you reads it.",
            format_date(self.env, self.objection_until),
        )

    def _get_decided_step(self):
        texts = {
            "keep": self.env._("Decided: the result stays. This is final."),
            "change": self.env._(
                "Decided: the result was changed and published again. This is final."
            ),
            "annul": self.env._(
                "Decided: the result was annulled, none is in force. This is final."
            ),
        }
        return texts[self.decision]

    def _get_stuck_step(self):
        if self.decider_id:
            return self.env._(
                "%s has not decided in time and nobody is above: HR names a deputy.",
                self.sudo().decider_id.name,
            )
        return self.env._("Nobody above the appraiser can decide: HR names a deputy.")

    def _get_open_steps(self):
        """Return one sentence for each thing that is still to come."""
        until = format_date(self.env, self.statement_until)
        if not self.statement_on and self.is_appraiser:
            yield self.env._("Please answer the objection until %s.", until)
        elif not self.statement_on:
            yield self.env._("The appraiser answers until %s.", until)
        if self.state == "hearing" and not self.minutes_on:
            yield self.env._(
                "Both sides are heard on %(moment)s: %(place)s.",
                moment=format_datetime(self.env, self.hearing_on),
                place=self.hearing_place,
            )
        day = format_date(self.env, self.decide_until)
        if self.is_decider:
            yield self.env._("Please decide until %s.", day)
        else:
            yield self.env._(
                "%(name)s decides until %(day)s; after that it goes to the next "
                "superior.",
                name=self.sudo().decider_id.name,
                day=day,
            )

    @api.depends_context("uid", "lang")
    @api.depends("decider_id", "decided_by_id", "state")
    def _compute_conflict_text(self):
        for objection in self:
            objection.conflict_text = objection._get_conflict_text()

    def _get_conflict_text(self):
        """Say that whoever decides took part in the rating; ``False`` if not."""
        if not self.is_involved:
            return False
        if self.state in OPEN_STATES and self.is_decider:
            return self.env._(
                "You took part in this rating. Name a deputy, or say with your "
                "decision why you decide all the same; both sides read it."
            )
        return self.env._(
            "%s took part in this rating. A deputy can be named; otherwise the "
            "decision has to say why.",
            self.sudo().decider_id.name,
        )

    @api.depends_context("uid")
    @api.depends("state", "decider_id")
    def _compute_can_read_result(self):
        Appraisal = self.env["asn.appraisal"]
        readable = Appraisal.search([("id", "in", self.sudo().appraisal_id.ids)])
        for objection in self:
            objection.can_read_result = objection.sudo().appraisal_id in readable.sudo()

    def action_open_result(self):
        """Open the appraisal that the objection is about."""
        check_one(self)
        self.check_access("read")
        appraisal = self.sudo().appraisal_id.with_env(self.env)
        appraisal.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": appraisal.display_name,
            "res_model": appraisal._name,
            "res_id": appraisal.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _open_form(self):
        """Return the action that shows one objection."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Objection"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
