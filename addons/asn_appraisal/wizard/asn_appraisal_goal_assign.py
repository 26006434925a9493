# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError


class AsnAppraisalGoalAssign(models.TransientModel):
    """Put goals of the library, or one that exists, into the plans of many at once."""

    _name = "asn.appraisal.goal.assign"
    _description = "Assignment of Goals"

    template_ids = fields.Many2many("asn.goal.template", string="Goals of the Library")
    goal_id = fields.Many2one(
        "asn.appraisal.goal",
        string="Goal to Hand On",
        ondelete="cascade",
        help="It is copied with its indicators. Where it is your own, the copies serve "
        "it.",
    )
    plan_ids = fields.Many2many(
        "asn.appraisal.plan",
        string="Into the Plans Of",
        required=True,
        domain="[('state', '=', 'draft')]",
        help="Drafts alone: what was agreed changes by a proposal of its own.",
    )
    parent_id = fields.Many2one(
        "asn.appraisal.goal", string="Serves the Superior's Goal", ondelete="cascade"
    )

    def action_apply(self):
        """Add the goals where they are not there yet.

        :return: notification of how many were added
        :raise AccessError: for a plan that the user does not take part in
        :raise UserError: naming a plan that is no draft, or when no goal was chosen
        """
        added = 0
        for assignment in self:
            if not assignment.template_ids and not assignment.goal_id:
                raise UserError(self.env._("Please choose at least one goal."))
            assignment.plan_ids._check_editable()
            added += len(assignment._add())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if added else "info",
                "message": self.env._("%s goals added.", added)
                if added
                else self.env._("Every chosen goal was already there."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _add(self):
        Goal = self.env["asn.appraisal.goal"]
        added = Goal.create(
            [vals for plan in self.plan_ids for vals in self._prepare_vals(plan)]
        )
        for plan in self.plan_ids:
            copied = plan._add_goals(self.goal_id)
            if copied and self._is_served_by(plan):
                copied.write({"parent_id": self.goal_id.id})
            added |= copied
        return added

    def _prepare_vals(self, plan):
        known = {plan._normalize(goal.name) for goal in plan.goal_ids}
        for template in self.template_ids:
            if plan._normalize(template.name) not in known:
                parent = {"parent_id": self.parent_id.id} if self.parent_id else {}
                yield template._prepare_goal_vals(plan) | parent

    def _is_served_by(self, plan):
        """Tell whether the goal handed on is one of the plan's superior."""
        return self.goal_id.employee_id == plan.superior_id and (
            self.goal_id.plan_id.cycle_id == plan.cycle_id
        )

    @api.model
    def _open(self, title, **defaults):
        """Return the action that opens the assistant."""
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{name}": value for name, value in defaults.items()},
        }
