# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class EventEvent(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "event.event"

    asn_cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        string="Briefing for the Cycle",
        index="btree_not_null",
        ondelete="set null",
        help="Whoever is checked in here counts as briefed about this appraisal.",
    )
    asn_material = fields.Html(
        string="Material",
        help="Links and files for those invited, shown on their own page.",
    )


class EventRegistration(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "event.registration"

    asn_briefing_id = fields.Many2one(
        "asn.training.briefing",
        string="Briefing",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )
