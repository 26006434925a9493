# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .asn_appraisal_nomination import EDITABLE_STATES


class AsnAppraisalNomination(models.Model):
    """The steps of a nomination: opened, submitted, decided, raters asked."""

    _inherit = "asn.appraisal.nomination"

    # ------------------------------------------------------------
    # OPENING
    # ------------------------------------------------------------

    @api.model
    def _open_for(self, appraisals, role):
        """Let people nominate; ask the raters of nominations decided before.

        A second call opens nothing twice and asks nobody twice.

        :param appraisals: asn.appraisal of one cycle with the same form
        :param dict role: of the frozen form
        :return: asn.appraisal.nomination, of all ``appraisals``
        """
        # sudo: asn.appraisal.nomination - a step of the workflow, in the code's name
        Nomination, appraisals = self.sudo(), appraisals.sudo()
        found = Nomination.search(
            [("appraisal_id", "in", appraisals.ids), ("role_id", "=", role["id"])]
        )
        new = appraisals - found.appraisal_id
        opened = Nomination._workflow_insert(
            [Nomination._prepare_vals(appraisal, role) for appraisal in new]
        )
        if appraisals.cycle_id.state == "evaluation":
            found._ask_raters()
        return found | opened

    @api.model
    def _prepare_vals(self, appraisal, role):
        return {
            "appraisal_id": appraisal.id,
            "cycle_id": appraisal.cycle_id.id,
            "company_id": appraisal.company_id.id,
            "employee_id": appraisal.employee_id.id,
            "role_id": role["id"],
        }

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_submit(self):
        """Hand the proposal to the superior.

        :return: True
        :raise AccessError: for anybody but the person appraised
        :raise UserError: for too few or too many raters, or somebody who may not rate
        """
        for nomination in self:
            nomination.check_access("read")
            nomination._lock()
            nomination._check_can_edit()
            raters = nomination.line_ids.sudo().rater_id
            nomination._check_count(raters)
            nomination._check_eligible(raters)
            # sudo: nomination and list - a step of the workflow, checked above
            nomination.sudo()._submit(raters)
        return True

    def _submit(self, raters):
        self._get_listed().unlink()
        self.env["asn.appraisal.nomination.rater"]._workflow_create(
            [
                {"nomination_id": self.id, "rater_id": rater.id, "is_proposed": True}
                for rater in raters
            ]
        )
        today = fields.Date.context_today(self)
        self._workflow_write({"state": "submitted", "submitted_on": today})
        self._wake_cron()

    def action_approve(self):
        """Let those on the list be asked.

        :return: True
        :raise AccessError: for anybody but the superior
        :raise UserError: for too few or too many raters, somebody who may not rate, or
            a change without a reason
        """
        for nomination in self:
            nomination.check_access("read")
            nomination._lock()
            nomination._check_can_decide()
            # sudo: nomination, list - a step of the workflow, checked above
            listed = nomination.sudo()._get_listed()
            listed._check_reasons()
            kept = listed.filtered("is_kept")
            nomination._check_count(kept.rater_id)
            # who was proposed was looked at then, and is looked at when asked
            nomination._check_eligible((kept - kept.filtered("is_proposed")).rater_id)
            nomination.sudo()._decide("approved")
            nomination._note_step("raters_approved")
        self.sudo()._ask_raters()
        return True

    def action_give_back(self):
        """Give the list back to the employee, saying what should be different.

        :return: True
        :raise AccessError: for anybody but the superior
        :raise UserError: without a reason
        """
        for nomination in self:
            nomination.check_access("read")
            nomination._lock()
            nomination._check_can_decide()
            if not (nomination.return_reason or "").strip():
                raise UserError(
                    self.env._("Please say first why the list is returned.")
                )
            # sudo: nomination and list - a step of the workflow, checked above
            sudo = nomination.sudo()
            sudo._get_listed().unlink()
            sudo._workflow_write({"state": "returned"})
            nomination._note_step("raters_returned")
        self._wake_cron()
        return True

    def action_close(self):
        """Decide now what the deadline would decide: approve, or draw by lot.

        :return: True
        :raise AccessError: for anybody but appraisal managers, and about oneself
        :raise UserError: when it is decided already
        """
        self.check_access("read")
        self.appraisal_id._check_manager()
        for nomination in self:
            nomination._lock()
            if nomination.state not in (*EDITABLE_STATES, "submitted"):
                raise UserError(self.env._("The list is decided already."))
            if not nomination.is_running:
                raise UserError(self.env._("The evaluation stage is closed."))
        # sudo: asn.appraisal.nomination - a step of the workflow, checked above
        self.sudo()._close_by_deadline()
        return True

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _close_by_deadline(self):
        """Approve what was submitted as it is; everybody else's raters are drawn."""
        submitted = self.filtered(lambda nomination: nomination.state == "submitted")
        submitted._decide("approved", is_automatic=True)
        (self - submitted)._decide("lapsed", is_automatic=True)
        self._note_step("raters_closed")
        self._ask_raters()

    def _note_step(self, kind):
        """Leave a trace for the auditor, without the raters."""
        Step = self.env["asn.appraisal.rater.step"]
        for role, same in self.grouped("role_id").items():
            Step._note(same.appraisal_id, role.id, kind)

    def _decide(self, state, *, is_automatic=False):
        self._workflow_write(
            {
                "state": state,
                "is_automatic": is_automatic,
                "decided_on": fields.Date.context_today(self),
            }
        )

    def _ask_raters(self):
        """Ask the raters of decided nominations, once the evaluation is open.

        Somebody who has become ineligible meanwhile is left out.
        """
        waiting = self.filtered(
            lambda nomination: (
                nomination.state in ("approved", "lapsed")
                and not nomination.is_asked
                and nomination.cycle_id.state == "evaluation"
                and nomination.appraisal_id.state != "cancelled"
            )
        )
        for same in waiting.grouped(
            lambda n: (n.cycle_id, n.appraisal_id.template_id, n.role_id)
        ).values():
            same._ask_same()
        waiting._workflow_write({"is_asked": True})

    def _ask_same(self):
        """Ask the raters of nominations with the same cycle, form and role."""
        assignment = self.env["asn.appraisal.assignment"]
        cycle, role = self.cycle_id, self[0]._get_role()
        lapsed = self.filtered(lambda nomination: nomination.state == "lapsed")
        drawn = assignment._draw_for(cycle, lapsed.appraisal_id, role) if lapsed else {}
        chosen = (self - lapsed)._get_chosen() | drawn
        assignment._ask_many(
            cycle,
            role,
            [(appraisal, rater) for appraisal in chosen for rater in chosen[appraisal]],
        )

    def _get_chosen(self):
        """Return whom superiors let be asked: dict of asn.appraisal to hr.employee."""
        kept = self._get_listed().filtered("is_kept").grouped("nomination_id")
        return {
            nomination.appraisal_id: lines.rater_id
            for nomination, lines in kept.items()
        }

    def _get_listed(self):
        """Return the lists of superiors, whoever has looked at them before."""
        Rater = self.env["asn.appraisal.nomination.rater"]
        return Rater.search([("nomination_id", "in", self.ids)])

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_count(self, raters):
        """Check the number of raters; fewer are enough where fewer are eligible.

        :param raters: hr.employee
        :raise UserError: naming the limit
        """
        least, most = self._get_limits()
        able, __ = self._get_candidates()
        least, count = min(least, len(able)), len(raters)
        if most and count > most:
            raise UserError(
                self.env._(
                    "%(count)s raters are too many: at most %(most)s are asked.",
                    count=count,
                    most=most,
                )
            )
        if count < least:
            raise UserError(
                self.env._(
                    "%(count)s raters are too few: at least %(least)s are needed.",
                    count=count,
                    least=least,
                )
            )

    def _check_eligible(self, raters):
        """:raise UserError: saying who may not rate, and why"""
        if refused := self._get_refusals_of(raters):
            raise UserError("\n".join(refused.values()))

    def _lock(self):
        """Make a second tab wait, and then look again at what the first one did."""
        self.env.cr.execute(
            SQL(
                "UPDATE asn_appraisal_nomination SET state = state WHERE id = %s",
                self.id,
            )
        )
        self.invalidate_recordset(["state", "can_edit", "can_decide"])

    @api.model
    def _wake_cron(self):
        # sudo: ir.cron - waking the scheduler needs no right on it
        cron = self.env.ref("asn_appraisal.ir_cron_appraisal_nominations")
        cron.sudo()._trigger()
