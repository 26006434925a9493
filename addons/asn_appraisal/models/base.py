# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models


class Base(models.AbstractModel):
    # Exports of any model: a path through related records takes ours out as well. No
    # docstring: Odoo shows it for every model, and keeps it when we are gone.
    _inherit = "base"

    def export_data(self, fields_to_export):
        result = super().export_data(fields_to_export)
        self.env["asn.appraisal.reading"]._note_export(self, fields_to_export)
        return result
