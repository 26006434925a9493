# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models
from odoo.exceptions import AccessError, UserError

from .asn_appraisal_plan import PLAN_STAGES

MANAGER = "asn_appraisal.group_asn_appraisal_manager"


class AsnAppraisalPlan(models.Model):
    """Goals given to many plans at once, by the superior or by HR."""

    _inherit = "asn.appraisal.plan"

    def action_assign_goals(self):
        """Open the assistant that adds goals to the drafts among the chosen plans.

        :return: action that opens it
        :raise UserError: when no draft was chosen
        :raise AccessError: for a draft that the user gives no goals to
        """
        self.check_access("read")
        drafts = self.filtered(lambda plan: plan.state == "draft")
        if not drafts:
            raise UserError(
                self.env._(
                    "None of these plans is a draft. What was agreed changes by a "
                    "proposal with a reason, in the plan itself."
                )
            )
        drafts._check_assignable()
        title = self.env._("Give Goals to Several People")
        return self.env["asn.appraisal.goal.assign"]._open(
            title, plan_ids=drafts.ids, cycle_id=drafts[0].cycle_id.id
        )

    def _check_assignable(self):
        """Let goals be added to drafts by those they bind, and by HR's managers.

        A manager adds, and neither changes nor deletes: whoever drafts decides what
        stays, and the other side still has to agree.

        :raise AccessError: for anybody else
        :raise UserError: saying how else the plan can be changed
        """
        self.check_access("read")
        is_manager = self.env.user.has_group(MANAGER)
        for plan in self:
            if not (is_manager or plan._get_side()):
                raise AccessError(
                    self.env._(
                        "Only %(employee)s, %(superior)s and HR add goals to this "
                        "plan.",
                        # sudo: hr.employee - names of those who take part
                        employee=plan.sudo().employee_id.name,
                        superior=plan.sudo().superior_id.name,
                    )
                )
            if plan.state != "draft" or plan.cycle_state not in PLAN_STAGES:
                raise UserError(plan._get_locked_reason())

    def _note_assigned(self, goals):
        """Say in the chatter who gave which goals, so that nobody finds them unasked.

        :param goals: asn.appraisal.goal that were added
        """
        for plan, added in goals.grouped("plan_id").items():
            if not plan.is_mine:
                title = plan.env._("Goals added to the draft:")
                names = "; ".join(goal.display_name for goal in added)
                plan._note(title, names)
