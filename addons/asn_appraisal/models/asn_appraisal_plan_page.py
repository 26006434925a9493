# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import formatLang

from .asn_appraisal_plan import PLAN_STAGES

CHOICES = ("kind", "owner", "perspective")


class AsnAppraisalPlan(models.Model):
    """What the page of a plan shows: goals, indicators, and how far they are.

    Percentages are computed by the frozen rules as they will be at the end, so that
    nobody is surprised then.
    """

    _inherit = "asn.appraisal.plan"

    superior_title = fields.Char(related="appraisal_id.superior_title")
    # who signs for the superior's side: it stays theirs when the superior changes
    signatory_id = fields.Many2one(
        "hr.employee",
        string="Signed By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    signatory_title = fields.Char(string="Signed As", readonly=True, copy=False)
    explanation = fields.Json(
        compute="_compute_explanation",
        help="What the plan would come to today, line by line.",
    )
    achievement = fields.Float(
        string="Achievement (%)",
        digits=(6, 2),
        compute="_compute_explanation",
        help="Realisation against the targets of the whole period, as of today.",
    )
    content = fields.Json(string="Goals and Indicators", compute="_compute_content")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("goal_ids", "indicator_ids.realisation", "indicator_ids.entry_count")
    def _compute_explanation(self):
        saved = self.filtered("id")
        explanations = self.env["asn.appraisal.plan.score"]._explain_plans(saved)
        for plan in self:
            plan.explanation = explanations.get(plan.id, False)
            percent = plan.explanation and plan.explanation.get("percent")
            plan.achievement = float(percent or 0)

    @api.depends_context("lang", "uid")
    @api.depends("goal_ids", "indicator_ids")
    def _compute_content(self):
        self.goal_ids.fetch(["name", *CHOICES, "parent_id", "weight", "assessment"])
        self.indicator_ids.fetch(["name", "goal_id", "aspect", "is_excluded"])
        for plan in self:
            plan.content = plan._get_content()

    def _get_content(self):
        """Return the plan as its page shows it.

        :return: dict of ``percent`` (text or False), ``bar`` (0 to 100), ``approach``,
            ``is_current`` (the log counts for this version), ``can_edit``,
            ``can_copy`` (the last plan), ``can_judge`` (leave out,
            assess), ``can_hand_on`` and ``goals``; a goal has ``id``, ``name``,
            ``is_additional``, the names of its choices, ``parent``, ``weight`` (text),
            ``share`` and ``percent`` (texts, of the plan and of the goal),
            ``assessment`` (name of a level or False), ``reason`` and ``indicators``,
            each with ``id``, ``name``, ``aspect``,
            ``target``, ``realisation``, ``percent``, ``bar`` (0 to 100), ``entries``,
            ``questions`` (entries that wait for an answer), ``excluded`` (reason or
            False) and ``is_open`` (work can be noted for it)
        """
        self.ensure_one()
        stored = self.explanation or {}
        goals = {line["id"]: line for line in stored.get("goals", ())}
        questions = self._count_questions()
        return {
            "percent": self._percent(stored.get("percent")),
            "bar": min(float(stored.get("percent") or 0), 100),
            "approach": self.approach,
            "is_current": self.is_current,
            "can_edit": self.can_edit,
            "can_copy": self.can_edit and self.version == 1,
            "can_judge": self._can_judge(),
            "can_hand_on": self._can_hand_on(),
            "goals": [
                self._describe_goal(goal, goals.get(goal.id, {}), questions)
                for goal in self.goal_ids
            ],
        }

    def _describe_goal(self, goal, line, questions):
        lines = {row["id"]: row for row in line.get("indicators", ())}
        names = {name: goal._get_choice(name) for name in CHOICES}
        return {
            "id": goal.id,
            "name": goal.name,
            "is_additional": goal.kind == "additional",
            **{f"{name}_name": text for name, text in names.items()},
            "parent": goal.parent_name,
            "weight": formatLang(self.env, goal.weight, digits=0),
            "share": self._percent(line.get("share")),
            "percent": self._percent(line.get("percent")),
            "assessment": goal._get_assessment_name(),
            "reason": goal.assessment_reason,
            "indicators": [
                self._describe_indicator(
                    indicator, lines.get(indicator.id, {}), questions
                )
                for indicator in goal.indicator_ids
            ],
        }

    def _describe_indicator(self, indicator, line, questions):
        percent = line.get("percent")
        return {
            "id": indicator.id,
            "name": indicator.name,
            "aspect": indicator._get_choice("aspect"),
            "target": indicator.target_display,
            "realisation": indicator.realisation_display,
            "percent": self._percent(percent),
            "bar": min(float(percent or 0), 100),
            "entries": indicator.entry_count,
            "questions": questions.get(indicator.id, 0),
            "excluded": indicator.is_excluded and indicator.excluded_reason,
            "is_open": self.is_mine and self._is_log_open(),
        }

    def _is_log_open(self):
        """Tell whether work can be noted for the plan."""
        has_begun = self.date_start <= fields.Date.context_today(self)
        return self.is_current and has_begun and self.cycle_state in PLAN_STAGES

    @api.model
    def _percent(self, text):
        """Write a stored percentage with one decimal at most, False for none."""
        if not text:
            return False
        rounded = round(float(text), 1)
        digits = 0 if rounded == int(rounded) else 1
        return formatLang(self.env, rounded, digits=digits) + " %"
