# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalOutcome(models.Model):
    """Publication of an outcome: it is sealed, and takes the place of earlier ones."""

    _inherit = "asn.appraisal.outcome"

    def _publish(self):
        """Make decided outcomes readable for the people concerned, and seal them.

        An earlier version of the same appraisal stays as it is, readable and sealed,
        and is superseded. In a constant number of queries; the caller has checked who
        may publish.

        :return: the seals
        """
        earlier = self.appraisal_id.outcome_ids.filtered(
            lambda outcome: outcome.state == "published"
        )
        earlier._workflow_write({"state": "superseded"})
        self._workflow_update(
            {"state": "published", "published_on": fields.Datetime.now()}
        )
        self._note_years()
        return self.env["asn.appraisal.seal"]._seal(self)
