# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from .asn_one_record import check_one

MOST_GUIDES = 100  # predicates of units: far more than anybody has
# People can still be added, and what is missing for them can still be put right.
LAUNCH_STAGES = ("draft", "planning", "monitoring", "evaluation")


class AsnAppraisalCycle(models.Model):
    """The stages of a cycle: who may open and close them, and when.

    Fields and population are in ``asn_appraisal_cycle.py``.
    """

    _inherit = "asn.appraisal.cycle"

    # ------------------------------------------------------------
    # STAGES
    # ------------------------------------------------------------

    def action_launch(self):
        """Freeze the rules and ask the raters; on a running cycle, add late joiners.

        A cycle that starts with planning asks its raters when the evaluation opens.
        Runs as a resumable job. A second call changes nothing that exists.

        :return: True; ``job``, ``job_done`` and ``job_total`` tell how far it is
        :raise UserError: when the cycle is not ready, naming every reason
        """
        for cycle in self:
            cycle._check_manager()
            snapshot = cycle._get_snapshot()
            cycle._check_can_launch(snapshot)
            if cycle.state == "draft":
                cycle._freeze_rules(snapshot)
            self.env["asn.appraisal.cycle.doctor"]._refresh_issues(cycle)
            cycle._start_job("launch")
        return True

    def action_preview_launch(self):
        """Show what a launch would do, and leave nothing of it behind.

        :return: action that opens the asn.appraisal.cycle.preview
        :raise AccessError: for anybody but appraisal managers
        :raise UserError: once the evaluation is closed, or while the cycle is at work
            in the background
        """
        check_one(self)
        self._check_manager()
        self._check_state(*LAUNCH_STAGES)
        self._check_no_job()
        return self.env["asn.appraisal.cycle.preview"]._make(self)._open_form()

    def action_preview_sheet(self):
        """Show the forms of the cycle as each kind of rater would see them."""
        check_one(self)
        preview = self.env["asn.appraisal.sheet.preview"]
        return preview._open(self.name, cycle_id=self.id)

    def _check_can_launch(self, snapshot):
        self.ensure_one()
        self._check_no_job()
        problems = list(self._get_launch_problems(snapshot))
        if problems:
            raise UserError(
                self.env._("Cycle “%s” cannot be launched yet:", self.name)
                + "\n• "
                + "\n• ".join(problems)
            )

    def _get_launch_problems(self, snapshot):
        """Yield what makes a launch impossible, in sentences.

        :param dict snapshot: the frozen rules, see ``_get_snapshot``
        """
        if self.state not in LAUNCH_STAGES:
            yield self.env._("its evaluation stage is over.")
        if not self.evaluation_end:
            yield self.env._("it has no evaluation deadline.")
        if self.state == "draft" and not self.template_rule_ids:
            yield self.env._("it has no form.")
        if not self._get_population():
            yield self.env._("nobody belongs to its population.")
        if self.state == "draft":
            doctor = self.env["asn.appraisal.cycle.doctor"]
            yield from doctor._get_blocking_rules(self, snapshot)

    def _freeze_rules(self, snapshot):
        """Copy method and forms into the cycle; draw the seed of the raters' draw.

        :param dict snapshot: of the draft, see ``_get_snapshot``
        """
        criteria = {
            criterion_id
            for form in snapshot["templates"].values()
            for item in form["items"]
            for criterion_id in (item["criterion_id"], item["group_id"])
        }
        # sudo: asn.appraisal.cycle - the snapshot is closed to everybody but the code
        self.sudo()._workflow_write(
            {
                "snapshot": snapshot,
                "seed": secrets.token_hex(16),
                "criterion_ids": [Command.set(sorted(criteria))],
                "state": self._get_first_stage(),
                "launched_on": fields.Datetime.now(),
            }
        )

    def _get_first_stage(self):
        """Return the stage into which a launch leads."""
        return "evaluation"

    def _get_snapshot(self):
        """Return the frozen rules, for a draft those that would be frozen now."""
        self.ensure_one()
        return self._prepare_snapshot() if self.state == "draft" else self._get_frozen()

    def _prepare_snapshot(self):
        """Return method and forms as the cycle keeps them, all of JSON's types."""
        templates = self.template_rule_ids.template_id
        guides = self.env["asn.unit.predicate"].search([], limit=MOST_GUIDES)
        return {
            "method": self.method_id._prepare_snapshot(),
            "templates": {
                str(template.id): template._prepare_snapshot() for template in templates
            },
            "guides": guides._prepare_snapshot(),
        }

    def action_close_evaluation(self):
        """End the evaluation stage and score every appraisal.

        Group results appear only now, so that nobody learns one answer from the
        difference that it makes.

        :return: True; the scoring goes on as a job
        :raise UserError: when the cycle is not in evaluation or still at work
        """
        for cycle in self:
            cycle._check_can_close_evaluation()
            cycle._close_evaluation()
        return True

    def _check_can_close_evaluation(self):
        self._check_manager()
        self._check_state("evaluation")
        self._check_no_job()

    def _close_evaluation(self):
        self._workflow_write(
            {"state": "calibration", "evaluation_closed_on": fields.Datetime.now()}
        )
        self._start_job("score")

    def action_publish(self):
        """Publish every decided appraisal that is not published yet.

        :return: True; the publication goes on as a job
        :raise UserError: when results are not decided or the cycle is still at work
        """
        for cycle in self:
            cycle._check_manager()
            cycle._check_state("calibration", "published")
            cycle._check_no_job()
            if not self.env["asn.appraisal.job.publish"]._count_remaining(cycle):
                raise UserError(
                    self.env._(
                        "Cycle “%s” has no decided appraisal that waits for "
                        "publication. Superiors decide first.",
                        cycle.name,
                    )
                )
            cycle._start_job("publish")
        return True

    def action_close(self):
        """Close a published cycle for good.

        :return: True
        :raise UserError: naming how many appraisals are still undecided
        """
        for cycle in self:
            cycle._check_manager()
            cycle._check_state("published")
            cycle._check_no_job()
            if open_count := cycle.appraisal_count - cycle.published_count:
                raise UserError(
                    self.env._(
                        "Cycle “%(cycle)s” cannot be closed: %(count)s appraisals are "
                        "not published.",
                        cycle=cycle.name,
                        count=open_count,
                    )
                )
            cycle._workflow_write({"state": "closed"})
        return True

    @api.model
    def _cron_follow_dates(self):
        """Close the evaluation stage of cycles whose deadline has passed."""
        for cycle in self.search(self._get_closing_domain()):
            cycle._close_evaluation()

    @api.model
    def _get_closing_domain(self):
        """Return what tells the cycles whose evaluation ends by its date."""
        return (
            Domain("state", "=", "evaluation")
            & Domain("follow_dates", "=", True)
            & Domain("evaluation_end", "<", fields.Date.context_today(self))
            & Domain("job", "=", False)
        )

    # ------------------------------------------------------------
    # NAVIGATION
    # ------------------------------------------------------------

    def action_open_appraisals(self):
        """Open the appraisals of the cycle."""
        return self._open("action_asn_appraisal")

    def action_open_evaluations(self):
        """Open who has answered and who has not; while they answer, the latter."""
        action = self._open("action_monitor_evaluations")
        action["domain"] += [("state", "!=", "cancelled")]
        if "evaluation" in self.mapped("state"):
            action["context"]["search_default_open"] = 1
        return action

    def action_open_outcomes(self):
        """Open what the appraisals of the cycle came to."""
        return self._open("action_asn_appraisal_outcome")

    def action_open_issues(self):
        """Open the gaps that were found, by kind."""
        return self._open_issues([]) | {"context": {"search_default_by_kind": 1}}

    def action_open_population(self):
        """Open the employees who take part."""
        check_one(self)
        self._check_manager()
        domain = [("id", "in", self._get_population().ids)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Population"),
            "res_model": "hr.employee",
            "view_mode": "list,form",
            "domain": domain,
            "context": {"create": False},
        }

    def _open_issues(self, domain):
        self.env["asn.appraisal.cycle.issue"].check_access("read")
        action = self._open("action_asn_appraisal_cycle_issue")
        return action | {"domain": [*action["domain"], *domain]}

    def _open(self, name):
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(f"asn_appraisal.{name}")
        return action | {
            "domain": [("cycle_id", "in", self.ids)],
            "context": {"create": False},
        }

    # ------------------------------------------------------------
    # JOBS
    # ------------------------------------------------------------

    def _get_job(self):
        self.ensure_one()
        return self.env[f"asn.appraisal.job.{self.job}"]

    def _start_job(self, job):
        """Hand ``job`` to the cron, which works in batches and can be interrupted."""
        self.ensure_one()
        vals = {"job": job, "job_message": False}
        if not self.env.user._is_superuser():  # the cron goes on for whoever began
            vals["job_user_id"] = self.env.uid
        self._workflow_write(vals)
        self._workflow_write({"job_total": self._get_job()._count_remaining(self)})
        # sudo: ir.cron - waking the scheduler needs no right on it
        self.env.ref("asn_appraisal.ir_cron_appraisal_job").sudo()._trigger()

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_manager(self):
        """Let only HR's appraisal managers run a cycle.

        :raise AccessError: for everybody else
        """
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(
            "asn_appraisal.group_asn_appraisal_manager"
        ):
            raise AccessError(
                self.env._("Only managers of performance appraisal run cycles.")
            )

    def _check_state(self, *states):
        self.ensure_one()
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "Cycle “%(cycle)s” is in stage “%(state)s”; this is possible in "
                    "stage %(stages)s only.",
                    cycle=self.name,
                    state=labels[self.state],
                    stages=", ".join(f"“{labels[state]}”" for state in states),
                )
            )

    def _check_no_job(self):
        self.ensure_one()
        if self.job:
            raise UserError(
                self.env._(
                    "Cycle “%s” is still at work in the background. Wait until its "
                    "progress bar is full; nothing is lost meanwhile.",
                    self.name,
                )
            )
