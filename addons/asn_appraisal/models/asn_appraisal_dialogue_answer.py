# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_config_text import pick


class AsnAppraisalDialogueAnswer(models.Model):
    """What the person coached says to one statement, as it was worded then.

    The person alone writes it, and others read it only once the person has signed.
    """

    _name = "asn.appraisal.dialogue.answer"
    _description = "Answer to a Statement"
    _inherit = ["asn.workflow.mixin"]
    _order = "dialogue_id, sequence, id"
    _rec_name = "name"
    _log_access = False

    _workflow_fields = frozenset({"dialogue_id", "statement_id", "texts", "sequence"})

    dialogue_id = fields.Many2one(
        "asn.appraisal.dialogue",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    statement_id = fields.Many2one(
        "asn.dialogue.statement",
        string="Configured Statement",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    sequence = fields.Integer(readonly=True)
    texts = fields.Json(readonly=True)
    name = fields.Char(string="Statement", compute="_compute_name")
    answer = fields.Selection(
        [("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
        help="Empty: left out.",
    )

    _unique_statement = models.UniqueIndex(
        "(dialogue_id, statement_id)", "This statement is answered already."
    )

    @api.depends_context("lang")
    @api.depends("texts")
    def _compute_name(self):
        for answer in self:
            answer.name = pick(answer.texts, self.env.lang)

    def write(self, vals):
        if not self._is_workflow():
            self.check_access("write")
            self.dialogue_id._check_may_write({"answer_ids"})
        return super().write(vals)
