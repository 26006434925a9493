# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class HrEmployeePublic(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.employee.public"

    # for the person, the superior and those who follow hours; empty for all others
    training_summary = fields.Char(
        string="Learning Hours This Year", compute="_compute_training_summary"
    )

    @api.depends_context("uid", "lang")
    def _compute_training_summary(self):
        summaries = self.env["asn.training.balance"]._get_summaries(self.ids)
        for employee in self:
            employee.training_summary = summaries.get(employee.id)
