# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields

from .common import AppraisalCommon


class PlanCommon(AppraisalCommon):
    """A cycle in planning, with the person's draft, and what they do with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls._cycle_with_planning(2026)
        cls.appraisal = cls._appraisal()
        cls.plan = cls._plan(cls.person)

    @classmethod
    def _cycle_with_planning(cls, year):
        """Return a cycle launched into planning, whose drafts are empty."""
        cycle = cls._cycle(
            name=f"Planned {year}",
            has_planning=True,
            date_start=f"{year}-01-01",
            date_end=f"{year}-12-31",
            planning_end=f"{year}-01-31",
            evaluation_start=f"{year}-11-01",
            evaluation_end=f"{year}-12-10",
            decision_end=f"{year}-12-20",
            publication_date=f"{year}-12-30",
        )
        cycle.with_user(cls.manager).action_launch()
        cls._run_jobs(cycle)
        return cycle

    @classmethod
    def _plan(cls, employee, cycle=None):
        """Return the draft of an employee, as that employee."""
        appraisals = (cycle or cls.cycle).appraisal_ids
        own = appraisals.filtered(lambda a: a.employee_id == employee)
        return own.plan_ids.with_user(employee.user_id)

    @classmethod
    def _as_superior(cls, record):
        return record.with_user(record.sudo().superior_id.user_id)

    @classmethod
    def _goal(cls, plan, name="Twelve", **vals):
        """Add a goal to a plan, as whoever holds it."""
        return plan.env["asn.appraisal.goal"].create(
            {"plan_id": plan.id, "name": name, **vals}
        )

    @classmethod
    def _indicator(cls, goal, **vals):
        """Add an indicator of twelve applications to a goal."""
        values = {"name": "Applications", "target": 12, "unit": "files"}
        return goal.env["asn.appraisal.indicator"].create(
            {"goal_id": goal.id, **values, **vals}
        )

    @classmethod
    def _draft(cls, plan=None, **vals):
        """Give a plan one goal with one indicator."""
        plan = plan or cls.plan
        cls._indicator(cls._goal(plan), **vals)
        return plan

    @classmethod
    def _agree(cls, plan=None):
        """Bring a draft into force: its employee submits, the superior agrees."""
        plan = plan or cls.plan
        if not plan.goal_ids:
            cls._draft(plan)
        plan.action_submit()
        cls._as_superior(plan).action_agree()
        return plan

    @classmethod
    def _note(cls, indicator, amount=1, date="2026-03-01", **vals):
        """Note work for an indicator, as the employee whose plan it is."""
        user = indicator.sudo().employee_id.user_id
        return (
            cls.env["asn.appraisal.progress"]
            .with_user(user)
            .create(
                {
                    "indicator_id": indicator.id,
                    "name": "Done",
                    "amount": amount,
                    "date": fields.Date.to_date(date),
                    **vals,
                }
            )
        )

    @classmethod
    def _open_evaluation(cls):
        cls.cycle.with_user(cls.manager).action_open_evaluation()
        cls._run_jobs()
