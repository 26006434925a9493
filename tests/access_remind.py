# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Records that ``access_matrix_remind.py`` speaks of."""

from odoo import fields


class RemindRecords:
    """Makes what reminders leave behind, and finds it for a row."""

    @classmethod
    def _make_reminders(cls):
        """Let a step tell the superior something, and an officer nudge."""
        cycle = cls.cycles["evaluation"]
        common = {"cycle_id": cycle.id, "company_id": cycle.company_id.id}
        cls.reminders = {
            "asn.appraisal.escalation.step": cycle.escalation_step_ids[-1],
            "asn.appraisal.escalation": cls.env["asn.appraisal.escalation"],
            "asn.appraisal.nudge": cls.env["asn.appraisal.nudge"],
        }
        told = {"user_id": cls.superior.user_id.id, "told": "superior", "days": 1}
        told |= {"told_on": fields.Date.today(), "form_count": 3}
        nudged = {"user_id": cls.officer.id, "nudged_on": fields.Datetime.now()}
        for model, vals in (("escalation", told), ("nudge", nudged)):
            name = f"asn.appraisal.{model}"
            cls.reminders[name] = cls.env[name]._workflow_create([common | vals])

    @classmethod
    def _find_digest(cls, model, words, subject):
        """Return the reminder of the person appraised."""
        return cls.env[model]._ensure(subject.user_id), None

    @classmethod
    def _find_reminder(cls, model, words, subject):
        return cls.reminders[model], None

    @classmethod
    def _find_board(cls, model, words, subject):
        """Return a row of the unit: of peers, for `own` of people about themselves."""
        role = "peer" if subject == cls.person else "self"
        domain = [
            ("cycle_id", "=", cls.cycles["evaluation"].id),
            ("role_id.code", "=", role),
        ]
        return cls.env[model].search(domain), None

    @classmethod
    def _find_team(cls, model, words, subject):
        """Return the superior's row, for `own` the one of another cycle."""
        cycle = cls.cycles["evaluation"]
        if subject == cls.owner:
            cycle = cls.links[subject]["poster"].appraisal_id.cycle_id
        domain = [
            ("cycle_id", "=", cycle.id),
            ("user_id", "=", cls.superior.user_id.id),
        ]
        return cls.env[model].search(domain), None
