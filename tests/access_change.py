# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Exemptions that ``access_matrix_change.py`` speaks of."""


class ChangeRecords:
    """Enters an exemption of each of the two, and decides nothing."""

    @classmethod
    def _make_changes(cls):
        cls.changes = {
            subject: cls.env["asn.appraisal.change"].create(
                {
                    "appraisal_id": cls._find("evaluation", subject).id,
                    "exemption": "study",
                }
            )
            for subject in cls.population
        }

    @classmethod
    def _find_change(cls, model, words, subject):
        return cls.changes[subject], None
