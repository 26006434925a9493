# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError


class AsnAppraisalRater(models.TransientModel):
    """HR puts raters right while the evaluation stage is open.

    Superiors leave and colleagues are ill: a rater is added, and a new superior takes
    over what the former one has not submitted. What was submitted stays.
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

    @api.model
    def _get_roles(self):
        # sudo: asn.rater.role - names of the roles
        roles = self.env["asn.rater.role"].sudo().search([("kind", "!=", "self")])
        return [(role.code, role.name) for role in roles]

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
        self._check_rater()
        # sudo: appraisal and evaluations - a step of the workflow, checked above
        appraisal = appraisal.sudo()
        if role["kind"] == "superior":
            self._replace_superior(appraisal)
        if appraisal.cycle_id.state == "evaluation":
            Job = self.env["asn.appraisal.job.launch"]
            vals = Job._prepare_evaluation_vals(appraisal)
            vals |= Job._prepare_role_vals(role) | {"rater_id": self.rater_id.id}
            # sudo: asn.appraisal.evaluation - a step of the workflow, checked above
            self.env["asn.appraisal.evaluation"].sudo()._workflow_create([vals])

    def _get_form_role(self):
        # sudo: asn.appraisal.cycle - the frozen form
        appraisal = self.appraisal_id.sudo()
        form = appraisal.cycle_id._get_frozen_form(appraisal.template_id)
        for role in form["roles"]:
            if role["code"] == self.role_code:
                return role
        raise UserError(
            self.env._(
                "The form of %s does not ask this kind of rater.",
                appraisal.display_name,
            )
        )

    def _check_rater(self):
        appraisal = self.appraisal_id.sudo()
        states = ("evaluation", "calibration")
        if appraisal.state != "evaluation" or appraisal.cycle_id.state not in states:
            raise UserError(
                self.env._(
                    "%s: raters change before the decision only.",
                    appraisal.display_name,
                )
            )
        if appraisal.cycle_id.state != "evaluation" and self.role_code != "superior":
            raise UserError(
                self.env._(
                    "%s: the evaluation stage is closed, nobody else can be asked.",
                    appraisal.display_name,
                )
            )
        raters = appraisal.evaluation_ids.filtered(lambda e: e.state != "cancelled")
        if self.rater_id in raters.rater_id or self.rater_id == appraisal.employee_id:
            raise UserError(
                self.env._(
                    "%(rater)s is already asked about %(employee)s.",
                    rater=self.rater_id.name,
                    employee=appraisal.employee_id.name,
                )
            )

    def _replace_superior(self, appraisal):
        former = appraisal.evaluation_ids.filtered(
            lambda e: e.role_kind == "superior" and e.is_open
        )
        former._workflow_write({"state": "cancelled"})
        appraisal._workflow_write({"superior_id": self.rater_id.id})
        appraisal.outcome_ids._workflow_write({"superior_id": self.rater_id.id})
        appraisal.message_post(body=self.env._("New appraiser: %s", self.rater_id.name))
