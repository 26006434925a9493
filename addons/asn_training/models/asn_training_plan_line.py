# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# What the person notes when an activity is done; the rest is the plan.
OF_REALISATION = frozenset(
    {"done_on", "hours_done", "done_note", "evidence_ids", "attachment_ids"}
)
# Nobody has looked at it yet, or it was not accepted.
OPEN_STATES = ("planned", "rejected")


class AsnTrainingPlanLine(models.Model):
    """One activity of a development plan: what for, how, by when, and what was done.

    Evidence is an attachment of the line, so that core lets those open it who may read
    the plan. How it is verified is in ``asn_training_plan_line_flow.py``.
    """

    _name = "asn.training.plan.line"
    _description = "Activity of a Development Plan"
    _inherit = ["asn.workflow.mixin"]
    _order = "plan_id, sequence, target_date, id"

    _workflow_fields = frozenset(
        {
            "origin",
            "origin_key",
            "state",
            "verified_by_id",
            "verified_on",
            "reject_reason",
            "credited_hours",
        }
    )

    plan_id = fields.Many2one(
        "asn.training.plan", required=True, index=True, ondelete="cascade"
    )
    employee_id = fields.Many2one(related="plan_id.employee_id", store=True, index=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    year = fields.Integer(related="plan_id.year", store=True, aggregator=None)
    plan_state = fields.Selection(related="plan_id.state", string="State of the Plan")
    sequence = fields.Integer(default=10)
    # what for
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('parent_id', '=', False)]",
    )
    skill_id = fields.Many2one("hr.skill", index="btree_not_null", ondelete="restrict")
    name = fields.Char(
        string="What to Learn",
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="A skill, a value, or a wish in your own words.",
    )
    reason = fields.Text(string="Why")
    origin = fields.Selection(
        [
            ("recommendation", "Recommendation"),
            ("job", "Skill gap of the post"),
            ("coaching", "Coaching"),
            ("wish", "Own wish"),
        ],
        string="Where It Comes From",
        default="wish",
        required=True,
        readonly=True,
        copy=False,
    )
    origin_key = fields.Char(readonly=True, copy=False)
    # how
    programme_id = fields.Many2one(
        "asn.training.programme", index="btree_not_null", ondelete="restrict"
    )
    method_id = fields.Many2one(
        "asn.training.method",
        compute="_compute_method_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    share = fields.Selection(
        related="method_id.share", string="Share of the Plan", store=True
    )
    hours = fields.Float(
        string="JP",
        compute="_compute_hours",
        store=True,
        readonly=False,
        precompute=True,
        digits=(16, 2),
    )
    target_date = fields.Date(string="To Be Done By")
    # what was done
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("done", "Done, to be verified"),
            ("verified", "Verified"),
            ("rejected", "Not accepted"),
        ],
        default="planned",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    done_on = fields.Date(copy=False)
    hours_done = fields.Float(
        string="JP It Took",
        digits=(16, 2),
        copy=False,
        help="Empty: as many as were planned.",
    )
    done_note = fields.Text(string="What Was Done", copy=False)
    attachment_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        domain=[("res_model", "=", "asn.training.plan.line")],
    )
    evidence_ids = fields.Many2many(
        "ir.attachment",
        compute="_compute_evidence_ids",
        inverse="_inverse_evidence_ids",
        help="Kept inside: only you, who verifies, HR's training managers and auditors "
        "can open it.",
    )
    verified_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    verified_on = fields.Date(readonly=True, copy=False)
    reject_reason = fields.Text(
        string="Why It Was Not Accepted", readonly=True, copy=False
    )
    credited_hours = fields.Float(
        string="JP Verified", digits=(16, 2), readonly=True, copy=False
    )

    _unique_origin = models.UniqueIndex(
        "(plan_id, origin_key) WHERE origin_key IS NOT NULL",
        "The plan has an activity for this already.",
    )
    _hours_not_negative = models.Constraint(
        "CHECK (hours >= 0 AND hours_done >= 0)", "Learning hours cannot be negative."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("criterion_id", "skill_id", "programme_id")
    def _compute_name(self):
        for line in self:
            subject = line.skill_id or line.criterion_id or line.programme_id
            line.name = line.name or subject.display_name

    @api.depends("programme_id")
    def _compute_method_id(self):
        for line in self:
            line.method_id = line.programme_id.method_id or line.method_id

    @api.depends("programme_id", "method_id")
    def _compute_hours(self):
        for line in self:
            method = line.method_id
            fixed = method.hours_rule in ("fixed", "session") and method.hours_fixed
            line.hours = fixed or line.programme_id.hours or line.hours

    @api.depends("attachment_ids")
    def _compute_evidence_ids(self):
        for line in self:
            line.evidence_ids = line.attachment_ids

    def _inverse_evidence_ids(self):
        for line in self:
            line.attachment_ids = line.evidence_ids

    # ------------------------------------------------------------
    # CONSTRAINS AND CRUD
    # ------------------------------------------------------------

    @api.constrains("target_date", "done_on", "year")
    def _check_dates(self):
        today = fields.Date.context_today(self)
        for line in self:
            days = [day for day in (line.target_date, line.done_on) if day]
            if any(day.year != line.year for day in days):
                raise ValidationError(
                    self.env._(
                        "“%(line)s”: the days must lie in the plan's year, %(year)s.",
                        line=line.name,
                        year=line.year,
                    )
                )
            if line.done_on and line.done_on > today:
                raise ValidationError(
                    self.env._("“%s” cannot be done in the future.", line.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self._is_workflow():
            lines.plan_id._check_writable()
        return lines

    def write(self, vals):
        if not self._is_workflow():
            self.plan_id.check_access("write")  # before a word on the state
            self._check_may_write(vals.keys())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        self._check_may_write({"plan_id"}, deletes=True)

    def _check_may_write(self, names, *, deletes=False):
        """Let the plan change while it is written, and what was done once approved.

        :raise UserError: telling why it stays as it is
        """
        if "plan_id" in names and not deletes:
            raise UserError(self.env._("An activity stays in its plan."))
        for line in self:
            if line.state not in OPEN_STATES:
                raise UserError(
                    self.env._(
                        "“%s” was noted as done and stays as it is. Take it back "
                        "first, as long as nobody has verified it.",
                        line.name,
                    )
                )
            noted = set(names) <= OF_REALISATION and line.plan_id.state == "approved"
            if not noted:
                line.plan_id._check_writable()

    def _prepare_copy(self):
        """Return what a version of the plan keeps of the activity."""
        return {
            "name": self.name,
            "programme": self.programme_id.name or "",
            "method": self.method_id.name or "",
            "hours": self.hours,
            "target_date": str(self.target_date or "") or False,
            "state": self.state,
        }
