# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalExpectation(models.Model):
    """What is expected of somebody's behaviour in one value, in so many words.

    :source: PermenPANRB 6/2022 (ekspektasi khusus pimpinan)
    """

    _name = "asn.appraisal.expectation"
    _description = "Expected Behaviour"
    _inherit = ["asn.appraisal.plan.part"]
    _order = "plan_id, sequence, id"

    sequence = fields.Integer(default=10)
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('parent_id', '=', False), ('dimension', '=', 'behaviour')]",
    )
    criterion_name = fields.Char(
        string="Name of Value", compute="_compute_criterion_name", compute_sudo=True
    )
    text = fields.Text(string="Expectation", required=True)

    _unique_value = models.UniqueIndex(
        "(plan_id, criterion_id)", "The plan already says what is expected there."
    )

    @api.depends("criterion_id.name")
    def _compute_criterion_name(self):
        for expectation in self:
            expectation.criterion_name = expectation.criterion_id.name

    @api.depends("criterion_name")
    def _compute_display_name(self):
        for expectation in self:
            expectation.display_name = expectation.criterion_name
