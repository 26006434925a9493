# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

from .asn_appraisal_plan import PLAN_STAGES
from .asn_one_record import check_one


class AsnAppraisalProgress(models.Model):
    """One entry of the log: work done, noted once, with its evidence inside.

    Evidence is an attachment of the entry, so that core lets those open it who may
    read the entry: the employee, the appraiser, HR's managers and auditors.
    """

    _name = "asn.appraisal.progress"
    _description = "Progress"
    _inherit = ["asn.workflow.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    _workflow_fields = frozenset({"state", "question", "check_id"})

    # what it is about
    appraisal_id = fields.Many2one(
        "asn.appraisal",
        compute="_compute_appraisal_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="cascade",
    )
    employee_id = fields.Many2one(
        related="appraisal_id.employee_id", store=True, index=True
    )
    superior_id = fields.Many2one(
        related="appraisal_id.superior_id", string="Appraiser", store=True, index=True
    )
    company_id = fields.Many2one(
        related="appraisal_id.company_id", store=True, index=True
    )
    cycle_id = fields.Many2one(related="appraisal_id.cycle_id")
    indicator_id = fields.Many2one(
        "asn.appraisal.indicator",
        index="btree_not_null",
        ondelete="set null",  # what was done stays noted
        domain="[('plan_id.is_mine', '=', True), ('plan_id.is_current', '=', True), "
        "('plan_id.cycle_id.state', 'in', ('planning', 'monitoring', 'evaluation')), "
        "('appraisal_id.date_start', '<=', 'today')]",
        help="Which indicator of the plan the work counts for. Empty: other work, kept "
        "as a note.",
    )
    goal_id = fields.Many2one(related="indicator_id.goal_id")
    direction = fields.Selection(related="indicator_id.direction")
    unit = fields.Char(related="indicator_id.unit")
    # the entry
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    name = fields.Char(string="What Was Done", required=True)
    amount = fields.Float(
        digits=(16, 2),
        help="How much of what the indicator counts. Not needed where it is done by a "
        "date.",
    )
    # evidence, as hr.leave keeps its supporting documents
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", domain=[("res_model", "=", "asn.appraisal.progress")]
    )
    evidence_ids = fields.Many2many(
        "ir.attachment",
        compute="_compute_evidence_ids",
        inverse="_inverse_evidence_ids",
        help="Kept inside: only you, your superior, HR's managers and auditors can "
        "open it.",
    )
    evidence_count = fields.Integer(
        string="Evidence Files", compute="_compute_evidence_ids"
    )
    # the superior's view of it
    state = fields.Selection(
        [("noted", "Noted"), ("questioned", "Questioned")],
        default="noted",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        help="A questioned entry does not count until the employee has answered it.",
    )
    question = fields.Text(string="Question of the Superior", readonly=True, copy=False)
    answer = fields.Text(copy=False)
    check_id = fields.Many2one(
        "asn.appraisal.check",
        string="Looked At In",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The periodic check that closed this entry.",
    )
    is_mine = fields.Boolean(compute="_compute_viewer")
    is_my_team = fields.Boolean(compute="_compute_viewer")
    is_locked = fields.Boolean(compute="_compute_viewer")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("indicator_id")
    def _compute_appraisal_id(self):
        default = None
        for entry in self:
            if entry.indicator_id:
                entry.appraisal_id = entry.indicator_id.appraisal_id
            elif not entry.appraisal_id:
                default = default or self._get_current_appraisal()
                entry.appraisal_id = default

    @api.model
    def _get_current_appraisal(self):
        """Return the user's own appraisal that is worked on today, or none."""
        today = fields.Date.context_today(self)
        domain = [
            ("is_mine", "=", True),
            ("cycle_id.state", "in", PLAN_STAGES),
            ("cycle_id.has_planning", "=", True),
            ("state", "!=", "cancelled"),
        ]
        appraisals = self.env["asn.appraisal"].search(domain, order="date_start desc")
        current = appraisals.filtered(lambda a: a.date_start <= today <= a.date_end)
        return (current or appraisals)[:1]

    @api.depends("attachment_ids")
    def _compute_evidence_ids(self):
        for entry in self:
            entry.evidence_ids = entry.attachment_ids
            entry.evidence_count = len(entry.attachment_ids)

    def _inverse_evidence_ids(self):
        for entry in self:
            entry.attachment_ids = entry.evidence_ids

    @api.depends_context("uid")
    @api.depends("appraisal_id", "check_id.state")
    def _compute_viewer(self):
        for entry in self:
            # sudo: asn.appraisal - relations to the user, and the stage
            appraisal = entry.sudo().appraisal_id
            entry.is_mine = appraisal.employee_id.user_id.id == self.env.uid
            entry.is_my_team = appraisal.superior_id.user_id.id == self.env.uid
            entry.is_locked = (
                bool(entry.sudo().check_id)
                or appraisal.cycle_id.state not in PLAN_STAGES
            )

    # ------------------------------------------------------------
    # CONSTRAINS AND CRUD
    # ------------------------------------------------------------

    @api.constrains("date", "appraisal_id")
    def _check_date(self):
        today = fields.Date.context_today(self)
        for entry in self:
            # sudo: asn.appraisal - the period alone
            appraisal = entry.sudo().appraisal_id
            if entry.date > today or not (
                appraisal.date_start <= entry.date <= appraisal.date_end
            ):
                raise ValidationError(
                    self.env._(
                        "“%(entry)s”: the day must lie between %(start)s and "
                        "%(end)s and not in the future.",
                        entry=entry.name,
                        start=format_date(self.env, appraisal.date_start),
                        end=format_date(self.env, appraisal.date_end),
                    )
                )

    @api.constrains("appraisal_id", "indicator_id")
    def _check_indicator(self):
        for entry in self.filtered("indicator_id"):
            # sudo: asn.appraisal.indicator - whose it is, compared alone
            if entry.sudo().indicator_id.appraisal_id != entry.appraisal_id:
                raise ValidationError(
                    self.env._(
                        "“%s” belongs to an indicator of another appraisal.", entry.name
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._check_open()
        return entries

    def write(self, vals):
        if self._is_workflow() or self.env.su:
            return super().write(vals)
        self._check_open()
        result = super().write(vals)
        self._check_open()
        # An entry that was changed, or whose question was answered, counts again.
        answered = self.filtered(lambda entry: entry.state == "questioned")
        # sudo: asn.appraisal.progress - a step of the workflow
        answered.sudo()._workflow_write({"state": "noted"})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._check_open()

    def _check_open(self):
        """Let the employee alone write the log, until it is checked or closed.

        :raise AccessError: for anybody else
        :raise UserError: saying why the entry can no longer change
        """
        if self.env.su:
            return
        for entry in self:
            if not entry.is_mine:
                raise AccessError(
                    self.env._(
                        "Only %s writes this log.",
                        # sudo: hr.employee - whose log it is
                        entry.sudo().employee_id.name or "–",
                    )
                )
            if entry.is_locked:
                raise UserError(entry._get_locked_reason())

    def _get_locked_reason(self):
        # sudo: asn.appraisal.check - the period of the check that closed it
        check = self.sudo().check_id
        if check:
            return self.env._(
                "“%(entry)s” was looked at in the check until %(day)s and stays as "
                "it is. Note a correction as an entry of its own.",
                entry=self.name,
                day=format_date(self.env, check.date_to),
            )
        return self.env._(
            "“%s”: the log of this period is closed, because its evaluation is over or "
            "has no plan.",
            self.name,
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open(self):
        """Open the entry over the page that it stands on."""
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_ask_question(self):
        """Ask what is unclear."""
        self._check_can_question()
        remark = self.env["asn.appraisal.plan.remark"]
        return remark._ask(self, "question", self.env._("Ask About: %s", self.name))

    def action_question(self, question):
        """Ask about an entry: it does not count until it is answered.

        :param str question: what is unclear, read by the employee
        :return: True
        :raise AccessError: for anybody but the superior
        :raise UserError: without a question, or when the log is closed
        """
        self._check_can_question()
        if not (question or "").strip():
            raise UserError(self.env._("Please write what is unclear."))
        # sudo: asn.appraisal.progress - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {"state": "questioned", "question": question.strip(), "answer": False}
        )
        return True

    def _check_can_question(self):
        """:raise AccessError: for anybody but the superior; UserError: when closed"""
        check_one(self)
        self.check_access("read")
        if not self.is_my_team or self.is_mine:
            raise AccessError(self.env._("Only the superior asks about an entry."))
        if self.is_locked:
            raise UserError(self._get_locked_reason())
