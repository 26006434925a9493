# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import UserError

from .asn_appraisal_evaluation import OPEN_STATES
from .asn_one_record import check_one
from .asn_rater_role import NAMED_KINDS


class AsnAppraisalEvaluation(models.Model):
    """A rater may say no: the form leaves the inbox, HR is told why and decides."""

    _inherit = "asn.appraisal.evaluation"

    # ------------------------------------------------------------
    # PAGES
    # ------------------------------------------------------------

    def action_decline(self):
        """Open the page on which the rater says why.

        :return: action that opens the asn.appraisal.decline.reason
        :raise AccessError: unless the user is the rater
        :raise UserError: when the form is closed, or saying what to do instead
        """
        check_one(self)
        self._check_can_decline()
        return {
            "type": "ir.actions.act_window",
            # sudo: hr.employee - whom the rater is asked about
            "name": self.env._("Decline: %s", self.sudo().employee_id.name),
            "res_model": "asn.appraisal.decline.reason",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_evaluation_id": self.id},
        }

    def action_take_back_decline(self):
        """Answer after all, as long as HR has not decided what follows.

        :return: action that opens the rating sheet, with what was answered before
        :raise AccessError: unless the user is the rater
        :raise UserError: when HR has decided, or the evaluation stage is closed
        """
        check_one(self)
        self._lock()
        self._check_rater()
        if not self._can_take_back():
            raise UserError(
                self.env._(
                    "HR has decided what follows, or the evaluation stage is closed. "
                    "Please ask HR if you would like to answer after all."
                )
            )
        # sudo: decline and evaluation - the rater's own, checked above
        self._get_decline()._workflow_write({"state": "withdrawn"})
        self.sudo()._reopen()
        return self.action_open_sheet()

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _decline(self, vals):
        """Decline a form as its rater.

        :param dict vals: ``kind``, ``reason`` and ``replacement_id`` of the
            asn.appraisal.decline
        :return: asn.appraisal.decline, with sudo
        :raise AccessError: unless the user is the rater
        :raise UserError: when the form is closed, or cannot be declined
        """
        self._lock()  # first, so that a second tab cannot submit meanwhile
        self._check_can_decline()
        # sudo: evaluation and decline - a step of the workflow, checked above
        form = self.sudo()
        form._workflow_write({"state": "declined"})
        same = ("appraisal_id", "cycle_id", "company_id", "employee_id", "rater_id")
        known = {name: form[name].id for name in (*same, "role_id")}
        today = fields.Date.context_today(self)
        return (
            self.env["asn.appraisal.decline"]
            .sudo()
            ._workflow_create(
                [known | vals | {"evaluation_id": form.id, "declined_on": today}]
            )
        )

    def _get_decline(self):
        """Return the decline that waits for HR, with sudo, or none."""
        # sudo: asn.appraisal.decline - of a form whose rater was checked
        return (
            self.env["asn.appraisal.decline"]
            .sudo()
            .search([("evaluation_id", "=", self.id)], order="id desc", limit=1)
        )

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_can_decline(self):
        """Let the rater decline an open form, but superior and person.

        :raise AccessError: unless the user is the rater
        :raise UserError: saying what to do instead
        """
        self._check_rater()
        self._check_open()
        if self.role_kind == "superior":
            raise UserError(
                self.env._(
                    "The superior cannot decline: the appraisal needs your rating. If "
                    "somebody else should give it, because you have only just come or "
                    "because of a conflict of interest, please ask HR: they can name "
                    "another superior, who then finds the form."
                )
            )
        if self.role_kind == "self":
            raise UserError(
                self.env._(
                    "Nobody else can answer your form about yourself. If you do not "
                    "want to fill it in, leave it: it is never scored."
                )
            )

    def _can_decline(self):
        """Tell whether a page should offer to decline."""
        is_open = self.state in OPEN_STATES and not self._get_closed_reason()
        return self.is_mine and is_open and self.role_kind != "self"

    def _can_take_back(self):
        """Tell whether the rater can still answer after all."""
        if self.state != "declined" or not self.is_mine:
            return False
        # sudo: asn.appraisal, asn.appraisal.cycle - whether raters can be asked
        appraisal = self.sudo().appraisal_id
        stages = {appraisal.state, appraisal.cycle_id.state}
        return stages == {"evaluation"} and self._get_decline().state == "open"

    # ------------------------------------------------------------
    # THE SHEET
    # ------------------------------------------------------------

    def _get_sheet_head(self):
        head = super()._get_sheet_head()
        return head | {
            "can_decline": self._can_decline(),
            "can_take_back": self._can_take_back(),
            "hr_answer": self._get_hr_answer(),
        }

    def _get_hr_answer(self):
        """Return what HR said to a decline of the rater, or False."""
        return self.is_mine and self._get_decline().answer

    def _describe_waiting(self, answered, today):
        line = super()._describe_waiting(answered, today)
        return line | {"can_decline": self.role_kind not in NAMED_KINDS}

    def _get_closed_reason(self):
        if self.state != "declined":
            return super()._get_closed_reason()
        # sudo: hr.employee - whom the rater was asked about
        return self.env._(
            "You have declined to rate %s, and HR has been told. What you had answered "
            "is kept, and does not count.",
            self.sudo().employee_id.name,
        )
