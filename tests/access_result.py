# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What follows from results, that ``access_matrix_result.py`` speaks of."""


class ResultRecords:
    """Opens a follow-up for each of the two, whatever predicate they have."""

    @classmethod
    def _make_results(cls):
        Duty = cls.env["asn.appraisal.duty"]
        cls.followed = {}
        for subject in cls.population:
            outcome = cls._find("published", subject).outcome_ids
            vals = Duty._prepare_duty_vals(outcome) | {"closing_note": "x"}
            level = cls.env.ref("asn_appraisal.credit_level_first")
            appraisal = outcome.appraisal_id
            appraisal._workflow_write({"job_id": cls._make_job(level).id})
            cls.followed[subject] = {
                "asn.appraisal.duty": Duty._workflow_create([vals]),
                "asn.credit.entry": cls.env["asn.credit.entry"]._credit(outcome),
            }

    @classmethod
    def _make_job(cls, level):
        return cls.env["hr.job"].create({"name": "x", "asn_credit_level_id": level.id})

    @classmethod
    def _find_result(cls, model, words, subject):
        return cls.followed[subject][model], None
