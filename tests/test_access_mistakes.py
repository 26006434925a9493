# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Mistakes that other appraisal systems make, each tried here.

What the matrix already tries for everybody (reading, writing and deleting without
a part in it, a confirmed record that can be changed, one button on two records) is not
repeated; a missing part that would count as zero is in ``test_scoring.py`` of the
addon, gaps such as a superior of oneself in ``test_cycle.py``.
"""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.asn_appraisal.tests.common import SECRET

from .access_common import AccessCommon

DOCUMENT = "/report/html/asn_appraisal.report_appraisal_result"
RESULTS = [
    "asn.appraisal",
    "asn.appraisal.outcome",
    "asn.appraisal.outcome.decision",
    "asn.appraisal.result",
    "asn.appraisal.comment",
]
READERS = ("self", "sup", "mgr", "own", "aud")


@tagged("post_install", "-at_install")
class TestAccessMistakes(AccessCommon):
    def _get_form(self, stage, person, rater):
        forms = self._find(stage, person).evaluation_ids
        return forms.filtered(lambda form: form.rater_id == rater)

    # ------------------------------------------------------------
    # WHO READS ANSWERS
    # ------------------------------------------------------------

    def test_person_reads_nothing_unpublished(self):
        """OCA: the person reads unpublished feedback by RPC, and overwrites it."""
        person = self.person.user_id
        for stage in ("evaluation", "suggested", "decided"):
            form = self._get_form(stage, self.person, self.superior)
            self.assertEqual(form.state, "submitted")
            with self.assertRaises(AccessError):
                form.with_user(person).get_sheet()
            with self.assertRaises(AccessError):
                form.with_user(person).save_notes({"strengths": "x"})
        published = self._get_form("published", self.person, self.superior)
        notes = published.with_user(person).get_sheet()["notes"]
        self.assertEqual(notes["strengths"], SECRET)
        self.assertNotIn("private_note", notes)

    def test_hr_does_not_become_the_rater(self):
        """Whoever links a rater to another account does not get the answers with it."""
        form = self._get_form("published", self.person, self.peer)
        self.peer.with_user(self.manager).user_id = self.manager
        self.env.invalidate_all()
        mine = form.with_user(self.manager)
        self.assertTrue(mine.is_mine)
        with self.assertRaisesRegex(AccessError, "another account"):
            mine.get_sheet()

    def test_hr_does_not_go_on_with_a_started_form(self):
        form = self._get_form("evaluation", self.person, self.members[4])
        form.with_user(self.members[4].user_id).save_notes({"strengths": SECRET})
        self.members[4].with_user(self.manager).user_id = self.manager
        self.env.invalidate_all()
        mine = form.with_user(self.manager)
        for call in (
            mine.get_sheet,
            mine.submit_sheet,
            lambda: mine.save_notes({"strengths": "x"}),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_replaced_superior_keeps_no_access(self):
        """OCA: after a re-organisation the former superior keeps access."""
        former = self.superior.user_id
        appraisal = self._find("suggested", self.person)
        for model in ("asn.appraisal", "asn.appraisal.outcome"):
            self.assertTrue(self._see(model, appraisal, former))
        self.env["asn.appraisal.rater"].with_user(self.manager).create(
            {
                "appraisal_id": appraisal.id,
                "role_code": "superior",
                "rater_id": self.head.id,
            }
        ).action_apply()
        for model in ("asn.appraisal", "asn.appraisal.outcome", "asn.appraisal.result"):
            self.assertFalse(self._see(model, appraisal, former), model)
            self.assertTrue(self._see(model, appraisal, self.head.user_id), model)
        with self.assertRaises(AccessError):
            appraisal.with_user(former).action_decide()

    def test_new_superior_reads_no_former_appraisal(self):
        """A re-organisation after publication opens nothing to the next superior."""
        self.person.parent_id = self.head
        self.env.invalidate_all()
        for stage in ("decided", "published"):
            appraisal = self._find(stage, self.person)
            self.assertFalse(self._see("asn.appraisal", appraisal, self.head.user_id))

    def _see(self, model, appraisal, user):
        self.env.invalidate_all()
        paths = {"asn.appraisal": "id", "asn.appraisal.outcome": "appraisal_id"}
        path = paths.get(model, "outcome_id.appraisal_id")
        return self.env[model].with_user(user).search_count([(path, "=", appraisal.id)])

    def test_moved_officer_follows_the_unit_alone(self):
        appraisal = self._find("published", self.person)
        self.assertTrue(self._see("asn.appraisal", appraisal, self.officer))
        self.department.manager_id = self.head
        self.assertFalse(self._see("asn.appraisal", appraisal, self.officer))

    def test_nobody_reads_tokens(self):
        """Odoo survey: officers read everybody's answer tokens."""
        for model in self._get_our_models():
            for actor in ("bare", "unit", "mgr", "aud"):
                Model = self.env[model].with_user(self.users[actor])
                if not Model._abstract and Model.has_access("read"):
                    names = [name for name in Model.fields_get() if "token" in name]
                    self.assertFalse(names, model)

    def test_mails_name_no_confidential_rater(self):
        """Horilla: the "anonymous" author is stored in clear."""
        comments = self._find("published", self.person).outcome_ids.comment_ids
        names = self.env["asn.appraisal.comment"]._fields
        self.assertFalse([n for n in names if names[n].comodel_name == "hr.employee"])
        confidential = comments.filtered(lambda comment: not comment.role_id)
        self.assertFalse(confidential, "Three peers are fewer than comments need")

    def test_no_configuration_shows_a_single_answer(self):
        """A method cannot ask for so few that a group is one confidential rater."""
        cycle = self.cycles["draft"]
        peers = self.env.ref("asn_appraisal.role_peer")
        weights = cycle.method_id.role_ids.filtered(lambda line: line.role_id == peers)
        weights.with_user(self.manager).min_respondents = 1
        with self.assertRaisesRegex(UserError, "no single answer"):
            cycle.with_user(self.manager).action_launch()

    def test_explanation_names_no_confidential_rater(self):
        """Named forms to those who read them, never a word of a confidential one."""
        for subject in (self.person, self.owner):
            self._write_comments(self._find("published", subject))
        for actor in READERS:
            subject = self._get_subject(actor)
            appraisal = self._find("published", subject)
            outcome = appraisal.outcome_ids.with_user(self.users[actor])
            text = str(outcome.get_explanation())
            peers = appraisal.evaluation_ids.filtered(lambda e: e.role_kind == "peer")
            with self.subTest(actor):
                for code in ("self", "superior"):
                    readers = ("self", "sup", "own")  # HR after giving a reason
                    self.assertEqual(f"<{code}>" in text, actor in readers)
                self.assertNotIn("<peer>", text)
                for name in (peers.rater_id - self.superior - subject).mapped("name"):
                    self.assertNotIn(name, text)
                self.assertNotRegex(str(outcome.get_verification()), "<.*>")

    def _write_comments(self, appraisal):
        for form in appraisal.evaluation_ids:
            form.answer_ids.comment = f"<{form.role_id.code}>"

    # ------------------------------------------------------------
    # WHAT IS DONE IS DONE
    # ------------------------------------------------------------

    def test_nothing_changes_when_done(self):
        """OCA: nothing is locked when done."""
        appraisal = self._find("closed", self.person)
        outcome = appraisal.outcome_ids
        for record, vals in (
            (appraisal, {"superior_id": self.head.id}),
            (appraisal, {"state": "evaluation"}),
            (outcome, {"predicate_id": False}),
            (outcome, {"behaviour_reason": "x"}),
            (outcome, {"result_ids": [Command.clear()]}),
            (outcome.result_ids[0], {"mean": 5}),
            (outcome.comment_ids[0], {"text": "x"}),
            (appraisal.cycle_id, {"method_id": False}),
            (appraisal.cycle_id, {"state": "evaluation"}),
        ):
            for actor in ("self", "sup", "mgr"):
                with self.subTest(f"{actor}: {vals}"), self.assertRaises(UserError):
                    record.with_user(self.users[actor]).write(vals)

    def test_nothing_vanishes_from_results(self):
        """What a result refers to is not deleted under it, nor emptied by that."""
        for model in RESULTS:
            for name in self.env[model]._workflow_fields:
                field = self.env[model]._fields[name]
                if field.type == "many2one":
                    with self.subTest(f"{model}.{name}"):
                        self.assertIn(field.ondelete, ("restrict", "cascade"))

    @mute_logger("odoo.sql_db")
    def test_people_of_results_are_not_deleted(self):
        outcome = self._find("published", self.person).outcome_ids
        for record in (outcome.employee_id, outcome.superior_id, outcome.department_id):
            with self.subTest(str(record)):
                self.assertFalse(self._deletes(record.with_user(self.manager)))

    def _deletes(self, record):
        try:
            with self.env.cr.savepoint():
                return record.unlink()
        except (UserError, IntegrityError):
            return False

    def test_every_step_is_tracked(self):
        """OCA: changes are untracked."""
        appraisal = self._find("suggested", self.owner)
        self._write_tracking()
        self._decide(appraisal)
        self._write_tracking()
        message = appraisal.message_ids[0]
        self.assertEqual(message.author_id, self.superior.user_id.partner_id)
        value = message.sudo().tracking_value_ids
        self.assertEqual(value.field_id.name, "state")
        self.assertEqual(appraisal.outcome_ids.decided_by_id, self.superior.user_id)
        self.assertTrue(appraisal.outcome_ids.decided_on)
        cycle = self._find("published", self.person).cycle_id
        tracked = cycle.message_ids.sudo().tracking_value_ids
        self.assertIn("state", tracked.field_id.mapped("name"))

    def test_earlier_decision_stays(self):
        """OCA: who changed a rating, and from what, is not to be found."""
        outcome = self._find("suggested", self.owner).outcome_ids
        self._decide(outcome.appraisal_id, result_rating="below", result_reason=SECRET)
        self._decide(outcome.appraisal_id, result_rating=outcome.result_suggested)
        self.env.invalidate_all()
        later, earlier = outcome.with_user(self.auditor).decision_ids
        self.assertEqual(earlier.result_rating, "below")
        self.assertEqual(earlier.result_reason, SECRET)
        self.assertEqual(later.result_rating, outcome.result_suggested)
        self.assertEqual((later + earlier).decided_by_id, self.superior.user_id)
        for actor in ("self", "sup", "own"):
            with self.assertRaises(AccessError):
                outcome.with_user(self.users[actor]).read(["decision_ids"])

    def _write_tracking(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    # ------------------------------------------------------------
    # ONE OF EACH
    # ------------------------------------------------------------

    @mute_logger("odoo.sql_db")
    def test_one_appraisal_and_one_form_each(self):
        """OCA: duplicates are allowed."""
        appraisal = self._find("evaluation", self.person)
        names = ["cycle_id", "employee_id", "company_id", "template_id"]
        vals = {name: appraisal[name].id for name in names}
        dates = {"date_start": appraisal.date_start, "date_end": appraisal.date_end}
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            appraisal._workflow_create([vals | dates])
        self._add_rater(appraisal, self.peer, "already asked")

    def test_nobody_rates_as_the_own_superior(self):
        """OCA: one may be one's own manager."""
        for stage in ("evaluation", "suggested"):
            appraisal = self._find(stage, self.person)
            self._add_rater(appraisal, self.person, "already asked", "superior")

    def _add_rater(self, appraisal, rater, refusal, role="peer"):
        wizard = (
            self.env["asn.appraisal.rater"]
            .with_user(self.manager)
            .create(
                {
                    "appraisal_id": appraisal.id,
                    "role_code": role,
                    "rater_id": rater.id,
                }
            )
        )
        with self.assertRaisesRegex(UserError, refusal):
            wizard.action_apply()

    def test_corrected_answer_is_no_second_row(self):
        """Horilla: a corrected answer becomes a second row."""
        form = self._get_form("evaluation", self.person, self.members[4])
        mine = form.with_user(self.members[4].user_id)
        criterion = form._get_items()[0]["criterion_id"]
        for value in (2, 5, 3):
            mine.save_answer(criterion, {"value": value})
        self.assertEqual(form.answer_ids.mapped("value"), [3])

    def test_next_cycle_has_raters(self):
        """Horilla: the next cycle has no raters."""
        copy = (
            self.cycles["closed"]
            .with_user(self.manager)
            .copy({"date_start": "2050-01-01", "date_end": "2050-12-31"})
        )
        copy.population_domain = str([("id", "in", self.population.ids)])
        copy.action_launch()
        self._run_jobs(copy.sudo())
        for subject in self.population:
            before = self._find("closed", subject).evaluation_ids
            after = copy.sudo().appraisal_ids.evaluation_ids.filtered(
                lambda form, subject=subject: form.employee_id == subject
            )
            self.assertLessEqual(before.rater_id, after.rater_id)
            self.assertEqual(set(after.mapped("state")), {"pending"})


@tagged("post_install", "-at_install")
class TestAccessDocuments(AccessCommon, HttpCase):
    """The result document and the files of an appraisal, over HTTP."""

    def _open(self, actor, url):
        user = self.users[actor]
        self.authenticate(None if actor == "publ" else user.login, user.login)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_attachment"):
            return self.url_open(url, allow_redirects=False)

    def test_document(self):
        for stage, readers in (
            ("published", READERS),
            ("closed", READERS),
            ("decided", ()),
            ("cancelled", ()),
        ):
            for actor in self.users:
                subject = self._get_subject(actor)
                appraisal = self._find(stage, subject)
                response = self._open(actor, f"{DOCUMENT}/{appraisal.id}")
                with self.subTest(f"{stage}: {actor}"):
                    shown = response.ok and subject.name in response.text
                    self.assertEqual(shown, actor in readers)
                    self.assertNotIn("Traceback", response.text)

    def test_document_holds_no_comment_for_auditors(self):
        """Nor for HR, unless a reason was given and has left its trace."""
        page = f"{DOCUMENT}/{self._find('published', self.person).id}"
        for actor in ("mgr", "aud"):
            self.assertNotIn(SECRET, self._open(actor, page).text)
        page = f"{DOCUMENT}/{self._find('closed', self.person).id}"
        self.assertIn(SECRET, self._open("mgr", page).text)
        self.assertNotIn(SECRET, self._open("aud", page).text)

    def test_files(self):
        appraisal = self._find("published", self.person)
        file = self.env["ir.attachment"].create(
            {
                "name": "evidence.txt",
                "raw": SECRET.encode(),
                "res_model": appraisal._name,
                "res_id": appraisal.id,
            }
        )
        readers = {"self", "sup", "unit", "mgr", "own", "aud"}
        for actor in self.users:
            response = self._open(actor, f"/web/content/{file.id}")
            with self.subTest(actor):
                self.assertEqual(SECRET in response.text, actor in readers)
