# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date

from .asn_appraisal_outcome_calibration import CALIBRATION
from .asn_config_text import pick


class AsnAppraisalExplanation(models.AbstractModel):
    """That a calibration changed a rating, and for which reason; not who said so."""

    _inherit = "asn.appraisal.explanation"

    @api.model
    def _get_calibration(self, outcome):
        """Return what a session changed, as the explanation keeps it, or None."""
        found = (outcome.explanation or {}).get(CALIBRATION)
        # a later version, after an objection, was decided anew
        is_of_version = found and found["version"] == outcome.version
        return found if is_of_version and found["is_changed"] else None

    @api.model
    def _get_before(self, outcome, code, decided):
        """Return the rating that the superior gave; ``decided`` if it is the same."""
        found = self._get_calibration(outcome)
        return found["before"][code] if found else decided

    @api.model
    def _describe_calibrated(self, outcome, decided):
        found = self._get_calibration(outcome)
        return self.env._(
            "A calibration session changed it to: %(rating)s. Reason: %(reason)s",
            rating=decided or "–",
            reason=pick(found["reason"]["name"], self.env.lang),
        )

    @api.model
    def _describe_lookup_calibrated(self, outcome, names, decided):
        """Yield the sentences about a predicate that a session looked at."""
        found = self._get_calibration(outcome)
        before = found["before"]["predicate"]
        yield self.env._(
            "From the ratings that the superior gave followed: %s.",
            names.get(before, "–"),
        )
        yield self.env._(
            "A calibration session, in which decisions of several units are looked at "
            "beside each other, changed the ratings on %(day)s. Reason: %(reason)s",
            day=format_date(self.env, fields.Date.to_date(found["on"])),
            reason=pick(found["reason"]["name"], self.env.lang),
        )
        yield self.env._("Decided: %s, from the ratings after it.", names[decided])
