# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..models.asn_appraisal_plan import PLAN_STAGES


class AsnAppraisalGoalAssign(models.TransientModel):
    """Put goals of the library, or one that exists, into the plans of many at once."""

    _name = "asn.appraisal.goal.assign"
    _description = "Assignment of Goals"

    # which goals
    name = fields.Text(
        string="New Goal", help="A planned result in words, the same for everybody."
    )
    goal_id = fields.Many2one(
        "asn.appraisal.goal",
        string="Goal to Hand On",
        ondelete="cascade",
        help="It is copied with its indicators. Where it is your own, the copies serve "
        "it.",
    )
    template_ids = fields.Many2many("asn.goal.template", string="Goals of the Library")
    show_all_templates = fields.Boolean(string="Show goals for other posts as well")
    fitting_template_ids = fields.Many2many(
        "asn.goal.template", compute="_compute_fitting_template_ids"
    )
    parent_id = fields.Many2one(
        "asn.appraisal.goal", string="Serves the Superior's Goal", ondelete="cascade"
    )
    parent_choice_ids = fields.Many2many(
        "asn.appraisal.goal", compute="_compute_parent_choice_ids"
    )
    # into whose plans
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        default=lambda self: self._default_cycle_id(),
        domain=f"[('has_planning', '=', True), ('state', 'in', {PLAN_STAGES})]",
    )
    scope = fields.Selection(
        [
            ("chosen", "People chosen one by one"),
            ("team", "All of my team"),
            ("unit", "A unit"),
        ],
        default="chosen",
        required=True,
        string="For",
    )
    department_id = fields.Many2one("hr.department", string="Unit")
    plan_ids = fields.Many2many(
        "asn.appraisal.plan",
        string="Into the Plans Of",
        compute="_compute_plan_ids",
        store=True,
        readonly=False,
        required=True,
        domain="[('state', '=', 'draft'), ('cycle_id', '=?', cycle_id)]",
        help="Drafts alone: what was agreed changes by a proposal of its own.",
    )
    preview = fields.Html(
        string="What Will Be Added", compute="_compute_preview", sanitize=False
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.model
    def _default_cycle_id(self):
        """Return the cycle of the latest draft that the user can give goals to."""
        domain = self._get_drafts_domain()
        return (
            self.env["asn.appraisal.plan"].search(domain, order="id desc")[:1].cycle_id
        )

    @api.model
    def _get_drafts_domain(self):
        return Domain("state", "=", "draft") & Domain(
            "cycle_id.state", "in", PLAN_STAGES
        )

    @api.depends("scope", "department_id", "cycle_id")
    def _compute_plan_ids(self):
        for assignment in self:
            if assignment.scope == "chosen":
                assignment.plan_ids = assignment.plan_ids
            else:
                assignment.plan_ids = assignment._get_plans()

    def _get_plans(self):
        """Return the drafts of the team or the unit, none until it is chosen."""
        plans = self.env["asn.appraisal.plan"]
        domain = self._get_drafts_domain() & Domain("cycle_id", "=", self.cycle_id.id)
        if self.scope == "team":
            return plans.search(domain & Domain("is_my_team", "=", True))
        if not self.department_id:
            return plans
        unit = Domain("department_id", "child_of", self.department_id.id)
        return plans.search(domain & unit)

    @api.depends("plan_ids")
    def _compute_fitting_template_ids(self):
        Template = self.env["asn.goal.template"]
        for assignment in self:
            # sudo: asn.appraisal - the posts of people whose plans were chosen
            jobs = assignment.plan_ids.sudo().appraisal_id.job_id
            fitting = Domain("job_ids", "=", False) | Domain("job_ids", "in", jobs.ids)
            found = Template.search(fitting)
            assignment.fitting_template_ids = found.sorted(
                lambda template: not template.job_ids
            )

    @api.depends("plan_ids")
    def _compute_parent_choice_ids(self):
        Plan = self.env["asn.appraisal.plan"]
        for assignment in self:
            plans = assignment.plan_ids
            superiors, cycles = plans.superior_id, plans.cycle_id
            # A goal serves the own superior's alone: with two there is no choice.
            assignment.parent_choice_ids = len(superiors) == len(
                cycles
            ) == 1 and Plan._get_matrix_rows(cycles.id, superiors.id)

    @api.depends("name", "template_ids", "goal_id", "plan_ids")
    def _compute_preview(self):
        for assignment in self:
            lines = [assignment._describe(plan) for plan in assignment.plan_ids]
            assignment.preview = self.env["ir.qweb"]._render(
                "asn_appraisal.goal_assign_preview",
                {"lines": lines, "summary": self._get_summary(lines)},
            )

    def _get_summary(self, lines):
        return self.env._(
            "%(goals)s goals will be added to %(drafts)s drafts.",
            goals=sum(len(line["added"]) for line in lines),
            drafts=len(lines),
        )

    def _describe(self, plan):
        """Return what happens to one plan: ``name``, ``added`` and ``known`` goals."""
        here = self._get_known(plan)
        line = {"added": [], "known": []}
        for words, text in self._get_texts().items():
            line["known" if words in here else "added"].append(text)
        # sudo: hr.employee - whose plan it is
        return line | {"name": plan.sudo().employee_id.name}

    def _get_texts(self):
        """Return the chosen goals: ``{words that make it the same goal: its text}``."""
        texts = [self.name, *self.template_ids.mapped("name"), self.goal_id.name]
        normalize = self.env["asn.appraisal.plan"]._normalize
        return {normalize(text): text.strip() for text in texts if normalize(text)}

    def _get_known(self, plan):
        return {plan._normalize(goal.name) for goal in plan.goal_ids}

    # ------------------------------------------------------------
    # ACTION
    # ------------------------------------------------------------

    def action_apply(self):
        """Add the goals where they are not there yet, and note it in the chatter.

        :return: notification of how many were added
        :raise AccessError: for a plan that the user gives no goals to
        :raise UserError: naming a plan that is no draft, or when no goal was chosen
        """
        added = 0
        for assignment in self:
            if not assignment._get_texts():
                raise UserError(self.env._("Please choose at least one goal."))
            assignment.goal_id.check_access("read")
            assignment.plan_ids._check_assignable()
            goals = assignment._add()
            assignment.plan_ids._note_assigned(goals)
            added += len(goals)
        return self._notify(added)

    def _notify(self, added):
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
        """Add the goals to each plan, as whoever takes part in it, or as HR."""
        own = self.plan_ids.filtered(lambda plan: plan._get_side())
        # sudo: asn.appraisal.goal - HR's managers add to drafts, checked above
        others = (self.plan_ids - own).sudo()
        return self._add_to(own) | self._add_to(others).sudo(False)

    def _add_to(self, plans):
        added = plans.goal_ids.browse()
        vals_list = [vals for plan in plans for vals in self._prepare_vals(plan)]
        added |= added.create(vals_list)
        goal = self.goal_id.with_env(plans.env)
        for plan in plans:
            copied = plan._add_goals(goal)
            if copied and self._is_served_by(goal, plan):
                copied.write({"parent_id": goal.id})
            added |= copied
        return added

    def _prepare_vals(self, plan):
        """Yield the values of goals that ``plan`` does not have yet."""
        known = self._get_known(plan)
        parent = {}
        if self._is_served_by(self.parent_id, plan):
            parent = {"parent_id": self.parent_id.id}
        for template in self.template_ids:
            if plan._normalize(template.name) not in known:
                known.add(plan._normalize(template.name))
                yield template._prepare_goal_vals(plan) | parent
        if self.name and plan._normalize(self.name) not in {"", *known}:
            yield {"plan_id": plan.id, "name": self.name.strip()} | parent

    def _is_served_by(self, goal, plan):
        """Tell whether ``goal`` is one of the plan's superior."""
        # sudo: asn.appraisal.plan - whose goal it is, compared alone
        above = goal.sudo().plan_id
        return bool(goal) and (above.employee_id, above.cycle_id) == (
            plan.superior_id,
            plan.cycle_id,
        )

    @api.model
    def _open(self, title, **defaults):
        """Return the action that opens the assistant."""
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {f"default_{name}": value for name, value in defaults.items()},
        }
