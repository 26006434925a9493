# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import time

from odoo import api, fields, models
from odoo.tools import SQL, hmac

HOUR = 3600
# An office behind one address has to get through; who guesses must not.
MAX_PER_CLIENT = 30  # checks per address and hour


class AsnAppraisalSealAttempt(models.Model):
    """How often a device has checked a document within the last hour or two.

    It keeps people from guessing, and nothing else: the address is there as a keyed
    hash, another one each hour, and the row is gone when the next hour is over. Nobody
    has access to this model.
    """

    _name = "asn.appraisal.seal.attempt"
    _description = "Recent Checks of Documents"
    _log_access = False  # the hour is all that is known

    client = fields.Char(required=True, help="Keyed hash of the address.")
    hour = fields.Integer(
        default=0, required=True, index=True, help="Hours since 1970."
    )
    count = fields.Integer(default=0, required=True)

    _unique_client = models.UniqueIndex(
        "(hour, client)", "A device is counted once an hour."
    )

    @api.model
    def _is_allowed(self, address):
        """Count one more check; tell whether it is not one too many.

        :param str address: of the device; hashed at once
        """
        hour = int(time.time()) // HOUR
        client = hmac(self.env, "asn_appraisal.seal.client", (hour, address))
        self.env.cr.execute(
            SQL(
                "INSERT INTO asn_appraisal_seal_attempt AS attempt"
                " (client, hour, count) VALUES (%s, %s, 1) ON CONFLICT (hour, client)"
                " DO UPDATE SET count = attempt.count + 1 RETURNING count",
                client,
                hour,
            )
        )
        return self.env.cr.fetchone()[0] <= MAX_PER_CLIENT

    @api.model
    def _cron_forget(self):
        """Delete what is older than the hour before this one."""
        self.search([("hour", "<", int(time.time()) // HOUR - 1)]).unlink()
