# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_appraisal_objection import OPEN_STATES
from .asn_talk_people import can_rate


class AsnAppraisalObjection(models.Model):
    """Who decides: the appraiser's superior, a named deputy, or the next superior.

    Whoever took part in the rating may still be the one whom the law names; it is
    shown to both sides, and needs a reason. The appraiser, the person and whoever has a
    recorded conflict of interest with the person never decide.
    """

    _inherit = "asn.appraisal.objection"

    is_mine = fields.Boolean(compute="_compute_relation", search="_search_is_mine")
    is_appraiser = fields.Boolean(
        compute="_compute_relation", search="_search_is_appraiser"
    )
    is_decider = fields.Boolean(
        compute="_compute_relation", search="_search_is_decider"
    )
    is_involved = fields.Boolean(
        string="Conflict of Interest",
        compute="_compute_is_involved",
        help="Whoever decides took part in the rating.",
    )
    can_hand_over = fields.Boolean(compute="_compute_can_hand_over")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("employee_id", "superior_id", "decider_id")
    def _compute_relation(self):
        for objection in self:
            # sudo: hr.employee - only compared with the user
            sudo, uid = objection.sudo(), self.env.uid
            objection.is_mine = sudo.employee_id.user_id.id == uid
            objection.is_appraiser = sudo.superior_id.user_id.id == uid
            objection.is_decider = sudo.decider_id.user_id.id == uid

    def _search_is_mine(self, operator, value):
        return self._search_relation("employee_id", operator)

    def _search_is_appraiser(self, operator, value):
        return self._search_relation("superior_id", operator)

    def _search_is_decider(self, operator, value):
        return self._search_relation("decider_id", operator)

    def _search_relation(self, name, operator):
        if operator != "in":
            return NotImplemented
        return [(name, "in", self.env.user.sudo().employee_ids.ids)]

    @api.depends("decider_id", "decided_by_id", "outcome_id")
    def _compute_is_involved(self):
        for objection in self:
            # sudo: res.users - only whether one is among the others
            sudo = objection.sudo()
            user = sudo.decided_by_id or sudo.decider_id.user_id
            involved = sudo.outcome_id._get_involved_users()
            objection.is_involved = bool(user) and user in involved

    @api.depends_context("uid")
    @api.depends("state", "decider_id")
    def _compute_can_hand_over(self):
        is_manager = self.env["asn.appraisal"]._is_manager()
        for objection in self:
            is_party = objection.is_mine or objection.is_appraiser
            objection.can_hand_over = (
                objection.state in OPEN_STATES
                and not is_party
                and (objection.is_decider or is_manager)
            )

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def _find_line(self, below):
        """Return the next superior above ``below`` who can decide, or none.

        :param below: hr.employee with sudo
        :return: hr.employee with sudo
        """
        self.ensure_one()
        seen, superior = below, below.parent_id
        while superior and superior not in seen:
            if self._can_judge(superior):
                return superior
            seen, superior = seen | superior, superior.parent_id
        return self.env["hr.employee"].sudo()

    def _get_first_below(self):
        """Return above whom the first one is looked for: who holds the post."""
        # sudo: asn.appraisal, hr.employee - who leads whom is in the org chart
        sudo = self.sudo()
        return sudo.appraisal_id._get_line_superior() or sudo.superior_id

    def _can_judge(self, employee):
        """Tell whether somebody may decide: active, no party, no recorded conflict."""
        self.ensure_one()
        # sudo: hr.employee, asn.rater.conflict - only whether, nothing of why
        employee, sudo = employee.sudo(), self.sudo()
        parties = sudo.employee_id | sudo.superior_id
        if not can_rate(employee) or employee in parties:
            return False
        if employee.user_id in parties.user_id:
            return False
        today = fields.Date.context_today(self)
        pairs = self.env["asn.rater.conflict"]._get_pairs(
            [sudo.employee_id.id], sudo.cycle_id.date_start, today
        )
        return frozenset((employee.id, sudo.employee_id.id)) not in pairs

    @api.model
    def _get_pairs(self, employee_ids):
        """Return between whom an objection is open, see ``asn.appraisal.assignment``.

        :param employee_ids: at least one of the two is among them
        :return: set of frozensets of two employees' ids
        """
        # sudo: asn.appraisal.objection - who, and nothing of why
        open_ones = self.sudo().search_fetch(
            [
                ("state", "in", OPEN_STATES),
                ("superior_id", "!=", False),
                "|",
                ("employee_id", "in", employee_ids),
                ("superior_id", "in", employee_ids),
            ],
            ["employee_id", "superior_id"],
        )
        return {frozenset((o.employee_id.id, o.superior_id.id)) for o in open_ones}

    def _set_line(self, line, day):
        """Give it to a superior, who has the days of the cycle from ``day`` on.

        :param line: hr.employee, or none: HR has to name a deputy
        :param date day: is not counted
        """
        days = self.cycle_id.objection_decision_days
        self._workflow_write(
            {
                "line_id": line.id,
                "decider_id": line.id,
                "is_deputy": False,
                "needs_hr": not line,
                "decide_until": self.cycle_id._add_objection_days(day, days),
            }
        )
        self.env["asn.appraisal.digest"].sudo()._push(line.user_id)

    # ------------------------------------------------------------
    # CLOCK
    # ------------------------------------------------------------

    @api.model
    def _cron_escalate(self):
        """Hand what nobody has decided in time to the next superior."""
        time = self.env["asn.appraisal.working.time"]
        for company in self.env["res.company"].search([("active", "=", True)]):
            today = time._get_today(company)
            late = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "in", OPEN_STATES),
                    ("needs_hr", "=", False),
                    ("decide_until", "<", today),
                ]
            )
            for objection in late:
                if objection.try_lock_for_update():
                    objection._escalate(today)

    def _escalate(self, today):
        """Give it to the next superior; where there is none, HR names a deputy."""
        self.ensure_one()
        line = self._find_line(self.line_id)
        silent = self.decider_id.name
        Step = self.env["asn.appraisal.objection.step"]
        if line:
            self._set_line(line, today)
            self._workflow_write({"escalation_count": self.escalation_count + 1})
            Step._note(self, "escalated", f"{silent} → {line.name}")
        else:  # whoever is late may still decide, as long as nobody else is named
            self._workflow_write({"needs_hr": True})
            Step._note(self, "stuck", silent)
