# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.asn_appraisal.models.asn_talk_people import get_author

# The person writes the plan.
WRITABLE = ("draft", "revision")
# What the person writes of it, beside its lines.
OF_EMPLOYEE = frozenset({"note"})
FIXED = frozenset({"employee_id", "year"})


class AsnTrainingPlan(models.Model):
    """What one employee wants and needs to learn in one year.

    The person writes it, the superior verifies it, and what was done is verified as
    well. How it goes from one to the other is in ``asn_training_plan_flow.py``, who
    verifies in ``asn_training_plan_superior.py``, where proposals come from in
    ``asn_training_plan_source.py``.
    """

    _name = "asn.training.plan"
    _description = "Development Plan"
    _inherit = ["asn.workflow.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, id desc"
    _rec_names_search = ["employee_id"]

    _workflow_fields = frozenset(
        {
            "company_id",
            "department_id",
            "superior_id",
            "state",
            "version",
            "to_revise",
            "change_reason",
            "submitted_on",
            "verify_by",
            "approved_on",
            "approved_by_id",
        }
    )

    # whose, and of when
    employee_id = fields.Many2one(
        "hr.employee",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: get_author(self.env),
    )
    year = fields.Integer(
        required=True,
        index=True,
        default=lambda self: fields.Date.context_today(self).year,
        aggregator=None,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, copy=False
    )
    # as they were when it was last sent: people change posts
    department_id = fields.Many2one(
        "hr.department", readonly=True, index="btree_not_null", copy=False
    )
    superior_id = fields.Many2one(
        "hr.employee",
        string="Who Verifies",
        readonly=True,
        index="btree_not_null",
        copy=False,
        help="The superior, or who acts for them.",
    )
    # what
    note = fields.Text(
        string="Where I Want to Get",
        copy=False,
        help="What you want to be able to do by the end of the year.",
    )
    line_ids = fields.One2many(
        "asn.training.plan.line", "plan_id", string="Learning Activities"
    )
    version_ids = fields.One2many(
        "asn.training.plan.version", "plan_id", string="What Was Approved"
    )
    # where it stands
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("waiting", "Waiting for verification"),
            ("revision", "Needs revision"),
            ("approved", "Approved"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    version = fields.Integer(default=1, readonly=True, copy=False, aggregator=None)
    to_revise = fields.Text(string="What to Revise", readonly=True, copy=False)
    change_reason = fields.Text(
        string="Why the Approved Plan Changes", readonly=True, copy=False
    )
    submitted_on = fields.Date(readonly=True, copy=False)
    verify_by = fields.Date(
        string="To Be Verified By", readonly=True, copy=False, index="btree_not_null"
    )
    approved_on = fields.Date(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    # in numbers
    line_count = fields.Integer(string="Activities Planned", compute="_compute_counts")
    done_count = fields.Integer(string="Done", compute="_compute_counts")
    to_verify_count = fields.Integer(
        string="Done, to Be Verified", compute="_compute_counts"
    )
    hours = fields.Float(string="JP Planned", compute="_compute_counts", digits=(16, 2))
    hours_verified = fields.Float(
        string="JP Verified", compute="_compute_counts", digits=(16, 2)
    )

    _unique_year = models.UniqueIndex(
        "(employee_id, year)", "There is a development plan for this year already."
    )
    _real_year = models.Constraint(
        "CHECK (year BETWEEN 2000 AND 2100)", "This is no year of a plan."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("employee_id", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            # sudo: hr.employee - the name, of a readable record
            name = plan.sudo().employee_id.name or ""
            plan.display_name = self.env._(
                "Development plan %(year)s – %(name)s", year=plan.year, name=name
            )

    @api.depends("line_ids.state", "line_ids.hours", "line_ids.credited_hours")
    def _compute_counts(self):
        groups = self.env["asn.training.plan.line"]._read_group(
            [("plan_id", "in", self.ids)],
            ["plan_id", "state"],
            ["__count", "hours:sum", "credited_hours:sum"],
        )
        found = {plan.id: {} for plan in self}
        for plan, state, *numbers in groups:
            found[plan.id][state] = numbers
        for plan in self:
            by_state = found[plan.id]
            sums = [sum(column) for column in zip(*by_state.values(), strict=True)]
            plan.line_count, plan.hours, plan.hours_verified = sums or (0, 0, 0)
            plan.to_verify_count = by_state.get("done", [0])[0]
            verified = by_state.get("verified", [0])[0]
            plan.done_count = plan.to_verify_count + verified

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_workflow():
            return super().create(vals_list)
        for vals in vals_list:
            self._check_workflow_fields(vals)
        # a line in the values must not come in as the workflow's own
        lines = [vals.get("line_ids") for vals in vals_list]
        plans = self._workflow_create(self._prepare_plan_vals_list(vals_list))
        for plan, commands in zip(plans, lines, strict=True):
            if commands:
                plan.write({"line_ids": commands})
        return plans

    def write(self, vals):
        if not self._is_workflow():
            self.check_access("write")  # before a word on the state
            self._check_may_write(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if any(plan.state != "draft" or plan.version > 1 for plan in self):
            raise UserError(
                self.env._(
                    "A plan that has been sent is kept. Only drafts can be deleted."
                )
            )

    def copy_data(self, default=None):
        """Let a copy be the plan of the year after."""
        vals_list = super().copy_data(default)
        for plan, vals in zip(self, vals_list, strict=True):
            if "year" not in (default or {}):
                vals["year"] = plan.year + 1
        return vals_list

    @api.model
    def _prepare_plan_vals_list(self, vals_list):
        """Return values of new plans, with the place that each employee has today."""
        defaults = self.default_get(["employee_id", "year"])
        initial = self._get_workflow_initial_values()
        vals_list = [defaults | vals | initial for vals in vals_list]
        ids = [vals.get("employee_id") for vals in vals_list]
        # sudo: hr.employee - company, unit and superior of whose plan it is
        employees = self.env["hr.employee"].sudo().browse(filter(None, ids))
        places = self._find_places(employees)
        return [
            {name: vals[name] for name in vals if name != "line_ids"}
            | places.get(vals.get("employee_id"), {})
            for vals in vals_list
        ]

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_may_write(self, vals):
        """Let the person write while the plan is theirs, and nobody move it.

        :raise UserError: telling why it stays as it is
        """
        if FIXED & vals.keys():
            raise UserError(
                self.env._("Whose plan it is, and of which year, does not change.")
            )
        if OF_EMPLOYEE & vals.keys():
            self._check_writable()

    def _check_writable(self):
        """:raise UserError: unless the person writes the plan now"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for plan in self:
            if plan.state not in WRITABLE:
                raise UserError(
                    self.env._(
                        "This plan is “%s” and is not written now. Take it back, or "
                        "change it with a reason once it is approved.",
                        labels[plan.state],
                    )
                )
