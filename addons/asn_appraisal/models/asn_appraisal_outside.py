# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError

from .asn_appraisal_link import LINK_STAGES
from .asn_one_record import check_one


class AsnAppraisal(models.Model):
    """Asking people from outside about somebody: who may, and where it is done."""

    _inherit = "asn.appraisal"

    can_ask_outside = fields.Boolean(compute="_compute_can_ask_outside")

    @api.depends_context("uid")
    @api.depends("template_id", "cycle_state")
    def _compute_can_ask_outside(self):
        for appraisal in self:
            appraisal.can_ask_outside = (
                appraisal.cycle_state in LINK_STAGES
                and appraisal._may_ask_outside()
                and appraisal._asks_outside()
            )

    def _asks_outside(self):
        """Tell whether the frozen form has a kind of rater that answers by link."""
        # sudo: asn.appraisal.cycle - kinds of raters, from the frozen form
        form = self.sudo().cycle_id._get_frozen_form(self.template_id)
        return any(role["confidentiality"] == "anonymous" for role in form["roles"])

    def _may_ask_outside(self):
        is_manager = self.env.user.has_group(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        return self.env.su or (not self.is_mine and (is_manager or self.is_my_team))

    def _check_may_ask_outside(self):
        """Let the superior and managers ask, never the person appraised.

        :raise AccessError: for everybody else
        """
        for appraisal in self:
            if not appraisal._may_ask_outside():
                raise AccessError(
                    self.env._(
                        "Only the superior and managers of performance appraisal ask "
                        "people from outside, and nobody asks about themselves."
                    )
                )

    def action_open_links(self):
        """Open the links of one appraisal.

        :raise AccessError: for anybody but the superior and appraisal managers
        """
        check_one(self)
        self.check_access("read")
        self._check_may_ask_outside()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_asn_appraisal_link"
        )
        return action | {
            "domain": [("appraisal_id", "=", self.id)],
            "context": {"default_appraisal_id": self.id},
        }
