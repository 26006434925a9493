# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Statistics of raters that ``access_matrix_rater.py`` speaks of."""


class RaterRecords:
    """Makes a statistic of each person appraised as superior and as peer."""

    @classmethod
    def _make_statistics(cls):
        cycle = cls.cycles["published"]
        roles = {"named": "superior", "confidential": "peer"}
        rows = [
            {
                "cycle_id": cycle.id,
                "company_id": cycle.company_id.id,
                "rater_id": rater.id,
                "role_id": cls.env.ref(f"asn_appraisal.role_{role}").id,
                "confidentiality": confidentiality,
                "code": f"{role}{rater.id}",
                "named_rater_id": rater.id if confidentiality == "named" else None,
            }
            for rater in cls.population
            for confidentiality, role in roles.items()
        ]
        cls.env["asn.appraisal.job.statistic"]._insert(rows)

    @classmethod
    def _find_statistic(cls, model, words, subject):
        (confidentiality,) = words
        domain = [("rater_id", "=", subject.id)]
        domain += [("confidentiality", "=", confidentiality)]
        return cls.env[model].search(domain), None

    @classmethod
    def _find_hinge(cls, model, words, subject):
        (stage,) = words
        appraisal = cls._find(stage, subject)
        domain = [("appraisal_id", "=", appraisal.id)]
        return cls.env[model].search(domain, limit=1), None
