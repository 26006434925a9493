# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnReasonMixin(models.AbstractModel):
    """A dialog for a step that needs a reason.

    The model has the field ``step``, says in ``_references`` which of its fields a step
    may be about, and leaves the step itself to a method of the record that it is about.
    """

    _name = "asn.reason.mixin"
    _description = "Dialog for a Step and Its Reason"

    _references = ()

    @api.model_create_multi
    def create(self, vals_list):
        reasons = super().create(vals_list)
        reasons._check_references()
        return reasons

    def write(self, vals):
        result = super().write(vals)
        self._check_references()
        return result

    def _check_references(self):
        """Point at nothing that the user may not know of.

        :raise AccessError: for records that the user may not read
        """
        for name in self._references:
            if records := self.mapped(name):
                records.check_access("read")

    @api.model
    def _ask(self, step, title, context=None, **vals):
        """Return the action that asks for the reason.

        :param str step: one of the field's values
        :param str title: heading of the dialog
        :param dict context: further defaults
        :param vals: ids of what it is about, by field
        """
        defaults = {f"default_{name}": value for name, value in vals.items()}
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_step": step} | defaults | (context or {}),
        }
