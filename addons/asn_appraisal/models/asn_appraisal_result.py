# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalResult(models.Model):
    """The group result of one rater role for one value or result criterion.

    A group below its minimum of respondents has no number here, neither a mean
    nor a count: what is not stored cannot leak.
    """

    _name = "asn.appraisal.result"
    _description = "Group Result"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "outcome_id, dimension desc, sequence, role_id, id"
    _rec_name = "name"  # criteria themselves are read by those who configure
    _rec_names_search = ["criterion_id"]
    _log_access = False  # the job made it, when the cycle was scored

    _reading_path = "outcome_id.appraisal_id"
    _workflow_fields = frozenset(
        {
            "outcome_id",
            "criterion_id",
            "dimension",
            "role_id",
            "mean",
            "respondents",
            "is_suppressed",
            "details",
        }
    )

    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    criterion_id = fields.Many2one("asn.criterion", readonly=True, ondelete="restrict")
    name = fields.Char(
        string="Value", compute="_compute_name", help="As worded at launch."
    )
    dimension = fields.Selection(
        [("result", "Work Result"), ("behaviour", "Work Behaviour")], readonly=True
    )
    sequence = fields.Integer(readonly=True)
    role_id = fields.Many2one(
        "asn.rater.role", string="Rated By", readonly=True, ondelete="restrict"
    )
    mean = fields.Float(
        digits=(16, 2), readonly=True, aggregator=None, help="On the scale of the form."
    )
    respondents = fields.Integer(readonly=True, aggregator=None)
    is_suppressed = fields.Boolean(
        string="Too Few Answers",
        readonly=True,
        help="Fewer answers than this group needs, neither shown nor counted; or "
        "answers of nearly all, counted and not shown, since the difference would tell "
        "what the others said.",
    )
    details = fields.Json(
        readonly=True,
        help="Means of the statements of the value: {criterion id: mean}.",
    )

    @api.depends_context("lang")
    @api.depends("criterion_id", "outcome_id")
    def _compute_name(self):
        for outcome, results in self.grouped("outcome_id").items():
            names = outcome._get_criterion_names()
            for result in results:
                result.name = names.get(result.criterion_id.id)
