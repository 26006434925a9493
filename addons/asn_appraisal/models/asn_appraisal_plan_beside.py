# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date

from .asn_appraisal_plan import PLAN_STAGES


class AsnAppraisalPlan(models.Model):
    """What stands beside the goals of a plan: who is asked, log, checks, versions.

    Each is found by a search of the reader, so that the rules of its own model say who
    sees it: somebody to whom a plan was escalated reads neither log nor checks.
    """

    _inherit = "asn.appraisal.plan"

    # who proposed, who is asked since when, whether the next superior is asked
    agreement = fields.Json(string="Way to the Agreement", compute="_compute_agreement")
    log_ids = fields.Many2many("asn.appraisal.progress", compute="_compute_beside")
    check_ids = fields.Many2many(
        "asn.appraisal.check", string="Periodic Checks", compute="_compute_beside"
    )
    version_ids = fields.Many2many(
        "asn.appraisal.plan", string="Versions", compute="_compute_beside"
    )
    version_count = fields.Integer(compute="_compute_beside")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("appraisal_id")
    def _compute_beside(self):
        for name in ("log_ids", "check_ids", "version_ids"):
            found = self.env[self._fields[name].comodel_name].search(
                [("appraisal_id", "in", self.appraisal_id.ids)]
            )
            by_appraisal = found.grouped("appraisal_id")
            for plan in self:
                plan[name] = by_appraisal.get(plan.appraisal_id, found.browse())
        for plan in self:
            plan.version_count = len(plan.version_ids)

    @api.depends_context("lang", "uid")
    @api.depends("state", "submitted_by", "reminded_on", "escalation_id")
    def _compute_agreement(self):
        for plan in self:
            plan.agreement = plan._get_agreement()

    # ------------------------------------------------------------
    # THE WAY TO THE AGREEMENT
    # ------------------------------------------------------------

    def _get_agreement(self):
        """Say how far both sides are, step by step.

        :return: list of dicts in order: ``state`` (done, now or open), ``title`` and
            ``text`` (False for none), in the reader's language
        """
        self.ensure_one()
        steps = [self._describe_proposal()]
        if self.state == "submitted":
            steps += [self._describe_asked(), self._describe_escalation()]
        return [*steps, self._describe_answer()]

    def _describe_proposal(self):
        if not self.submitted_on:
            day = format_date(self.env, self.planning_end)
            is_due = self.state == "draft" and self.version == 1 and day
            text = self.env._("to be submitted until %s", day) if is_due else False
            return self._describe_step("now", self.env._("Draft"), text)
        # sudo: hr.employee - the name of who proposed
        sudo = self.sudo()
        by = sudo.superior_id if self.submitted_by == "superior" else sudo.employee_id
        title = self.env._("Submitted by %s", by.name)
        return self._describe_step("done", title, self._write_day("submitted_on"))

    def _describe_asked(self):
        # sudo: hr.employee - the name of who is asked
        sudo = self.sudo()
        asked = (
            sudo.employee_id if self.submitted_by == "superior" else sudo.superior_id
        )
        text = self.env._(
            "since %(day)s, for %(days)s days",
            day=self._write_day("submitted_on"),
            days=(fields.Datetime.now() - self.submitted_on).days,
        )
        if self.reminded_on:
            text = self.env._(
                "%(text)s, reminded on %(day)s",
                text=text,
                day=self._write_day("reminded_on"),
            )
        title = self.env._("%s is asked to agree", asked.name)
        return self._describe_step("now", title, text)

    def _describe_escalation(self):
        if self.escalation_id:
            # sudo: hr.employee - the name of who is asked in addition
            name = self.sudo().escalation_id.name
            title = self.env._("%s is asked as well", name)
            return self._describe_step("now", title, self._write_day("escalated_on"))
        # sudo: asn.appraisal.cycle - after how many days plans are escalated
        days = 2 * self.sudo().cycle_id.plan_wait_days
        text = False
        if days and self.submitted_by == "employee" and not self.escalated_on:
            text = self.env._("happens after %s days without an answer", days)
        return self._describe_step("open", self.env._("Not escalated"), text)

    def _describe_answer(self):
        if not self.agreed_on:
            return self._describe_step("open", self.env._("Agreed by both sides"))
        # sudo: res.users - the name of who agreed
        title = self.env._("Agreed by %s", self.sudo().agreed_by_id.name)
        return self._describe_step("done", title, self._write_day("agreed_on"))

    def _describe_step(self, state, title, text=False):
        return {"state": state, "title": title, "text": text}

    def _write_day(self, name):
        """Write the day of a point in time, as it was where the reader is."""
        return format_date(
            self.env, fields.Datetime.context_timestamp(self, self[name]).date()
        )

    # ------------------------------------------------------------
    # WHAT THE READER MAY DO TO GOALS AND INDICATORS
    # ------------------------------------------------------------

    def _can_judge(self):
        """Tell whether the reader leaves out indicators and assesses goals."""
        return (
            self.is_my_team
            and not self.is_mine
            and self.state == "agreed"
            and self.cycle_state in PLAN_STAGES
        )

    def _can_hand_on(self):
        """Tell whether the reader leads somebody whose draft could take a goal."""
        return bool(
            self.search_count(
                [
                    ("is_my_team", "=", True),
                    ("id", "!=", self.id),
                    ("cycle_id", "=", self.cycle_id.id),
                    ("state", "=", "draft"),
                ],
                limit=1,
            )
        )

    def _count_questions(self):
        """Return how many entries of each indicator wait for an answer."""
        groups = self.env["asn.appraisal.progress"]._read_group(
            [
                ("indicator_id", "in", self.indicator_ids.ids),
                ("state", "=", "questioned"),
            ],
            ["indicator_id"],
            ["__count"],
        )
        return {indicator.id: count for indicator, count in groups}
