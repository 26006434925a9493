# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_talk_people import (
    among,
    get_own_employees,
    get_superiors,
    get_team_ids,
    get_unit_ids,
)


class AsnAppraisalFeedback(models.Model):
    """Who reads a feedback: what the rules look at, and the same in plain words."""

    _inherit = "asn.appraisal.feedback"

    is_from_me = fields.Boolean(
        compute="_compute_is_from_me", search="_search_is_from_me"
    )
    is_for_me = fields.Boolean(compute="_compute_is_for_me", search="_search_is_for_me")
    is_about_my_team = fields.Boolean(
        compute="_compute_is_about_my_team", search="_search_is_about_my_team"
    )
    is_about_my_unit = fields.Boolean(
        compute="_compute_is_about_my_unit", search="_search_is_about_my_unit"
    )
    has_goals = fields.Boolean(compute="_compute_has_goals")
    readers = fields.Char(string="Who Will Read This", compute="_compute_readers")
    next_step = fields.Char(compute="_compute_next_step")

    # ------------------------------------------------------------
    # WHAT THE RULES LOOK AT
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("author_id")
    def _compute_is_from_me(self):
        own = get_own_employees(self.env)
        for feedback in self:
            feedback.is_from_me = feedback.author_id.id in own.ids

    def _search_is_from_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return among("author_id", get_own_employees(self.env).ids)

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_is_for_me(self):
        own = get_own_employees(self.env)
        for feedback in self:
            feedback.is_for_me = feedback.employee_id.id in own.ids

    def _search_is_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return among("employee_id", get_own_employees(self.env).ids)

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_is_about_my_team(self):
        team = set(get_team_ids(self.env))
        for feedback in self:
            feedback.is_about_my_team = feedback.employee_id.id in team

    def _search_is_about_my_team(self, operator, value):
        if operator != "in":
            return NotImplemented
        return among("employee_id", get_team_ids(self.env))

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_is_about_my_unit(self):
        units = set(get_unit_ids(self.env))
        for feedback in self:
            feedback.is_about_my_unit = feedback.department_id.id in units

    def _search_is_about_my_unit(self, operator, value):
        if operator != "in":
            return NotImplemented
        return among("department_id", get_unit_ids(self.env))

    @api.depends_context("uid")
    @api.depends("employee_id")
    def _compute_has_goals(self):
        """Tell whether the user may read goals of the person, to speak of one."""
        groups = self.env["asn.appraisal.goal"]._read_group(
            [("employee_id", "in", self.employee_id.ids)], ["employee_id"]
        )
        ids = {employee.id for (employee,) in groups}
        for feedback in self:
            feedback.has_goals = feedback.employee_id.id in ids

    # ------------------------------------------------------------
    # IN PLAIN WORDS
    # ------------------------------------------------------------

    @api.depends_context("lang", "uid")
    @api.depends("employee_id", "visibility", "kind", "author_id", "state")
    def _compute_readers(self):
        for feedback in self:
            has_person = bool(feedback.employee_id)
            feedback.readers = has_person and feedback._describe_readers()

    def _describe_readers(self):
        # sudo: hr.employee, hr.department - names of those who will read
        feedback = self.sudo()
        names = {"person": feedback.employee_id.name, "author": feedback.author_id.name}
        if feedback.visibility == "unit":
            return self._describe_unit(feedback, names)
        superiors = get_superiors(feedback.employee_id).mapped("name")
        if feedback.visibility == "person":
            return self.env._(
                "Only %(person)s and the author %(author)s, no superior, not HR and "
                "nobody else.",
                **names,
            )
        if not superiors:
            return self.env._(
                "%(person)s and the author %(author)s. No superior is noted at "
                "present; whoever becomes it will read this too. HR will not.",
                **names,
            )
        return self.env._(
            "%(person)s, the superior %(superiors)s and the author %(author)s, not HR "
            "and nobody else.",
            superiors=", ".join(superiors),
            **names,
        )

    def _describe_unit(self, feedback, names):
        unit = feedback.department_id or feedback.employee_id.department_id
        if not unit:
            return self.env._(
                "%(person)s belongs to no unit. Please choose who else reads it.",
                **names,
            )
        return self.env._(
            "On the appreciation board, with the name of the author %(author)s: "
            "everybody in %(unit)s and whoever leads it, the superior of %(person)s, "
            "and HR.",
            unit=unit.name,
            **names,
        )

    @api.depends_context("lang", "uid")
    @api.depends("state", "can_correct", "seen_on", "thanked_on", "is_for_me")
    def _compute_next_step(self):
        for feedback in self:
            feedback.next_step = feedback._get_next_step()

    def _get_next_step(self):
        """Say to the viewer what there is to do, and until when."""
        if not self.author_id:
            return self._get_no_author_text()
        if self.state == "draft":
            return self.env._("A draft: nobody but you sees it until you give it.")
        if self.state == "withdrawn":
            return self.env._("Withdrawn: nobody but its author reads it.")
        if self.can_correct:
            return self.env._(
                "Given. You can correct or withdraw it within 24 hours; then it stays."
            )
        if not self.is_for_me:
            return self.env._("Given. There is nothing to do.")
        if not self.seen_on:
            return self.env._(
                "For you. Take your time; then mark it as read or say thanks. You owe "
                "nobody an answer."
            )
        return self.env._("For you. You have read it, there is nothing more to do.")
