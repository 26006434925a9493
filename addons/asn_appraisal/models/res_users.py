# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class ResUsers(models.Model):
    """How often somebody is reminded: everybody chooses for themselves."""

    _inherit = "res.users"

    asn_digest = fields.Selection(
        [
            ("auto", "Weekly, and daily around a deadline"),
            ("daily", "Every working day"),
            ("weekly", "Once a week"),
            ("deadline", "Only on the last days before a deadline"),
        ],
        string="Appraisal Reminders",
        default="auto",
        required=True,
        help="One mail about everything that waits for you. When nothing waits, no "
        "mail is sent.",
    )

    asn_digest_ids = fields.One2many(
        "asn.appraisal.digest", "user_id", groups=fields.NO_ACCESS
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802 - core's name
        return [*super().SELF_READABLE_FIELDS, "asn_digest"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802 - core's name
        return [*super().SELF_WRITEABLE_FIELDS, "asn_digest"]

    @api.model
    def _asn_open_reminders(self):
        """Return the action that lets users choose how often they are reminded."""
        view = self.env.ref("asn_appraisal.res_users_view_form_reminders")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My Reminders"),
            "res_model": "res.users",
            "res_id": self.env.uid,
            "view_mode": "form",
            "views": [(view.id, "form")],
        }
