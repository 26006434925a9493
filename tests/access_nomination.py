# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Declines and nominations that ``access_matrix_nomination.py`` speaks of."""

from odoo.fields import Command

NOMINATION_YEAR = 2061
# What the nomination of each kind of rater is called in the rows.
NOMINATED = {"peer": "submitted", "subordinate": "draft"}


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

    # ------------------------------------------------------------
    # NOMINATIONS
    # ------------------------------------------------------------

    @classmethod
    def _make_nominations(cls):
        """Let both propose peers, submitted, and subordinates, still a draft."""
        cycle = cls._make_nominating_cycle()
        cls.nominations = {}
        for nomination in cycle.nomination_ids:
            subject = nomination.employee_id
            name = NOMINATED[nomination.role_id.code]
            raters = {"submitted": cls.members[3:], "draft": cls._get_led(subject)}
            own = nomination.with_user(subject.user_id)
            lines = [Command.create({"rater_id": r.id}) for r in raters[name]]
            own.write({"line_ids": lines})
            cls.nominations[subject, name] = nomination
            if name == "submitted":
                own.action_submit()
                nomination.return_reason = "Please name somebody else."

    @classmethod
    def _get_led(cls, subject):
        led = {cls.person: cls.subordinate, cls.owner: cls.other_subordinate}
        return led[subject]

    @classmethod
    def _make_nominating_cycle(cls):
        form = cls.env.ref("asn_appraisal.template_leader").copy()
        lines = form.role_ids.filtered(lambda line: line.role_id.code in NOMINATED)
        lines.proposal = "nomination"
        cycle = cls._cycle(
            name="Cycle of nominations",
            date_start=f"{NOMINATION_YEAR}-01-01",
            date_end=f"{NOMINATION_YEAR}-12-31",
            nomination_end="2026-12-01",
            template_rule_ids=[Command.create({"template_id": form.id})],
        )
        cycle.with_user(cls.manager).action_launch()
        cls._run_jobs(cycle)
        return cycle

    @classmethod
    def _find_nomination(cls, model, words, subject):
        nomination = cls.nominations[subject, words[0]]
        found = {
            "asn.appraisal.nomination": nomination,
            "asn.appraisal.nomination.line": nomination.line_ids[:1],
            "asn.appraisal.nomination.rater": nomination.rater_ids[:1],
        }
        return found[model], None
