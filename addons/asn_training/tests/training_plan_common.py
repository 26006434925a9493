# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.fields import Command

from .common import TrainingCommon


class TrainingPlanCommon(TrainingCommon):
    """Plans of the members, and needs that fill them."""

    @classmethod
    def _make_world(cls):
        result = super()._make_world()
        kind = cls.env["hr.skill.type"].create(
            {
                "name": "Office",
                "skill_level_ids": [
                    Command.create(
                        {"name": name, "level_progress": n, "default_level": n == 10}
                    )
                    for name, n in (("Basic", 10), ("Advanced", 80))
                ],
                "skill_ids": [Command.create({"name": "Letters"})],
            }
        )
        cls.skill = kind.skill_ids
        cls.level = kind.skill_level_ids.filtered(lambda x: x.level_progress == 80)
        return result

    @classmethod
    def _plan(cls, employee=None, year=2026, lines=None):
        """Write a draft as the employee."""
        if lines is None:
            method = cls.env.ref("asn_training.method_mentoring")
            lines = [{"name": "Chair meetings", "method_id": method.id, "hours": 4}]
        user = (employee or cls.person).user_id
        return (
            cls.env["asn.training.plan"]
            .with_user(user)
            .create(
                {"year": year, "line_ids": [Command.create(vals) for vals in lines]}
            )
        )

    @classmethod
    def _approved(cls, **vals):
        plan = cls._plan(**vals)
        plan.line_ids.hours = 4
        plan.action_submit()
        plan.with_user(cls.superior.user_id).action_approve()
        return plan

    @classmethod
    def _note_done(cls, line, day="2026-02-02"):
        line.done_on = day
        cls.env["ir.attachment"].with_user(line.env.user).create(
            {
                "name": "evidence.txt",
                "raw": b"x",
                "res_model": line._name,
                "res_id": line.id,
            }
        )
        line.invalidate_recordset()
        line.action_done()

    @classmethod
    def _apply(cls, user, action, reason):
        """Give the reason that an action asks for."""
        Reason = cls.env["asn.training.reason"].with_user(user)
        Reason = Reason.with_context(**action["context"])
        Reason.create({"reason": reason}).action_apply()

    @classmethod
    def _need(cls, people):
        """Let people have a skill gap of their post and a recommendation."""
        job = cls.env["hr.job"].create({"name": "Clerk"})
        cls.env["hr.job.skill"].create(
            {
                "job_id": job.id,
                "skill_id": cls.skill.id,
                "skill_level_id": cls.level.id,
                "skill_type_id": cls.skill.skill_type_id.id,
            }
        )
        people.job_id = job
        Recommendation = cls.env["asn.training.recommendation"]
        Recommendation.search([("employee_id", "in", people.ids)]).unlink()
        Recommendation._workflow_create(
            [
                {
                    "employee_id": person.id,
                    "cycle_id": cls.cycle.id,
                    "company_id": person.company_id.id,
                    "programme_id": cls.programme.id,
                    "state": "new",
                    "rule_codes": "T1",
                }
                for person in people
            ]
        )
