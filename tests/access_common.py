# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Actors and records that the table of ``access_matrix.py`` speaks of."""

from contextlib import contextmanager

from odoo.fields import Command
from odoo.tools import SQL

from .access_acting import ActingRecords
from .access_assignment import AssignmentRecords
from .access_calibration import CALIBRATION_MODELS, CalibrationRecords
from .access_change import ChangeRecords
from .access_confidential import ConfidentialRecords
from .access_cycles import STAGES
from .access_development import DEVELOPMENT_MODELS, DevelopmentRecords
from .access_enrolment import ENROLMENT_MODELS, EnrolmentRecords
from .access_extension import ExtensionRecords
from .access_inbox import InboxRecords
from .access_journal import JournalRecords
from .access_link import LinkRecords
from .access_nomination import NominationRecords
from .access_objection import ObjectionRecords
from .access_plan import AccessPlans
from .access_rater import RaterRecords
from .access_remind import RemindRecords
from .access_result import ResultRecords
from .access_retention import RetentionRecords
from .access_seal import SealRecords
from .access_talk import POSSIBLE_TALK, TalkRecords
from .access_training import TrainingRecords
from .access_unit import UnitRecords

EVALUATED = ["evaluation", "published"]
# Stage and state of an outcome where they differ from what a row calls it.
OUTCOMES = {
    "closed": ("closed", "published"),
    "cancelled": ("cancelled", "suggested"),
    "superseded": ("published", "superseded"),
}
ROLES = ["self", "superior", "peer", "subordinate"]


class AccessCommon(
    ActingRecords,
    CalibrationRecords,
    ChangeRecords,
    ExtensionRecords,
    ConfidentialRecords,
    InboxRecords,
    JournalRecords,
    LinkRecords,
    RaterRecords,
    NominationRecords,
    ObjectionRecords,
    RemindRecords,
    RetentionRecords,
    SealRecords,
    AssignmentRecords,
    TalkRecords,
    EnrolmentRecords,
    TrainingRecords,
    DevelopmentRecords,
    UnitRecords,
    ResultRecords,
    AccessPlans,
):
    """A user per actor, and a cycle per stage about `self` and about `own`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_actors()
        cls._give_training_groups()
        cls.population = cls.person | cls.owner
        cls.cycles = {
            stage: cls._make_cycle(stage, 2027 + n)
            for n, stage in enumerate(["draft", *STAGES])
        }
        cls.plans = cls._make_plans()
        cls.issue = cls._make_issue()
        cls.wizards = cls._make_wizards()
        cls.preview = cls._make_preview()
        cls.configuration = {
            "shared": cls._make_configuration(cls.env["res.company"]),
            "agency": cls._make_configuration(cls.env.company),
        }
        cls._make_talk()
        cls._make_pledges()
        cls._make_links()
        cls._make_actings()
        cls._make_extensions()
        cls._make_changes()
        cls._make_seals()
        cls._make_results()
        cls._make_statistics()
        cls._make_assignment()
        cls._make_reminders()
        cls._make_declines()
        cls._make_nominations()
        cls._make_confidential()
        cls._make_objections()
        cls._make_calibrations()
        cls._make_studies()
        cls._make_retention()
        cls._count_rows()
        cls._make_developments()
        cls._make_rater_steps()
        cls._make_ledger()
        cls._make_enrolments()
        cls.known = {}  # records of the rows, once found
        cls.env.flush_all()
        cls.env.invalidate_all()

    # ------------------------------------------------------------
    # ACTORS
    # ------------------------------------------------------------

    @classmethod
    def _make_actors(cls):
        group = "asn_appraisal.group_asn_appraisal_"
        cls.peer, cls.owner = cls.members[1:3]
        cls.owner.user_id.group_ids += cls.env.ref(f"{group}manager")
        cls.subordinate = cls._employee("asn_subordinate", cls.person)
        cls.other_subordinate = cls._employee("asn_other_subordinate", cls.owner)
        leader = cls.env["hr.employee"].create(
            {"name": "asn_officer", "user_id": cls.officer.id}
        )
        cls.department.manager_id = leader
        cls.agency = cls.env["res.company"].create({"name": "Other agency"})
        cls.stranger = cls._user("asn_stranger", f"{group}manager")
        cls.stranger.write(
            {
                "company_ids": [Command.set(cls.agency.ids)],
                "company_id": cls.agency.id,
            }
        )
        cls.portal = cls._user("asn_portal")
        cls.portal.group_ids = cls.env.ref("base.group_portal")
        cls.users = {
            "bare": cls.bare,
            "self": cls.person.user_id,
            "peer": cls.peer.user_id,
            "sub": cls.subordinate.user_id,
            "sup": cls.superior.user_id,
            "head": cls.head.user_id,
            "unit": cls.officer,
            "mgr": cls.manager,
            "own": cls.owner.user_id,
            "aud": cls.auditor,
            "othr": cls.stranger,
            "port": cls.portal,
            "publ": cls.env.ref("base.public_user"),
        }
        # Everybody inside may export: what they then get is what counts.
        export = cls.env.ref("base.group_allow_export")
        cls.env.ref("base.group_user").implied_ids += export

    @classmethod
    def _get_subject(cls, actor):
        """Return whose appraisal ``actor`` is tried on, an employee."""
        return cls.owner if actor == "own" else cls.person

    # ------------------------------------------------------------
    # RECORDS OF A CYCLE
    # ------------------------------------------------------------

    @classmethod
    def _make_issue(cls):
        cycle = cls.cycles["evaluation"]
        return cls.env["asn.appraisal.cycle.issue"].create(
            {
                "cycle_id": cycle.id,
                "employee_id": cls.person.id,
                "kind": "no_email",
                "message": "x",
            }
        )

    @classmethod
    def _make_wizards(cls):
        """Open a decision and a change of rater about each of the two."""
        Decision = cls.env["asn.appraisal.decision"].with_user(cls.superior.user_id)
        Rater = cls.env["asn.appraisal.rater"].with_user(cls.manager)
        rater = cls.head.id
        return {
            subject: {
                "asn.appraisal.decision": Decision.create(
                    {"appraisal_id": cls._find("suggested", subject).id}
                ),
                "asn.appraisal.rater": Rater.create(
                    {
                        "appraisal_id": cls._find("evaluation", subject).id,
                        "rater_id": rater,
                        "reason": "x",
                    }
                ),
            }
            for subject in cls.population
        }

    @classmethod
    def _make_preview(cls):
        """Play the launch of the draft, as the manager."""
        Preview = cls.env["asn.appraisal.cycle.preview"].with_user(cls.manager)
        return Preview._make(cls.cycles["draft"].with_user(cls.manager)).sudo()

    # ------------------------------------------------------------
    # CONFIGURATION
    # ------------------------------------------------------------

    @classmethod
    def _make_configuration(cls, company):
        """Return a record per configuration model, of ``company`` or shared."""
        ref = cls.env.ref
        own, code = {"company_id": company.id}, {"code": f"of_{company.id}"}
        scale = ref("asn_appraisal.method_matrix_2022").scale_id.copy(own)
        level = scale.level_ids[-1]
        criterion = cls.env["asn.criterion"].create(
            {"name": "Criterion", "scale_id": scale.id} | own
        )
        anchor = cls.env["asn.criterion.anchor"].create(
            {"criterion_id": criterion.id, "level_id": level.id, "text": "x"}
        )
        wording = cls.env["asn.criterion.wording"].create(
            {
                "criterion_id": criterion.id,
                "role_id": ref("asn_appraisal.role_peer").id,
                "text": "x",
            }
        )
        method = ref("asn_appraisal.method_matrix_2022").copy(own)
        points = ref("asn_appraisal.method_score_2019_feedback").copy(own)
        form = ref("asn_appraisal.template_staff").copy(own)
        predicate = ref("asn_appraisal.predicate_good").copy(code)
        guide = ref("asn_appraisal.unit_predicate_good").copy(code)
        role = ref("asn_appraisal.role_external").copy(code)
        goal = cls.env["asn.goal.template"].create(
            {"name": "x", "indicator_ids": [Command.create({"name": "x"})]} | own
        )
        records = [
            *(scale, level, criterion, anchor, wording, method, points.band_ids[0]),
            *(method.role_ids[0], method.matrix_ids[0], form, form.line_ids[0]),
            *(form.role_ids[0], predicate, role, method.achievement_ids[0]),
            *(goal, goal.indicator_ids, guide, guide.line_ids[0]),
            ref("asn_appraisal.credit_level_first").copy(),
            *cls._make_training_configuration(company),
        ]
        return {record._name: record for record in records}

    @classmethod
    def _count_rows(cls):
        """Let PostgreSQL plan for the rows that are there, as it does by itself later.

        What a transaction has made and not committed is unknown to it: it would join
        rows one by one, over all that thousands of attempts have left behind.
        """
        cls.env.flush_all()
        cls.env.cr.execute("ANALYZE")

    # ------------------------------------------------------------
    # WHAT IS OURS
    # ------------------------------------------------------------

    @classmethod
    def _get_our_models(cls):
        """Return the names of all models that an addon of ours defines."""
        return sorted(
            name
            for name, model in cls.env.registry.items()
            if model._original_module.startswith("asn_")
        )

    # ------------------------------------------------------------
    # RECORDS OF A ROW
    # ------------------------------------------------------------

    @classmethod
    def _find(cls, stage, subject):
        """Return the appraisal of ``subject`` in the cycle of ``stage``."""
        return cls.cycles[stage].appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id == subject
        )

    @classmethod
    def _get_possible(cls, model):
        """Return, per word of a row of ``model``, what a * stands for."""
        selection = cls.env["asn.appraisal.evaluation"]._fields["state"].selection
        states = [value for value, _label in selection]
        return {
            "asn.appraisal.cycle": [STAGES],
            "asn.appraisal": [[*STAGES, "acknowledged", "objected", "final"]],
            "asn.appraisal.evaluation": [EVALUATED, ROLES, states],
            "asn.appraisal.answer": [EVALUATED, ROLES],
            **POSSIBLE_TALK,
        }.get(model, [None])

    @classmethod
    def _get_record(cls, model, words, subject):
        """Return the record of a row, and what makes it the row's.

        :return: one record, and ``(record, state)`` to be forced on it or its head
        :raise KeyError: for a model that no line tells how to find
        """
        if model == "asn.appraisal.sheet.preview":  # a method is told of what
            of_form = words[0] in cls.configuration
            model = "asn.appraisal.template" if of_form else "asn.appraisal.cycle"
        if words[0] in cls.configuration:
            return cls.configuration[words[0]][model], None
        if words[0] == "disputed":
            return cls._find_disputed(model, subject)
        find = {
            "asn.appraisal": cls._find_appraisal,
            "asn.appraisal.evaluation": cls._find_evaluation,
            "asn.appraisal.answer": cls._find_answer,
            "asn.appraisal.outcome": cls._find_outcome,
            "asn.appraisal.result": cls._find_line,
            "asn.appraisal.comment": cls._find_line,
            "asn.appraisal.outcome.decision": cls._find_line,
            "asn.appraisal.decision": cls._find_wizard,
            "asn.appraisal.rater": cls._find_wizard,
            "asn.appraisal.cycle": cls._find_cycle,
            "asn.appraisal.cycle.template": cls._find_cycle,
            "asn.appraisal.cycle.issue": cls._find_cycle,
            "asn.appraisal.cycle.gap": cls._find_gap,
            "asn.appraisal.pledge": cls._find_pledge,
            "asn.appraisal.cycle.preview": cls._find_preview,
            "asn.appraisal.cycle.preview.person": cls._find_preview,
            "asn.appraisal.cycle.preview.rater": cls._find_preview,
            "asn.appraisal.cycle.preview.role": cls._find_preview,
            "asn.appraisal.decline": cls._find_decline,
            "asn.appraisal.decline.reason": cls._find_reason,
            "asn.appraisal.nomination": cls._find_nomination,
            "asn.appraisal.nomination.line": cls._find_nomination,
            "asn.appraisal.nomination.rater": cls._find_nomination,
            "asn.appraisal.link": cls._find_link,
            "asn.appraisal.acting": cls._find_acting,
            "asn.appraisal.extension": cls._find_extension,
            "asn.appraisal.change": cls._find_change,
            "asn.appraisal.rater.statistic": cls._find_statistic,
            "asn.appraisal.rater.hinge": cls._find_hinge,
            "asn.appraisal.unit": cls._find_unit,
            "asn.appraisal.duty": cls._find_result,
            "asn.credit.entry": cls._find_result,
            "asn.appraisal.link.visit": cls._find_link,
            "asn.appraisal.digest": cls._find_digest,
            "asn.appraisal.seal": cls._find_seal,
            "asn.appraisal.seal.chain": cls._find_seal,
            "asn.appraisal.seal.finding": cls._find_seal,
            "asn.appraisal.seal.attempt": cls._find_seal,
            "asn.appraisal.response": cls._find_seal,
            "asn.appraisal.journal": cls._find_journal,
            "asn.appraisal.rater.step": cls._find_rater_step,
            "asn.appraisal.hold": cls._find_retention,
            "asn.appraisal.purge": cls._find_retention,
            "asn.appraisal.board": cls._find_board,
            "asn.appraisal.board.team": cls._find_team,
            "asn.appraisal.reading": cls._find_confidential,
            "asn.appraisal.moderation": cls._find_confidential,
            "asn.appraisal.reason": cls._find_confidential,
            "asn.appraisal.unsealing": cls._find_confidential,
            "asn.training.balance": cls._find_ledger,
            "asn.training.rejection": cls._find_ledger,
            "asn.training.import": cls._find_ledger,
            "asn.training.import.line": cls._find_ledger,
            "hr.resume.line": cls._find_ledger,
        }
        find |= dict.fromkeys(CALIBRATION_MODELS, cls._find_calibration)
        find |= dict.fromkeys(DEVELOPMENT_MODELS, cls._find_development)
        find |= dict.fromkeys(cls.studies, cls._find_study)
        find |= dict.fromkeys(ENROLMENT_MODELS, cls._find_enrolment)
        find |= dict.fromkeys(cls.reminders, cls._find_reminder)
        find |= dict.fromkeys(cls.objections[subject], cls._find_objection)
        find |= dict.fromkeys(cls.talk[subject], cls._find_talk)
        find |= dict.fromkeys(cls.assigned[subject], cls._find_assigned)
        return find.get(model, cls._find_plan_part)(model, words, subject)

    @classmethod
    def _find_appraisal(cls, model, words, subject):
        (stage,) = words
        if stage in STAGES:
            return cls._find(stage, subject), None
        appraisal = cls._find("published", subject)
        return appraisal, (appraisal, stage)

    @classmethod
    def _find_evaluation(cls, model, words, subject):
        stage, role, *state = words
        if role == "outside":
            return cls._find_outside(subject), None
        raters = {
            "self": subject,
            "superior": cls.superior,
            "peer": cls.peer,
            "subordinate": cls.subordinate
            if subject == cls.person
            else cls.other_subordinate,
        }
        forms = cls._find(stage, subject).evaluation_ids
        form = forms.filtered(lambda e: e.rater_id == raters[role])
        return form, (form, state[0]) if state else None

    @classmethod
    def _find_answer(cls, model, words, subject):
        form, __ = cls._find_evaluation(model, words, subject)
        return form.answer_ids[0], None

    @classmethod
    def _find_outcome(cls, model, words, subject):
        (state,) = words
        stage, state = OUTCOMES.get(state, (state, state))
        outcome = cls._find(stage, subject).outcome_ids
        return outcome, (outcome, state)

    @classmethod
    def _find_line(cls, model, words, subject):
        outcome, forced = cls._find_outcome(model, words, subject)
        lines = {
            "asn.appraisal.result": outcome.result_ids,
            "asn.appraisal.comment": outcome.comment_ids,
            "asn.appraisal.outcome.decision": outcome.decision_ids,
        }
        return lines[model][0], forced

    @classmethod
    def _find_wizard(cls, model, words, subject):
        return cls.wizards[subject][model], None

    @classmethod
    def _find_cycle(cls, model, words, subject):
        cycle = cls.cycles[words[0]]
        if model == "asn.appraisal.cycle.template":
            return cycle.template_rule_ids[0], None
        if model == "asn.appraisal.cycle.issue":
            return cls.issue, None
        return cycle, None

    @classmethod
    def _find_gap(cls, model, words, subject):
        return cls._get_gap(cls.issue), None

    @classmethod
    def _get_gap(cls, issue):
        domain = [("cycle_id", "=", issue.cycle_id.id), ("kind", "=", issue.kind)]
        return cls.env["asn.appraisal.cycle.gap"].search(domain)

    @classmethod
    def _find_preview(cls, model, words, subject):
        lines = cls.preview.person_ids, cls.preview.rater_ids, cls.preview.role_ids
        found = {records._name: records[0] for records in (cls.preview, *lines)}
        return found[model], None

    def _prepare(self, model, words, actor):
        """Return the record of a row as ``actor`` meets it."""
        key = model, words, self._get_subject(actor)
        if key not in self.known:
            self.known[key] = self._get_record(*key)
        record, forced = self.known[key]
        self.assertEqual(len(record), 1, f"{model} {words}: no record for {actor}")
        self._force(forced)
        if words == ("mine",):
            self._give(record, self.users[actor])
        return record.with_env(self.env(user=self.users[actor].id))

    def _force(self, forced):
        """Put a record into a state that its row asks for."""
        if forced and forced[0].state != forced[1]:
            forced[0]._workflow_write({"state": forced[1]})
        self.env.flush_all()
        self.env.invalidate_all()

    def _give(self, record, user):
        """Make ``user`` the one who opened an assistant."""
        table = SQL.identifier(record._table)
        query = "UPDATE %s SET create_uid = %s WHERE id = %s"
        self.env.cr.execute(SQL(query, table, user.id, record.id))

    @contextmanager
    def _undone(self):
        """Take back whatever is done inside."""
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
