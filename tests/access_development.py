# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Development plans and briefings that ``access_matrix_development.py`` speaks of."""

from odoo import fields
from odoo.fields import Command

DEVELOPMENT_MODELS = (
    "asn.training.plan",
    "asn.training.plan.line",
    "asn.training.plan.version",
    "asn.training.reason",
    "asn.training.briefing",
    "asn.training.briefing.invite",
    "asn.training.unit.plan",
    "asn.training.unit.plan.line",
)
# Rows that are about the plan of the year before, of which an activity is done.
KEPT = ("done", "kept")


class DevelopmentRecords:
    """Makes the records by the real methods, and finds them for a row."""

    @classmethod
    def _make_developments(cls):
        cls.developments = {s: cls._make_development(s) for s in cls.population}
        cls._make_briefings()
        for year, subject in enumerate(cls.population, start=2030):
            cls.developments[subject] |= cls._make_unit_plan(cls.department, year)
        unit = cls.env["hr.department"].create({"name": "Elsewhere"})
        cls.elsewhere = cls._make_unit_plan(unit, 2030)

    @classmethod
    def _make_unit_plan(cls, unit, year):
        plan = cls.env["asn.training.unit.plan"].create(
            {"department_id": unit.id, "year": year}
        )
        line = plan.line_ids._workflow_create([{"plan_id": plan.id}])
        return {plan._name: plan, line._name: line}

    @classmethod
    def _make_development(cls, subject):
        led = cls.superior.user_id
        open_, kept = (cls._make_development_plan(subject, y) for y in (2025, 2024))
        kept.with_user(led).action_approve()
        kept.with_user(subject.user_id).line_ids.action_done()
        Reason = cls.env["asn.training.reason"].with_user(led)
        reason = Reason.create({"step": "return", "plan_id": open_.id, "reason": "x"})
        return {"open": open_, "kept": kept, "reason": reason.sudo()}

    @classmethod
    def _make_briefings(cls):
        cycle = cls.cycles["evaluation"]
        now = fields.Datetime.now()
        event = cls.env["event.event"].create(
            {
                "name": "x",
                "date_begin": now,
                "date_end": fields.Datetime.add(now, days=9),
                "asn_cycle_id": cycle.id,
            }
        )
        for row in cls.env["asn.training.briefing"]._sync(cycle):
            Invite = cls.env["asn.training.briefing.invite"].with_user(cls.manager)
            invite = Invite.create({"briefing_ids": row.ids, "event_id": str(event.id)})
            found = cls.developments[row.employee_id]
            found |= {row._name: row, invite._name: invite.sudo()}

    @classmethod
    def _make_development_plan(cls, subject, year):
        method = cls.env.ref("asn_training.method_mentoring")
        line = {"name": "x", "method_id": method.id, "hours": 2}
        plan = (
            cls.env["asn.training.plan"]
            .with_user(subject.user_id)
            .create({"year": year, "line_ids": [Command.create(line)]})
        )
        plan.action_submit()
        plan = plan.sudo()
        plan.line_ids._workflow_write({"done_on": f"{year}-02-02"})
        cls.env["ir.attachment"].create(
            {
                "name": "x",
                "raw": b"x",
                "res_model": "asn.training.plan.line",
                "res_id": plan.line_ids.id,
            }
        )
        return plan

    @classmethod
    def _find_development(cls, model, words, subject):
        """Return the record of a row, and what makes it the row's."""
        found = cls.developments[subject]
        if words[0] == "elsewhere":
            return cls.elsewhere[model], None
        if model == "asn.training.unit.plan":
            return found[model], (found[model], words[0])
        if model in found:
            return found[model], None
        plan = found["kept" if words[0] in KEPT else "open"]
        force = None if words[0] in (*KEPT, "mine") else (plan, words[0])
        if model == "asn.training.reason":
            return found["reason"], force
        if model == "asn.training.plan.line":
            return plan.line_ids, force
        if model == "asn.training.plan.version":
            return plan.version_ids, force
        return plan, force
