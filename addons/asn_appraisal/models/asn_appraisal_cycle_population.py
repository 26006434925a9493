# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from .asn_appraisal_cycle_stage import LAUNCH_STAGES


class AsnAppraisalCycle(models.Model):
    """Who takes part in a cycle, and what is missing before they can."""

    _inherit = "asn.appraisal.cycle"

    # ------------------------------------------------------------
    # POPULATION
    # ------------------------------------------------------------

    def _get_population(self):
        """Return the employees who take part, ordered by id.

        :rtype: hr.employee
        """
        return self.env["hr.employee"].search(
            self._get_participants_domain(), order="id"
        )

    def _get_participants_domain(self):
        """Return what tells who takes part: chosen or added, and not left out."""
        self.ensure_one()
        included = self.included_employee_ids._origin.ids
        excluded = self.excluded_employee_ids._origin.ids
        chosen = self._get_population_domain() | Domain("id", "in", included)
        return chosen & Domain("active", "=", True) & Domain("id", "not in", excluded)

    def _get_population_domain(self):
        return Domain("company_id", "=", self.company_id.id) & Domain(
            safe_eval(self.population_domain or "[]")
        )

    # ------------------------------------------------------------
    # READINESS
    # ------------------------------------------------------------

    def action_check_readiness(self):
        """List every gap that would keep an employee out of the cycle or unheard.

        :raise UserError: once the evaluation is closed: what is noted then stays
        """
        for cycle in self:
            cycle._check_manager()
            cycle._check_state(*LAUNCH_STAGES)
            self.env["asn.appraisal.cycle.doctor"]._refresh_issues(cycle)
        return self._action_notify_readiness()

    def _action_notify_readiness(self):
        count = sum(self.mapped("issue_count"))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if count else "success",
                "message": self.env._(
                    "%s points need attention: see the tab Readiness.", count
                )
                if count
                else self.env._("Nothing stands in the way of the launch."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
