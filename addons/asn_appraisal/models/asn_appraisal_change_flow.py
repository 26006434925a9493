# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import UserError

from .asn_appraisal import UNASKED_STATES
from .asn_appraisal_cycle import UNDECIDED_STATES
from .asn_appraisal_cycle_planning import PLANNING_STAGES
from .asn_appraisal_plan import PLAN_STAGES
from .asn_appraisal_superior import ASKED
from .asn_talk_people import can_rate

OPEN_PLANS = ("draft", "submitted")


class AsnAppraisalChange(models.Model):
    """What HR does about a change: apply it, keep things as they are, take it back.

    Nothing is deleted: forms that are taken back keep their answers.
    """

    _inherit = "asn.appraisal.change"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_apply(self):
        """Do what is proposed.

        :return: True
        :raise AccessError: for anybody but appraisal managers, and about oneself
        :raise UserError: when it has been decided already, or cannot be done now
        """
        self._check_manager("open")
        for kind, changes in self.grouped("kind").items():
            # sudo: asn.appraisal.change and all it is about - a step of the workflow
            getattr(changes.sudo(), f"_apply_{kind}")()
        self._decide("done")
        return True

    def action_keep(self):
        """Leave the appraisals as they are, in spite of the change.

        :return: True
        :raise UserError: when it has been decided already
        """
        self._check_manager("open")
        self._decide("kept")
        return True

    def action_undo(self):
        """Take an exemption back: the person is in the cycle again, as before.

        :return: True
        :raise UserError: for what cannot be taken back, or after the cycle is closed
        """
        self._check_manager("done")
        for change in self:
            if not change.can_undo:
                raise UserError(self.env._("Only exemptions can be taken back."))
            # sudo: asn.appraisal, its forms and plans - a step of the workflow
            change.sudo()._put_back()
        self._decide("undone")
        return True

    def _decide(self, state):
        # sudo: asn.appraisal.change - a step of the workflow, checked by the callers
        self.sudo()._workflow_write(
            {
                "state": state,
                "done_by_id": self.env.uid,
                "done_on": fields.Datetime.now(),
            }
        )

    def _check_manager(self, state):
        """:raise AccessError: for anybody but appraisal managers, and about oneself"""
        self.check_access("write")
        self.cycle_id._check_manager()
        # sudo: asn.appraisal - whether it is one's own is checked there
        self.appraisal_id._check_manager()
        if self.filtered(lambda change: change.state != state):
            raise UserError(self.env._("This has been decided already."))

    # ------------------------------------------------------------
    # JOINED
    # ------------------------------------------------------------

    def _apply_joined(self):
        Job = self.env["asn.appraisal.job.launch"]
        doctor = self.env["asn.appraisal.cycle.doctor"]
        for cycle, changes in self.grouped("cycle_id").items():
            cycle._check_no_job()
            doctor._refresh_issues(cycle)
            waiting = self.env["hr.employee"].search(Job._get_waiting_domain(cycle))
            ready = changes.employee_id & waiting
            if missing := changes.employee_id - ready - cycle.appraisal_ids.employee_id:
                raise UserError(
                    self.env._(
                        "%s cannot be added yet: the tab Readiness of the cycle says "
                        "what is missing.",
                        ", ".join(missing.mapped("name")),
                    )
                )
            if ready:
                Job._launch(cycle, ready)
                cycle._start_job("launch")  # whose last step invites the raters

    # ------------------------------------------------------------
    # LEFT, EXEMPT
    # ------------------------------------------------------------

    def _apply_left(self):
        self._apply_exempt()

    def _apply_exempt(self):
        for change in self:
            if not change.appraisal_id or not change.exemption:
                raise UserError(
                    self.env._("Please choose whose appraisal, and exempt for what.")
                )
            change._exempt()

    def _exempt(self):
        appraisal = self.appraisal_id
        if appraisal.state == "cancelled":
            raise UserError(
                self.env._("%s is not in the cycle any more.", appraisal.display_name)
            )
        plans = appraisal.plan_ids.filtered(lambda plan: plan.state in OPEN_PLANS)
        undo = {
            "state": appraisal.state,
            "forms": appraisal.evaluation_ids.filtered("is_open").ids,
            "plans": {str(plan.id): plan.state for plan in plans},
        }
        appraisal.action_cancel()
        appraisal._workflow_write({"exemption": self.exemption})
        self._workflow_write({"undo": undo})

    def _put_back(self):
        appraisal, cycle, undo = self.appraisal_id, self.cycle_id, self.undo
        if appraisal.state != "cancelled" or cycle.state == "closed":
            raise UserError(
                self.env._("%s can no longer be taken back.", appraisal.display_name)
            )
        cycle.excluded_employee_ids -= appraisal.employee_id
        appraisal._workflow_write({"exemption": False, "state": undo["state"]})
        for plan in appraisal.plan_ids.filtered(lambda p: str(p.id) in undo["plans"]):
            if cycle.state in PLAN_STAGES:
                plan._workflow_write({"state": undo["plans"][str(plan.id)]})
        self._ask_again(appraisal, cycle, undo)

    def _ask_again(self, appraisal, cycle, undo):
        """Bring somebody to where the cycle has got meanwhile."""
        if undo["state"] in UNASKED_STATES and cycle.state not in PLANNING_STAGES:
            if cycle.state == "evaluation":
                self.env["asn.appraisal.job.open"]._open(cycle, appraisal)
            else:
                appraisal._workflow_write({"state": "evaluation"})
        forms = self.env["asn.appraisal.evaluation"].browse(undo["forms"])
        if (appraisal.state, cycle.state) == ASKED:
            able = forms.filtered(
                lambda form: form.state == "cancelled" and can_rate(form.rater_id)
            )
            able._reopen()
            if not cycle.job:
                asked = appraisal.evaluation_ids.filtered("is_open")
                self.env["asn.appraisal.job.notify"]._invite(asked)
            return
        is_unscored = appraisal.state == "evaluation" and not appraisal.outcome_ids
        if is_unscored and cycle.state != "evaluation" and not cycle.job:
            cycle._start_job("score")

    # ------------------------------------------------------------
    # NEW SUPERIOR OR UNIT
    # ------------------------------------------------------------

    def _apply_superior(self):
        """Hand appraisals over to the new superior, with the post held now."""
        for change in self:
            change._hand_over()
        appraisals = self.appraisal_id
        self.env["asn.appraisal.acting"]._apply_to(appraisals)

    def _hand_over(self):
        appraisal, superior = self.appraisal_id, self.new_superior_id
        self._check_undecided()
        self._check_new_superior()
        if superior != appraisal._get_line_superior():
            appraisal._set_superior(superior)
        if self.new_department_id != appraisal.department_id:
            self._move_post(appraisal)
        appraisal._swap_superior_forms()

    def _check_undecided(self):
        if self.appraisal_id.state not in UNDECIDED_STATES:
            raise UserError(
                self.env._(
                    "%s is decided already: keep it as it is.",
                    self.appraisal_id.display_name,
                )
            )

    def _check_new_superior(self):
        superior, employee = self.new_superior_id, self.appraisal_id.employee_id
        if not can_rate(superior) or superior == employee:
            raise UserError(
                self.env._(
                    "Please choose a new superior of %s who can log in.", employee.name
                )
            )

    def _move_post(self, appraisal):
        Job = self.env["asn.appraisal.job.launch"]
        employee = appraisal.employee_id
        post = Job._get_posts(appraisal.cycle_id, employee)[employee]
        appraisal._workflow_write(
            {
                "department_id": post.department_id.id,
                "job_id": post.job_id.id,
                "job_title": post.job_title,
            }
        )
        appraisal.outcome_ids._workflow_write({"department_id": post.department_id.id})
        text = self.env._("New unit: %s", post.department_id.name or "–")
        appraisal._message_log(body=text)

    # ------------------------------------------------------------
    # RATERS
    # ------------------------------------------------------------

    def _apply_rater_left(self):
        self._replace_rater()

    def _apply_rater_moved(self):
        self._replace_rater()

    def _replace_rater(self):
        """Take open forms back, answers kept, and ask whoever is proposed."""
        for change in self:
            form, appraisal = change.evaluation_id, change.appraisal_id
            if not form.is_open or (appraisal.state, appraisal.cycle_id.state) != ASKED:
                raise UserError(
                    self.env._(
                        "The form about %s is no longer open: keep it as it is.",
                        appraisal.employee_id.name,
                    )
                )
            role = change._get_role()
            change._check_replacement(role)
            form._workflow_write({"state": "cancelled"})
            if rater := change.replacement_id:
                self.env["asn.appraisal.assignment"]._ask(appraisal, role, rater)

    def _get_role(self):
        cycle, template = self.cycle_id, self.appraisal_id.template_id
        return cycle._get_frozen_role(template, self.evaluation_id.role_id)

    def _check_replacement(self, role):
        """:raise UserError: saying why somebody cannot be asked instead"""
        if not self.replacement_id:
            return
        appraisal = self.appraisal_id
        rater = self.replacement_id
        asked = appraisal.evaluation_ids.filtered(lambda f: f.state != "cancelled")
        if rater in asked.rater_id | appraisal.employee_id | appraisal.superior_id:
            raise UserError(
                self.env._(
                    "%(rater)s is already asked about %(employee)s.",
                    rater=rater.name,
                    employee=appraisal.employee_id.name,
                )
            )
        Assignment = self.env["asn.appraisal.assignment"]
        if refusals := Assignment._get_refusals(appraisal, role, rater):
            raise UserError(refusals[rater.id])
