# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Acting superiors that ``access_matrix_acting.py`` speaks of, years ahead."""

ACTING_KINDS = ("plh", "delegate")


class ActingRecords:
    """Orders planned for a time in which no cycle runs, so that nothing moves."""

    @classmethod
    def _make_actings(cls):
        cls.actings = {
            subject: {
                kind: cls._make_acting(kind, 2080 + 10 * n + year)
                for year, kind in enumerate(ACTING_KINDS)
            }
            for n, subject in enumerate(cls.population)
        }

    @classmethod
    def _make_acting(cls, kind, year):
        return cls.env["asn.appraisal.acting"].create(
            {
                "kind": kind,
                "employee_id": cls.head.id,
                "replaced_id": cls.superior.id,
                "date_start": f"{year}-01-01",
                "date_end": f"{year}-01-31",
            }
        )

    @classmethod
    def _find_acting(cls, model, words, subject):
        return cls.actings[subject][words[0]], None
