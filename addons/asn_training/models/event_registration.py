# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models


class EventRegistration(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "event.registration"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "cancel" or vals.get("active") is False:
            Enrolment = self.env["asn.training.enrolment"]
            Enrolment._lose_places(self)
            Enrolment._move_up(self.event_id)
        return result

    def unlink(self):
        Enrolment, events = self.env["asn.training.enrolment"], self.event_id
        Enrolment._lose_places(self)
        result = super().unlink()
        Enrolment._move_up(events)
        return result
