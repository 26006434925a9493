# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_appraisal_outcome import LEVELS


class AsnAppraisalCalibrationChange(models.Model):
    """One step about one person: what was, what shall be, who says so, and why.

    Also that an extreme rating is kept: two members say so, each with a reason.
    Written by the workflow alone and kept for the auditor, whatever became of it.
    """

    _name = "asn.appraisal.calibration.change"
    _description = "Change in a Calibration Session"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "calibration_id, id"
    _rec_name = "line_id"

    _reading_path = "line_id.appraisal_id"
    _workflow_fields = frozenset(
        {
            "line_id",
            "calibration_id",
            "company_id",
            "user_id",
            "proposed_on",
            "state",
            "kind",
            "result_before",
            "behaviour_before",
            "result_points_before",
            "behaviour_points_before",
            "predicate_before_id",
            "result_rating",
            "behaviour_rating",
            "result_points",
            "behaviour_points",
            "total",
            "predicate_id",
            "reason_id",
            "reason",
            "needs_second",
            "second_id",
            "second_on",
            "second_reason",
        }
    )

    line_id = fields.Many2one(
        "asn.appraisal.calibration.line",
        string="Person",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
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
    # who and when
    user_id = fields.Many2one(
        "res.users", string="Proposed By", required=True, readonly=True
    )
    proposed_on = fields.Datetime(required=True, readonly=True)
    kind = fields.Selection(
        [("move", "Changed"), ("keep", "Kept")], required=True, readonly=True
    )
    state = fields.Selection(
        [
            ("proposed", "Waits for a second member"),
            ("agreed", "Agreed"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
            ("lapsed", "Lapsed"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    # what
    result_before = fields.Selection(LEVELS, readonly=True)
    behaviour_before = fields.Selection(LEVELS, readonly=True)
    result_points_before = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    behaviour_points_before = fields.Float(
        digits=(16, 2), readonly=True, aggregator="avg"
    )
    predicate_before_id = fields.Many2one(
        "asn.predicate", string="Before", readonly=True, ondelete="restrict"
    )
    result_rating = fields.Selection(LEVELS, string="Work Result", readonly=True)
    behaviour_rating = fields.Selection(LEVELS, string="Work Behaviour", readonly=True)
    result_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    behaviour_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    total = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    predicate_id = fields.Many2one(
        "asn.predicate", string="After", readonly=True, ondelete="restrict"
    )
    # why
    reason_id = fields.Many2one(
        "asn.calibration.reason", required=True, readonly=True, ondelete="restrict"
    )
    reason = fields.Text(string="In Words", required=True, readonly=True)
    # a second member, for extreme ratings
    needs_second = fields.Boolean(readonly=True)
    second_id = fields.Many2one(
        "res.users", string="Second Member", readonly=True, ondelete="restrict"
    )
    second_on = fields.Datetime(readonly=True)
    second_reason = fields.Text(string="Reason of the Second Member", readonly=True)

    _one_waiting = models.UniqueIndex(
        "(line_id) WHERE state = 'proposed'",
        "A proposal about this person waits already.",
    )
    _two_people = models.Constraint(
        "CHECK (state = 'refused' OR second_id IS NULL OR second_id != user_id)",
        "Nobody is the second member for the own proposal.",
    )
    _agreed_by_two = models.Constraint(
        "CHECK (state != 'agreed' OR NOT needs_second OR second_id IS NOT NULL)",
        "An extreme rating needs the agreement of a second member.",
    )
