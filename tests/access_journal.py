# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the journal that ``access_matrix_journal.py`` speaks of."""


class JournalRecords:
    """Finds the line of a record that the other parts have made."""

    @classmethod
    def _make_rater_steps(cls):
        cls.rater_steps = {}
        Step = cls.env["asn.appraisal.rater.step"]
        role = cls.env.ref("asn_appraisal.role_peer")
        for subject in cls.population:
            appraisal = cls._find("evaluation", subject)
            Step._note(appraisal, role.id, "rater_added", "x")
            domain = [("appraisal_id", "=", appraisal.id)]
            cls.rater_steps[subject] = Step.search(domain, limit=1)

    @classmethod
    def _find_rater_step(cls, model, words, subject):
        return cls.rater_steps[subject], None

    @classmethod
    def _find_journal(cls, model, words, subject):
        (kind,) = words
        if kind == "extension":
            record = cls.extensions[subject]["form"]
        elif kind == "rater_added":
            record = cls.rater_steps[subject]
        else:
            record = cls.confidential[subject][kind].sudo()
        domain = [
            ("res_model", "=", record._name),
            ("res_id", "=", record.id),
            ("kind", "=", kind),
        ]
        return cls.env[model].search(domain), None
