# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from odoo.addons.asn_appraisal.models.asn_one_record import check_one


class AsnTrainingRegister(models.TransientModel):
    """Choose the session in which people take part."""

    _name = "asn.training.register"
    _description = "Assignment of a Session"

    enrolment_ids = fields.Many2many(
        "asn.training.enrolment",
        string="People",
        domain="[('state', '=', 'approved'), ('programme_id', '=', programme_id)]",
    )
    programme_id = fields.Many2one("asn.training.programme", required=True)
    event_id = fields.Many2one(
        "event.event",
        string="Session",
        required=True,
        domain="[('programme_id', '=', programme_id), ('is_finished', '=', False)]",
        help="Where it is full, people wait in the order in which they were assigned.",
    )

    def action_register(self):
        """Give the places, or places on the waiting list.

        :return: action that closes the dialog
        :raise AccessError: for anybody but training managers
        :raise UserError: with everything that speaks against it
        """
        check_one(self)
        self.enrolment_ids.sorted("id")._assign(self.event_id)
        return {"type": "ir.actions.act_window_close"}
