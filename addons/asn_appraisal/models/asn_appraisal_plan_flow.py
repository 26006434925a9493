# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .asn_appraisal_plan import AMEND_STAGES, PLAN_STAGES
from .asn_one_record import check_one


class AsnAppraisalPlan(models.Model):
    """How a plan is proposed, returned, agreed and changed."""

    _inherit = "asn.appraisal.plan"

    # ------------------------------------------------------------
    # PROPOSE
    # ------------------------------------------------------------

    def action_submit(self):
        """Propose the plan to the other side.

        A second call finds it submitted and changes nothing.

        :return: True
        :raise AccessError: for anybody but the employee and the superior
        :raise UserError: naming what is still missing
        """
        self._check_side()
        for plan in self._lock().filtered(lambda plan: plan.state != "submitted"):
            plan._check_stage(PLAN_STAGES, "draft")
            plan._check_complete()
            plan._step(
                {
                    "state": "submitted",
                    "submitted_on": fields.Datetime.now(),
                    "submitted_by": plan._get_side(),
                    "return_comment": False,
                    "reminded_on": False,
                }
            )
            plan._note(self.env._("Plan version %s submitted.", plan.version))
        return True

    def action_take_back(self):
        """Take a proposal back to go on drafting.

        :return: True
        :raise UserError: when it was already agreed or returned
        """
        self._check_side()
        for plan in self._lock():
            plan._check_stage(PLAN_STAGES, "submitted")
            if plan._get_side() != plan.submitted_by:
                raise AccessError(
                    self.env._("Only the side that proposed the plan takes it back.")
                )
            plan._step(plan._prepare_reopening())
        return True

    def action_discard(self):
        """Give up a change that was not agreed; the version before stays in force.

        :return: True
        :raise UserError: for a first version, or one that is no draft
        """
        self._check_side()
        for plan in self._lock():
            plan._check_stage(PLAN_STAGES, "draft")
            if plan.version == 1:
                raise UserError(
                    self.env._(
                        "%s is the first version. Change its goals instead.",
                        plan.display_name,
                    )
                )
            plan._step({"state": "withdrawn"})
            plan._note(self.env._("Plan version %s withdrawn.", plan.version))
        return True

    # ------------------------------------------------------------
    # ANSWER
    # ------------------------------------------------------------

    def action_return(self, comment):
        """Give the plan back to the side that proposed it.

        :param str comment: what has to change
        :return: True
        :raise AccessError: for anybody but the side that is asked
        :raise UserError: without a comment, or when nothing waits
        """
        comment = (comment or "").strip()
        for plan in self._lock():
            plan._check_asked()
            if not comment:
                raise UserError(
                    self.env._("Please say what has to change before you can agree.")
                )
            plan._step(plan._prepare_reopening() | {"return_comment": comment})
            plan._note(self.env._("Plan version %s returned.", plan.version), comment)
        return True

    def action_agree(self):
        """Agree: the plan is in force and replaces the version before.

        A second call finds it agreed and changes nothing.

        :return: True
        :raise AccessError: for anybody but the side that is asked
        :raise UserError: when nothing waits for agreement
        """
        for plan in self._lock():
            if plan.state == "agreed" and plan.agreed_by_id == self.env.user:
                continue
            plan._check_asked()
            plan._agree()
        return True

    def _agree(self):
        """Put the plan into force; goals and log of the version before follow."""
        former = self.previous_id
        if former.state == "agreed":
            former._step({"state": "superseded"})
            former.flush_recordset(["state"])  # one version in force at any time
        self._step(
            {
                "state": "agreed",
                "agreed_on": fields.Datetime.now(),
                "agreed_by_id": self.env.uid,
                "return_comment": False,
                # sudo: asn.appraisal - who signs, of a plan that the user agrees
                **self.sudo().appraisal_id._prepare_signature(),
            }
        )
        # sudo: goals, indicators, log, appraisal - a step of the workflow
        sudo = self.sudo()
        sudo.goal_ids._take_over()
        sudo.indicator_ids._take_over()
        if sudo.appraisal_id.state == "planning":
            sudo.appraisal_id._workflow_write({"state": "agreed"})
        sudo.env["asn.appraisal.check"]._create_for(sudo.appraisal_id)
        self._note(self.env._("Plan version %s agreed by both sides.", self.version))

    # ------------------------------------------------------------
    # CHANGE
    # ------------------------------------------------------------

    def action_amend(self, reason):
        """Start a later version of an agreed plan.

        :param str reason: why it changes, read by both sides
        :return: action that opens the new draft
        :raise AccessError: for anybody but the employee and the superior
        :raise UserError: without a reason, past the monitoring stage, or while another
            change is under way
        """
        check_one(self)
        self._check_side()
        self._lock()._check_stage(AMEND_STAGES, "agreed")
        if not (reason or "").strip():
            raise UserError(self.env._("Please say why the plan has to change."))
        # sudo: asn.appraisal.plan - a step of the workflow, checked above
        sudo = self.sudo()
        if sudo.appraisal_id.plan_ids.filtered(
            lambda p: p.state in ("draft", "submitted")
        ):
            raise UserError(
                self.env._(
                    "Another change of this plan is already under way. Finish or "
                    "withdraw it first."
                )
            )
        sudo.flush_model(["state"])  # one open version at any time
        plan = sudo._workflow_create([sudo._prepare_successor(reason.strip())])
        sudo._copy_content(plan)
        plan = self.browse(plan.id)
        plan._note(self.env._("Change of the plan begun."), reason.strip())
        return plan._open()

    def _prepare_successor(self, reason):
        last = max(self.appraisal_id.plan_ids.mapped("version"))
        return self._prepare_content() | {
            "appraisal_id": self.appraisal_id.id,
            "version": last + 1,
            "previous_id": self.id,
            "reason": reason,
        }

    def _copy_content(self, plan):
        """Copy goals, indicators and expectations into ``plan``, a later version."""
        goals, indicators = self.goal_ids, self.indicator_ids
        vals_list = goals.copy_data({"plan_id": plan.id})
        copies = goals._workflow_create(
            [
                vals | {"previous_id": goal.id}
                for goal, vals in zip(goals, vals_list, strict=True)
            ]
        )
        successors = dict(zip(goals, copies, strict=True))
        indicators._workflow_create(
            [
                vals
                | {
                    "goal_id": successors[indicator.goal_id].id,
                    "previous_id": indicator.id,
                }
                for indicator, vals in zip(
                    indicators, indicators.copy_data(), strict=True
                )
            ]
        )
        for expectation in self.expectation_ids:
            expectation.copy({"plan_id": plan.id})

    # ------------------------------------------------------------
    # OPENING
    # ------------------------------------------------------------

    def action_ask_return(self):
        """Ask what has to change."""
        check_one(self)
        self._check_asked()
        remark = self.env["asn.appraisal.plan.remark"]
        return remark._ask(self, "return", self.env._("Return with a Comment"))

    def action_ask_amend(self):
        """Ask why the plan changes."""
        check_one(self)
        self._check_side()
        self._check_stage(AMEND_STAGES, "agreed")
        remark = self.env["asn.appraisal.plan.remark"]
        return remark._ask(self, "amend", self.env._("Change the Agreed Plan"))

    def action_add_from_library(self):
        """Open the library of goals for this plan."""
        check_one(self)
        self._check_editable()
        assign = self.env["asn.appraisal.goal.assign"]
        return assign._open(self.env._("Add from the Library"), plan_ids=self.ids)

    def action_open(self):
        """Open this version of the plan."""
        check_one(self)
        self.check_access("read")
        return self._open()

    def _create_for(self, appraisals):
        """Give each appraisal of a cycle with planning its first, empty draft.

        :param appraisals: asn.appraisal without a plan, of one cycle
        :return: the new plans, in order of ``appraisals``
        """
        return self._workflow_insert(
            [
                {
                    "appraisal_id": appraisal.id,
                    "approach": appraisal._get_plan_rules()["approach"],
                }
                for appraisal in appraisals
            ]
        )

    def _open(self):
        """Return the action that opens the plan."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_asn_appraisal_plan"
        )
        view = self.env.ref("asn_appraisal.asn_appraisal_plan_view_form")
        return action | {"res_id": self.id, "views": [(view.id, "form")]}

    # ------------------------------------------------------------
    # GUARDS AND STEPS
    # ------------------------------------------------------------

    def _lock(self):
        """Let whoever acts at the same time wait, and see what was done."""
        self.check_access("read")
        # sudo: asn.appraisal.plan - the lock alone; rights are checked by the callers
        self.sudo().lock_for_update(allow_referencing=True)
        return self

    def _check_stage(self, stages, state):
        """:raise UserError: naming where the plan stands instead"""
        self.ensure_one()
        if self.state != state or self.cycle_state not in stages:
            raise UserError(self._get_locked_reason())

    def _check_asked(self):
        """Let the other side alone answer.

        :raise UserError: when nothing waits for an answer
        :raise AccessError: naming who is asked
        """
        self.ensure_one()
        self._check_stage(PLAN_STAGES, "submitted")
        if not self._is_asked():
            # sudo: hr.employee - the name of who is asked
            sudo = self.sudo()
            asked = sudo.superior_id
            if self.submitted_by == "superior":
                asked = sudo.employee_id
            raise AccessError(
                self.env._(
                    "%(plan)s waits for the agreement of %(name)s.",
                    plan=self.display_name,
                    name=asked.name,
                )
            )

    def _check_superior_in_force(self):
        """Let the superior alone judge, while the plan is in force and open.

        :raise AccessError: for anybody else
        :raise UserError: for a plan that is not in force, or too late
        """
        self.check_access("read")
        for plan in self:
            if not plan.is_my_team or plan.is_mine:
                raise AccessError(
                    self.env._(
                        "Only %s judges this.",
                        # sudo: hr.employee - the superior's name
                        plan.sudo().superior_id.name,
                    )
                )
            if plan.state != "agreed" or plan.cycle_state not in PLAN_STAGES:
                raise UserError(
                    self.env._(
                        "%s is not in force now, so that nothing can be judged.",
                        plan.display_name,
                    )
                )

    def _check_complete(self):
        """:raise UserError: naming every goal and indicator that cannot be agreed"""
        problems = list(self._get_problems())
        if problems:
            raise UserError(
                self.env._("%s cannot be submitted yet:", self.display_name)
                + "\n• "
                + "\n• ".join(problems)
            )

    def _get_problems(self):
        """Yield what is missing before the plan can be agreed, in sentences."""
        if not self.goal_ids:
            yield self.env._("it has no goal.")
        # sudo: asn.appraisal - the rules of the form, frozen at launch
        rules = self.sudo().appraisal_id._get_plan_rules()
        for goal in self.goal_ids:
            if not goal.indicator_ids:
                yield self.env._("goal “%s” has no indicator.", goal.name)
            if rules["perspective"] and not goal.perspective:
                yield self.env._("goal “%s” has no perspective.", goal.name)
        for indicator in self.indicator_ids:
            yield from indicator._get_problems()

    def _prepare_reopening(self):
        return {
            "state": "draft",
            "submitted_on": False,
            "submitted_by": False,
            "reminded_on": False,
            "escalated_on": False,
            "escalation_id": False,
        }

    def _step(self, vals):
        # sudo: asn.appraisal.plan - a step of the workflow, checked by the callers
        return self.sudo()._workflow_write(vals)

    def _note(self, title, text=None):
        """Write a step into the chatter of the appraisal, as the user."""
        # sudo: asn.appraisal - whoever takes part in the plan may note its steps
        appraisal = self.sudo().appraisal_id
        body = f"{title} {text}" if text else title
        appraisal.message_post(body=body, author_id=self.env.user.partner_id.id)
