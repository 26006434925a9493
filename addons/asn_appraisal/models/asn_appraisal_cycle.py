# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

# What may not change once raters have been asked by these rules.
FROZEN_FIELDS = {
    "company_id",
    "date_end",
    "date_start",
    "method_id",
    "template_rule_ids",
}
# Of an appraisal: its superior has not decided yet.
UNDECIDED_STATES = ("planning", "agreed", "evaluation")
POPULATION_GROUPS = (
    "asn_appraisal.group_asn_appraisal_manager,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisalCycle(models.Model):
    """A period in which a population is appraised by one set of rules.

    The rules are copied into ``snapshot`` at launch; every form, score and
    explanation of the cycle reads them there and never in today's configuration.
    """

    _name = "asn.appraisal.cycle"
    _description = "Appraisal Cycle"
    _inherit = ["asn.workflow.mixin", "mail.thread"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    _workflow_fields = frozenset(
        {
            "state",
            "snapshot",
            "seed",
            "criterion_ids",
            "job",
            "job_total",
            "job_message",
            "job_user_id",
            "launched_on",
            "evaluation_closed_on",
            "published_on",
            "verified_on",
            "deviating_count",
            "unverifiable_count",
            "figures",
            "figures_on",
        }
    )

    # description
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    introduction = fields.Text(
        translate=True,
        help="Shown to every rater above the form: what this cycle is for, and what "
        "happens with the answers.",
    )
    # rules
    method_id = fields.Many2one(
        "asn.rating.method",
        required=True,
        ondelete="restrict",
        check_company=True,
        help="How ratings become a predicate. Copied into the cycle at launch: later "
        "changes of the method do not touch this cycle.",
    )
    template_rule_ids = fields.One2many(
        "asn.appraisal.cycle.template",
        "cycle_id",
        string="Forms",
        copy=True,
        help="The first line that fits an employee decides which form is used.",
    )
    criterion_ids = fields.Many2many(
        "asn.criterion",
        string="Criteria in Use",
        readonly=True,
        copy=False,
        help="Every criterion of the forms, noted at launch.",
    )
    snapshot = fields.Json(
        copy=False,
        groups=fields.NO_ACCESS,
        prefetch=False,  # large, and read through _get_frozen() alone
    )
    seed = fields.Char(copy=False, groups=fields.NO_ACCESS)
    # dates
    date_start = fields.Date(
        string="Period Start", required=True, help="First day of the work appraised."
    )
    date_end = fields.Date(
        string="Period End", required=True, help="Last day of the work appraised."
    )
    evaluation_start = fields.Date(default=fields.Date.context_today)
    evaluation_end = fields.Date(
        string="Evaluation Deadline",
        help="Raters are asked to answer by this day. The stage ends when HR closes "
        "it, or on the day after if stages follow their dates.",
    )
    decision_end = fields.Date(
        string="Decision Deadline",
        help="Superiors are asked to decide by this day.",
    )
    publication_date = fields.Date(
        string="Planned Publication",
        help="Told to everybody concerned as the day on which results can be read.",
    )
    follow_dates = fields.Boolean(
        string="Stages Follow Their Dates",
        help="On their own, planning and evaluation end on the day after their "
        "deadlines, and after a planning stage the evaluation opens on its day.",
    )
    launched_on = fields.Datetime(readonly=True, copy=False)
    evaluation_closed_on = fields.Datetime(readonly=True, copy=False)
    published_on = fields.Datetime(readonly=True, copy=False)
    # population: who is left out, and why, is between HR and the person
    population_domain = fields.Char(
        string="Population",
        default="[]",
        help="Which employees take part. Archived employees never do.",
    )
    included_employee_ids = fields.Many2many(
        "hr.employee",
        "asn_appraisal_cycle_included_rel",
        string="Added by Hand",
        check_company=True,
        copy=False,
        help="They take part whatever the population says, also when added while the "
        "cycle is running: “Add Late Joiners” then asks their raters.",
        groups=POPULATION_GROUPS,
    )
    excluded_employee_ids = fields.Many2many(
        "hr.employee",
        "asn_appraisal_cycle_excluded_rel",
        string="Left Out by Hand",
        check_company=True,
        copy=False,
        help="They never take part, even if added by hand. Who has been launched "
        "already stays: cancel the appraisal instead.",
        groups=POPULATION_GROUPS,
    )
    population_count = fields.Integer(
        string="Employees",
        compute="_compute_population_count",
        groups="asn_appraisal.group_asn_appraisal_manager",
    )
    load_limit = fields.Integer(
        string="Most Minutes per Rater",
        default=90,
        help="Peers and subordinates are not asked beyond it. Superiors are asked all "
        "the same: “Check Readiness” and “Preview Launch” name those whose forms are "
        "expected to take longer. 0: no limit.",
    )
    # state
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("planning", "Planning"),
            ("monitoring", "Monitoring"),
            ("evaluation", "Evaluation"),
            ("calibration", "Decision"),
            ("published", "Published"),
            ("closed", "Closed"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    job = fields.Selection(
        [
            ("launch", "Launching"),
            ("score", "Scoring"),
            ("publish", "Publishing"),
            ("notify", "Notifying"),
        ],
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    job_total = fields.Integer(readonly=True, copy=False)
    job_message = fields.Char(readonly=True, copy=False)
    job_user_id = fields.Many2one(
        "res.users",
        string="Started By",
        readonly=True,
        copy=False,
        help="Whose language the work in the background writes in.",
    )
    job_done = fields.Integer(compute="_compute_job_done")
    # content
    appraisal_ids = fields.One2many("asn.appraisal", "cycle_id", copy=False)
    issue_ids = fields.One2many("asn.appraisal.cycle.issue", "cycle_id", copy=False)
    gap_ids = fields.One2many("asn.appraisal.cycle.gap", "cycle_id", copy=False)
    appraisal_count = fields.Integer(compute="_compute_counts")
    evaluation_count = fields.Integer(compute="_compute_counts")
    submitted_count = fields.Integer(compute="_compute_counts")
    submitted_rate = fields.Float(
        string="Answered", compute="_compute_counts", help="Percent of all forms."
    )
    decided_count = fields.Integer(compute="_compute_counts")
    published_count = fields.Integer(compute="_compute_counts")
    issue_count = fields.Integer(compute="_compute_counts")

    _period_order = models.Constraint(
        "CHECK (date_end >= date_start)",
        "The period of a cycle cannot end before it starts.",
    )
    _load_limit_positive = models.Constraint(
        "CHECK (load_limit >= 0)", "The minutes per rater cannot be negative."
    )
    _deadline_order = models.Constraint(
        "CHECK (evaluation_end >= evaluation_start AND decision_end >= evaluation_end "
        "AND publication_date >= decision_end)",
        "The dates of a cycle must follow each other: evaluation opens, evaluation "
        "deadline, decision deadline, publication.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends(
        "population_domain",
        "included_employee_ids",
        "excluded_employee_ids",
        "company_id",
    )
    def _compute_population_count(self):
        for cycle in self:
            cycle.population_count = self.env["hr.employee"].search_count(
                cycle._get_participants_domain()
            )

    @api.depends_context("uid")
    def _compute_counts(self):
        appraisals = self._count_by_state("asn.appraisal")
        evaluations = self._count_by_state("asn.appraisal.evaluation")
        issues = self._count_issues()
        for cycle in self:
            states, forms = appraisals[cycle.id], evaluations[cycle.id]
            waiting = sum(states.get(state, 0) for state in UNDECIDED_STATES)
            cycle.appraisal_count = sum(states.values())
            cycle.decided_count = cycle.appraisal_count - waiting
            cycle.published_count = cycle.decided_count - states.get("rated", 0)
            cycle.evaluation_count = sum(forms.values())
            cycle.submitted_count = forms.get("submitted", 0)
            cycle.submitted_rate = (
                100 * cycle.submitted_count / (cycle.evaluation_count or 1)
            )
            cycle.issue_count = issues.get(cycle, 0)

    def _count_issues(self):
        """Count the gaps of each cycle, for those who may read gaps.

        :return: dict of cycle to number
        """
        Issue = self.env["asn.appraisal.cycle.issue"]
        if not Issue.has_access("read"):
            return {}
        domain = [("cycle_id", "in", self.ids)]
        return dict(Issue._read_group(domain, ["cycle_id"], ["__count"]))

    def _count_by_state(self, model):
        """Count records of ``model`` per cycle and state, cancelled ones left out.

        Forms that came by link are left out as well: one more at a known hour would
        tell whose it was. So are forms about the user, who would see own raters answer.

        :return: dict of cycle id to dict of state to number
        """
        counts = {cycle.id: {} for cycle in self}
        domain = Domain("cycle_id", "in", self.ids) & Domain("state", "!=", "cancelled")
        if model == "asn.appraisal.evaluation":
            domain &= Domain("confidentiality", "!=", "anonymous")
            own = self.env.user.sudo().employee_ids
            domain &= Domain("employee_id", "not in", own.ids)
        # sudo: appraisals and evaluations - a cycle's totals name nobody
        groups = (
            self.env[model]
            .sudo()
            ._read_group(domain, ["cycle_id", "state"], ["__count"])
        )
        for cycle, state, count in groups:
            counts[cycle.id][state] = count
        return counts

    @api.depends("job", "job_total")
    def _compute_job_done(self):
        for cycle in self:
            remaining = cycle._get_job()._count_remaining(cycle) if cycle.job else 0
            cycle.job_done = max(cycle.job_total - remaining, 0)

    # ------------------------------------------------------------
    # CONSTRAINS AND CRUD
    # ------------------------------------------------------------

    @api.constrains("population_domain")
    def _check_population_domain(self):
        for cycle in self:
            try:
                cycle._get_population()
            except Exception as error:
                raise ValidationError(
                    self.env._(
                        "The population of cycle “%(cycle)s” cannot be read: %(error)s",
                        cycle=cycle.name,
                        error=error,
                    )
                ) from error

    def write(self, vals):
        self._check_frozen(vals)
        return super().write(vals)

    def _check_frozen(self, vals):
        """Refuse a change of the rules under which raters were asked.

        :raise UserError: naming the cycle and the field
        """
        frozen = self._get_frozen_fields() & vals.keys()
        launched = self.filtered(lambda cycle: cycle.state != "draft")
        if frozen and launched:
            raise UserError(
                self.env._(
                    "Cycle “%(cycle)s” has been launched: its rules are frozen, so "
                    "that everybody is judged by what was announced. “%(field)s” can "
                    "no longer change.",
                    cycle=launched[0].name,
                    field=self._fields[min(frozen)]._description_string(self.env),
                )
            )

    @api.model
    def _get_frozen_fields(self):
        """Return the names of the fields that no longer change after the launch."""
        return FROZEN_FIELDS

    @api.ondelete(at_uninstall=False)
    def _unlink_except_launched(self):
        if launched := self.filtered(lambda cycle: cycle.state != "draft"):
            raise UserError(
                self.env._(
                    "Cycle “%(cycle)s” has been launched and holds people's "
                    "appraisals. Archive it instead of deleting it.",
                    cycle=launched[0].name,
                )
            )
