# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError


class AsnTrainingEnrolment(models.Model):
    """The end: hours in the résumé, skills with their history, never twice."""

    _inherit = "asn.training.enrolment"

    def action_complete(self):
        """Complete those who were there and passed; note who did not.

        Those that have ended already stay as they are and get nothing more. In a
        number of queries that does not depend on how many they are.

        :return: True
        :raise AccessError: for anybody but training managers
        :raise UserError: before the session has begun, or where somebody has no place
        """
        self._check_manager()
        # sudo: registrations, ledger, skills - a step of the workflow, checked above
        running = self.sudo().filtered(lambda one: one.state == "registered")
        if not running:
            if self.filtered(lambda one: one.state not in ("completed", "failed")):
                raise UserError(self.env._("Nobody of them has a place in a session."))
            return True
        if running.event_id.filtered(lambda e: e.date_begin > fields.Datetime.now()):
            raise UserError(self.env._("The session has not begun yet."))
        passed = running.filtered(lambda one: one._has_passed())
        (running - passed)._workflow_write({"state": "failed"})
        passed._complete()
        return True

    def _has_passed(self):
        return self.is_attended and self.score_after >= self.pass_mark

    def _complete(self):
        """Credit hours, raise skills, and mark what led here as done."""
        lines = self.env["hr.resume.line"]._credit_training(
            [one._prepare_credit() for one in self]
        )
        today = fields.Date.context_today(self)
        self._workflow_write({"state": "completed", "completed_on": today})
        for enrolment, line in zip(self, lines, strict=True):
            enrolment._workflow_write({"resume_line_id": line.id})
        self.recommendation_id._workflow_write({"state": "done"})
        self._raise_skills()

    def _prepare_credit(self):
        """Return the completion as the ledger of learning hours takes it."""
        event = self.event_id
        days = event._get_training_days() if event else []
        today = fields.Date.context_today(self)
        return {
            "employee_id": self.employee_id.id,
            "programme_id": self.programme_id.id,
            "event_id": event.id,
            "date_start": days[0] if days else today,
            "date_end": days[-1] if days else today,
            "days": days,
            "sessions": len(days),
            "hours": self.programme_id.hours,
            "source": f"{self._name},{self.id}",
        }

    # ------------------------------------------------------------
    # SKILLS
    # ------------------------------------------------------------

    def _raise_skills(self):
        """Give people the levels that programmes teach, where theirs is lower.

        The former level stays as history, with its last day, as core keeps it.
        """
        wanted = self._get_taught()
        held = self.env["asn.appraisal.job.recommend"]._read_levels(
            "hr.employee.skill", "employee_id", self.employee_id.ids
        )
        today = fields.Date.context_today(self)
        vals_list = [
            {
                "employee_id": employee_id,
                "skill_id": skill_id,
                "skill_type_id": level.skill_type_id.id,
                "skill_level_id": level.id,
                "valid_from": today,
            }
            for (employee_id, skill_id), level in wanted.items()
            if held[employee_id].get(skill_id, -1) < level.level_progress
        ]
        if vals_list:
            Skill = self.env["hr.employee.skill"]
            self._apply_skills(Skill._create_individual_skills(vals_list))

    def _get_taught(self):
        """Return ``{(employee id, skill id): highest level taught}``."""
        wanted = {}
        for enrolment in self:
            for taught in enrolment.programme_id.skill_ids:
                key = enrolment.employee_id.id, taught.skill_id.id
                known = wanted.get(key)
                if not known or known.level_progress < taught.level_id.level_progress:
                    wanted[key] = taught.level_id
        return wanted

    @api.model
    def _apply_skills(self, commands):
        """Do what core's commands say for many people at once."""
        Skill = self.env["hr.employee.skill"]
        ended, removed, created = {}, [], []
        for command, id_, *vals in commands:
            if command == 0:
                created.append(vals[0])
            elif command == 1:
                ended.setdefault(vals[0]["valid_to"], []).append(id_)
            else:
                removed.append(id_)
        Skill.browse(removed).unlink()
        for day, ids in ended.items():
            Skill.browse(ids).write({"valid_to": day})
        Skill.create(created)
