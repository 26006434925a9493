# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .asn_one_record import check_one

# No rater has been asked yet.
UNASKED_STATES = ("planning", "agreed")
# Of a plan: somebody still has to do something about it.
OPEN_PLANS = ("draft", "submitted")
# From here on the person appraised reads the outcome.
PUBLISHED_STATES = ("published", "acknowledged", "objected", "final")


class AsnAppraisal(models.Model):
    """One employee in one post in one cycle, as things stood at launch.

    It holds nothing that the person appraised must not see: ratings, scores and
    predicates are in ``asn.appraisal.outcome``, raters in
    ``asn.appraisal.evaluation``, each with rules of its own.
    """

    _name = "asn.appraisal"
    _description = "Appraisal"
    _inherit = ["asn.workflow.mixin", "mail.thread", "mail.activity.mixin"]
    # The newest cycle first: "cycle_id" orders as cycles do, "desc" would turn that.
    _order = "cycle_id, employee_id, date_start"
    _rec_names_search = ["employee_id", "cycle_id"]
    _check_company_auto = True
    _mail_post_access = "read"

    _workflow_fields = frozenset(
        {
            "cycle_id",
            "employee_id",
            "company_id",
            "template_id",
            "superior_id",
            "superior_capacity",
            "behalf_of_id",
            "acting_id",
            "department_id",
            "unit_id",
            "job_id",
            "job_title",
            "date_start",
            "date_end",
            "state",
            "exemption",
            "purged_on",
        }
    )

    # who and when
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    date_start = fields.Date(required=True, readonly=True)
    date_end = fields.Date(required=True, readonly=True)
    template_id = fields.Many2one(
        "asn.appraisal.template",
        string="Form",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    # as at launch: people move, the appraisal stays with the post that it is about
    superior_id = fields.Many2one(
        "hr.employee",
        string="Appraiser",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The superior who decides this appraisal, as noted at launch.",
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, index=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(
        "asn.appraisal.unit",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Among whose people the person is counted: of somebody who leads a "
        "department, the unit above it.",
    )
    job_id = fields.Many2one("hr.job", readonly=True, ondelete="restrict")
    job_title = fields.Char(readonly=True)
    # state
    state = fields.Selection(
        [
            ("planning", "Planning"),
            ("agreed", "Agreed"),
            ("evaluation", "Evaluation"),
            ("rated", "Decided"),
            ("published", "Published"),
            ("acknowledged", "Acknowledged"),
            ("objected", "Objection"),
            ("final", "Final"),
            ("cancelled", "Cancelled"),
        ],
        default="planning",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    cycle_state = fields.Selection(
        related="cycle_id.state", string="Stage of Cycle", tracking=False
    )
    has_planning = fields.Boolean(related="cycle_id.has_planning")
    planning_end = fields.Date(related="cycle_id.planning_end")
    evaluation_start = fields.Date(related="cycle_id.evaluation_start")
    evaluation_end = fields.Date(related="cycle_id.evaluation_end")
    decision_end = fields.Date(related="cycle_id.decision_end")
    publication_date = fields.Date(related="cycle_id.publication_date")
    # content
    evaluation_ids = fields.One2many("asn.appraisal.evaluation", "appraisal_id")
    outcome_ids = fields.One2many("asn.appraisal.outcome", "appraisal_id")
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        string="Outcome in Force",
        compute="_compute_outcome_id",
        search="_search_outcome_id",
        help="The latest version that you may read.",
    )
    # Not by sudo: the rules of the outcome decide who reads what hangs on it.
    predicate_id = fields.Many2one(
        related="outcome_id.predicate_id", related_sudo=False
    )
    predicate_color = fields.Integer(
        related="outcome_id.predicate_id.color", related_sudo=False
    )
    result_ids = fields.One2many(related="outcome_id.result_ids", related_sudo=False)
    comment_ids = fields.One2many(related="outcome_id.comment_ids", related_sudo=False)
    explanation_view = fields.Json(
        related="outcome_id.explanation_view", related_sudo=False
    )
    result_reason = fields.Text(related="outcome_id.result_reason", related_sudo=False)
    behaviour_reason = fields.Text(
        related="outcome_id.behaviour_reason", related_sudo=False
    )

    _unique_segment = models.UniqueIndex(
        "(cycle_id, employee_id, date_start)",
        "This employee already has an appraisal with this start date in the cycle.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("employee_id", "cycle_id")
    def _compute_display_name(self):
        for appraisal in self:
            # sudo: hr.employee, asn.appraisal.cycle - names only, of a readable record
            sudo = appraisal.sudo()
            appraisal.display_name = f"{sudo.employee_id.name} – {sudo.cycle_id.name}"

    @api.depends_context("uid")
    @api.depends("outcome_ids.version", "outcome_ids.state")
    def _compute_outcome_id(self):
        outcomes = self.env["asn.appraisal.outcome"].search(
            [("appraisal_id", "in", self.ids)], order="version"
        )
        latest = {outcome.appraisal_id.id: outcome.id for outcome in outcomes}
        for appraisal in self:
            appraisal.outcome_id = latest.get(appraisal.id)

    def _search_outcome_id(self, operator, value):
        if operator == "any":
            return Domain("outcome_ids", "any", value)
        if operator != "in":
            return NotImplemented
        found = Domain("outcome_ids", "in", [id_ for id_ in value if id_])
        if False in value:
            # none that the user may read: whether there is another is not told
            readable = self.env["asn.appraisal.outcome"]._search([])
            found |= Domain("id", "not in", readable.subselect("appraisal_id"))
        return found

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_decide(self):
        """Open the decision on both ratings.

        :raise UserError: naming who may decide, and when
        """
        check_one(self)
        self._check_can_decide()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide: %s", self.sudo().employee_id.name),
            "res_model": "asn.appraisal.decision",
            "view_mode": "form",
            "target": "new",
            "context": {"default_appraisal_id": self.id},
        }

    def _check_can_decide(self):
        """Let only the appraiser decide, between scoring and publication.

        :raise AccessError: when somebody else asks
        :raise UserError: when it is too early or too late
        """
        self.check_access("read")
        for appraisal in self:
            if not appraisal.is_my_team:
                raise AccessError(
                    self.env._(
                        "Only %(superior)s decides the appraisal of %(employee)s.",
                        superior=appraisal.sudo().superior_id.name,
                        employee=appraisal.sudo().employee_id.name,
                    )
                )
            if not appraisal.can_decide:
                raise UserError(
                    self.env._(
                        "The appraisal of %s can be decided after the evaluation stage "
                        "has closed and its answers are scored, and until it is "
                        "published.",
                        appraisal.sudo().employee_id.name,
                    )
                )

    def action_cancel(self):
        """Take appraisals out of their cycle; answers are kept, nobody is asked again.

        :return: True
        :raise UserError: when a result is already published
        """
        self._check_manager()
        for appraisal in self:
            if appraisal.state in PUBLISHED_STATES:
                raise UserError(
                    self.env._(
                        "%s: a published result cannot be cancelled.",
                        appraisal.display_name,
                    )
                )
        # sudo: asn.appraisal - a step of the workflow, checked above
        self.sudo()._workflow_write({"state": "cancelled"})
        # sudo: asn.appraisal.evaluation - one's own row among them is hidden
        evaluations = self.sudo().evaluation_ids
        evaluations.filtered("is_open")._workflow_write({"state": "cancelled"})
        # sudo: asn.appraisal.plan - nobody waits for it, nor is reminded, any more
        plans = self.sudo().plan_ids.filtered(lambda p: p.state in OPEN_PLANS)
        plans._workflow_write({"state": "withdrawn"})
        # sudo: hr.employee - the cycle's list of those left out
        for cycle, appraisals in self.grouped("cycle_id").items():
            cycle.excluded_employee_ids |= appraisals.employee_id
        return True

    def action_open_eligibility(self):
        """Show HR who could rate the person, and why others cannot."""
        check_one(self)
        self._check_manager()
        return self.env["asn.appraisal.eligibility"]._open(self)

    def action_print_result(self):
        """Print the result documents of published appraisals."""
        self._check_published()
        return self.env.ref(
            "asn_appraisal.action_report_appraisal_result"
        ).report_action(self)

    def _check_published(self):
        """Let only published results be printed, by those who may read them.

        :raise UserError: naming the first appraisal that is not published
        :raise AccessError: naming the first whose result the user may not read
        """
        for appraisal in self:
            if appraisal.state not in PUBLISHED_STATES:
                raise UserError(
                    self.env._(
                        "%s is not published yet and cannot be printed.",
                        appraisal.display_name,
                    )
                )
            if not appraisal.outcome_id:
                raise AccessError(
                    self.env._(
                        "You may follow %s, but not read its result.",
                        appraisal.display_name,
                    )
                )

    def _check_manager(self):
        """:raise AccessError: unless HR's appraisal manager asks, for others"""
        self.check_access("read")
        if self.env.su:
            return
        if not self.env.user.has_group("asn_appraisal.group_asn_appraisal_manager"):
            raise AccessError(
                self.env._("Only managers of performance appraisal may do this.")
            )
        if any(appraisal.is_mine for appraisal in self):
            raise AccessError(
                self.env._("Your own appraisal has to be handled by another manager.")
            )

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    @api.model
    def mail_allowed_qweb_expressions(self):
        """Let core fill these in without compiling the text anew for every mail."""
        return (
            *super().mail_allowed_qweb_expressions(),
            "object.cycle_id.name",
            "object.employee_id.name",
            "object.employee_id.user_id.lang",
            "object.employee_id.user_id.partner_id.id",
        )
