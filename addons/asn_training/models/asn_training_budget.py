# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnTrainingBudget(models.Model):
    """What an agency or one of its departments may spend on places in a year."""

    _name = "asn.training.budget"
    _description = "Training Budget"
    _order = "year desc, company_id, department_id, id"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    department_id = fields.Many2one(
        "hr.department",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty: for all departments without a budget of their own.",
    )
    year = fields.Integer(
        required=True, default=lambda self: fields.Date.context_today(self).year
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(required=True)
    committed = fields.Monetary(
        compute="_compute_used", help="Places given, not completed yet."
    )
    spent = fields.Monetary(compute="_compute_used", help="Places of ended trainings.")
    left = fields.Monetary(compute="_compute_used")

    _one_per_year = models.UniqueIndex(
        "(company_id, COALESCE(department_id, 0), year)",
        "There is a budget for this year already.",
    )
    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "A budget cannot be negative."
    )

    @api.depends("department_id", "company_id", "year")
    def _compute_display_name(self):
        for budget in self:
            owner = budget.department_id.name or budget.company_id.name
            budget.display_name = f"{owner} {budget.year}"

    @api.depends("amount", "department_id", "company_id", "year")
    def _compute_used(self):
        for budget in self:
            used = budget._get_used()
            budget.committed = used.get("registered", 0)
            budget.spent = used.get("completed", 0) + used.get("failed", 0)
            budget.left = budget.amount - budget.committed - budget.spent

    def _get_used(self):
        """Return ``{state: cost of places}`` of sessions in the year."""
        # sudo: asn.training.enrolment - sums only
        Enrolment = self.env["asn.training.enrolment"].sudo()
        own = (
            self.sudo()
            .search([("company_id", "=", self.company_id.id), ("year", "=", self.year)])
            .department_id
        )
        domain = [
            ("company_id", "=", self.company_id.id),
            ("event_id.date_begin", ">=", f"{self.year}-01-01"),
            ("event_id.date_begin", "<", f"{self.year + 1}-01-01"),
            ("state", "in", ("registered", "completed", "failed")),
            ("department_id", "=", self.department_id.id)
            if self.department_id
            else ("department_id", "not in", own.ids),
        ]
        return dict(Enrolment._read_group(domain, ["state"], ["cost:sum"]))

    @api.model
    def _find(self, enrolment, event):
        """Return the budget that a place is paid from, or none."""
        budgets = self.search(
            [
                ("company_id", "=", enrolment.company_id.id),
                ("year", "=", event.date_begin.year),
                ("department_id", "in", (False, enrolment.department_id.id)),
            ]
        )
        return budgets.filtered("department_id")[:1] or budgets[:1]
