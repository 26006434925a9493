# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

OFFICER = "asn_training.group_asn_training_officer"


class AsnTrainingBriefingInvite(models.TransientModel):
    """Invite people to a briefing, many at once."""

    _name = "asn.training.briefing.invite"
    _description = "Invitation to a Briefing"

    briefing_ids = fields.Many2many("asn.training.briefing", string="People")
    cycle_id = fields.Many2one("asn.appraisal.cycle", compute="_compute_cycle_id")
    event_id = fields.Selection(
        selection="_get_sessions", string="Session", required=True
    )

    @api.depends("briefing_ids")
    def _compute_cycle_id(self):
        for invite in self:
            invite.cycle_id = invite.briefing_ids.cycle_id[:1]

    @api.model
    def _get_sessions(self):
        """Return briefings to come: unit officers read no events by themselves."""
        # sudo: event.event - names of briefings of the user's companies
        events = (
            self.env["event.event"]
            .sudo()
            .search(
                [
                    ("asn_cycle_id", "!=", False),
                    ("company_id", "in", [*self.env.companies.ids, False]),
                    ("date_end", ">=", fields.Datetime.now()),
                ],
                order="date_begin",
                limit=100,
            )
        )
        return [(str(event.id), event.display_name) for event in events]

    @api.model_create_multi
    def create(self, vals_list):
        invites = super().create(vals_list)
        invites.briefing_ids.check_access("read")
        return invites

    def write(self, vals):
        result = super().write(vals)
        self.briefing_ids.check_access("read")
        return result

    def action_apply(self):
        """Register the chosen people for the session.

        :return: action that closes the dialog
        :raise AccessError: for others than HR and unit officers
        :raise UserError: for people of another cycle, or when all are invited already
        """
        check_one(self)
        if not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("HR and unit officers invite to briefings."))
        self.briefing_ids.check_access("read")
        # sudo: event.event - registers people whom the user may invite, see above
        event = self.env["event.event"].sudo().browse(int(self.event_id))
        if self.briefing_ids.cycle_id != event.asn_cycle_id:
            raise UserError(self.env._("This session is a briefing of another cycle."))
        if not self.briefing_ids.sudo()._invite(event):
            raise UserError(self.env._("All of them have been invited already."))
        return {"type": "ir.actions.act_window_close"}
