# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .asn_talk_people import get_author, get_own_employees

MANAGER = "asn_appraisal.group_asn_appraisal_manager"
CAPACITIES = [
    ("plt", "Acting, post vacant (Plt.)"),
    ("plh", "Acting, holder away (Plh.)"),
    ("delegate", "Delegation (a.n.)"),
]
# What each task comes to: the stages of a cycle in which a superior does it.
TASK_STAGES = {
    "does_plans": ("planning", "monitoring"),
    "does_rating": ("evaluation",),
    "does_decision": ("calibration", "published"),
}
# Fixed once somebody has acted by it, or it has been ended.
FIXED = {"kind", "employee_id", "replaced_id", "department_id", "date_start"}
FIXED |= set(TASK_STAGES)
IN_FORCE = ("planned", "active")


class AsnAppraisalActing(models.Model):
    """Somebody who acts as superior for a time: by an order of HR, or as a delegate.

    While it is active the appraisals concerned name the acting person as their
    superior, and say in which capacity; afterwards they go back. What happens to them
    is in ``asn_appraisal_acting_flow.py``.

    :source: PermenPANRB 6/2022: an acting superior may appraise by delegation
    """

    _name = "asn.appraisal.acting"
    _description = "Acting Superior"
    _inherit = ["asn.workflow.mixin", "mail.thread"]
    _order = "date_start desc, id desc"
    _rec_name = "employee_id"
    _check_company_auto = True

    _workflow_fields = frozenset({"state", "is_told"})

    # who, for whom, as what
    kind = fields.Selection(
        CAPACITIES,
        string="Capacity",
        required=True,
        default=lambda self: self._get_default_kind(),
        tracking=True,
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Acting Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    replaced_id = fields.Many2one(
        "hr.employee",
        string="Stands In For",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        default=lambda self: self._get_default_replaced(),
        help="The superior whose appraisals pass to the acting person. Empty for a "
        "vacant post that nobody held: then those of the department who have no "
        "superior, or an archived one.",
    )
    department_id = fields.Many2one(
        "hr.department",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Only people of this department. Empty: everybody led by the superior.",
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    post = fields.Char(
        string="Post Stood In For",
        compute="_compute_post",
        store=True,
        readonly=False,
        precompute=True,
        help="Printed above the signature, after Plt., Plh. or a.n.",
    )
    # by which order, from when to when
    date_start = fields.Date(
        required=True, default=fields.Date.context_today, tracking=True
    )
    date_end = fields.Date(
        string="Last Day",
        tracking=True,
        help="May stay empty for a vacant post alone: until HR ends it.",
    )
    order_number = fields.Char(string="Order No.")
    order_date = fields.Date()
    order_file = fields.Binary(string="Order (Document)", attachment=True)
    order_filename = fields.Char()
    description = fields.Text(string="Note")
    # tasks
    does_plans = fields.Boolean(
        string="Plans and Checks",
        compute="_compute_tasks",
        store=True,
        readonly=False,
        precompute=True,
        help="Agrees plans and checks progress, until the evaluation opens.",
    )
    does_rating = fields.Boolean(
        string="Rating",
        compute="_compute_tasks",
        store=True,
        readonly=False,
        precompute=True,
        help="Answers the superior's form during the evaluation.",
    )
    does_decision = fields.Boolean(
        string="Decision",
        compute="_compute_tasks",
        store=True,
        readonly=False,
        precompute=True,
        help="Decides both ratings after the evaluation.",
    )
    # state
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("active", "Active"),
            ("ended", "Ended"),
            ("cancelled", "Cancelled"),
        ],
        default="planned",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    is_told = fields.Boolean(
        string="Acting Person Told",
        readonly=True,
        copy=False,
        help="By the daily mail.",
    )
    appraisal_ids = fields.One2many("asn.appraisal", "acting_id")
    appraisal_count = fields.Integer(
        string="Appraisals Taken Over", compute="_compute_appraisal_count"
    )

    _dates_follow = models.Constraint(
        "CHECK (date_end >= date_start)", "The last day cannot be before the first one."
    )
    _nobody_twice = models.Constraint(
        "CHECK (employee_id != replaced_id)", "Nobody stands in for themselves."
    )

    # ------------------------------------------------------------
    # DEFAULTS AND COMPUTES
    # ------------------------------------------------------------

    @api.model
    def _get_default_kind(self):
        return "plh" if self.env.user.has_group(MANAGER) else "delegate"

    @api.model
    def _get_default_replaced(self):
        kind = self.env.context.get("default_kind") or self._get_default_kind()
        return get_author(self.env) if kind == "delegate" else False

    @api.depends("replaced_id", "department_id")
    def _compute_company_id(self):
        for acting in self:
            # sudo: hr.employee, hr.department - the company of who is chosen
            sudo = acting.sudo()
            of = sudo.replaced_id or sudo.department_id
            acting.company_id = of.company_id or acting.company_id or self.env.company

    @api.depends("replaced_id", "department_id")
    def _compute_post(self):
        for acting in self:
            # sudo: hr.employee, hr.department - what the organisation chart shows
            sudo = acting.sudo()
            replaced, department = sudo.replaced_id, sudo.department_id
            post = replaced.job_title or replaced.job_id.name
            if not post and department:
                post = self.env._("Head of %s", department.name)
            acting.post = post or acting.post

    @api.depends("kind")
    def _compute_tasks(self):
        """Let an order cover everything; a delegation starts so as well."""
        for acting in self:
            keep = acting.kind == "delegate" and any(acting[t] for t in TASK_STAGES)
            for task in TASK_STAGES:
                acting[task] = acting[task] if keep else True

    @api.depends("employee_id", "kind", "post")
    def _compute_display_name(self):
        for acting in self:
            # sudo: hr.employee - the name, of a readable record
            name = acting.sudo().employee_id.name
            acting.display_name = f"{name} – {acting._get_title()}"

    @api.depends("appraisal_ids")
    def _compute_appraisal_count(self):
        # sudo: asn.appraisal - a number only
        groups = (
            self.env["asn.appraisal"]
            .sudo()
            ._read_group([("acting_id", "in", self.ids)], ["acting_id"], ["__count"])
        )
        counts = {acting.id: count for acting, count in groups}
        for acting in self:
            acting.appraisal_count = counts.get(acting.id, 0)

    def _get_title(self):
        """Return what stands before the name in print, such as “Plt. Camat X”."""
        self.ensure_one()
        prefixes = {
            "plt": self.env._("Plt."),
            "plh": self.env._("Plh."),
            "delegate": self.env._("a.n."),
        }
        return f"{prefixes.get(self.kind, '')} {self.post or ''}".strip()

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("kind", "replaced_id", "department_id", "date_end", *TASK_STAGES)
    def _check_complete(self):
        for acting in self:
            if problem := acting._get_problem():
                raise ValidationError(problem)

    def _get_problem(self):
        """Say what is missing; ``False`` where nothing is."""
        if not self.replaced_id and (self.kind != "plt" or not self.department_id):
            return self.env._(
                "Please say for whom: a superior, or for a vacant post at least the "
                "department."
            )
        if not self.date_end and self.kind != "plt":
            return self.env._(
                "A last day is needed: only a vacant post can be open-ended."
            )
        if not any(self[task] for task in TASK_STAGES):
            return self.env._("Please choose at least one task.")
        return False

    @api.constrains("employee_id")
    def _check_account(self):
        for acting in self:
            # sudo: hr.employee - whether there is an account to act with
            employee = acting.sudo().employee_id
            if not employee.user_id.active:
                raise ValidationError(
                    self.env._(
                        "%s has no account and could neither rate nor decide.",
                        employee.name,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_maker()
        records._follow_dates()
        return records

    def write(self, vals):
        if not self._is_workflow():
            self._check_maker()
            self._check_fixed(vals)
        result = super().write(vals)
        if {"date_start", "date_end"} & vals.keys() and not self._is_workflow():
            self._check_maker()
            self._follow_dates()
        return result

    def copy_data(self, default=None):
        """Let a copy follow the original: an order that is renewed."""
        vals_list = super().copy_data(default)
        for acting, vals in zip(self, vals_list, strict=True):
            if acting.date_end and not {"date_start", "date_end"} & set(default or {}):
                length = acting.date_end - acting.date_start
                vals["date_start"] = fields.Date.add(acting.date_end, days=1)
                vals["date_end"] = vals["date_start"] + length
        return vals_list

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if used := self.filtered(lambda acting: acting.state != "planned"):
            raise UserError(
                self.env._(
                    "%s is kept, as the trace of who acted when: end it instead.",
                    used[0].display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_about_oneself(self):
        self._check_maker()

    def _check_fixed(self, vals):
        """:raise UserError: when somebody has acted by it, naming the field"""
        fixed = sorted(FIXED & vals.keys())
        used = self.filtered(lambda acting: acting.state != "planned")
        if used and fixed:
            raise UserError(
                self.env._(
                    "“%(field)s” of %(acting)s can no longer change: end it and make "
                    "another one.",
                    field=self._fields[fixed[0]]._description_string(self.env),
                    acting=used[0].display_name,
                )
            )
        if "date_end" in vals and self.filtered(lambda a: a.state not in IN_FORCE):
            raise UserError(
                self.env._("What has ended stays as it was: make another one.")
            )

    def _check_maker(self):
        """Let nobody choose who decides about themselves.

        :raise UserError: for HR's manager whose own superior is stood in for
        """
        if self.env.su:
            return
        own = get_own_employees(self.env)
        # sudo: hr.employee, asn.appraisal - who leads the user
        appraisals = self.env["asn.appraisal"].sudo()
        mine = appraisals.search(
            [("employee_id", "in", own.ids), ("cycle_id.state", "!=", "closed")]
        )
        above = (own.parent_id | mine._get_line_superiors()) - own
        for acting in self:
            concerned = acting.department_id.id in own.department_id.ids
            if acting.replaced_id:
                concerned = acting.replaced_id.id in above.ids
            if concerned:
                raise UserError(
                    self.env._(
                        "This would settle who decides about you: another manager has "
                        "to enter it."
                    )
                )
