# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_config_text import pick
from .asn_one_record import check_one

LEVELS = [
    ("below", "Below expectation"),
    ("meets", "Meets expectation"),
    ("above", "Above expectation"),
]


class AsnAppraisalOutcome(models.Model):
    """One version of what an appraisal came to: suggested, decided, published.

    It is a model of its own so that record rules can keep it from the person
    appraised until it is published; the appraisal itself is never hidden.
    """

    _name = "asn.appraisal.outcome"
    _description = "Outcome of an Appraisal"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "appraisal_id, version desc, id desc"
    _rec_name = "employee_id"

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "superior_id",
            "department_id",
            "version",
            "state",
            "kind",
            "result_score",
            "behaviour_score",
            "result_suggested",
            "behaviour_suggested",
            "result_points_suggested",
            "behaviour_points_suggested",
            "predicate_suggested_id",
            "result_rating",
            "behaviour_rating",
            "result_points",
            "behaviour_points",
            "innovation",
            "total",
            "predicate_id",
            "result_reason",
            "behaviour_reason",
            "decided_by_id",
            "decided_on",
            "signatory_id",
            "signatory_title",
            "published_on",
            "explanation",
            "verification_state",
            "verified_on",
            "received_on",
            "receipt",
            "response",
            "responded_on",
            "response_reason",
            "objection_until",
            "objection_id",
            "annulled",
            "year_result",
        }
    )

    # what it is about, copied so that rules and lists need no join
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True
    )
    superior_id = fields.Many2one(
        "hr.employee",
        string="Appraiser",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, index=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(
        related="appraisal_id.unit_id",
        store=True,  # people of a unit are counted by it
        index="btree_not_null",
    )
    version = fields.Integer(default=1, required=True, readonly=True)
    state = fields.Selection(
        [
            ("suggested", "Suggested"),
            ("decided", "Decided"),
            ("published", "Published"),
            ("superseded", "Superseded"),
        ],
        default="suggested",
        required=True,
        readonly=True,
        index=True,
    )
    kind = fields.Selection(
        [("matrix", "Two ratings"), ("score", "Number of points")],
        string="Kind of Method",
        required=True,
        readonly=True,
        default="matrix",
    )
    # suggestion, computed from the answers
    result_score = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    behaviour_score = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    result_suggested = fields.Selection(LEVELS, readonly=True)
    behaviour_suggested = fields.Selection(LEVELS, readonly=True)
    result_points_suggested = fields.Float(
        digits=(16, 2), readonly=True, aggregator="avg"
    )
    behaviour_points_suggested = fields.Float(
        digits=(16, 2), readonly=True, aggregator="avg"
    )
    predicate_suggested_id = fields.Many2one(
        "asn.predicate",
        string="Suggested Predicate",
        readonly=True,
        ondelete="restrict",
    )
    # decision of the superior
    result_rating = fields.Selection(LEVELS, string="Work Result", readonly=True)
    behaviour_rating = fields.Selection(LEVELS, string="Work Behaviour", readonly=True)
    result_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    behaviour_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    innovation = fields.Boolean(
        string="New Idea with Proven Benefit",
        readonly=True,
        help="Opens the highest band of a numeric method.",
    )
    total = fields.Float(
        string="Total Points", digits=(16, 2), readonly=True, aggregator="avg"
    )
    predicate_id = fields.Many2one(
        "asn.predicate", readonly=True, index=True, ondelete="restrict"
    )
    predicate_color = fields.Integer(related="predicate_id.color")
    result_reason = fields.Text(string="Reason (Work Result)", readonly=True)
    behaviour_reason = fields.Text(string="Reason (Work Behaviour)", readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_on = fields.Datetime(readonly=True)
    # who signs: the decision stays theirs when the superior changes afterwards
    signatory_id = fields.Many2one(
        "hr.employee",
        string="Signed By",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    signatory_title = fields.Char(
        string="Signed As",
        readonly=True,
        help="Of an acting superior, as it stands above the signature.",
    )
    published_on = fields.Datetime(readonly=True)
    # how it came about
    explanation = fields.Json(readonly=True, copy=False)
    explanation_view = fields.Json(
        string="How It Was Computed", compute="_compute_explanation_view"
    )
    verification_state = fields.Selection(
        [
            ("identical", "Identical"),
            ("deviating", "Deviating"),
            ("gone", "Answers deleted"),
        ],
        string="Recomputed",
        readonly=True,
        copy=False,
        help="What computing the outcome again from answers and frozen rules gave.",
    )
    verified_on = fields.Datetime(
        string="Recomputed On",
        readonly=True,
        copy=False,
        help="Empty while the comparison waits.",
    )
    result_ids = fields.One2many("asn.appraisal.result", "outcome_id")
    comment_ids = fields.One2many("asn.appraisal.comment", "outcome_id")
    decision_ids = fields.One2many(
        "asn.appraisal.outcome.decision",
        "outcome_id",
        groups="asn_appraisal.group_asn_appraisal_manager,"
        "asn_appraisal.group_asn_appraisal_auditor",
        help="Every decision as it was taken, the latest first.",
    )

    _unique_version = models.UniqueIndex(
        "(appraisal_id, version)", "This version of the outcome already exists."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("lang")
    @api.depends(  # once: of several decorators the outermost alone counts
        "explanation",
        "state",
        "total",
        "innovation",
        "predicate_id",
        "result_rating",
        "result_points",
        "result_reason",
        "behaviour_rating",
        "behaviour_points",
        "behaviour_reason",
    )
    def _compute_explanation_view(self):
        Text = self.env["asn.appraisal.explanation"]
        for outcome in self:
            outcome.explanation_view = outcome.explanation and Text._describe(outcome)

    @api.depends("employee_id", "cycle_id")
    def _compute_display_name(self):
        for outcome in self:
            outcome.display_name = outcome.appraisal_id.display_name

    # ------------------------------------------------------------
    # EXPLANATION
    # ------------------------------------------------------------

    @api.readonly
    def get_explanation(self):
        """Return the explanation down to the answers that the user may read.

        :return: as ``explanation_view``, with the nodes below each row; ``False``
            while there is no score. See ``asn.appraisal.breakdown``
        :raise AccessError: unless the user may read the outcome
        """
        check_one(self)
        self.check_access("read")
        return self.explanation and self.env["asn.appraisal.breakdown"]._build(self)

    @api.readonly
    def get_verification(self):
        """Compute the outcome again from its answers and compare; write nothing.

        :return: see ``asn.appraisal.verification._describe_comparison``
        :raise AccessError: unless the user may read the outcome
        """
        check_one(self)
        self.check_access("read")
        Verification = self.env["asn.appraisal.verification"]
        # sudo: answers - only whether they give the stored numbers leaves this method
        comparison = Verification.sudo()._compare(self.sudo())[0]
        return Verification._describe_comparison(self, comparison)

    # ------------------------------------------------------------
    # RULES IN FORCE
    # ------------------------------------------------------------

    def _get_rules(self):
        """Return the rating method as frozen in the cycle, a snapshot dictionary."""
        self.ensure_one()
        return self.cycle_id._get_frozen()["method"]

    def _get_form(self):
        """Return the form as frozen in the cycle, a snapshot dictionary."""
        self.ensure_one()
        # sudo: asn.appraisal.cycle - the frozen texts of an outcome that can be read
        outcome = self.sudo()
        return outcome.cycle_id._get_frozen_form(outcome.appraisal_id.template_id)

    def _get_criterion_names(self):
        """Return ``{criterion id: name}`` of values and statements, as frozen."""
        names = {}
        for item in self._get_form()["items"]:
            names[item["group_id"]] = pick(item["group"], self.env.lang)
            names.setdefault(item["criterion_id"], pick(item["name"], self.env.lang))
        return names

    def _get_predicate(self, code):
        """Return the predicate that ``code`` meant when the cycle was launched."""
        predicates = self._get_rules()["predicates"]
        return self.env["asn.predicate"].browse(
            predicates[code]["id"] if code else False
        )
