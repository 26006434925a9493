# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from .asn_appraisal_evaluation import OPEN_STATES

OFFICER = "asn_appraisal.group_asn_appraisal_officer"


class AsnAppraisalExtension(models.Model):
    """More time for one rater: for all forms in a cycle, or for one of them.

    The evaluation stage stays open for it, and with it everything that appears when
    the stage closes: nobody learns one more answer from a difference. A trace of who
    gave it and why; it can be withdrawn and never changes.
    """

    _name = "asn.appraisal.extension"
    _description = "Extension for a Rater"
    _inherit = ["asn.workflow.mixin"]
    _order = "due_date desc, id desc"
    _rec_name = "rater_id"
    _check_company_auto = True

    _workflow_fields = frozenset(
        {"state", "granted_by_id", "granted_on", "withdrawn_by_id"}
    )

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("state", "=", "evaluation")],
        check_company=True,
    )
    company_id = fields.Many2one(
        related="cycle_id.company_id", store=True, index=True, precompute=True
    )
    rater_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict"
    )
    evaluation_id = fields.Many2one(
        "asn.appraisal.evaluation",
        string="Only This Form",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('cycle_id', '=', cycle_id), ('rater_id', '=', rater_id),"
        " ('state', 'in', ['pending', 'draft'])]",
        help="Empty: all forms that this person has to fill in for the cycle, also "
        "those asked later.",
    )
    due_date = fields.Date(string="New Due Date", required=True)
    reason = fields.Text(required=True)
    state = fields.Selection(
        [("granted", "Granted"), ("withdrawn", "Withdrawn")],
        default="granted",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    granted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    granted_on = fields.Datetime(readonly=True, copy=False)
    withdrawn_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    is_led = fields.Boolean(compute="_compute_is_led", search="_search_is_led")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("rater_id", "evaluation_id")
    def _compute_is_led(self):
        led = self.env["asn.appraisal"]._get_led_departments()
        for extension in self:
            # sudo: hr.employee, asn.appraisal - departments, compared only
            sudo = extension.sudo()
            units = sudo.rater_id.department_id
            if sudo.evaluation_id:
                units = sudo.evaluation_id.appraisal_id.department_id
            extension.is_led = bool(units & led)

    def _search_is_led(self, operator, value):
        if operator != "in":
            return NotImplemented
        led = self.env["asn.appraisal"]._get_led_departments().ids
        form = Domain("evaluation_id.appraisal_id.department_id", "in", led)
        rater = Domain("rater_id.department_id", "in", led)
        return form | (Domain("evaluation_id", "=", False) & rater)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        extensions = super().create(vals_list)
        extensions._check_giver()
        for extension in extensions:
            extension._check_needed()
        # sudo: asn.appraisal.extension, its forms - a step of the workflow, checked
        sudo = extensions.sudo()
        sudo._workflow_write(
            {"granted_by_id": self.env.uid, "granted_on": fields.Datetime.now()}
        )
        sudo._get_open_forms()._note_extensions()
        return extensions

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_withdraw(self):
        """Take an extension back; the deadline of the cycle holds again.

        :return: True
        :raise AccessError: for anybody but who could give it
        """
        self._check_giver()
        # sudo: asn.appraisal.extension, its forms - a step of the workflow, checked
        sudo = self.sudo()
        sudo._workflow_write({"state": "withdrawn", "withdrawn_by_id": self.env.uid})
        sudo._get_open_forms()._note_extensions()
        return True

    # ------------------------------------------------------------
    # FORMS
    # ------------------------------------------------------------

    def _get_open_forms(self):
        """Return the forms that the extensions are about, as far as they are open."""
        found = self.env["asn.appraisal.evaluation"]
        for extension in self:
            domain = Domain("id", "=", extension.evaluation_id.id)
            if not extension.evaluation_id:
                domain = Domain("cycle_id", "=", extension.cycle_id.id)
                domain &= Domain("rater_id", "=", extension.rater_id.id)
            found |= found.search(domain & Domain("state", "in", OPEN_STATES))
        return found

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_giver(self):
        """Let HR's managers give more time, officers in their departments.

        :raise AccessError: for everybody else
        :raise UserError: to oneself
        """
        self.check_access("read")
        if self.env.su:
            return
        if not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Only HR gives raters more time."))
        for extension in self:
            # sudo: hr.employee - only compared with the user
            if extension.sudo().rater_id.user_id == self.env.user:
                raise UserError(
                    self.env._("Nobody gives themselves more time: ask a colleague.")
                )

    def _check_needed(self):
        """:raise ValidationError: where it would change nothing, or come too late"""
        # sudo: asn.appraisal.cycle, its forms - dates, and whether anything is open
        sudo = self.sudo()
        cycle, form = sudo.cycle_id, sudo.evaluation_id
        if problem := self._get_date_problem(cycle):
            raise ValidationError(problem)
        is_other = form and (form.cycle_id, form.rater_id) != (cycle, sudo.rater_id)
        if cycle.state != "evaluation" or is_other or not sudo._get_open_forms():
            raise ValidationError(
                self.env._(
                    "%(rater)s has nothing to fill in for “%(cycle)s” now.",
                    rater=sudo.rater_id.name,
                    cycle=cycle.name,
                )
            )

    def _get_date_problem(self, cycle):
        if self.due_date < fields.Date.context_today(self):
            return self.env._("The new due date has passed already.")
        if cycle.evaluation_end and self.due_date <= cycle.evaluation_end:
            return self.env._(
                "Everybody has time until %s: choose a later day.",
                format_date(self.env, cycle.evaluation_end),
            )
        if cycle.decision_end and self.due_date > cycle.decision_end:
            return self.env._(
                "Superiors decide until %s, which needs all answers: choose an earlier "
                "day.",
                format_date(self.env, cycle.decision_end),
            )
        return False
