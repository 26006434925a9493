# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalPlanRemark(models.TransientModel):
    """A step that needs words: why a plan returns, changes, or something is left out.

    The step itself, and who may take it, is a method of the record that it is about.
    """

    _name = "asn.appraisal.plan.remark"
    _description = "Remark on a Plan"

    purpose = fields.Selection(
        [
            ("return", "Return with a comment"),
            ("amend", "Change an agreed plan"),
            ("exclude", "Leave an indicator out"),
            ("question", "Ask about an entry"),
            ("assess", "Assess a goal"),
        ],
        required=True,
    )
    plan_id = fields.Many2one("asn.appraisal.plan", ondelete="cascade")
    goal_id = fields.Many2one("asn.appraisal.goal", ondelete="cascade")
    indicator_id = fields.Many2one("asn.appraisal.indicator", ondelete="cascade")
    progress_id = fields.Many2one("asn.appraisal.progress", ondelete="cascade")
    text = fields.Text(string="In Your Words", required=True)
    level = fields.Selection(selection="_get_levels")

    @api.model
    def _get_levels(self):
        """Return the levels that a goal can get, as frozen in its cycle."""
        goal = self.env["asn.appraisal.goal"].browse(
            self.env.context.get("default_goal_id")
        )
        if not goal.exists():
            return []
        return goal._get_levels()

    def action_apply(self):
        """Take the step.

        :return: action that follows, or one that closes the dialog
        """
        for remark in self:
            result = getattr(remark, f"_apply_{remark.purpose}")()
        close = {"type": "ir.actions.act_window_close"}
        return result if isinstance(result, dict) else close

    def _apply_return(self):
        return self.plan_id.action_return(self.text)

    def _apply_amend(self):
        return self.plan_id.action_amend(self.text)

    def _apply_exclude(self):
        return self.indicator_id.action_exclude(self.text)

    def _apply_question(self):
        return self.progress_id.action_question(self.text)

    def _apply_assess(self):
        return self.goal_id.action_assess(int(self.level or 0), self.text)

    @api.model
    def _ask(self, record, purpose, title):
        """Return the action that asks for the words.

        :param record: one plan, goal, indicator or entry
        :param str purpose: one of the field's values
        :param str title: heading of the dialog
        """
        name = {
            "asn.appraisal.plan": "plan_id",
            "asn.appraisal.goal": "goal_id",
            "asn.appraisal.indicator": "indicator_id",
            "asn.appraisal.progress": "progress_id",
        }[record._name]
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_purpose": purpose, f"default_{name}": record.id},
        }
