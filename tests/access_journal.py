# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the journal that ``access_matrix_journal.py`` speaks of."""


class JournalRecords:
    """Finds the line of a record that the other parts have made."""

    @classmethod
    def _find_journal(cls, model, words, subject):
        (kind,) = words
        if kind == "extension":
            record = cls.extensions[subject]["form"]
        else:
            record = cls.confidential[subject][kind].sudo()
        domain = [
            ("res_model", "=", record._name),
            ("res_id", "=", record.id),
            ("kind", "=", kind),
        ]
        return cls.env[model].search(domain), None
