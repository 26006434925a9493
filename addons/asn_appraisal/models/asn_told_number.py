# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields


class _Told:
    """A number that is not told where the column is empty, and then is not 0.

    Odoo's own numbers read an empty column as 0: who reads over the API, searches or
    exports would take a number that is left out for a number.
    """

    falsy_value = None

    def convert_to_record(self, value, record):
        """Return the number, or False where none is told."""
        return False if value is None else value

    def convert_to_export(self, value, record):
        """Return the number, or nothing where none is told."""
        return "" if value is False else super().convert_to_export(value, record)


class ToldInteger(_Told, fields.Integer):
    """An integer that may be left out."""


class ToldFloat(_Told, fields.Float):
    """A number with decimals that may be left out."""
