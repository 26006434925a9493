# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import float_compare

from ..models.asn_appraisal_objection import DECISIONS
from ..models.asn_appraisal_outcome import LEVELS
from ..scoring import RulesError, decide

RATINGS = ("result_rating", "behaviour_rating")
POINTS = ("result_points", "behaviour_points")


class AsnAppraisalObjectionDecision(models.TransientModel):
    """The decision on an objection, by the rules that were frozen at the launch."""

    _name = "asn.appraisal.objection.decision"
    _description = "Decision on an Objection"

    # Nothing here is read by sudo: the rules of objection and outcome hold here too.
    objection_id = fields.Many2one(
        "asn.appraisal.objection", required=True, ondelete="cascade"
    )
    outcome_id = fields.Many2one(related="objection_id.outcome_id", related_sudo=False)
    kind = fields.Selection(related="outcome_id.kind", related_sudo=False)
    old_predicate_id = fields.Many2one(
        related="outcome_id.predicate_id",
        string="Predicate So Far",
        related_sudo=False,
    )
    is_involved = fields.Boolean(related="objection_id.is_involved", related_sudo=False)
    decision = fields.Selection(DECISIONS, required=True, default="keep")
    reason = fields.Text(
        string="Reasons",
        help="What was claimed, what each side said, what you found. Printed in the "
        "decision letter.",
    )
    conflict_reason = fields.Text(
        string="Why You Decide All the Same",
        help="You took part in this rating. Both sides read this.",
    )
    # the new rating
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
    )
    predicate_id = fields.Many2one(
        "asn.predicate", string="New Predicate", compute="_compute_predicate_id"
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    # One method per field: a value given at creation must not keep the others empty.

    @api.depends("objection_id")
    def _compute_result_rating(self):
        self._propose("result_rating")

    @api.depends("objection_id")
    def _compute_behaviour_rating(self):
        self._propose("behaviour_rating")

    @api.depends("objection_id")
    def _compute_result_points(self):
        self._propose("result_points")

    @api.depends("objection_id")
    def _compute_behaviour_points(self):
        self._propose("behaviour_points")

    @api.depends("objection_id")
    def _compute_innovation(self):
        self._propose("innovation")

    def _propose(self, name):
        """Start from what is objected to."""
        for wizard in self:
            wizard[name] = wizard.outcome_id[name]

    @api.depends("decision", *RATINGS, *POINTS, "innovation")
    def _compute_predicate_id(self):
        for wizard in self:
            try:
                decided = wizard._compute_decided()
            except RulesError:
                decided = {"predicate": None}
            wizard.predicate_id = wizard.outcome_id._get_predicate(decided["predicate"])

    def _compute_decided(self):
        """Return predicate code and total of the new rating.

        :raise RulesError: when a rating is missing or out of range
        """
        if not self.outcome_id or self.decision != "change":
            return {"predicate": None, "total": None}
        return decide(
            self.outcome_id.cycle_id._get_frozen_rules(),
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
        wizards._check_objection()
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self._check_objection()
        return result

    def _check_objection(self):
        """:raise AccessError: for an objection that the user may not know of"""
        self.objection_id.check_access("read")

    # ------------------------------------------------------------
    # ACTION
    # ------------------------------------------------------------

    def action_apply(self):
        """Decide.

        :return: action that closes the dialog
        :raise AccessError: for anybody but whoever decides
        :raise UserError: too early, without reasons, or for a change of nothing
        :raise ValidationError: for a rating that is missing or out of range
        """
        for wizard in self:
            ratings = wizard._prepare_ratings() if wizard.decision == "change" else None
            wizard.objection_id._decide(
                wizard.decision, wizard.reason, wizard.conflict_reason, ratings
            )
        return {"type": "ir.actions.act_window_close"}

    def _prepare_ratings(self):
        self.outcome_id.check_access("read")
        self._check_changed()
        try:
            decided = self._compute_decided()
        except RulesError as error:
            raise ValidationError(
                self.env._("Please give both ratings, inside the range of the method.")
            ) from error
        return {
            **{name: self[name] for name in (*RATINGS, *POINTS, "innovation")},
            "total": float(decided["total"] or 0),
            "predicate_id": self.outcome_id._get_predicate(decided["predicate"]).id,
            "result_reason": self._differs("result") and self.reason,
            "behaviour_reason": self._differs("behaviour") and self.reason,
        }

    def _differs(self, dimension):
        """Tell whether the new rating is not what was suggested."""
        outcome = self.outcome_id
        if self.kind == "score":
            name = f"{dimension}_points"
            return bool(float_compare(self[name], outcome[f"{name}_suggested"], 2))
        return self[f"{dimension}_rating"] != outcome[f"{dimension}_suggested"]

    def _check_changed(self):
        """:raise UserError: where nothing is changed"""
        outcome = self.outcome_id
        names = POINTS if self.kind == "score" else RATINGS
        if all(self[name] == outcome[name] for name in (*names, "innovation")):
            raise UserError(
                self.env._(
                    "These are the ratings as they were. Change one, or decide that "
                    "the result stays."
                )
            )
