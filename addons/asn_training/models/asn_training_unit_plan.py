# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

MANAGER = "asn_training.group_asn_training_manager"
OFFICER = "asn_training.group_asn_training_officer"
YEARLY_HOURS = 20  # of PNS at least
# With fewer people a programme would tell who has which gap.
FEWEST = 3


class AsnTrainingUnitPlan(models.Model):
    """What a department needs to learn in a year, for how many, at what cost.

    Made from people's plans and recommendations, in numbers: its officer reads neither.
    """

    _name = "asn.training.unit.plan"
    _description = "Development Plan of a Unit"
    _inherit = ["asn.workflow.mixin", "mail.thread"]
    _order = "year desc, id desc"
    _rec_name = "department_id"

    _workflow_fields = frozenset(
        {
            "company_id",
            "state",
            "line_ids",
            "people_count",
            "need_count",
            "covered_count",
            "reach_count",
            "generated_on",
            "approved_by_id",
        }
    )

    department_id = fields.Many2one(
        "hr.department", required=True, index=True, ondelete="restrict"
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, copy=False
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    includes_waiting = fields.Boolean(
        string="Plans Waiting for Verification as Well",
        help="Otherwise approved plans alone.",
    )
    budget = fields.Monetary()
    note = fields.Text()
    line_ids = fields.One2many(
        "asn.training.unit.plan.line", "plan_id", string="Programmes", readonly=True
    )
    # in numbers
    people_count = fields.Integer(string="People", readonly=True, copy=False)
    need_count = fields.Integer(string="People With a Need", readonly=True, copy=False)
    covered_count = fields.Integer(
        string="Of Them With an Approved Plan", readonly=True, copy=False
    )
    reach_count = fields.Integer(
        string="People Who Plan 20 JP", readonly=True, copy=False
    )
    cost = fields.Monetary(compute="_compute_cost")
    left = fields.Monetary(string="Left of the Budget", compute="_compute_cost")
    generated_on = fields.Datetime(
        string="As of", readonly=True, copy=False, help="When it was last computed."
    )
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted"), ("approved", "Approved")],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    is_led_department = fields.Boolean(
        compute="_compute_is_led_department", search="_search_is_led_department"
    )

    _unique_year = models.UniqueIndex(
        "(department_id, year)", "The unit has a plan for this year already."
    )
    _budget_not_negative = models.Constraint(
        "CHECK (budget >= 0)", "A budget cannot be negative."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("line_ids.cost", "budget")
    def _compute_cost(self):
        for plan in self:
            plan.cost = sum(plan.line_ids.mapped("cost"))
            plan.left = plan.budget - plan.cost

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_is_led_department(self):
        led = self.env["asn.appraisal"]._get_led_departments()
        for plan in self:
            plan.is_led_department = plan.sudo().department_id in led

    def _search_is_led_department(self, operator, value):
        if operator != "in":
            return NotImplemented
        led = self.env["asn.appraisal"]._get_led_departments()
        return [("department_id", "in", led.ids)]

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_workflow():
            return super().create(vals_list)
        initial = self._get_workflow_initial_values()
        ids = [vals.get("department_id") for vals in vals_list]
        # sudo: hr.department - the company of whose plan it is
        units = self.env["hr.department"].sudo().browse(filter(None, ids))
        companies = {unit.id: unit.company_id.id for unit in units}
        for vals in vals_list:
            self._check_workflow_fields(vals)
        return self._workflow_create(
            [
                initial
                | vals
                | {
                    "company_id": companies.get(vals.get("department_id"))
                    or self.env.company.id
                }
                for vals in vals_list
            ]
        )

    def write(self, vals):
        if not self._is_workflow():
            self.check_access("write")
            if vals.keys() & {"department_id", "year", "budget", "includes_waiting"}:
                self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        self._check_draft()

    def _check_draft(self):
        """:raise UserError: for what has been submitted"""
        if any(plan.state != "draft" for plan in self):
            raise UserError(
                self.env._("A plan that has been submitted stays as it is.")
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_generate(self):
        """Compute the lines anew from what people plan and are recommended.

        :return: True
        :raise AccessError: for others than the unit's officer and HR
        :raise UserError: once it was submitted
        """
        self.check_access("write")
        self._check_draft()
        # sudo: asn.training.plan, asn.training.recommendation - counted, never shown
        for plan in self.sudo():
            plan._generate()
        return True

    def action_submit(self):
        """Hand the plan to HR.

        :return: True
        :raise UserError: while nothing is in it
        """
        self.check_access("write")
        self._check_draft()
        if self.filtered(lambda plan: not plan.line_ids):
            raise UserError(self.env._("Compute the lines first: nothing is in it."))
        # sudo: asn.training.unit.plan - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "submitted"})
        return True

    def action_approve(self):
        """Approve the plan for HR.

        :return: True
        """
        self._check_manager()
        # sudo: asn.training.unit.plan - a step of the workflow, checked above
        plans = self.sudo()
        plans._workflow_write({"state": "approved", "approved_by_id": self.env.uid})
        return True

    def action_give_back(self):
        """Give the plan back to the unit's officer.

        :return: True
        """
        self._check_manager()
        # sudo: asn.training.unit.plan - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "draft"})
        return True

    def action_export(self):
        """Download the plan as a spreadsheet.

        :return: action that downloads it
        """
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn_training/unit_plan/{self.id}.xlsx",
            "target": "download",
        }

    def _check_manager(self):
        """:raise AccessError: for others than HR; UserError: at the wrong time"""
        self.check_access("read")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Training managers approve plans of units."))
        if any(plan.state != "submitted" for plan in self):
            raise UserError(
                self.env._("Only a submitted plan is approved or returned.")
            )
