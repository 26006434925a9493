# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EventEvent(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "event.event"

    programme_id = fields.Many2one(
        "asn.training.programme",
        string="Training Programme",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
        help="The event is a session of this programme: whoever completes it is "
        "credited with learning hours (JP).",
    )

    @api.onchange("programme_id")
    def _onchange_programme_id(self):
        if self.programme_id and not self.name:
            self.name = self.programme_id.name

    @api.constrains("programme_id", "company_id")
    def _check_programme_company(self):
        for event in self:
            # sudo: asn.training.programme - whose it is, said to whoever writes here
            owner = event.sudo().programme_id.company_id
            if owner and event.company_id != owner:
                raise ValidationError(
                    self.env._("The programme of “%s” is another agency's.", event.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        Programme = self.env["asn.training.programme"]
        for vals in vals_list:
            if vals.get("programme_id") and not vals.get("name"):
                vals["name"] = Programme.browse(vals["programme_id"]).name
        return super().create(vals_list)

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"seats_max", "seats_limited"}:
            self.env["asn.training.enrolment"]._move_up(self)
        return result

    def _get_training_days(self):
        """Return the days on which a session takes place.

        :return: list of dates in the event's time zone: those of its slots, where it
            has any, else all from the first to the last day
        """
        self.ensure_one()
        if self.is_multi_slots and self.event_slot_ids:
            return sorted(set(self.event_slot_ids.mapped("date")))
        local = self.with_context(tz=self.date_tz or "UTC")
        start, end = (
            fields.Datetime.context_timestamp(local, moment).date()
            for moment in (self.date_begin, self.date_end)
        )
        return [start + timedelta(n) for n in range((end - start).days + 1)]
