# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Extensions that ``access_matrix_extension.py`` speaks of."""


class ExtensionRecords:
    """Gives `sub` more time, and finds it for a row."""

    @classmethod
    def _make_extensions(cls):
        # in no danger of having passed
        cls.cycles["evaluation"].write(
            {
                "evaluation_end": "2098-01-01",
                "decision_end": "2099-01-01",
                "publication_date": "2099-02-01",
            }
        )
        cls.extensions = {
            subject: {
                "all": cls._extend_subordinate(subject),
                "form": cls._extend_subordinate(subject, of_form=True),
            }
            for subject in cls.population
        }
        # What was given stays; the stage must not wait for it in the other rows.
        forms = cls.cycles["evaluation"].appraisal_ids.evaluation_ids
        forms._workflow_write({"extended_to": False})

    @classmethod
    def _extend_subordinate(cls, subject, *, of_form=False):
        form, __ = cls._find_evaluation(None, ["evaluation", "subordinate"], subject)
        return cls.env["asn.appraisal.extension"].create(
            {
                "cycle_id": form.cycle_id.id,
                "rater_id": form.rater_id.id,
                "evaluation_id": of_form and form.id,
                "due_date": "2098-02-01",
                "reason": "x",
            }
        )

    @classmethod
    def _find_extension(cls, model, words, subject):
        return cls.extensions[subject][words[0]], None
