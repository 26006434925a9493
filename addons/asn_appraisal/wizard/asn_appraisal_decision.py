# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import float_compare

from ..models.asn_appraisal_outcome import LEVELS
from ..scoring import RulesError, decide


class AsnAppraisalDecision(models.TransientModel):
    """The superior's decision on both ratings.

    The software suggests, a person decides, and gives a reason where the two differ
    (PermenPANRB 6/2022).
    """

    _name = "asn.appraisal.decision"
    _description = "Decision on an Appraisal"

    # Nothing here is read by sudo: the rules of the outcome hold in the wizard too.
    appraisal_id = fields.Many2one("asn.appraisal", required=True, ondelete="cascade")
    outcome_id = fields.Many2one(related="appraisal_id.outcome_id", related_sudo=False)
    kind = fields.Selection(related="outcome_id.kind", related_sudo=False)
    explanation_view = fields.Json(
        related="outcome_id.explanation_view", related_sudo=False
    )
    # suggestion
    result_suggested = fields.Selection(
        related="outcome_id.result_suggested", related_sudo=False
    )
    behaviour_suggested = fields.Selection(
        related="outcome_id.behaviour_suggested", related_sudo=False
    )
    result_points_suggested = fields.Float(
        related="outcome_id.result_points_suggested", related_sudo=False
    )
    behaviour_points_suggested = fields.Float(
        related="outcome_id.behaviour_points_suggested", related_sudo=False
    )
    missing_text = fields.Char(compute="_compute_missing_text")
    capacity_text = fields.Char(
        related="appraisal_id.capacity_text", related_sudo=False
    )
    # decision
    result_rating = fields.Selection(
        LEVELS,
        string="Work Result",
        compute="_compute_result_rating",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    behaviour_rating = fields.Selection(
        LEVELS,
        string="Work Behaviour",
        compute="_compute_behaviour_rating",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    result_points = fields.Float(
        digits=(16, 2),
        compute="_compute_result_points",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    behaviour_points = fields.Float(
        digits=(16, 2),
        compute="_compute_behaviour_points",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    innovation = fields.Boolean(
        string="New Idea with Proven Benefit",
        compute="_compute_innovation",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="Opens the highest band of a numeric method.",
    )
    result_reason = fields.Text(
        string="Reason (Work Result)",
        compute="_compute_result_reason",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    behaviour_reason = fields.Text(
        string="Reason (Work Behaviour)",
        compute="_compute_behaviour_reason",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    # what follows
    differs_result = fields.Boolean(compute="_compute_differs")
    differs_behaviour = fields.Boolean(compute="_compute_differs")
    predicate_id = fields.Many2one("asn.predicate", compute="_compute_predicate_id")
    predicate_color = fields.Integer(related="predicate_id.color", related_sudo=False)

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("appraisal_id")
    def _compute_missing_text(self):
        for wizard in self:
            wizard.missing_text = wizard._get_missing_text()

    def _get_missing_text(self):
        """Say why there is no suggestion and what to do then; False if there is one."""
        outcome = self.outcome_id
        if not outcome or (outcome.result_suggested and outcome.behaviour_suggested):
            return False
        mine = self.appraisal_id.evaluation_ids.filtered(
            lambda form: (
                form.role_kind == "superior"
                and form.state != "submitted"
                and form.rater_id == self.appraisal_id.superior_id
            )
        )
        if mine:
            return self.env._(
                "There is no suggestion: your form about %s was not submitted. Choose "
                "both ratings and give reasons.",
                self.appraisal_id.sudo().employee_id.name,
            )
        return self.env._(
            "There is no complete suggestion: forms that it needs were not submitted, "
            "see below. Choose both ratings and give reasons."
        )

    # One method per field: a value given at creation must not keep the others empty.

    @api.depends("appraisal_id")
    def _compute_result_rating(self):
        self._propose("result_rating", "result_suggested")

    @api.depends("appraisal_id")
    def _compute_behaviour_rating(self):
        self._propose("behaviour_rating", "behaviour_suggested")

    @api.depends("appraisal_id")
    def _compute_result_points(self):
        self._propose("result_points", "result_points_suggested")

    @api.depends("appraisal_id")
    def _compute_behaviour_points(self):
        self._propose("behaviour_points", "behaviour_points_suggested")

    @api.depends("appraisal_id")
    def _compute_innovation(self):
        self._propose("innovation", "innovation")

    @api.depends("appraisal_id")
    def _compute_result_reason(self):
        self._propose("result_reason", "result_reason")

    @api.depends("appraisal_id")
    def _compute_behaviour_reason(self):
        self._propose("behaviour_reason", "behaviour_reason")

    def _propose(self, name, suggested):
        """Start from the earlier decision where there is one, else the suggestion."""
        for wizard in self:
            is_new = wizard.outcome_id.state == "suggested"
            wizard[name] = wizard.outcome_id[suggested if is_new else name]

    @api.depends(
        "result_rating", "behaviour_rating", "result_points", "behaviour_points"
    )
    def _compute_differs(self):
        for wizard in self:
            wizard.differs_result = wizard._differs("result")
            wizard.differs_behaviour = wizard._differs("behaviour")

    def _differs(self, dimension):
        """Return whether a reason is needed: also for what nothing was suggested."""
        if not self[f"{dimension}_suggested"]:
            return True
        if self.kind == "score":
            points = f"{dimension}_points"
            return bool(float_compare(self[points], self[f"{points}_suggested"], 2))
        return self[f"{dimension}_rating"] != self[f"{dimension}_suggested"]

    @api.depends(
        "result_rating",
        "behaviour_rating",
        "result_points",
        "behaviour_points",
        "innovation",
    )
    def _compute_predicate_id(self):
        for wizard in self:
            try:
                decided = wizard._decide()
            except RulesError:
                decided = {"predicate": None}
            wizard.predicate_id = wizard.outcome_id._get_predicate(decided["predicate"])

    def _decide(self):
        """Return predicate code and total of the ratings as they stand.

        :raise RulesError: when a rating is missing or out of range
        """
        outcome = self.outcome_id
        if not outcome:
            return {"predicate": None, "total": None}
        return decide(
            outcome.cycle_id._get_frozen_rules(),
            self.result_rating or None,
            self.behaviour_rating or None,
            f"{self.result_points:.2f}",
            f"{self.behaviour_points:.2f}",
            self.innovation,
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.appraisal_id._check_can_decide()
        return wizards

    # ------------------------------------------------------------
    # ACTION
    # ------------------------------------------------------------

    def action_apply(self):
        """Record the decisions.

        :raise AccessError: for anybody but the appraiser
        :raise UserError: too early, too late, or without the reason that is needed
        :raise ValidationError: for a rating that is missing or out of range
        """
        for wizard in self:
            wizard._apply()
        return {"type": "ir.actions.act_window_close"}

    def _apply(self):
        # sudo: asn.appraisal - the lock alone; the right to decide is checked next
        self.appraisal_id.sudo().lock_for_update(allow_referencing=True)
        self.appraisal_id._check_can_decide()
        self._check_reasons()
        try:
            decided = self._decide()
        except RulesError as error:
            raise ValidationError(
                self.env._(
                    "Please give both ratings, inside the range of the method, for %s.",
                    self.appraisal_id.display_name,
                )
            ) from error
        self._record(self._prepare_outcome_vals(decided))

    def _record(self, vals):
        # sudo: outcome, decision, appraisal - a step of the workflow, checked before
        outcome = self.outcome_id.sudo()
        signature = self.appraisal_id.sudo()._prepare_signature()
        outcome._workflow_write({"state": "decided", **vals, **signature})
        outcome.decision_ids._workflow_create([{"outcome_id": outcome.id, **vals}])
        self.appraisal_id.sudo()._workflow_write({"state": "rated"})

    def _check_reasons(self):
        for dimension, label in (
            ("result", self.env._("Work Result")),
            ("behaviour", self.env._("Work Behaviour")),
        ):
            reason = (self[f"{dimension}_reason"] or "").strip()
            if self[f"differs_{dimension}"] and not reason:
                raise UserError(
                    self.env._(
                        "%(dimension)s: your rating differs from the suggestion. "
                        "Please give a reason that %(employee)s will read.",
                        dimension=label,
                        employee=self.appraisal_id.sudo().employee_id.name,
                    )
                )

    def _prepare_outcome_vals(self, decided):
        return {
            "result_rating": self.result_rating,
            "behaviour_rating": self.behaviour_rating,
            "result_points": self.result_points,
            "behaviour_points": self.behaviour_points,
            "innovation": self.innovation,
            "total": float(decided["total"] or 0),
            "predicate_id": self.outcome_id._get_predicate(decided["predicate"]).id,
            "result_reason": self.differs_result and self.result_reason,
            "behaviour_reason": self.differs_behaviour and self.behaviour_reason,
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
        }
