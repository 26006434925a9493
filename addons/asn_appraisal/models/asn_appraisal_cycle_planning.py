# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

# Stages in which people work by their plans and no rater has been asked yet.
PLANNING_STAGES = ("planning", "monitoring")


class AsnAppraisalCycle(models.Model):
    """Planning and monitoring: the year of work before anybody rates.

    A cycle that starts with planning is launched into ``planning``; raters are asked
    when its evaluation opens. Any other cycle never sees these two stages.
    """

    _inherit = "asn.appraisal.cycle"

    has_planning = fields.Boolean(
        string="Starts with Planning",
        help="Performance plans are drafted and agreed first; raters are asked when "
        "the evaluation opens. Otherwise the launch asks them at once.",
    )
    planning_end = fields.Date(
        string="Planning Deadline",
        help="Plans are to be agreed by this day. Later ones can be agreed all the "
        "same, until the evaluation opens.",
    )
    plan_wait_days = fields.Integer(
        string="Days until Reminder",
        default=5,
        help="After so many working days a plan that waits for its superior is "
        "reminded of, and after twice as many the next superior is told. 0: neither.",
    )
    job = fields.Selection(selection_add=[("open", "Asking the raters")])
    agreed_count = fields.Integer(string="Plans Agreed", compute="_compute_counts")

    _planning_order = models.Constraint(
        "CHECK (planning_end <= evaluation_start AND planning_end <= evaluation_end)",
        "Plans are agreed before the evaluation opens: put the planning deadline on "
        "or before the day on which the evaluation opens.",
    )
    _plan_wait_days_positive = models.Constraint(
        "CHECK (plan_wait_days >= 0)",
        "The days until a waiting plan is reminded cannot be negative.",
    )

    # ------------------------------------------------------------
    # COMPUTES AND RULES
    # ------------------------------------------------------------

    def _compute_counts(self):
        result = super()._compute_counts()
        appraisals = self._count_by_state("asn.appraisal")
        for cycle in self:
            cycle.agreed_count = appraisals[cycle.id].get("agreed", 0)
        return result

    @api.model
    def _get_frozen_fields(self):
        return super()._get_frozen_fields() | {"has_planning"}

    def _get_first_stage(self):
        return "planning" if self.has_planning else super()._get_first_stage()

    def _get_launch_problems(self, snapshot):
        yield from super()._get_launch_problems(snapshot)
        if self.state == "draft" and self.has_planning and not self.planning_end:
            yield self.env._("it has no planning deadline.")

    # ------------------------------------------------------------
    # STAGES
    # ------------------------------------------------------------

    def action_start_monitoring(self):
        """End the planning stage: from now on people work by their plans.

        Plans that are not agreed yet can still be agreed.

        :return: True
        :raise UserError: when the cycle is not in planning or still at work
        """
        for cycle in self:
            cycle._check_manager()
            cycle._check_state("planning")
            cycle._check_no_job()
            cycle._workflow_write({"state": "monitoring"})
        return True

    def action_open_evaluation(self):
        """Open the evaluation stage: ask the raters of everybody in the cycle.

        Runs as a resumable job, from planning as well as from monitoring.

        :return: True; ``job``, ``job_done`` and ``job_total`` tell how far it is
        :raise UserError: when the cycle is in another stage, still at work, or has no
            evaluation deadline
        """
        for cycle in self:
            cycle._check_manager()
            cycle._check_state(*PLANNING_STAGES)
            cycle._check_no_job()
            if not cycle.evaluation_end:
                raise UserError(
                    self.env._(
                        "Cycle “%s” has no evaluation deadline: raters have to be "
                        "told until when they answer.",
                        cycle.name,
                    )
                )
            cycle._open_evaluation()
        return True

    def _open_evaluation(self):
        # what a former attempt noted as an error is tried again
        self.env["asn.appraisal.cycle.doctor"]._refresh_issues(self)
        self._workflow_write({"state": "evaluation"})
        self._start_job("open")

    def action_open_plans(self):
        """Open the appraisals, first those whose plan is not agreed yet."""
        action = self._open("action_asn_appraisal")
        action["context"]["search_default_planning"] = 1
        return action

    # ------------------------------------------------------------
    # DATES
    # ------------------------------------------------------------

    @api.model
    def _cron_follow_dates(self):
        """Move along planning deadline, evaluation's opening and its deadline."""
        result = super()._cron_follow_dates()
        today = fields.Date.context_today(self)
        for cycle in self.search(self._get_opening_domain(today)):
            cycle._open_evaluation()
        planned = self.search(self._get_monitoring_domain(today))
        planned._workflow_write({"state": "monitoring"})
        return result

    @api.model
    def _get_opening_domain(self, today):
        """Return what tells the cycles whose evaluation opens ``today``.

        Not those whose deadline has passed meanwhile: nobody could answer in time,
        HR sets a new one first.
        """
        return [
            ("state", "in", PLANNING_STAGES),
            ("follow_dates", "=", True),
            ("evaluation_start", "<=", today),
            ("evaluation_end", ">=", today),
            ("job", "=", False),
        ]

    @api.model
    def _get_monitoring_domain(self, today):
        """Return what tells the cycles whose planning deadline was before ``today``."""
        return [
            ("state", "=", "planning"),
            ("follow_dates", "=", True),
            ("planning_end", "<", today),
            ("job", "=", False),
        ]
