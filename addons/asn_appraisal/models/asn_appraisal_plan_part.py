# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain


class AsnAppraisalPlanPart(models.AbstractModel):
    """A part of a plan: it changes in a draft alone, by those it binds."""

    _name = "asn.appraisal.plan.part"
    _description = "Part of a Performance Plan"

    plan_id = fields.Many2one(
        "asn.appraisal.plan", required=True, index=True, ondelete="cascade"
    )
    appraisal_id = fields.Many2one(
        related="plan_id.appraisal_id", store=True, index=True
    )
    employee_id = fields.Many2one(related="plan_id.employee_id", store=True, index=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    plan_state = fields.Selection(related="plan_id.state", string="State of Plan")
    can_edit = fields.Boolean(related="plan_id.can_edit", related_sudo=False)
    is_of_superior = fields.Boolean(
        compute="_compute_is_of_superior",
        search="_search_is_of_superior",
        help="Part of the plan of the user's superior, which own goals can serve.",
    )

    @api.depends_context("uid")
    @api.depends("appraisal_id")
    def _compute_is_of_superior(self):
        above = self._get_appraisals_above()
        for part in self:
            part.is_of_superior = part.appraisal_id in above

    def _search_is_of_superior(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("appraisal_id", "in", self._get_appraisals_above().ids)]

    def _get_appraisals_above(self):
        """Return the appraisals of the user's superiors in the user's own cycles."""
        # sudo: asn.appraisal - whom one's goals serve is known to everybody concerned
        Appraisal = self.env["asn.appraisal"].sudo()
        own = Appraisal.search_fetch(
            [("is_mine", "=", True), ("state", "!=", "cancelled")],
            ["cycle_id", "superior_id"],
        )
        if not own.superior_id:
            return Appraisal
        pairs = [
            Domain("cycle_id", "=", appraisal.cycle_id.id)
            & Domain("employee_id", "=", appraisal.superior_id.id)
            for appraisal in own
            if appraisal.superior_id
        ]
        return Appraisal.search(Domain.OR(pairs))

    def _get_choice(self, name):
        """Return the label of a selection field's value, False for none."""
        choices = dict(self._fields[name]._description_selection(self.env))
        return choices.get(self[name], False)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.plan_id._check_editable()
        return parts

    def write(self, vals):
        self.plan_id._check_editable()
        result = super().write(vals)
        if "plan_id" in vals or "goal_id" in vals:
            self.plan_id._check_editable()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_agreed(self):
        self.plan_id._check_editable()
