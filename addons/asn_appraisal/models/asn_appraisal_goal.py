# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .asn_config_text import pick
from .asn_one_record import check_one

KINDS = [("main", "Main"), ("additional", "Additional")]
OWNERS = [("post", "Post"), ("person", "Person")]
PERSPECTIVES = [
    ("recipients", "Service recipients"),
    ("process", "Business process"),
    ("strengthening", "Internal strengthening"),
    ("budget", "Budget"),
]


class AsnAppraisalGoal(models.Model):
    """A planned work result (RHK): what is to be achieved, and whom it serves.

    :source: PermenPANRB 6/2022 (rencana hasil kerja, hasil kerja utama dan tambahan)
    """

    _name = "asn.appraisal.goal"
    _description = "Goal"
    _inherit = ["asn.appraisal.plan.part", "asn.workflow.mixin"]
    _order = "plan_id, kind desc, sequence, id"
    _check_company_auto = True

    _workflow_fields = frozenset({"assessment", "assessment_reason", "previous_id"})

    # description
    name = fields.Text(
        string="Planned Result",
        required=True,
        help="What will be different for those you serve, not what you will be doing.",
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        KINDS,
        required=True,
        default="main",
        help="Main: from the duties of the post. Additional: given beyond them.",
    )
    owner = fields.Selection(
        OWNERS,
        string="Belongs To",
        required=True,
        default="post",
        help="Post: the successor takes the goal over. Person: it goes along.",
    )
    perspective = fields.Selection(
        PERSPECTIVES, help="Asked of senior leaders, where the form says so."
    )
    asks_perspective = fields.Boolean(compute="_compute_asks_perspective")
    weight = fields.Float(
        digits=(6, 2),
        default=1,
        required=True,
        help="Relative to the other goals of the plan.",
    )
    # cascade
    parent_id = fields.Many2one(
        "asn.appraisal.goal",
        string="Serves the Superior's Goal",
        index="btree_not_null",
        ondelete="set null",
        domain="[('is_of_superior', '=', True)]",
        check_company=True,
        help="The goal of your superior that yours contributes to. It may still be a "
        "draft.",
    )
    parent_text = fields.Char(
        string="Serves",
        help="The superior's goal in words, where their plan is not kept here.",
    )
    parent_name = fields.Char(
        string="Superior's Goal", compute="_compute_parent_name", compute_sudo=True
    )
    child_ids = fields.One2many("asn.appraisal.goal", "parent_id", string="Served By")
    # measures
    indicator_ids = fields.One2many("asn.appraisal.indicator", "goal_id")
    # judgement of the superior, in a qualitative plan
    approach = fields.Selection(related="plan_id.approach")
    assessment = fields.Integer(
        readonly=True,
        copy=False,
        aggregator=None,
        help="Level of the scale that the superior gives, 0 for none.",
    )
    assessment_reason = fields.Text(readonly=True, copy=False)
    # version before
    previous_id = fields.Many2one(
        "asn.appraisal.goal",
        string="Goal Before",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "The weight of a goal must be above 0."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("name")
    def _compute_display_name(self):
        for goal in self:
            goal.display_name = (goal.name or "").split("\n")[0]

    @api.depends("plan_id.appraisal_id")
    def _compute_asks_perspective(self):
        for goal in self:
            # sudo: asn.appraisal - the rules of the form, frozen at launch
            appraisal = goal.sudo().plan_id.appraisal_id
            goal.asks_perspective = (
                appraisal and appraisal._get_plan_rules()["perspective"]
            )

    @api.depends("parent_id.name", "parent_text")
    def _compute_parent_name(self):
        for goal in self:
            goal.parent_name = goal.parent_id.display_name or goal.parent_text

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("parent_id", "plan_id")
    def _check_parent(self):
        for goal in self.filtered("parent_id"):
            # sudo: asn.appraisal - whose goal it is, compared alone
            own, above = goal.sudo().appraisal_id, goal.sudo().parent_id.appraisal_id
            expected = (own.superior_id, own.cycle_id)
            if (above.employee_id, above.cycle_id) != expected:
                raise ValidationError(
                    self.env._(
                        "Goal “%(goal)s” can serve a goal of %(superior)s in the same "
                        "cycle only.",
                        goal=goal.display_name,
                        superior=own.superior_id.name or "–",
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_assess(self, level, reason):
        """Give a goal of a qualitative plan a level of the scale.

        :param int level: value of a level of the frozen scale
        :param str reason: read by the employee
        :return: True
        :raise AccessError: for anybody but the superior
        :raise UserError: without a reason, for a quantitative plan, or when the plan is
            not in force or the evaluation is closed
        :raise ValidationError: for a level that the scale does not have
        """
        check_one(self)
        self.plan_id._check_superior_in_force()
        if self.approach != "qualitative":
            raise UserError(
                self.env._("“%s” is measured by its indicators.", self.display_name)
            )
        if str(level) not in dict(self._get_levels()):
            raise ValidationError(self.env._("The scale has no level “%s”.", level))
        if not (reason or "").strip():
            raise UserError(self.env._("Please give a reason that the employee reads."))
        # sudo: asn.appraisal.goal - a step of the workflow, checked above
        self.sudo()._workflow_write({"assessment": level, "assessment_reason": reason})
        return True

    def _get_levels(self):
        """Return the levels of the scale, frozen at launch: ``[(value, name)]``."""
        self.ensure_one()
        # sudo: asn.appraisal.cycle - the names of levels are known to everybody
        method = self.sudo().appraisal_id.cycle_id._get_frozen()["method"]
        return [
            (
                str(level["value"]),
                f"{level['value']} · {pick(level['name'], self.env.lang)}",
            )
            for level in method["scale"]
        ]

    def _get_assessment_name(self):
        """Return the level that the superior gave, False for none."""
        return dict(self._get_levels()).get(str(self.assessment), False)

    def action_ask_assess(self):
        """Ask for level and reason."""
        check_one(self)
        self.plan_id._check_superior_in_force()
        remark = self.env["asn.appraisal.plan.remark"]
        return remark._ask(self, "assess", self.env._("Assess: %s", self.display_name))

    def action_hand_on(self):
        """Open the assistant that puts the goal into the plans of others."""
        check_one(self)
        self.check_access("read")
        # sudo: asn.appraisal.plan - the cycle and whose goal it is
        plan = self.sudo().plan_id
        is_own = plan.employee_id.user_id == self.env.user
        return self.env["asn.appraisal.goal.assign"]._open(
            self.env._("Hand On: %s", self.display_name),
            goal_id=self.id,
            cycle_id=plan.cycle_id.id,
            scope="team" if is_own else "chosen",
        )

    def _take_over(self):
        """Put goals of a new version into the place of those before."""
        former = self.previous_id
        successors = {goal.previous_id.id: goal for goal in self}
        for child in self.search([("parent_id", "in", former.ids)]):
            child.write({"parent_id": successors[child.parent_id.id].id})
        for goal in self.filtered("previous_id.assessment"):
            before = goal.previous_id
            goal._workflow_write(
                {
                    "assessment": before.assessment,
                    "assessment_reason": before.assessment_reason,
                }
            )
