# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalDialogueCompetence(models.Model):
    """How far somebody is in one skill or value, as the superior sees it, and why."""

    _name = "asn.appraisal.dialogue.competence"
    _description = "Competence Evaluation in a Dialogue"
    _order = "dialogue_id, sequence, id"
    _rec_name = "name"

    dialogue_id = fields.Many2one(
        "asn.appraisal.dialogue", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    skill_id = fields.Many2one("hr.skill", index=True, ondelete="restrict")
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        index=True,
        ondelete="restrict",
        domain="[('parent_id', '=', False), ('dimension', '=', 'behaviour')]",
    )
    name = fields.Char(string="Competence", compute="_compute_name")
    level = fields.Selection(
        [
            ("1", "1 Needs close help"),
            ("2", "2 Needs help at times"),
            ("3", "3 Works by the standard"),
            ("4", "4 Goes beyond unasked"),
            ("5", "5 A model for others"),
        ],
        required=True,
    )
    reason = fields.Text(
        required=True, help="What you have seen that makes you say so."
    )

    _one_subject = models.Constraint(
        "CHECK (num_nonnulls(skill_id, criterion_id) = 1)",
        "Each line of a competence evaluation is about one skill or one value.",
    )
    _reason_given = models.Constraint(
        "CHECK (btrim(reason) <> '')",
        "Please give a reason for each level of the competence evaluation.",
    )

    @api.depends("skill_id", "criterion_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for line in self:
            line.name = line.skill_id.display_name or line.criterion_id.display_name

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.dialogue_id._check_may_write({"competence_ids"})
        return lines

    def write(self, vals):
        self.check_access("write")
        self.dialogue_id._check_may_write({"competence_ids"})
        result = super().write(vals)
        self.dialogue_id._check_may_write({"competence_ids"})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_offered(self):
        self.dialogue_id._check_may_write({"competence_ids"})
