# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_one_record import check_one

KINDS = [
    # the whole cycle
    ("no_population", "Nobody takes part"),
    ("method", "Method cannot be used"),
    ("form", "Form cannot be used"),
    ("plan_curve", "Plans cannot be scored"),
    ("period_unweighed", "Shorter periods without weight"),
    ("period_scale", "Periods on different scales"),
    # one employee
    ("no_superior", "No superior"),
    ("self_superior", "Own superior"),
    ("superior_loop", "Superiors in a loop"),
    ("superior_archived", "Superior archived"),
    ("no_form", "No form fits"),
    ("overlap", "Already appraised for this period"),
    ("error", "Could not be added"),
    # what does not stop anybody
    ("superior_no_user", "Superior cannot log in"),
    ("superior_company", "Superior of another company"),
    ("superior_above_loop", "Superiors above in a loop"),
    ("no_department", "No department"),
    ("superior_conflict", "Conflict with the superior"),
    ("few_raters", "Too few raters"),
    ("overload", "Too many forms"),
    ("no_user", "Cannot log in"),
    ("no_email", "No e-mail address"),
    ("form_few", "Form asks too few raters"),
    ("form_dimension", "Form rates one side only"),
    ("anchors", "Levels without description"),
    ("period_none", "No shorter periods counted"),
    ("plan_unweighed", "Plan without weight"),
    ("plan_cap", "Highest value out of reach"),
]

# Everybody takes part all the same; the others keep somebody out, or everybody.
ADVISORY_KINDS = {
    "superior_no_user",
    "superior_company",
    "superior_above_loop",
    "no_department",
    "superior_conflict",
    "few_raters",
    "overload",
    "no_user",
    "no_email",
    "form_few",
    "form_dimension",
    "anchors",
    "period_none",
    "plan_unweighed",
    "plan_cap",
}
# Closed in the rating method.
METHOD_KINDS = ("method", "plan_curve", "plan_unweighed", "period_unweighed")


class AsnAppraisalCycleIssue(models.Model):
    """A gap that keeps somebody out of a cycle, or unheard in it."""

    _name = "asn.appraisal.cycle.issue"
    _description = "Gap Found in a Cycle"
    _order = "is_blocking desc, kind, id"
    _rec_name = "message"

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True)
    employee_id = fields.Many2one(
        "hr.employee",
        index=True,
        ondelete="cascade",
        help="Empty where a gap concerns the rules of the cycle.",
    )
    department_id = fields.Many2one("hr.department")
    template_id = fields.Many2one(
        "asn.appraisal.template", string="Form", ondelete="cascade"
    )
    kind = fields.Selection(KINDS, required=True)
    is_blocking = fields.Boolean(
        string="Blocking",
        compute="_compute_is_blocking",
        store=True,  # sorted and filtered by
        help="The employee is left out until this is put right, or nobody can be "
        "launched at all where it concerns the rules. Launch again afterwards: only "
        "those who are missing are added.",
    )
    message = fields.Char(required=True)

    @api.depends("kind")
    def _compute_is_blocking(self):
        for issue in self:
            issue.is_blocking = issue.kind not in ADVISORY_KINDS

    def action_open_fix(self):
        """Open the record on which the gap can be closed."""
        check_one(self)
        return self._get_record_to_fix().get_formview_action()

    def _get_record_to_fix(self):
        if self.kind in ("superior_no_user", "superior_company"):
            return self.employee_id.parent_id or self.employee_id
        if self.kind in METHOD_KINDS:
            return self.cycle_id.method_id
        return self.template_id or self.employee_id or self.cycle_id
