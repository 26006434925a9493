# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    asn_mail_from = fields.Float(related="company_id.asn_mail_from", readonly=False)
    asn_mail_until = fields.Float(related="company_id.asn_mail_until", readonly=False)
    asn_mail_working_days = fields.Boolean(
        related="company_id.asn_mail_working_days", readonly=False
    )
    asn_calendar_id = fields.Many2one(
        related="company_id.resource_calendar_id",
        string="Working Schedule of Mails",
        readonly=False,
    )
    asn_retention_months = fields.Integer(
        related="company_id.asn_retention_months", readonly=False
    )
    asn_public_figures = fields.Boolean(
        related="company_id.asn_public_figures", readonly=False
    )
    asn_figures_minimum = fields.Integer(
        related="company_id.asn_figures_minimum", readonly=False
    )
    asn_tz = fields.Selection(
        related="company_id.resource_calendar_id.tz", string="Time Zone of Mails"
    )
