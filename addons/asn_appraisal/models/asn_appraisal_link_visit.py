# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import time

from odoo import api, fields, models

HOUR = 3600


class AsnAppraisalLinkVisit(models.Model):
    """That an answer came through a link within the last hour or two.

    It keeps a flood and a form sent twice away, and nothing else. The address of the
    device is there as a keyed hash, another one for each link and hour, and the row is
    gone when the next hour is over. Nothing leads from here to an answer. Nobody has
    access to this model.
    """

    _name = "asn.appraisal.link.visit"
    _description = "Recent Use of a Link"
    _log_access = False  # the hour is all that is known

    link_id = fields.Many2one(
        "asn.appraisal.link", required=True, index=True, ondelete="cascade"
    )
    client = fields.Char(required=True, help="Keyed hash of the address.")
    ticket = fields.Char(required=True, help="Of the page that was sent.")
    hour = fields.Integer(required=True, index=True, help="Hours since 1970.")

    _unique_ticket = models.UniqueIndex(
        "(link_id, ticket)", "A form that was opened is sent once."
    )

    @api.model
    def _get_hour(self):
        return int(time.time()) // HOUR

    @api.model
    def _cron_forget(self):
        """Delete what is older than the hour before this one."""
        self.search([("hour", "<", self._get_hour() - 1)]).unlink()
