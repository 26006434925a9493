# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

# Marks lines that are saved through their own record, which checks them at the end.
# Only code of this process can hold this object, a context over RPC never does.
_THROUGH_SET = object()


class AsnConfigSet(models.AbstractModel):
    """A record whose lines are right only together, such as a method's matrix.

    A form saves the record with all its lines at once, and its lines are then looked
    at when all of them are there.
    """

    _name = "asn.config.set"
    _description = "Record Checked with Its Lines"

    @api.model_create_multi
    def create(self, vals_list):
        through_set = self.with_context(asn_config_set=_THROUGH_SET)
        records = super(AsnConfigSet, through_set).create(vals_list)
        return self.browse(records.ids)

    def write(self, vals):
        through_set = self.with_context(asn_config_set=_THROUGH_SET)
        return super(AsnConfigSet, through_set).write(vals)

    def _check_set(self):
        """Check all lines against each other.

        :raise ValidationError: naming the record and what is wrong
        """
        raise NotImplementedError


class AsnConfigSetLine(models.AbstractModel):
    """A line of such a record. Changed on its own, it has the whole set checked."""

    _name = "asn.config.set.line"
    _description = "Line Checked with Its Record"

    _set_field = None  # name of the many2one to the record that holds the line

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_own_set(lines[self._set_field])
        return lines

    def write(self, vals):
        before = self[self._set_field]
        result = super().write(vals)
        self._check_own_set(before | self[self._set_field])
        return result

    def unlink(self):
        sets = self[self._set_field]
        result = super().unlink()
        self._check_own_set(sets.exists())
        return result

    def _check_own_set(self, sets):
        if self.env.context.get("asn_config_set") is not _THROUGH_SET:
            sets._check_set()
