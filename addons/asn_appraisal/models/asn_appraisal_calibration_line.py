# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_appraisal_outcome import LEVELS

RATINGS = ("result_rating", "behaviour_rating")
POINTS = ("result_points", "behaviour_points")
# Of a line as well as of an outcome: what a session may change.
RATED = (*RATINGS, *POINTS, "total", "predicate_id")


class AsnAppraisalCalibrationLine(models.Model):
    """One person in a session: the ratings before it, and as members agreed.

    Nobody sees the row about oneself or about somebody close, whatever groups they
    have. ``revision`` rises with each step, so that of two members who act at once
    the second one is told what the first one did.
    """

    _name = "asn.appraisal.calibration.line"
    _description = "Person in a Calibration Session"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "calibration_id, employee_id, id"
    _rec_name = "employee_id"
    _check_company_auto = True

    _workflow_fields = frozenset(
        {
            "calibration_id",
            "company_id",
            "outcome_id",
            "appraisal_id",
            "employee_id",
            "superior_id",
            "unit_id",
            "kind",
            "is_open",
            "is_decided",
            "revision",
            "result_before",
            "behaviour_before",
            "result_points_before",
            "behaviour_points_before",
            "total_before",
            "predicate_before_id",
            *RATED,
            "is_confirmed",
        }
    )

    # who
    calibration_id = fields.Many2one(
        "asn.appraisal.calibration",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True
    )
    superior_id = fields.Many2one("hr.employee", string="Appraiser", readonly=True)
    unit_id = fields.Many2one("asn.appraisal.unit", readonly=True, index=True)
    kind = fields.Selection(
        [("matrix", "Two ratings"), ("score", "Number of points")],
        string="Kind of Method",
        required=True,
        readonly=True,
        default="matrix",
    )
    # state
    is_open = fields.Boolean(readonly=True)
    is_decided = fields.Boolean(
        string="Decided by the Appraiser",
        readonly=True,
        help="Only what is decided can be calibrated.",
    )
    revision = fields.Integer(readonly=True, default=0, aggregator=None)
    # before
    result_before = fields.Selection(LEVELS, readonly=True)
    behaviour_before = fields.Selection(LEVELS, readonly=True)
    result_points_before = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    behaviour_points_before = fields.Float(
        digits=(16, 2), readonly=True, aggregator="avg"
    )
    total_before = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    predicate_before_id = fields.Many2one(
        "asn.predicate", string="Before", readonly=True, ondelete="restrict"
    )
    # as agreed
    result_rating = fields.Selection(LEVELS, string="Work Result", readonly=True)
    behaviour_rating = fields.Selection(LEVELS, string="Work Behaviour", readonly=True)
    result_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    behaviour_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    total = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    predicate_id = fields.Many2one("asn.predicate", readonly=True, ondelete="restrict")
    is_confirmed = fields.Boolean(
        string="Confirmed by Two",
        readonly=True,
        help="A second member agreed to the predicate, with a reason.",
    )
    change_ids = fields.One2many("asn.appraisal.calibration.change", "line_id")
    is_hidden = fields.Boolean(compute="_compute_is_hidden", search="_search_is_hidden")
    is_calibrated = fields.Boolean(
        string="Can Be Calibrated",
        compute="_compute_is_calibrated",
        compute_sudo=True,
        help="Decided by the appraiser, not published and not cancelled.",
    )

    _unique_outcome = models.UniqueIndex(
        "(calibration_id, outcome_id)", "A person is in a session once."
    )
    _one_open = models.UniqueIndex(
        "(outcome_id) WHERE is_open", "This person is in another open session."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_is_hidden(self):
        hidden = self.env["asn.appraisal.calibration"]._get_hidden_employees(
            self.env.user
        )
        for line in self:
            # sudo: asn.appraisal.calibration.line - only compared with the user
            line.is_hidden = line.sudo().employee_id.id in hidden.ids

    def _search_is_hidden(self, operator, value):
        if operator != "in":
            return NotImplemented
        hidden = self.env["asn.appraisal.calibration"]._get_hidden_employees(
            self.env.user
        )
        return [("employee_id", "in", hidden.ids)]

    @api.depends("is_decided", "outcome_id.state", "appraisal_id.state")
    def _compute_is_calibrated(self):
        for line in self:
            line.is_calibrated = (
                line.is_decided
                and line.outcome_id.state == "decided"
                and line.appraisal_id.state == "rated"
            )

    @api.depends("employee_id")
    def _compute_display_name(self):
        for line in self:
            # sudo: hr.employee - the name of somebody whose row can be read
            line.display_name = line.sudo().employee_id.name

    # ------------------------------------------------------------
    # LINES OF A SESSION
    # ------------------------------------------------------------

    @api.model
    def _prepare_line_vals(self, calibration, outcome):
        """Return the row of an outcome, by sudo, as it stands."""
        return {
            "calibration_id": calibration.id,
            "company_id": outcome.company_id.id,
            "outcome_id": outcome.id,
            "appraisal_id": outcome.appraisal_id.id,
            "employee_id": outcome.employee_id.id,
            "superior_id": outcome.superior_id.id or None,
            "unit_id": outcome.unit_id.id or None,
            "kind": outcome.kind,
            "is_open": True,
            "revision": 0,
            "is_confirmed": False,
            **self._prepare_ratings(outcome),
        }

    @api.model
    def _prepare_ratings(self, outcome):
        """Return what was decided, or the suggestion where nothing was."""
        is_decided = outcome.state == "decided"
        suffix = "" if is_decided else "_suggested"
        found = {
            "result": outcome["result_rating" if is_decided else "result_suggested"],
            "behaviour": outcome[
                "behaviour_rating" if is_decided else "behaviour_suggested"
            ],
            "result_points": outcome[f"result_points{suffix}"],
            "behaviour_points": outcome[f"behaviour_points{suffix}"],
            "total": outcome.total if is_decided else 0,
            "predicate": outcome[
                "predicate_id" if is_decided else "predicate_suggested_id"
            ].id,
        }
        result, behaviour = (found[name] or None for name in ("result", "behaviour"))
        predicate = found["predicate"] or None
        points = {name: found[name] for name in (*POINTS, "total")}
        return {
            "is_decided": is_decided,
            "result_before": result,
            "behaviour_before": behaviour,
            "predicate_before_id": predicate,
            **{f"{name}_before": value for name, value in points.items()},
            "result_rating": result,
            "behaviour_rating": behaviour,
            "predicate_id": predicate,
            **points,
        }

    def _take_over(self):
        """Take the decision over that an appraiser took while the session is open."""
        for line in self:
            line._workflow_write(
                self._prepare_ratings(line.outcome_id) | {"revision": line.revision + 1}
            )

    # ------------------------------------------------------------
    # RULES
    # ------------------------------------------------------------

    def _get_extremes(self):
        """Return the best and the worst predicate of the cycle's method."""
        self.ensure_one()
        return self.calibration_id._get_extremes()
