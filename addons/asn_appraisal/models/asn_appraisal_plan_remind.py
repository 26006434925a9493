# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, fields, models

from .asn_appraisal_plan import PLAN_STAGES

# Working days before the planning deadline on which drafts are called to mind.
NOTICE = 3


class AsnAppraisalPlan(models.Model):
    """Nobody is blocked by a plan that lies about: reminders and escalation.

    Who is late with a draft or with an answer is reminded by the daily mail of
    ``asn.appraisal.digest``; the next superior, who has nothing to do with the plan
    until then, by one of its own. What was done is noted on the plans, so that a second
    run on the same day does nothing.
    """

    _inherit = "asn.appraisal.plan"

    @api.model
    def _cron_remind(self):
        """Remind of drafts and waiting plans; escalate those that wait too long."""
        cycles = self.env["asn.appraisal.cycle"].search(
            [("state", "in", PLAN_STAGES), ("plan_wait_days", ">", 0)]
        )
        for cycle in cycles:
            self._remind(cycle)
            self.env["ir.cron"]._commit_progress()

    @api.model
    def _remind(self, cycle):
        self._remind_drafts(cycle)
        self._remind_waiting(cycle)
        self._escalate(cycle)

    # ------------------------------------------------------------
    # WHO IS REMINDED
    # ------------------------------------------------------------

    @api.model
    def _remind_drafts(self, cycle):
        """Call drafts to the mind of employees, shortly before the deadline."""
        time = self.env["asn.appraisal.working.time"]
        today = time._get_today(cycle.company_id)
        limit = time._get_limit(cycle.company_id, today, -NOTICE)
        if not cycle.planning_end or cycle.planning_end > limit:
            return
        drafts = self.search(
            [
                ("cycle_id", "=", cycle.id),
                ("state", "=", "draft"),
                ("version", "=", 1),
                ("reminded_on", "=", False),
            ]
        )
        self.env["asn.appraisal.digest"]._push(drafts.employee_id.user_id)
        drafts._workflow_write({"reminded_on": fields.Datetime.now()})

    @api.model
    def _remind_waiting(self, cycle):
        """Remind the side that is asked, after the days that the cycle sets."""
        plans = self.search(
            [
                *self._get_waiting_domain(cycle, cycle.plan_wait_days),
                ("reminded_on", "=", False),
            ]
        )
        for side, asked in (("employee", "superior_id"), ("superior", "employee_id")):
            waiting = plans.filtered(lambda plan, side=side: plan.submitted_by == side)
            self.env["asn.appraisal.digest"]._push(waiting[asked].user_id)
        plans._workflow_write({"reminded_on": fields.Datetime.now()})

    @api.model
    def _escalate(self, cycle):
        """Ask the next superior, after twice as many days."""
        plans = self.search(
            [
                *self._get_waiting_domain(cycle, 2 * cycle.plan_wait_days),
                ("submitted_by", "=", "employee"),
                ("escalated_on", "=", False),
            ]
        )
        for plan in plans:
            plan._workflow_write(
                {
                    "escalated_on": fields.Datetime.now(),
                    "escalation_id": plan._get_next_superior().id,
                }
            )
        plans._send("asn_appraisal.mail_template_plan_escalated", "escalation_id")

    def _get_next_superior(self):
        """Return today's superior of the superior, if they can act for them."""
        self.ensure_one()
        above = self.superior_id.parent_id
        is_able = above.active and above.user_id.active
        return above if is_able and above != self.employee_id else above.browse()

    @api.model
    def _get_waiting_domain(self, cycle, days):
        time = self.env["asn.appraisal.working.time"]
        company = cycle.company_id
        today = time._get_today(company)
        limit = time._get_end(company, time._get_limit(company, today, days))
        return [
            ("cycle_id", "=", cycle.id),
            ("state", "=", "submitted"),
            ("submitted_on", "<=", limit),
        ]

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    def _send(self, template, name):
        """Send one mail to each person whom ``name`` of the plans names."""
        by_count = defaultdict(list)
        for person, plans in self.grouped(name).items():
            if person.user_id.active and person.user_id.email:
                by_count[len(plans)].append(plans[0].id)
        time = self.env["asn.appraisal.working.time"]
        for count, plan_ids in by_count.items():
            counted = self.env.ref(template).with_context(asn_plan_count=count)
            time._send(counted, plan_ids, self.company_id[:1])
