# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date

from .asn_appraisal import PUBLISHED_STATES, UNASKED_STATES
from .asn_appraisal_cycle_planning import PLANNING_STAGES


class AsnAppraisal(models.Model):
    """What an appraisal is to the one who looks at it, and what is next for them."""

    _inherit = "asn.appraisal"

    progress = fields.Char(
        compute="_compute_progress", help="How many of the forms have been answered."
    )
    next_step = fields.Char(compute="_compute_next_step")
    next_step_short = fields.Char(
        string="What Is Next", compute="_compute_next_step_short"
    )
    display_state = fields.Selection(
        selection="_get_display_states",
        string="Status",
        compute="_compute_display_state",
        help="The state, and whether the superior's decision is what it waits for.",
    )
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")
    is_my_team = fields.Boolean(
        compute="_compute_is_my_team", search="_search_is_my_team"
    )
    is_led_department = fields.Boolean(
        compute="_compute_is_led_department", search="_search_is_led_department"
    )
    can_decide = fields.Boolean(compute="_compute_can_decide")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    def _compute_progress(self):
        self.progress = False
        visible = self.filtered(lambda appraisal: not appraisal.is_mine)
        # sudo: asn.appraisal.evaluation - numbers only, never of one's own appraisal
        groups = (
            self.env["asn.appraisal.evaluation"]
            .sudo()
            ._read_group(
                [
                    ("appraisal_id", "in", visible.ids),
                    ("state", "!=", "cancelled"),
                    # one more at a known hour would tell whose answer it was
                    ("confidentiality", "!=", "anonymous"),
                ],
                ["appraisal_id", "state"],
                ["__count"],
            )
        )
        counts = {appraisal.id: {} for appraisal in visible}
        for appraisal, state, count in groups:
            counts[appraisal.id][state] = count
        for appraisal in visible:
            states = counts[appraisal.id]
            appraisal.progress = self.env._(
                "%(done)s of %(all)s",
                done=states.get("submitted", 0),
                all=sum(states.values()),
            )

    @api.depends_context("uid")
    @api.depends("employee_id.user_id")
    def _compute_is_mine(self):
        for appraisal in self:
            # sudo: hr.employee - only compared with the user
            user = appraisal.sudo().employee_id.user_id
            appraisal.is_mine = user.id == self.env.uid

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("employee_id", "in", self.env.user.sudo().employee_ids.ids)]

    @api.depends_context("uid")
    @api.depends("superior_id.user_id")
    def _compute_is_my_team(self):
        for appraisal in self:
            # sudo: hr.employee - only compared with the user
            user = appraisal.sudo().superior_id.user_id
            appraisal.is_my_team = user.id == self.env.uid

    def _search_is_my_team(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("superior_id", "in", self.env.user.sudo().employee_ids.ids)]

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_is_led_department(self):
        led = self._get_led_departments()
        for appraisal in self:
            appraisal.is_led_department = appraisal.sudo().department_id in led

    def _search_is_led_department(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("department_id", "in", self._get_led_departments().ids)]

    def _get_led_departments(self):
        """Return the departments that the user leads, with all below them."""
        # sudo: hr.department - which units somebody leads is public in the org chart
        Department = self.env["hr.department"].sudo()
        led = Department.search([("manager_id.user_id", "=", self.env.uid)])
        return Department.search([("id", "child_of", led.ids)])

    @api.depends_context("uid")
    @api.depends("state", "cycle_state", "outcome_id.state")
    def _compute_can_decide(self):
        for appraisal in self:
            appraisal.can_decide = (
                appraisal.is_my_team
                and appraisal.state in ("evaluation", "rated")
                and appraisal.cycle_state in ("calibration", "published")
                and appraisal.outcome_id.state in ("suggested", "decided")
            )

    def _get_display_states(self):
        states = self._fields["state"]._description_selection(self.env)
        deciding = ("deciding", self.env._("Waiting for decision"))
        at = [value for value, __ in states].index("rated")
        return [*states[:at], deciding, *states[at:]]

    @api.depends("state", "cycle_state")
    def _compute_display_state(self):
        for appraisal in self:
            waits = (appraisal.state, appraisal.cycle_state) == (
                "evaluation",
                "calibration",
            )
            appraisal.display_state = "deciding" if waits else appraisal.state

    # ------------------------------------------------------------
    # WHAT IS NEXT
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("state", "cycle_state", "can_decide", "outcome_id")
    def _compute_next_step(self):
        for appraisal in self:
            appraisal.next_step = appraisal._get_next_step()

    def _get_next_step(self):
        """Say who has to do what next, and by when, in the words of the viewer."""
        if self.state in PUBLISHED_STATES and not self.outcome_id:
            return self.env._(
                "The result has been published to the employee and their superior. "
                "You follow the progress of the unit."
            )
        if self.state in PUBLISHED_STATES:
            return self.env._(
                "The result is published: ratings, group results, comments and how "
                "they were computed can be read below and printed."
            )
        if self.state == "cancelled":
            return self.env._("This appraisal was cancelled.")
        if self.state in UNASKED_STATES:
            return self._get_planning_step()
        if self.cycle_state == "evaluation":
            return self.env._(
                "Raters answer until %s.", self._format_date(self.evaluation_end)
            )
        if self.can_decide and self.state == "evaluation":
            deadline = self._format_date(self.decision_end)
            return self.env._("Please decide both ratings until %s.", deadline)
        if self.state == "rated":
            day = self._format_date(self.publication_date)
            return self.env._("Decided. HR publishes the results, planned for %s.", day)
        deadline = self._format_date(self.decision_end)
        return self.env._("The superior decides until %s.", deadline)

    def _get_planning_step(self):
        """Say what is next before raters are asked."""
        if self.cycle_state == "evaluation":
            return self.env._("The evaluation is open: raters are being asked.")
        if self.cycle_state not in PLANNING_STAGES:
            return self.env._(
                "Raters could not be asked before the evaluation was closed. HR "
                "clears this up."
            )
        if self.state == "agreed":
            return self.env._(
                "The performance plan is agreed. Work is noted as it is done; raters "
                "are asked from %s on.",
                self._format_date(self.evaluation_start),
            )
        return self._get_plan_step()

    def _get_plan_step(self):
        """Ask for the plan in the words of the viewer."""
        day = self._format_date(self.planning_end)
        if self.is_mine:
            return self.env._(
                "Draft your performance plan; it is to be agreed with your superior "
                "by %s.",
                day,
            )
        if self.is_my_team:
            return self.env._(
                "Agree the performance plan with the employee by %s.", day
            )
        return self.env._("The performance plan is to be agreed by %s.", day)

    @api.depends_context("uid", "lang")
    @api.depends("state", "cycle_state", "can_decide", "outcome_id")
    def _compute_next_step_short(self):
        for appraisal in self:
            appraisal.next_step_short = appraisal._get_next_step_short()

    def _get_next_step_short(self):
        """Say the same as ``_get_next_step`` in the few words of a column."""
        if self.state in PUBLISHED_STATES:
            if self.outcome_id:
                return self.env._("Read the result")
            return self.env._("Published to the employee")
        if self.state == "cancelled":
            return self.env._("Nothing")
        if self.state in UNASKED_STATES:
            return self._get_planning_step_short()
        if self.cycle_state == "evaluation":
            day = self._format_day(self.evaluation_end)
            return self.env._("Raters answer until %s", day)
        if self.state == "rated":
            day = self._format_day(self.publication_date)
            return self.env._("Publication on %s", day)
        day = self._format_day(self.decision_end)
        if self.can_decide:
            return self.env._("Decide until %s", day)
        return self.env._("Superior decides until %s", day)

    def _get_planning_step_short(self):
        if self.cycle_state == "evaluation":
            return self.env._("Raters are being asked")
        if self.cycle_state not in PLANNING_STAGES:
            return self.env._("Raters could not be asked")
        if self.state == "agreed":
            day = self._format_day(self.evaluation_start)
            return self.env._("Raters are asked from %s on", day)
        day = self._format_day(self.planning_end)
        return self.env._("Agree the plan by %s", day)

    def _format_day(self, date):
        return format_date(self.env, date, date_format="d MMM") or "–"

    def _format_date(self, date):
        if not date:
            return self.env._("a day still to be set")
        return format_date(self.env, date)
