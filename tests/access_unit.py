# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Units of cycles, that ``access_matrix_unit.py`` speaks of."""


class UnitRecords:
    """Finds what launches have made."""

    @classmethod
    def _find_unit(cls, model, words, subject):
        """Return the unit of a person in the cycle of a stage."""
        return cls._find(words[0], subject).unit_id, None
