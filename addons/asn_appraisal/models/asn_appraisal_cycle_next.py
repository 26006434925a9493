# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date

from .asn_appraisal_cycle_planning import PLANNING_STAGES


class AsnAppraisalCycle(models.Model):
    """What is to be done next in a cycle, by when, and how far it is."""

    _inherit = "asn.appraisal.cycle"

    next_step = fields.Char(compute="_compute_next_step")

    @api.depends_context("uid", "lang")
    @api.depends(
        "state",
        "job",
        "planning_end",
        "evaluation_start",
        "evaluation_end",
        "decision_end",
        "publication_date",
    )
    def _compute_next_step(self):
        waiting = self._count_waiting_superiors()
        is_manager = self.env.user.has_group(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        for cycle in self:
            if cycle.job:
                step = self.env._(
                    "At work in the background. The page may be left; nothing is lost."
                )
            elif is_manager:
                step = cycle._get_next_step(waiting.get(cycle, 0))
            else:
                step = cycle._get_next_step_for_others()
            cycle.next_step = step

    def _count_waiting_superiors(self):
        """Count the open forms of superiors: without them there is no suggestion.

        :return: dict of cycle to number
        """
        # sudo: asn.appraisal.evaluation - a number only
        Evaluation = self.env["asn.appraisal.evaluation"].sudo()
        groups = Evaluation._read_group(
            [
                ("cycle_id", "in", self.ids),
                ("role_kind", "=", "superior"),
                ("state", "in", ("pending", "draft")),
            ],
            ["cycle_id"],
            ["__count"],
        )
        return {self.browse(cycle.id): count for cycle, count in groups}

    def _get_next_step(self, superiors):
        """Tell HR what to do, with the figures that the next click rests on."""
        steps = {
            "draft": self._get_draft_step,
            "planning": self._get_planning_step,
            "monitoring": self._get_monitoring_step,
            "evaluation": lambda: self._get_evaluation_step(superiors),
            "calibration": self._get_decision_step,
            "published": self._get_published_step,
        }
        default = self._get_next_step_for_others
        return steps.get(self.state, default)()

    def _get_draft_step(self):
        if self.has_planning:
            return self.env._(
                "%(count)s employees take part. Next: check readiness and preview the "
                "launch, then launch. Plans are agreed until %(planning)s; raters are "
                "asked when the evaluation opens, planned for %(opening)s.",
                count=self.population_count,
                planning=self._format_day(self.planning_end),
                opening=self._format_day(self.evaluation_start),
            )
        return self.env._(
            "%(count)s employees take part. Next: check readiness and preview the "
            "launch, then launch. Raters answer until %(day)s.",
            count=self.population_count,
            day=self._format_day(self.evaluation_end),
        )

    def _get_planning_step(self):
        return self.env._(
            "Plans are agreed until %(day)s: %(done)s of %(all)s are. Next: start "
            "monitoring, possible at any time; plans that are not agreed by then can "
            "still be agreed. Raters are asked when the evaluation opens, planned for "
            "%(opening)s.",
            day=self._format_day(self.planning_end),
            done=self.agreed_count,
            all=self.appraisal_count,
            opening=self._format_day(self.evaluation_start),
        )

    def _get_monitoring_step(self):
        return self.env._(
            "People work by their plans: %(done)s of %(all)s are agreed. Next: open "
            "the evaluation, planned for %(opening)s. Raters are asked then and "
            "answer until %(day)s.",
            done=self.agreed_count,
            all=self.appraisal_count,
            opening=self._format_day(self.evaluation_start),
            day=self._format_day(self.evaluation_end),
        )

    def _get_evaluation_step(self, superiors):
        return self.env._(
            "Raters answer until %(day)s: %(done)s of %(all)s forms are in. %(open)s "
            "forms of superiors are missing; without them there is no suggestion. "
            "Next: close the evaluation. What is not submitted by then does not count.",
            day=self._format_day(self.evaluation_end),
            done=self.submitted_count,
            all=self.evaluation_count,
            open=superiors,
        )

    def _get_decision_step(self):
        return self.env._(
            "Superiors decide until %(day)s: %(done)s of %(all)s appraisals are "
            "decided. Next: publish, possible from the first decision on; the others "
            "follow later. Planned for %(publication)s.",
            day=self._format_day(self.decision_end),
            done=self.decided_count,
            all=self.appraisal_count,
            publication=self._format_day(self.publication_date),
        )

    def _get_published_step(self):
        left = self.appraisal_count - self.published_count
        if not left:
            return self.env._(
                "All %s results are published. Next: close the cycle.",
                self.appraisal_count,
            )
        return self.env._(
            "%(done)s of %(all)s results are published, %(left)s are not: superiors "
            "decide them first, then publish again.",
            done=self.published_count,
            all=self.appraisal_count,
            left=left,
        )

    def _get_next_step_for_others(self):
        if self.state in ("published", "closed"):
            return self.env._("The results are published.")
        if self.state in PLANNING_STAGES:
            return self.env._(
                "Plans are agreed until %(planning)s, raters are asked from "
                "%(opening)s on, results are planned for %(publication)s.",
                planning=self._format_day(self.planning_end),
                opening=self._format_day(self.evaluation_start),
                publication=self._format_day(self.publication_date),
            )
        return self.env._(
            "Raters answer until %(evaluation)s, superiors decide until %(decision)s, "
            "results are planned for %(publication)s.",
            evaluation=self._format_day(self.evaluation_end),
            decision=self._format_day(self.decision_end),
            publication=self._format_day(self.publication_date),
        )

    def _format_day(self, day):
        if not day:
            return self.env._("a day still to be set")
        return format_date(self.env, day, date_format="d MMMM yyyy")
