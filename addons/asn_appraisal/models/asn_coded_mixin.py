# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models
from odoo.exceptions import UserError


class AsnCodedMixin(models.AbstractModel):
    """A record of the configuration whose code frozen rules refer to.

    The model has the fields ``name`` and ``code``, and a unique index on the code.
    """

    _name = "asn.coded.mixin"
    _description = "Record with a Fixed Code"

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        return [
            {
                **vals,
                "name": self.env._("%s (copy)", record.name),
                "code": f"{record.code}_copy",
                **(default or {}),
            }
            for record, vals in zip(self, vals_list, strict=True)
        ]

    def write(self, vals):
        for record in self if "code" in vals else ():
            if record.code != vals["code"]:
                raise UserError(
                    self.env._(
                        "The code is fixed: frozen rules refer to it. Archive “%s” and "
                        "create another record.",
                        record.display_name,
                    )
                )
        return super().write(vals)
