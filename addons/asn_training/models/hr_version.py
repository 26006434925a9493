# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class HrVersion(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.version"

    asn_employment = fields.Selection(
        [("pns", "PNS (tenured)"), ("pppk", "PPPK (contract)")],
        string="Status of Civil Servant",
        tracking=True,
        groups="hr.group_hr_user",
        help="Decides how many learning hours (JP) a year are asked for. The status on "
        "31 December counts. Empty: no target.",
    )
