# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_appraisal import PUBLISHED_STATES
from .asn_one_record import check_one


class AsnAppraisal(models.Model):
    """The person's own page of a published result: it was received, and answered."""

    _inherit = "asn.appraisal"

    # Not by sudo: the rules of the outcome decide who reads what hangs on it.
    received_on = fields.Datetime(related="outcome_id.received_on", related_sudo=False)
    receipt = fields.Selection(related="outcome_id.receipt", related_sudo=False)
    response = fields.Selection(related="outcome_id.response", related_sudo=False)
    response_reason = fields.Text(
        related="outcome_id.response_reason", related_sudo=False
    )
    response_until = fields.Date(
        related="outcome_id.response_until", related_sudo=False
    )
    can_respond = fields.Boolean(compute="_compute_can_respond")
    result_page = fields.Json(
        compute="_compute_result_page",
        help="The published result on one page, by the rules of whoever reads it.",
    )

    @api.depends_context("uid")
    @api.depends("state", "outcome_id.response")
    def _compute_can_respond(self):
        for appraisal in self:
            appraisal.can_respond = (
                appraisal.is_mine
                and appraisal.state == "published"
                and appraisal.outcome_id.state == "published"
                and not appraisal.outcome_id.response
            )

    @api.depends_context("uid", "lang", "tz")
    @api.depends(  # once: of several decorators the outermost alone counts
        "state",
        "outcome_id.state",
        "outcome_id.received_on",
        "outcome_id.response",
        "outcome_id.result_ids",
    )
    def _compute_result_page(self):
        Page = self.env["asn.appraisal.page"]
        for appraisal in self:
            shows = appraisal.state in PUBLISHED_STATES and appraisal.outcome_id
            appraisal.result_page = bool(shows) and Page._build(appraisal)

    def record_receipt(self):
        """Note that the person appraised has opened the own published result.

        The page calls it; a second time changes nothing.

        :return: whether it was the first time
        :raise AccessError: for anybody but the person appraised
        :raise UserError: before the publication
        """
        check_one(self)
        return bool(self._receive("opened"))

    def action_respond(self):
        """Open the dialog in which the person appraised answers the result."""
        check_one(self)
        self._check_can_respond()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Respond to the Result"),
            "res_model": "asn.appraisal.response",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_appraisal_id": self.id},
        }

    def action_print_result(self):
        """Print the result documents; who prints the own one has received it."""
        action = super().action_print_result()
        for appraisal in self.filtered("is_mine"):
            appraisal._receive("printed")
        return action

    def _get_next_step(self):
        if self.can_respond:
            return self.env._(
                "Your result is published. Read below how it came about, then respond: "
                "acknowledge it, or say that you disagree."
            )
        return super()._get_next_step()

    def _receive(self, how):
        self._check_mine()
        # sudo: asn.appraisal.outcome - a step of the workflow, checked above
        outcome = self.outcome_id.sudo()
        if outcome.state != "published":
            raise UserError(self.env._("This result is not published yet."))
        return outcome._receive(how)

    def _respond(self, response, reason):
        """Note the response of the person appraised, who has thereby received it."""
        self._check_can_respond()
        self._receive("opened")
        # sudo: asn.appraisal.outcome - a step of the workflow, checked above
        self.outcome_id.sudo()._respond(response, reason)

    def _check_mine(self):
        self.check_access("read")
        for appraisal in self:
            if not appraisal.is_mine:
                raise AccessError(
                    self.env._("Only the person appraised receives and answers it.")
                )

    def _check_can_respond(self):
        self._check_mine()
        for appraisal in self:
            if not appraisal.can_respond:
                raise UserError(
                    self.env._(
                        "A result can be answered once, after it was published and "
                        "until the days for that are over."
                    )
                )
