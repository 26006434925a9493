# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A cycle per stage, each brought there by the real actions."""

from odoo.addons.asn_appraisal.models.asn_appraisal_cycle_planning import (
    PLANNING_STAGES,
)
from odoo.addons.asn_appraisal.tests.common import SECRET, AppraisalCommon

STAGES = [
    *PLANNING_STAGES,
    *("evaluation", "suggested", "decided", "published", "closed", "cancelled"),
]


class AccessCycles(AppraisalCommon):
    """Brings a cycle about `self` and about `own` to any stage."""

    # ------------------------------------------------------------
    # CYCLES
    # ------------------------------------------------------------

    @classmethod
    def _make_cycle(cls, stage, year):
        cycle = cls._cycle(
            name=f"Cycle {stage}",
            date_start=f"{year}-01-01",
            date_end=f"{year}-12-31",
            has_planning=stage in PLANNING_STAGES,
            planning_end="2026-01-01",
        ).with_user(cls.manager)
        if stage == "draft":
            return cycle.sudo()
        cycle.action_launch()
        cls._run_jobs(cycle.sudo())
        if stage in PLANNING_STAGES:
            if stage == "monitoring":
                cycle.action_start_monitoring()
            return cycle.sudo()
        cls._fill_in(cycle.sudo().appraisal_ids)
        if stage != "evaluation":
            cls._go_on(cycle, stage)
        return cycle.sudo()

    @classmethod
    def _fill_in(cls, appraisals):
        """Submit the forms of self, superior and three peers; leave the others open."""
        for appraisal in appraisals:
            forms = appraisal.evaluation_ids.grouped(lambda e: e.role_id.code)
            named = forms["self"] | forms["superior"]
            for form in named | forms["peer"][:3]:
                cls._submit(form)

    @classmethod
    def _submit(cls, form):
        answers = {item["criterion_id"]: {"value": 4} for item in form._get_items()}
        form = form.with_user(form.rater_id.user_id)
        form.save_notes({"strengths": SECRET})
        form.submit_sheet(answers)

    @classmethod
    def _go_on(cls, cycle, stage):
        cycle.action_close_evaluation()
        cls._run_jobs(cycle.sudo())
        if stage == "cancelled":
            cycle.appraisal_ids.action_cancel()
        if stage in ("suggested", "cancelled"):
            return
        for appraisal in cycle.sudo().appraisal_ids:
            cls._decide(appraisal)
        if stage == "decided":
            return
        cycle.action_publish()
        cls._run_jobs(cycle.sudo())
        if stage == "closed":
            cycle.action_close()
