# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Places and catalogue of the training addon, for ``access_matrix_training.py``."""

import base64

from odoo.fields import Command


class TrainingRecords:
    """Gives places in training to the actors, and makes what they are tried on."""

    @classmethod
    def _give_training_groups(cls):
        group = "asn_training.group_asn_training_"
        for user in (cls.manager, cls.owner.user_id, cls.stranger):
            user.group_ids += cls.env.ref(f"{group}manager")
        cls.officer.group_ids += cls.env.ref(f"{group}officer")

    @classmethod
    def _make_training_configuration(cls, company):
        """Return a record per model of the catalogue, of ``company`` or shared."""
        method = cls.env.ref("asn_training.method_course")
        skills = cls.env["hr.skill.type"].create(
            {
                "name": "x",
                "skill_ids": [Command.create({"name": "x"})],
                "skill_level_ids": [
                    Command.create({"name": "x", "level_progress": 100})
                ],
            }
        )
        programme = cls.env["asn.training.programme"].create(
            {
                "name": "x",
                "code": f"of_{company.id}",
                "method_id": method.id,
                "company_id": company.id,
                "skill_ids": [Command.create({"skill_id": skills.skill_ids.id})],
            }
        )
        copy = method.copy({"code": f"of_{company.id}"})
        target = cls.env["asn.training.target"].create(
            {"employment": "pns", "year_from": 2100, "hours": 1}
            | {"company_id": company.id}
        )
        rule = cls._make_rule(company, programme)
        return [copy, programme, programme.skill_ids, target, rule]

    @classmethod
    def _make_studies(cls):
        """Make a study that is still to be measured, and a line of one that was."""
        after = cls.cycles["published"]
        before = after.copy({"name": "Before", "date_end": after.date_start})
        before.sudo()._workflow_write({"state": "published"})
        study = cls.env["asn.training.study"].create(
            {"earlier_cycle_id": before.id, "cycle_id": after.id}
        )
        # copies, since what is held cannot be deleted
        held = cls.configuration["agency"]
        programme = held["asn.training.programme"].copy({"code": "held"})
        criterion = held["asn.criterion"].copy()
        line = cls.env["asn.training.effect"]._workflow_create(
            [
                {
                    "study_id": study.id,
                    "programme_id": programme.id,
                    "criterion_id": criterion.id,
                    "told": "nothing",
                }
            ]
        )
        cls.studies = {study._name: study, line._name: line}

    @classmethod
    def _find_study(cls, model, words, subject):
        return cls.studies[model], None

    @classmethod
    def _make_ledger(cls):
        """Make a line of hours in each state, and a rejection about one of them."""
        cls.ledger = {
            subject: {
                state: cls._make_hours(subject, state)
                for state in ("draft", "submitted", "verified", "rejected")
            }
            for subject in cls.population
        }
        Rejection = cls.env["asn.training.rejection"].with_user(cls.manager)
        cls.rejections = {
            subject: Rejection.create({"line_id": lines["submitted"].id, "reason": "x"})
            for subject, lines in cls.ledger.items()
        }
        cls.imports = {}
        for subject in cls.population:
            Import = cls.env["asn.training.import"].with_user(cls.manager)
            wizard = Import.create({})
            wizard.action_template()
            line = {"import_id": wizard.id, "number": 2, "state": "good"}
            cls.imports[subject] = {
                "asn.training.import": wizard,
                "asn.training.import.line": wizard.line_ids.sudo().create(line),
            }

    @classmethod
    def _make_hours(cls, subject, state):
        line = cls.env["hr.resume.line"].create(
            {
                "employee_id": subject.id,
                "name": state,
                "date_start": "2026-03-02",
                "training_method_id": cls.env.ref("asn_training.method_course").id,
                "hours_asked": 8,
                "certificate_file": base64.b64encode(f"{subject} {state}".encode()),
            }
        )
        line._workflow_write({"verification": state})
        return line

    @classmethod
    def _find_ledger(cls, model, words, subject):
        if model in cls.imports[subject]:
            return cls.imports[subject][model], None
        if model == "asn.training.rejection":
            return cls.rejections[subject], None
        if model == "hr.resume.line":
            return cls.ledger[subject][words[0]], None
        domain = [("employee_id", "=", subject.id), ("year", "=", 2026)]
        return cls.env[model].search(domain), None
