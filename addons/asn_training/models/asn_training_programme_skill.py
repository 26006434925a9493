# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnTrainingProgrammeSkill(models.Model):
    """What somebody can do after a programme, and how well."""

    _name = "asn.training.programme.skill"
    _description = "Skill Taught by a Programme"
    _order = "programme_id, skill_type_id, skill_id, id"
    _rec_name = "skill_id"

    programme_id = fields.Many2one(
        "asn.training.programme", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="programme_id.company_id")
    skill_id = fields.Many2one(
        "hr.skill", required=True, index=True, ondelete="restrict"
    )
    skill_type_id = fields.Many2one(
        related="skill_id.skill_type_id", store=True, precompute=True
    )
    level_id = fields.Many2one(
        "hr.skill.level",
        string="Level Reached",
        compute="_compute_level_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('skill_type_id', '=', skill_type_id)]",
    )

    _unique_skill = models.UniqueIndex(
        "(programme_id, skill_id)", "The programme teaches this skill already."
    )

    @api.depends("skill_id")
    def _compute_level_id(self):
        for line in self:
            levels = line.skill_type_id.skill_level_ids
            if line.level_id not in levels:
                line.level_id = levels.filtered("default_level")[:1] or levels[:1]
