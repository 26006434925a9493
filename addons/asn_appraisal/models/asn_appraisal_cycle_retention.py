# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .asn_appraisal_objection import OPEN_STATES
from .asn_one_record import check_one

PURGE_STAGES = ("published", "closed")
HR = (
    "asn_appraisal.group_asn_appraisal_manager,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisalCycle(models.Model):
    """How long raw answers of confidential raters are kept, and what holds them.

    The months are promised to raters with the cycle, so that they cannot change once
    it is launched. They run from the day on which nobody can object any more.
    """

    _inherit = "asn.appraisal.cycle"

    job = fields.Selection(selection_add=[("purge", "Deleting raw answers")])
    retention_months = fields.Integer(
        string="Months Answers Are Kept",
        default=lambda self: self.env.company.asn_retention_months,
        help="After everybody's time to object is over. Then single answers and texts "
        "of confidential raters and of people from outside are deleted; results, "
        "published comments and seals stay. 0: kept without end.",
    )
    hold_ids = fields.One2many("asn.appraisal.hold", "cycle_id", groups=HR)
    purge_ids = fields.One2many("asn.appraisal.purge", "cycle_id", groups=HR)
    purge_due_on = fields.Date(
        string="Raw Answers Deleted From",
        compute="_compute_purge",
        groups=HR,
        help="Empty while somebody can still object or has not received the result.",
    )
    purge_preview = fields.Text(
        string="What Is Deleted", compute="_compute_purge", groups=HR
    )
    can_purge = fields.Boolean(compute="_compute_purge", groups=HR)

    _retention_positive = models.Constraint(
        "CHECK (retention_months >= 0)",
        "Answers cannot be kept for less than no time.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("lang")
    @api.depends("state", "job", "retention_months", "hold_ids", "purge_ids")
    def _compute_purge(self):
        for cycle in self:
            # sudo: asn.appraisal and its parts - dates, and how many people
            sudo = cycle.sudo()
            cycle.purge_due_on = sudo._get_purge_due_on()
            obstacle = sudo._get_purge_obstacle()
            cycle.purge_preview = sudo._describe_purge(obstacle)
            cycle.can_purge = not (obstacle or cycle.job)

    def _describe_purge(self, obstacle):
        if self.state not in PURGE_STAGES:
            return False
        Job = self.env["asn.appraisal.job.purge"]
        if count := Job._count_remaining(self):
            return self.env._(
                "Single answers and texts about %(count)s people, from confidential "
                "raters and by link. Results, published comments and seals stay. "
                "%(when)s",
                count=count,
                when=obstacle or self.env._("They are deleted tonight."),
            )
        return obstacle

    # ------------------------------------------------------------
    # WHEN
    # ------------------------------------------------------------

    def _get_purge_due_on(self):
        """Return the first day of the deletion, False while it is not known."""
        self.ensure_one()
        if not self.retention_months or self.state not in PURGE_STAGES:
            return False
        ends = self._list_window_ends()
        if not ends:
            return False
        kept = relativedelta(months=self.retention_months)
        return max(ends) + kept + timedelta(days=1)

    def _list_window_ends(self):
        """Return the last days of what people may still do with their results.

        :return: list of dates, empty while somebody has not received the result
        """
        Outcome = self.env["asn.appraisal.outcome"]
        domain = [("cycle_id", "=", self.id), ("state", "=", "published")]
        last = Outcome.search(domain, order="received_on DESC NULLS FIRST", limit=1)
        if not last.received_on:
            return []
        day = last._get_day(last.received_on)
        ((objection_until,),) = Outcome._read_group(
            [("cycle_id", "=", self.id)], [], ["objection_until:max"]
        )
        ends = [day + timedelta(days=self.response_days), objection_until]
        return [end for end in ends if end]

    def _get_purge_obstacle(self):
        """Say why raw answers stay; False where they can be deleted."""
        self.ensure_one()
        if self.state not in PURGE_STAGES:
            return self.env._("Answers are needed until results are published.")
        if not self.retention_months:
            return self.env._("They are kept without end: no months are set.")
        due_on = self._get_purge_due_on()
        if not due_on:
            return self.env._("Somebody has not received the result yet.")
        if due_on > fields.Date.context_today(self):
            return self.env._("They are deleted on %s.", format_date(self.env, due_on))
        return self._get_purge_need() or self._get_purge_rest()

    def _get_purge_rest(self):
        """Say that nothing is left to delete, or only what is held; else False."""
        Job = self.env["asn.appraisal.job.purge"]
        if Job._count_remaining(self):
            return False
        waiting = Job._get_waiting_domain(self)
        if self.env["asn.appraisal"].search_count(waiting, limit=1):
            return self.env._("A legal hold keeps them.")
        return self.env._("No raw answer is left.")

    def _get_purge_need(self):
        """Say who still needs the answers. To be extended by further procedures."""
        in_force = self.env["asn.appraisal.hold"]._get_in_force_domain()
        holds = self.hold_ids.filtered_domain(in_force)
        if any(not hold.appraisal_id for hold in holds):
            return self.env._("A legal hold keeps them.")
        if self.objection_ids.filtered(lambda o: o.state in OPEN_STATES):
            return self.env._("An objection is not decided yet.")
        running = self.env["asn.appraisal.unsealing"].search_count(
            [
                ("appraisal_id.cycle_id", "=", self.id),
                ("state", "in", ("asked", "granted")),
            ],
            limit=1,
        )
        return running and self.env._("An unsealing is not over yet.")

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if "retention_months" in vals and any(c.state != "draft" for c in self):
            raise UserError(
                self.env._(
                    "How long answers are kept is promised to raters and cannot change "
                    "once a cycle is launched. A legal hold keeps them longer."
                )
            )
        return super().write(vals)

    # ------------------------------------------------------------
    # DELETING
    # ------------------------------------------------------------

    def action_purge(self):
        """Delete raw answers whose time is over, in the background.

        :raise AccessError: for anybody but appraisal managers
        :raise UserError: telling why they stay
        """
        check_one(self)
        self._check_manager()
        self._check_no_job()
        # sudo: asn.appraisal and its parts - whether their time is over
        if obstacle := self.sudo()._get_purge_obstacle():
            raise UserError(obstacle)
        self._start_purge()
        return True

    def action_open_holds(self):
        """Open the legal holds of the cycle, to place one or to release one."""
        check_one(self)
        action = self._open("action_asn_appraisal_hold")
        return action | {
            "domain": [("cycle_id", "=", self.id)],
            "context": {"default_cycle_id": self.id},
        }

    @api.model
    def _cron_purge(self):
        """Start the deletion in all cycles whose day has come."""
        cycles = self.search(
            [
                ("state", "in", PURGE_STAGES),
                ("retention_months", ">", 0),
                ("job", "=", False),
            ]
        )
        for cycle in cycles:
            if not cycle._get_purge_obstacle():
                cycle._start_purge()

    def _start_purge(self):
        user = self.env.user
        # sudo: asn.appraisal.purge - a trace, left by whoever starts it
        self.env["asn.appraisal.purge"].sudo()._workflow_create(
            [
                {
                    "cycle_id": self.id,
                    "company_id": self.company_id.id,
                    "user_id": not user._is_superuser() and user.id,
                    "started_on": fields.Datetime.now(),
                    "retention_months": self.retention_months,
                    "due_on": self.sudo()._get_purge_due_on(),
                }
            ]
        )
        self._start_job("purge")

    def _get_running_purge(self):
        return self.purge_ids.filtered(lambda purge: purge.state == "running")[:1]
