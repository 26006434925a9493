# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError

OPEN_STATES = ("filed", "hearing")
GROUNDS = [
    ("facts", "Facts are wrong or missing"),
    ("evidence", "Evidence was not considered"),
    ("rules", "Rules were applied wrongly"),
    ("procedure", "The procedure was not followed"),
    ("bias", "The appraiser was not impartial"),
    ("other", "Another ground"),
]
DECISIONS = [
    ("keep", "The result stays"),
    ("change", "The result is changed"),
    ("annul", "The result is annulled"),
]


class AsnAppraisalObjection(models.Model):
    """An objection to a published result, from its draft to the decision.

    The person writes the draft; from its filing on everything happens by steps, each
    with its guard and its trace. Both sides read all of it; nobody reads here who the
    confidential raters are. See ``asn_appraisal_objection_flow.py`` for the steps.
    """

    _name = "asn.appraisal.objection"
    _description = "Objection"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "filed_on desc, id desc"
    _rec_name = "reference"
    _rec_names_search = ["reference", "employee_id"]

    _workflow_fields = frozenset(
        {
            *("appraisal_id", "outcome_id", "cycle_id", "company_id", "employee_id"),
            *("superior_id", "department_id", "unit_id", "state", "reference"),
            *("filed_on", "withdrawn_on", "withdrawn_reason"),
            *("statement", "statement_file", "statement_file_name", "statement_on"),
            *("statement_until", "reply", "replied_on"),
            *("hearing_on", "hearing_place", "hearing_minutes", "minutes_on"),
            *("line_id", "decider_id", "decide_until", "escalation_count"),
            *("is_deputy", "needs_hr"),
            *("decision", "decision_reason", "conflict_reason", "decided_by_id"),
            *("decided_on", "signatory_id", "signatory_title", "new_outcome_id"),
        }
    )

    # what it is about, copied so that rules and statistics need no join
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="restrict"
    )
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        string="Result Objected To",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, ondelete="restrict"
    )
    superior_id = fields.Many2one(
        "hr.employee",
        string="Appraiser",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Who decided the result, and answers the objection.",
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, index=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(
        "asn.appraisal.unit",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    objection_until = fields.Date(
        related="outcome_id.objection_until", string="To Be Filed Until"
    )
    old_predicate_id = fields.Many2one(
        related="outcome_id.predicate_id", string="Predicate Objected To"
    )
    # state
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("filed", "Filed"),
            ("hearing", "Hearing"),
            ("decided", "Decided"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    reference = fields.Char(string="File Number", readonly=True, copy=False)
    filed_on = fields.Datetime(readonly=True, copy=False)
    withdrawn_on = fields.Datetime(readonly=True, copy=False)
    withdrawn_reason = fields.Text(
        string="Reason of the Withdrawal", readonly=True, copy=False
    )
    # what the person says
    ground = fields.Selection(GROUNDS, required=True, default="facts")
    reason = fields.Text(
        string="Reasons",
        help="What is wrong, and what shows it. Your appraiser and whoever decides "
        "read it, and so do HR's managers and auditors.",
    )
    demand = fields.Text(
        string="What You Ask For", help="What the result should be instead."
    )
    attachment_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        domain=[
            ("res_model", "=", "asn.appraisal.objection"),
            ("res_field", "=", False),
        ],
    )
    evidence_ids = fields.Many2many(
        "ir.attachment",
        string="Files",
        compute="_compute_evidence_ids",
        inverse="_inverse_evidence_ids",
        help="Only those who read the objection can open them.",
    )
    # what the appraiser says, and the answer to it
    statement = fields.Text(
        string="Statement of the Appraiser", readonly=True, copy=False
    )
    statement_file = fields.Binary(
        string="File of the Appraiser", attachment=True, readonly=True, copy=False
    )
    statement_file_name = fields.Char(readonly=True, copy=False)
    statement_on = fields.Datetime(string="Stated On", readonly=True, copy=False)
    statement_until = fields.Date(
        readonly=True,
        copy=False,
        help="Until then nothing is decided without the appraiser's statement.",
    )
    reply = fields.Text(string="Reply of the Person", readonly=True, copy=False)
    replied_on = fields.Datetime(readonly=True, copy=False)
    # hearing
    hearing_on = fields.Datetime(string="Hearing", readonly=True, copy=False)
    hearing_place = fields.Char(string="Place", readonly=True, copy=False)
    hearing_minutes = fields.Text(
        string="Minutes of the Hearing", readonly=True, copy=False
    )
    minutes_on = fields.Datetime(readonly=True, copy=False)
    # who decides, see asn_appraisal_objection_decider.py
    line_id = fields.Many2one(
        "hr.employee",
        string="Superior in Charge",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="The superior above the appraiser, or further above once it went up.",
    )
    decider_id = fields.Many2one(
        "hr.employee",
        string="Decides",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    is_deputy = fields.Boolean(
        string="As a Deputy",
        readonly=True,
        copy=False,
        help="Named to decide in the place of the superior in charge.",
    )
    decide_until = fields.Date(
        string="To Be Decided Until", readonly=True, index=True, copy=False
    )
    escalation_count = fields.Integer(
        string="Times Gone Up",
        default=0,
        readonly=True,
        copy=False,
        aggregator=None,
        help="How often a superior did not decide in time.",
    )
    needs_hr = fields.Boolean(
        string="Needs a Deputy",
        readonly=True,
        copy=False,
        help="Nobody above can decide, or did in time: HR names a deputy.",
    )
    # decision
    decision = fields.Selection(DECISIONS, readonly=True, copy=False)
    decision_reason = fields.Text(
        string="Reasons of the Decision", readonly=True, copy=False
    )
    conflict_reason = fields.Text(
        string="On the Conflict of Interest",
        readonly=True,
        copy=False,
        help="Why somebody decided who had taken part in the rating.",
    )
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    decided_on = fields.Datetime(readonly=True, copy=False)
    signatory_id = fields.Many2one(
        "hr.employee",
        string="Signed By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    signatory_title = fields.Char(string="Signed As", readonly=True, copy=False)
    new_outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        string="Result After the Decision",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    new_predicate_id = fields.Many2one(
        related="new_outcome_id.predicate_id", string="New Predicate"
    )
    step_ids = fields.One2many("asn.appraisal.objection.step", "objection_id")

    _one_open = models.UniqueIndex(
        "(appraisal_id) WHERE state IN ('draft', 'filed', 'hearing')",
        "An objection to this result is open already.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("reference", "employee_id", "cycle_id")
    def _compute_display_name(self):
        for objection in self:
            # sudo: hr.employee, asn.appraisal.cycle - names of a readable record
            sudo = objection.sudo()
            name = sudo.reference or self.env._("Draft of an objection")
            objection.display_name = f"{name} – {sudo.employee_id.name}"

    @api.depends("attachment_ids")
    def _compute_evidence_ids(self):
        for objection in self:
            objection.evidence_ids = objection.attachment_ids

    def _inverse_evidence_ids(self):
        for objection in self:
            objection.attachment_ids = objection.evidence_ids

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self._is_workflow() and not self.env.su:
            self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_filed(self):
        """Keep what was ever filed."""
        self._check_draft()

    def _check_draft(self):
        """Let the person write, until it is filed.

        :raise AccessError: for everybody else, and for what was filed
        """
        for objection in self:
            if objection.state != "draft" or not objection.is_mine:
                raise AccessError(
                    self.env._(
                        "Only the person who objects changes this, and only until it "
                        "is filed. Later words go into a reply."
                    )
                )
