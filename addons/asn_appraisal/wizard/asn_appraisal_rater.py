# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from itertools import product

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.asn_appraisal import UNASKED_STATES
from ..models.asn_appraisal_cycle_planning import PLANNING_STAGES
from ..models.asn_rater_role import PEOPLE_DOMAIN

# State of the appraisal and stage of its cycle: raters answer, or can be replaced.
OPEN = ("evaluation", "evaluation")
CHANGEABLE = {
    OPEN,
    ("evaluation", "calibration"),
    *product(UNASKED_STATES, PLANNING_STAGES),
}


class AsnAppraisalRater(models.TransientModel):
    """HR puts raters right while the evaluation stage is open.

    Superiors leave and colleagues are ill: a rater is added, and a new superior takes
    over what the former one has not submitted. What was submitted stays, and so do the
    answers of a form that is taken back: whoever is asked again finds them. Before
    raters are asked, the superior alone can be replaced.
    """

    _name = "asn.appraisal.rater"
    _description = "Change of a Rater"

    appraisal_id = fields.Many2one("asn.appraisal", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="appraisal_id.company_id")
    role_code = fields.Selection(
        selection="_get_roles", string="Rates As", required=True, default="peer"
    )
    rater_id = fields.Many2one(
        "hr.employee",
        required=True,
        domain="[('company_id', '=', company_id)]",
    )

    refusal = fields.Text(
        string="Against the Rules",
        compute="_compute_refusal",
        help="Why the rules of the form do not let this person rate.",
    )
    reason = fields.Text(
        string="Asked All the Same, Because",
        help="Kept with the form, for managers and auditors.",
    )

    @api.model
    def _get_roles(self):
        # sudo: asn.rater.role - names of the roles
        Role = self.env["asn.rater.role"].sudo()
        roles = Role.search([("kind", "!=", "self"), *PEOPLE_DOMAIN])
        return [(role.code, role.name) for role in roles]

    @api.depends("appraisal_id", "role_code", "rater_id")
    def _compute_refusal(self):
        for wizard in self:
            wizard.refusal = wizard._get_refusal()

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.appraisal_id._check_manager()
        return wizards

    def action_apply(self):
        """Ask the raters; a superior also takes over the decision.

        :raise AccessError: for anybody but appraisal managers
        :raise UserError: when the form has no such role, or the person rates already
        """
        for wizard in self:
            wizard._apply()
        return {"type": "ir.actions.act_window_close"}

    def _apply(self):
        appraisal = self.appraisal_id
        appraisal._check_manager()
        role = self._get_form_role()
        # sudo: appraisal and evaluations - a step of the workflow, checked here
        appraisal = appraisal.sudo()
        self._check_stage(appraisal, role)
        self._check_not_asked(appraisal, role)
        refusal = self._check_refusal(appraisal)
        is_superior = role["kind"] == "superior"
        if is_superior:
            self._replace_superior(appraisal)
        kind = "rater_superior" if is_superior else "rater_added"
        reason = (self.reason or "").strip() or False
        Step = self.env["asn.appraisal.rater.step"]
        Step._note(appraisal, role["id"], kind, reason)
        if (appraisal.state, appraisal.cycle_id.state) == OPEN:
            Assignment = self.env["asn.appraisal.assignment"]
            form = Assignment._ask(appraisal, role, self.rater_id)
            if refusal:
                form._workflow_write(
                    {"exception_refusal": refusal, "exception_reason": self.reason}
                )

    def _get_refusal(self):
        """Say why the rater may not rate; False where nothing stands against it."""
        role = self._find_form_role()
        # about oneself, nothing is told: not even that there is a conflict
        if not role or not self.rater_id or self.appraisal_id.is_mine:
            return False
        Assignment = self.env["asn.appraisal.assignment"]
        found = Assignment._get_refusals(
            self.appraisal_id._origin, role, self.rater_id._origin
        )
        return found.get(self.rater_id._origin.id, False)

    def _check_refusal(self, appraisal):
        """Ask for a reason where the rules stand against the rater.

        :return: why they do, or False
        :raise UserError: without a reason, or where it could not be kept
        """
        refusal = self._get_refusal()
        if not refusal:
            return False
        if (appraisal.state, appraisal.cycle_id.state) != OPEN:
            raise UserError(refusal)
        if not (self.reason or "").strip():
            raise UserError(
                self.env._(
                    "%s Choose somebody else, or write why this rater is asked all the "
                    "same.",
                    refusal,
                )
            )
        return refusal

    def _find_form_role(self):
        # sudo: asn.appraisal.cycle - the frozen form
        appraisal = self.appraisal_id.sudo()
        if not appraisal:
            return None
        form = appraisal.cycle_id._get_frozen_form(appraisal.template_id)
        return next((r for r in form["roles"] if r["code"] == self.role_code), None)

    def _get_form_role(self):
        if role := self._find_form_role():
            self._check_account(role)
            return role
        # sudo: asn.appraisal - its name
        appraisal = self.appraisal_id.sudo()
        raise UserError(
            self.env._(
                "The form of %s does not ask this kind of rater.",
                appraisal.display_name,
            )
        )

    def _check_account(self, role):
        """:raise UserError: for people from outside, who have no account"""
        if role["confidentiality"] == "anonymous":
            raise UserError(
                self.env._(
                    "This kind of rater answers by link, without an account: make a "
                    "link on the page of the appraisal."
                )
            )

    def _check_stage(self, appraisal, role):
        """:raise UserError: when it is too late, or too early for this role"""
        states = (appraisal.state, appraisal.cycle_id.state)
        if (role["kind"] == "superior" and states in CHANGEABLE) or states == OPEN:
            return
        if states not in CHANGEABLE:
            message = self.env._(
                "%s: raters change before the decision only.", appraisal.display_name
            )
        elif appraisal.state in UNASKED_STATES:
            message = self.env._(
                "%s: raters are asked when the evaluation opens. Until then the "
                "superior alone can be replaced.",
                appraisal.display_name,
            )
        else:
            message = self.env._(
                "%s: the evaluation stage is closed, nobody else can be asked.",
                appraisal.display_name,
            )
        raise UserError(message)

    def _check_not_asked(self, appraisal, role):
        """Let nobody be asked twice; a colleague can become the superior, though.

        :raise UserError: naming both
        """
        names = {"rater": self.rater_id.name, "employee": appraisal.employee_id.name}
        is_superior = role["kind"] == "superior"
        if is_superior and self.rater_id == appraisal.superior_id:
            raise UserError(
                self.env._(
                    "%(rater)s already is the appraiser of %(employee)s.", **names
                )
            )
        forms = appraisal.evaluation_ids.filtered(lambda e: e.state != "cancelled")
        asked = self.env["hr.employee"] if is_superior else forms.rater_id
        if self.rater_id in asked | appraisal.employee_id:
            raise UserError(
                self.env._("%(rater)s is already asked about %(employee)s.", **names)
            )

    def _replace_superior(self, appraisal):
        """Hand over: what is open is taken back, and nothing is deleted."""
        open_forms = appraisal.evaluation_ids.filtered("is_open")
        former = open_forms.filtered(
            lambda form: form.role_kind == "superior" or form.rater_id == self.rater_id
        )
        former._workflow_write({"state": "cancelled"})
        appraisal._set_superior(self.rater_id)
