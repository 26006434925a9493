# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class ResCompany(models.Model):
    """When an agency's people are reached by mail, and how long answers are kept."""

    _inherit = "res.company"

    asn_mail_from = fields.Float(
        string="First Hour of Mails",
        default=7.0,
        help="Reminders and invitations leave from this hour on, in the time zone of "
        "the working schedule.",
    )
    asn_mail_until = fields.Float(
        string="Last Hour of Mails",
        default=17.0,
        help="From this hour on it is quiet until the first hour of mails. The same "
        "hour twice: never quiet.",
    )
    asn_mail_working_days = fields.Boolean(
        string="Mails on Working Days Only",
        default=True,
        help="Working days are those of the company's working schedule, without its "
        "public holidays.",
    )

    asn_retention_months = fields.Integer(
        string="Months Answers Are Kept",
        default=0,
        help="In new cycles, from the day on which nobody can object any more. 0: "
        "without end.",
    )

    asn_public_figures = fields.Boolean(
        string="Public Page of Figures",
        help="Everybody reads the figures of cycles that a manager publishes.",
    )
    asn_figures_minimum = fields.Integer(
        string="Smallest Number Shown",
        default=5,
        required=True,
        help="Agencies with smaller numbers are counted together with others.",
    )

    _asn_figures_minimum = models.Constraint(
        "CHECK (asn_figures_minimum >= 3)",
        "Numbers below 3 tell who people are: the smallest number shown is at least 3.",
    )
    _asn_mail_hours = models.Constraint(
        "CHECK (asn_mail_from >= 0 AND asn_mail_from < 24"
        " AND asn_mail_until >= 0 AND asn_mail_until <= 24)",
        "The hours of mails lie between 0:00 and 24:00.",
    )
