# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalAnswer(models.Model):
    """A rater's answer for one criterion.

    Nobody has access to this model, HR and auditors included: raters read and write
    their own through the rating sheet, results are read as groups.
    """

    _name = "asn.appraisal.answer"
    _description = "Answer of a Rater"
    _order = "evaluation_id, criterion_id"
    _log_access = False  # who and when would tell who it was

    evaluation_id = fields.Many2one(
        "asn.appraisal.evaluation", required=True, index=True, ondelete="cascade"
    )
    criterion_id = fields.Many2one("asn.criterion", required=True, ondelete="restrict")
    value = fields.Integer(help="Value of the level; 0: no level chosen.")
    not_observed = fields.Boolean(help="Left out of every mean.")
    is_answered = fields.Boolean(
        compute="_compute_is_answered",
        store=True,  # counted for progress
    )
    comment = fields.Text()

    _unique_criterion = models.UniqueIndex(
        "(evaluation_id, criterion_id)",
        "A criterion is answered once per form.",
    )
    _one_choice = models.Constraint(
        "CHECK (NOT (not_observed AND COALESCE(value, 0) != 0))",
        "An answer is either a level or “not observed”.",
    )

    @api.depends("value", "not_observed")
    def _compute_is_answered(self):
        for answer in self:
            answer.is_answered = bool(answer.value or answer.not_observed)
