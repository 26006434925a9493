# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Declines that ``access_matrix_nomination.py`` speaks of."""


class NominationRecords:
    """Makes declines by the real method, and finds them for a row."""

    @classmethod
    def _make_declines(cls):
        """Let subordinates decline, and give the forms back as they were."""
        cls.declines, cls.reasons = {}, {}
        for number, subject in enumerate(cls.population):
            newcomer = cls._employee(f"asn_newcomer_{number}", subject)
            form = cls._open_form("subordinate", subject)
            decline = form._decline({"kind": "load", "replacement_id": newcomer.id})
            decline.answer = "Please do."
            form.sudo()._workflow_write({"state": "pending"})
            cls.declines[subject] = decline
            cls.reasons[subject] = cls._make_reason(cls._open_form("peer", subject))

    @classmethod
    def _open_form(cls, role, subject):
        """Return a form that its rater can still answer."""
        form, __ = cls._find_evaluation(None, ["evaluation", role], subject)
        form._workflow_write({"state": "draft"})
        return form.with_user(form.rater_id.user_id)

    @classmethod
    def _make_reason(cls, form):
        """Open the page on which a rater says why."""
        Reason = cls.env["asn.appraisal.decline.reason"].with_env(form.env)
        return Reason.create({"evaluation_id": form.id, "kind": "load"}).sudo()

    @classmethod
    def _find_decline(cls, model, words, subject):
        return cls.declines[subject], None

    @classmethod
    def _find_reason(cls, model, words, subject):
        """Return the page for a reason; its form is open."""
        return cls.reasons[subject], (cls.reasons[subject].evaluation_id, "draft")
