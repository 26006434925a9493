# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import UserError

from .asn_appraisal import PUBLISHED_STATES
from .asn_appraisal_change import EXEMPTIONS
from .asn_one_record import check_one


class AsnAppraisal(models.Model):
    """Why somebody is exempt from a cycle; the reason in words is HR's."""

    _inherit = "asn.appraisal"

    exemption = fields.Selection(
        EXEMPTIONS, string="Exempt For", readonly=True, copy=False
    )

    def action_exempt(self):
        """Open an exemption, to be applied with its reason.

        :raise AccessError: for anybody but appraisal managers, and about oneself
        :raise UserError: for an appraisal that is published or not in the cycle
        """
        check_one(self)
        self._check_manager()
        if self.state in (*PUBLISHED_STATES, "cancelled"):
            raise UserError(
                self.env._(
                    "%s is published or not in the cycle any more.", self.display_name
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Exempt from the Cycle"),
            "res_model": "asn.appraisal.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_appraisal_id": self.id},
        }

    def _get_next_step(self):
        if self.state == "cancelled" and self.exemption:
            return self.env._("Exempt from this cycle: %s.", self._get_exemption_name())
        return super()._get_next_step()

    def _get_exemption_name(self):
        labels = dict(self._fields["exemption"]._description_selection(self.env))
        return labels[self.exemption]
