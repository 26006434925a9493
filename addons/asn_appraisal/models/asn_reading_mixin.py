# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models


class AsnReadingMixin(models.AbstractModel):
    """Records about appraised people: whoever takes them out leaves a trace.

    A model says by ``_reading_path`` which appraisal its records belong to.
    """

    _name = "asn.reading.mixin"
    _description = "Records Whose Export Leaves a Trace"

    _reading_path = "appraisal_id"

    def _get_traced_appraisals(self):
        """Return the appraisals that records are about."""
        return self.mapped(self._reading_path) if self._reading_path else self
