# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Recommendations and enrolments for ``access_matrix_enrolment.py``."""

from odoo.fields import Command

ENROLMENT_MODELS = ("asn.training.recommendation", "asn.training.enrolment")
ENROLMENT_MODELS += ("asn.training.budget", "asn.training.trial")
ENROLMENT_MODELS += ("asn.training.register",)


class EnrolmentRecords:
    """Recommends and enrols both subjects, and finds the records for a row."""

    @classmethod
    def _make_rule(cls, company, programme):
        return cls.env["asn.training.rule"].create(
            {
                "name": "x",
                "code": f"of_{company.id}",
                "company_id": company.id,
                "active": True,
                "predicate_ids": [
                    Command.set(cls.env.ref("asn_appraisal.predicate_good").ids)
                ],
                "programme_ids": [Command.set(programme.ids)],
            }
        )

    @classmethod
    def _make_enrolments(cls):
        programmes = [cls._make_own_programme(n) for n in range(2)]
        cls.enrolments = {
            subject: {
                "asn.training.recommendation": cls._recommend(subject, programmes[0]),
                "asn.training.enrolment": cls._enrol(subject, programmes[1]),
            }
            for subject in cls.population
        }
        cls.budget = cls.env["asn.training.budget"].create({"amount": 1, "year": 2026})
        cls.trial = cls.env["asn.training.trial"].create(
            {"cycle_id": cls.cycles["published"].id}
        )
        event = cls.env["event.event"].create(
            {
                "name": "x",
                "programme_id": programmes[0].id,
                "date_begin": "2090-01-01 01:00:00",
                "date_end": "2090-01-01 05:00:00",
            }
        )
        cls.register = cls.env["asn.training.register"].create(
            {"programme_id": programmes[0].id, "event_id": event.id}
        )

    @classmethod
    def _make_own_programme(cls, number):
        method = cls.env.ref("asn_training.method_course")
        return cls.env["asn.training.programme"].create(
            {"name": "x", "code": f"enrolment_{number}", "method_id": method.id}
        )

    @classmethod
    def _recommend(cls, subject, programme):
        appraisal = cls._find("published", subject)
        return cls.env["asn.training.recommendation"]._workflow_create(
            [
                {
                    "employee_id": subject.id,
                    "cycle_id": appraisal.cycle_id.id,
                    "company_id": subject.company_id.id,
                    "programme_id": programme.id,
                    "superior_id": cls.superior.id,
                    "dismiss_reason": "x",
                }
            ]
        )

    @classmethod
    def _enrol(cls, subject, programme):
        return cls.env["asn.training.enrolment"]._workflow_create(
            [
                {
                    "employee_id": subject.id,
                    "programme_id": programme.id,
                    "decision_reason": "x",
                }
            ]
        )

    @classmethod
    def _find_enrolment(cls, model, words, subject):
        if model == "asn.training.budget":
            return cls.budget, None
        if model == "asn.training.trial":
            return cls.trial, None
        if model == "asn.training.register":
            return cls.register, None
        record = cls.enrolments[subject][model]
        return record, (record, words[0])
