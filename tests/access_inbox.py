# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Pledges that ``access_matrix_inbox.py`` speaks of."""


class InboxRecords:
    """Makes pledges by the real method, and finds them for a row."""

    @classmethod
    def _make_pledges(cls):
        """Let all raters of the cycle that runs give their word."""
        forms = cls.cycles["evaluation"].appraisal_ids.evaluation_ids
        for form in forms:
            cls.env["asn.appraisal.pledge"]._confirm(form.rater_id, form.cycle_id)

    @classmethod
    def _find_pledge(cls, model, words, subject):
        """Return the pledge of a rater of ``subject``, in the cycle that runs."""
        (role,) = words
        form, __ = cls._find_evaluation(None, ["evaluation", role], subject)
        return cls.env[model]._get(form.rater_id, form.cycle_id), None
