# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A world whose secrets are known, so that whoever learns one is found out.

Whatever an actor can see is written down by probes (``adversary_probes.py`` and its
sisters) as text. Two questions are then asked of the text, both by value:

* does it *tell* words or names that this actor must not read?
* does it *move* when secrets are exchanged behind the actor's back: two raters of one
  group swap all they said, a third one says something else, and somebody else turns
  out to be a rater? Stored results stay as they are, so that nothing may move.
"""

import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tools import mute_logger

from odoo.addons.asn_appraisal.tests.common import AppraisalCommon
from odoo.addons.base.models.ir_rule import IrRule

YEARS = {"open": 2071, "closed": 2072, "published": 2073}
# What each rater says, criterion by criterion, in turns.
VOICES = {
    "peer_1": (4, 3, 4),
    "peer_2": (5, 1, 5),
    "peer_3": (2, 4, 1),
    "peer_4": (3, 3, 2),
    "peer_5": (4, 5, 4),
    "sub_1": (4, 4, 3),
    "sub_2": (1, 5, 2),
    "sub_3": (5, 2, 4),
}
PEERS = [name for name in VOICES if name.startswith("peer")]
SUBS = [name for name in VOICES if name.startswith("sub")]
SWAPS = [("peer_2", "peer_3"), ("sub_2", "sub_3")]  # the actors keep their own
TURNED = "peer_4"  # says the opposite
HIDDEN = "peer_5"  # is exchanged for somebody who was not asked
EXCHANGED = ["peer_2", "peer_3", TURNED, HIDDEN, "sub_2", "sub_3"]
PUPILS = ((5, 4), (2, 5), (4, 4), (1, 3), (3, 5))
NOTES = ("strengths", "improvements", "private_note")
# Who is told which raters were asked, and whether they have answered.
TOLD_RATERS = {"unit", "mgr", "aud"}
# Who reads the pooled comments of a group, from which stage on.
COMMENT_READERS = {
    "open": set(),
    "closed": {"sup", "mgr"},
    "published": {"sup", "mgr", "self"},
}
NAMED = {"self": "self", "superior": "sup"}
GROUP = "asn_appraisal.group_asn_appraisal_"
# Those to whom every stage is the same are tried in one.
FAR = {"head": ["open"], "othr": ["closed"], "port": ["published"]}
FAR |= {"publ": ["published"]}
FAR |= {who: ["open", "published"] for who in ("bare", "peer", "sub", "unit", "aud")}


def word(voice, kind):
    """Return the words that one rater alone writes in one place of the form.

    No letter of them is written otherwise in HTML, JSON or an address.
    """
    return f"({voice}:{kind})"


def attempt(call, *args, **kwargs):
    """Return what a call gives, or which error it ends with."""
    try:
        return call(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 - an error tells as well
        return f"{type(error).__name__}: {error}"


def each(names, call):
    return {name: attempt(call, name) for name in names}


def refuse(self, operation, records):
    """Stand in for the error of a record rule."""
    return AccessError("rule")


class AdversaryCommon(AppraisalCommon):
    """A person rated from all sides in a cycle per stage, and everybody who is curious.

    ``voices`` tells whose employee a voice is, ``users`` who each actor is, ``forms``
    the forms per stage and voice. Raters have answered alike in all cycles.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_people()
        cls._make_actors()
        cls.template = cls._make_form()
        cls.population = cls.person
        cls.cycles, cls.forms, cls.posters = {}, {}, {}
        for stage in YEARS:
            cls._make_stage(stage)
        cls.env.flush_all()
        cls.env.invalidate_all()
        # Refused all the same, without the long text, which costs most of the time:
        # test_adversary_paths.py reads it.
        cls.quiet = patch.object(IrRule, "_make_access_error", refuse)
        cls.quiet.start()
        cls.addClassCleanup(cls.quiet.stop)

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    @classmethod
    def _make_people(cls):
        """Name six peers and three subordinates so that names can be recognised."""
        more = [cls._employee(f"asn_member_{n}", cls.superior) for n in (5, 6)]
        peers = cls.members[1:].union(*more)
        subs = [cls._employee(f"asn_sub_{n}", cls.person) for n in range(1, 4)]
        cls.candidates = peers
        cls.subordinates = cls.env["hr.employee"].union(*subs)
        for employee in peers | cls.subordinates:
            employee.name = f"Rater {employee.name}"
            employee.user_id.name = employee.name

    @classmethod
    def _make_actors(cls):
        leader = cls.env["hr.employee"].create(
            {"name": "asn_officer", "user_id": cls.officer.id}
        )
        cls.department.manager_id = leader
        agency = cls.env["res.company"].create({"name": "Other agency"})
        cls.stranger = cls._user("asn_stranger", f"{GROUP}manager")
        companies = [Command.set(agency.ids)]
        cls.stranger.write({"company_ids": companies, "company_id": agency.id})
        cls.portal = cls._user("asn_portal")
        cls.portal.group_ids = cls.env.ref("base.group_portal")
        # Everybody inside may export: what they then get is what counts.
        export = cls.env.ref("base.group_allow_export")
        cls.env.ref("base.group_user").implied_ids += export

    @classmethod
    def _find_actors(cls):
        return {
            "self": cls.person.user_id,
            "sup": cls.superior.user_id,
            "peer": cls.voices["peer_1"].user_id,
            "sub": cls.voices["sub_1"].user_id,
            "head": cls.head.user_id,
            "unit": cls.officer,
            "mgr": cls.manager,
            "aud": cls.auditor,
            "bare": cls.bare,
            "othr": cls.stranger,
            "port": cls.portal,
            "publ": cls.env.ref("base.public_user"),
        }

    # ------------------------------------------------------------
    # CYCLES
    # ------------------------------------------------------------

    @classmethod
    def _make_form(cls):
        """Return a form that asks everybody, people from outside included."""
        pupil = cls.env.ref("asn_appraisal.role_pupil")
        form = cls.env.ref("asn_appraisal.template_leader").copy({"name": "Everybody"})
        form.role_ids = [Command.create({"role_id": pupil.id})]
        form.line_ids[-3:].role_ids += pupil
        return form

    @classmethod
    def _make_stage(cls, stage):
        year = YEARS[stage]
        rule = Command.create({"template_id": cls.template.id})
        cls.cycle = cls._cycle(
            name=f"Cycle {stage}",
            date_start=f"{year}-01-01",
            date_end=f"{year}-12-31",
            template_rule_ids=[rule],
        )
        cls.cycles[stage] = cls.cycle
        cls._launch()
        cls._name_voices(stage)
        cls._answer_as_known(stage)
        cls._answer_from_outside(stage)
        if stage != "open":
            cls._close_evaluation()
        if stage == "published":
            cls._decide(cls._appraisal())
            cls._publish()

    @classmethod
    def _name_voices(cls, stage):
        """Give each rater a voice; peers are those of the first draw in all cycles."""
        forms = cls._appraisal().evaluation_ids.grouped(lambda form: form.role_id.code)
        if stage == "open":
            drawn = forms["peer"].rater_id
            cls.voices = dict(zip(PEERS, drawn, strict=True))
            cls.voices |= dict(zip(SUBS, cls.subordinates, strict=True))
            cls.spare = cls.candidates - drawn
            cls.users = cls._find_actors()
        missing = cls.candidates - cls.spare - forms["peer"].rater_id
        other = forms["peer"].filtered(lambda form: form.rater_id == cls.spare)
        other._workflow_write({"rater_id": missing.id})
        cls.env.flush_all()
        everybody = cls._appraisal().evaluation_ids
        found = {
            voice: everybody.filtered(lambda form, who=rater: form.rater_id == who)
            for voice, rater in cls.voices.items()
        }
        cls.forms[stage] = found | {code: forms[code] for code in NAMED}

    @classmethod
    def _answer_as_known(cls, stage):
        for voice, form in cls.forms[stage].items():
            values = VOICES.get(voice, (4, 4, 5))
            rater = form.with_user(form.rater_id.user_id)
            rater.save_notes({kind: word(voice, kind) for kind in NOTES})
            rater.submit_sheet(
                {
                    item["criterion_id"]: {
                        "value": values[n % len(values)],
                        "comment": word(voice, "criterion"),
                    }
                    for n, item in enumerate(form._get_items())
                }
            )

    @classmethod
    def _answer_from_outside(cls, stage):
        poster = cls.env["asn.appraisal.link"].with_user(cls.superior.user_id)
        vals = {"appraisal_id": cls._appraisal().id, "label": "Class"}
        vals["expires_on"] = "2099-12-31"
        found = cls.posters[stage] = poster.create(vals).sudo()
        for n, values in enumerate(PUPILS):
            cls._vote(found, values, n)

    @classmethod
    def _vote(cls, poster, values, number):
        """Answer through a link as the controller lets people answer."""
        ids = [item["criterion_id"] for item in poster._get_items()]
        post = {f"answer_{id_}": str(values[n % 2]) for n, id_ in enumerate(ids)}
        post |= {"ticket": f"ticket {number}", "strengths": word(f"pupil_{number}", "")}
        poster._take(poster._read_answers(post), post, f"198.51.100.{number}")

    # ------------------------------------------------------------
    # WHAT IS SECRET
    # ------------------------------------------------------------

    def _get_forbidden_words(self, actor, stage):
        """Return the words that this actor must not read in this stage."""
        pooled = actor in COMMENT_READERS[stage]
        own = {"peer": "peer_1", "sub": "sub_1"}.get(actor)
        kinds = ["private_note"] if pooled else [*NOTES, "criterion"]
        words = {word(v, kind) for v in VOICES if v != own for kind in kinds}
        if not pooled:
            words |= {word(f"pupil_{n}", "") for n in range(len(PUPILS))}
        named = [voice for voice, who in NAMED.items() if who != actor]
        return words | {word(voice, "private_note") for voice in named}

    def _get_forbidden_names(self, actor):
        """Return the names that would tell this actor who was asked."""
        if actor in TOLD_RATERS:
            return set()
        names = {employee.name for employee in self.voices.values()}
        return names - {self.users[actor].name}

    # ------------------------------------------------------------
    # ANOTHER WORLD
    # ------------------------------------------------------------

    @contextmanager
    def _exchanged(self, actor, stage):
        """Exchange the secrets of a stage that ``actor`` must not notice."""
        savepoint = self.env.cr.savepoint()
        try:
            for pair in SWAPS:
                self._swap(*(self.forms[stage][voice] for voice in pair))
            self._turn(self.forms[stage][TURNED])
            if actor not in TOLD_RATERS:
                self._execute(
                    "UPDATE asn_appraisal_evaluation SET rater_id = %s WHERE id = %s",
                    self.spare.id,
                    self.forms[stage][HIDDEN].id,
                )
            self.env.invalidate_all()
            yield
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.invalidate_all()

    def _swap(self, one, other):
        """Let two raters have said what the other one said."""
        columns = ", ".join(
            [*NOTES, "result_mean", "behaviour_mean", "submitted_on", "author_id"]
        )
        self._execute(
            f"UPDATE asn_appraisal_evaluation e SET ({columns}) = ("  # noqa: S608
            f"SELECT {columns} FROM asn_appraisal_evaluation"
            " WHERE id = CASE e.id WHEN %s THEN %s ELSE %s END) WHERE id IN (%s, %s)",
            *(one.id, other.id, one.id, one.id, other.id),
        )
        self._execute(
            "UPDATE asn_appraisal_answer a SET (value, comment) = ("
            " SELECT value, comment FROM asn_appraisal_answer b"
            " WHERE b.criterion_id = a.criterion_id AND b.evaluation_id ="
            " CASE a.evaluation_id WHEN %s THEN %s ELSE %s END)"
            " WHERE a.evaluation_id IN (%s, %s)",
            *(one.id, other.id, one.id, one.id, other.id),
        )

    def _turn(self, form):
        """Let a rater have said something else, at another time."""
        self._execute(
            "UPDATE asn_appraisal_answer SET value = 6 - value, comment = 'other'"
            " WHERE evaluation_id = %s",
            form.id,
        )
        self._execute(
            "UPDATE asn_appraisal_evaluation SET strengths = 'other', result_mean ="
            " '1', behaviour_mean = '2', seconds_spent = 999,"
            " submitted_on = now() - interval '3 days'"
            " WHERE id = %s",
            form.id,
        )

    def _execute(self, query, *params):
        self.env.flush_all()
        self.env.cr.execute(query, params)

    # ------------------------------------------------------------
    # LEAKS
    # ------------------------------------------------------------

    def _find_leaks(self, probes, actors=None, stages=None):
        """Return a sentence for each secret that an actor learns by a probe.

        :param dict probes: ``{name: function of (test, actor, stage)}``, see
            ``adversary_probes.py``
        """
        leaks = []
        for actor in actors or self.users:
            for stage in stages or FAR.get(actor, YEARS):
                leaks += self._find_leaks_of(probes, actor, stage)
        return leaks

    def _find_leaks_of(self, probes, actor, stage):
        seen = self._look(probes, actor, stage)
        with self._exchanged(actor, stage):
            elsewhere = self._look(probes, actor, stage)
        words = self._get_forbidden_words(actor, stage)
        words |= self._get_forbidden_names(actor)
        for name, text in seen.items():
            told = sorted(secret for secret in words if secret in text)
            if told:
                yield f"{stage}: {actor} is told {told[:3]} by {name}"
            elif text != elsewhere[name]:
                yield f"{stage}: {actor} sees a change by {name}"

    def _look(self, probes, actor, stage):
        return {name: self._try(probe, actor, stage) for name, probe in probes.items()}

    def _try(self, probe, actor, stage):
        """Return what a probe shows to an actor, an error included, as text."""
        savepoint = self.env.cr.savepoint()
        self.env.flush_all()
        self.env.invalidate_all()
        try:
            with mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_qweb"):
                text = str(attempt(probe, self, actor, stage))
                return re.sub("0x[0-9a-f]+", "0x", text)  # where objects lie
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)

    def _as(self, actor, record):
        """Return a record or a model (by name) as an actor has it."""
        user = self.users[actor]
        if isinstance(record, str):
            return self.env[record].with_user(user)
        # not with_user, which would keep what another user has read
        return record.with_env(self.env(user=user.id))

    def _find_appraisal(self, stage):
        return self.cycles[stage].appraisal_ids
