# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_appraisal_outcome import LEVELS


class AsnAppraisalOutcomeDecision(models.Model):
    """One decision as it was taken: what was replaced by a later one stays here.

    Written by the workflow alone, changed by nobody, read by managers and auditors.
    """

    _name = "asn.appraisal.outcome.decision"
    _description = "Decision Taken"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "outcome_id, id desc"
    _rec_name = "predicate_id"

    _reading_path = "outcome_id.appraisal_id"
    _workflow_fields = frozenset(
        {
            "outcome_id",
            "decided_by_id",
            "decided_on",
            "result_rating",
            "behaviour_rating",
            "result_points",
            "behaviour_points",
            "innovation",
            "total",
            "predicate_id",
            "result_reason",
            "behaviour_reason",
        }
    )

    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    # who and when
    decided_by_id = fields.Many2one("res.users", required=True, readonly=True)
    decided_on = fields.Datetime(required=True, readonly=True)
    # what
    result_rating = fields.Selection(LEVELS, string="Work Result", readonly=True)
    behaviour_rating = fields.Selection(LEVELS, string="Work Behaviour", readonly=True)
    result_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    behaviour_points = fields.Float(digits=(16, 2), readonly=True, aggregator="avg")
    innovation = fields.Boolean(string="New Idea with Proven Benefit", readonly=True)
    total = fields.Float(
        string="Total Points", digits=(16, 2), readonly=True, aggregator="avg"
    )
    predicate_id = fields.Many2one("asn.predicate", readonly=True, ondelete="restrict")
    result_reason = fields.Text(string="Reason (Work Result)", readonly=True)
    behaviour_reason = fields.Text(string="Reason (Work Behaviour)", readonly=True)
