# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

from .asn_appraisal_objection import OPEN_STATES
from .asn_one_record import check_one


class AsnAppraisal(models.Model):
    """The way from a published result to an objection, and what has become of it."""

    _inherit = "asn.appraisal"

    objection_ids = fields.One2many("asn.appraisal.objection", "appraisal_id")
    objection_until = fields.Date(
        related="outcome_id.objection_until", related_sudo=False
    )
    can_object = fields.Boolean(compute="_compute_can_object")
    has_objection = fields.Boolean(
        compute="_compute_has_objection", help="One that the user may read."
    )
    objection_text = fields.Char(compute="_compute_objection_text")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("state", "outcome_id.objection_until", "objection_ids.state")
    def _compute_can_object(self):
        for appraisal in self:
            appraisal.can_object = appraisal._can_object()

    def _can_object(self):
        """Tell whether the user may still file an objection to this result."""
        self.ensure_one()
        outcome = self.outcome_id
        return (
            self.is_mine
            and self.state in ("published", "acknowledged")
            and outcome.state == "published"
            and not outcome.objection_id
            and outcome._is_objection_in_time()
        )

    @api.depends_context("uid")
    @api.depends("objection_ids.state")
    def _compute_has_objection(self):
        found = self._find_objections()
        for appraisal in self:
            appraisal.has_objection = appraisal in found.appraisal_id

    @api.depends_context("uid", "lang")
    @api.depends("state", "outcome_id.objection_until", "objection_ids.state")
    def _compute_objection_text(self):
        for appraisal in self:
            appraisal.objection_text = appraisal._get_objection_text()

    def _get_objection_text(self):
        """Say until when the person may object; ``False`` when there is nothing."""
        if not self.can_object:
            return False
        if not self.objection_until:
            return self.env._("You can object from the day on which you receive it.")
        return self.env._(
            "If you disagree with the result, you can object until %s, that day "
            "included. Your appraiser's superior decides.",
            self._format_date(self.objection_until),
        )

    def _find_objections(self):
        """Return the objections to these results that the user may read."""
        return self.env["asn.appraisal.objection"].search(
            [("appraisal_id", "in", self.ids)]
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_object(self):
        """Open the person's draft of an objection, a new one where there is none.

        :return: action that opens the asn.appraisal.objection
        :raise AccessError: for anybody but the person appraised
        :raise UserError: before the publication, and after the time for it
        """
        check_one(self)
        self._check_mine()
        if not self.can_object:
            raise UserError(self._get_objection_refusal())
        objection = self._find_objections().filtered(
            lambda o: o.state in ("draft", *OPEN_STATES)
        )
        return (objection or self._draft_objection())._open_form()

    def action_open_objections(self):
        """Open the objections to this result that the user may read."""
        check_one(self)
        self.check_access("read")
        objections = self._find_objections()
        if len(objections) == 1:
            return objections._open_form()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_asn_appraisal_objection"
        )
        return action | {"domain": [("id", "in", objections.ids)], "context": {}}

    def _get_objection_refusal(self):
        """Say why there can be no objection, with the day on which the time ended."""
        if self.state in ("objected", "final") and self.has_objection:
            return self.env._("You have objected to this result already.")
        if self.outcome_id and not self.outcome_id._is_objection_in_time():
            return self.env._(
                "The time for an objection ended with %s.",
                self._format_date(self.objection_until),
            )
        return self.env._("Only a published result can be objected to.")

    def _draft_objection(self):
        """Make a draft for the person appraised, who was checked before."""
        # sudo: appraisal, outcome, objection - the user writes no workflow fields
        sudo = self.sudo()
        outcome = sudo.outcome_ids.filtered(lambda o: o.state == "published")
        drafts = sudo.env["asn.appraisal.objection"]._workflow_create(
            [
                {
                    "appraisal_id": sudo.id,
                    "outcome_id": outcome.id,
                    "cycle_id": sudo.cycle_id.id,
                    "company_id": sudo.company_id.id,
                    "employee_id": sudo.employee_id.id,
                    "superior_id": (outcome.signatory_id or sudo.superior_id).id,
                    "department_id": sudo.department_id.id,
                    "unit_id": sudo.unit_id.id,
                }
            ]
        )
        return drafts.with_env(self.env)

    def _get_next_step(self):
        if self.state == "objected":
            return self._get_objected_step()
        if self.state == "final":
            return self.env._("The result is final.")
        text = super()._get_next_step()
        return f"{text} {self.objection_text}" if self.objection_text else text

    def _get_objected_step(self):
        """Say where an open objection stands, to those who may read it."""
        objection = self._find_objections().filtered(lambda o: o.state in OPEN_STATES)
        if objection:
            return objection[:1].next_step
        return self.env._("An objection to this result is being decided.")
