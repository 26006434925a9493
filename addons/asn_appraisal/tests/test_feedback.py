# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import SECRET
from .talk_common import TalkCommon


@tagged("post_install", "-at_install")
class TestFeedback(TalkCommon):
    def _get_readers(self, feedback):
        """Return the names of the users who find the feedback."""
        users = self.population.user_id | self.head.user_id | self.bare
        users |= self.manager | self.auditor | self.officer
        return {user.login for user in users if self._see(feedback, user)}

    # ------------------------------------------------------------
    # WHO READS
    # ------------------------------------------------------------

    def test_draft_is_read_by_its_author_alone(self):
        for visibility in ("person", "superior", "unit"):
            feedback = self._draft(visibility=visibility)
            self.assertEqual(self._get_readers(feedback), {"asn_member_1"})

    def test_person_alone(self):
        feedback = self._give(visibility="person")
        self.assertEqual(self._get_readers(feedback), {"asn_member_0", "asn_member_1"})

    def test_person_and_superior(self):
        feedback = self._give(visibility="superior")
        readers = {"asn_member_0", "asn_member_1", "asn_superior"}
        self.assertEqual(self._get_readers(feedback), readers)

    def test_superior_is_todays(self):
        feedback = self._give(visibility="superior")
        self.person.parent_id = self.head
        self.assertTrue(self._see(feedback, self.head.user_id))
        self.assertFalse(self._see(feedback, self.superior.user_id))

    def test_superior_is_the_appraiser_of_an_open_appraisal(self):
        self._launch()
        feedback = self._give(visibility="superior")
        self.person.parent_id = self.head
        self.assertTrue(self._see(feedback, self.superior.user_id))
        self._appraisal()._workflow_write({"state": "published"})
        self.assertFalse(self._see(feedback, self.superior.user_id))

    def test_unit(self):
        """Everybody in it, whoever leads it, HR and auditors, and nobody else."""
        other = self.env["hr.department"].create({"name": "Other unit"})
        self.members[4].department_id = other
        feedback = self._give(visibility="unit")
        readers = self._get_readers(feedback)
        self.assertLessEqual({"asn_head", "asn_superior", "asn_member_3"}, readers)
        self.assertLessEqual({"asn_manager", "asn_auditor"}, readers)
        self.assertFalse({"asn_member_4", "asn_bare", "asn_officer"} & readers)
        self.department.parent_id = other
        other.manager_id = self.members[4]
        self.assertTrue(self._see(feedback, self.members[4].user_id))

    def test_unit_stays_when_the_person_moves(self):
        feedback = self._give(visibility="unit")
        self.person.department_id = self.env["hr.department"].create({"name": "New"})
        self.assertEqual(feedback.sudo().department_id, self.department)
        self.assertTrue(self._see(feedback, self.members[3].user_id))

    def test_hr_does_not_become_a_reader(self):
        """Whoever links the person or the author to another account reads nothing."""
        feedback = self._give(visibility="person")
        for employee in (self.person, self.author):
            employee.with_user(self.manager).user_id = self.manager
            self.assertFalse(self._see(feedback, self.manager))
            employee.user_id = False

    def test_words_say_what_the_rules_do(self):
        feedback = self._draft()
        self.assertIn("Only asn_member_0", feedback.readers)
        self.assertNotIn("asn_superior", feedback.readers)
        feedback.visibility = "superior"
        self.assertIn("asn_superior", feedback.readers)
        feedback.visibility = "unit"
        self.assertIn("everybody in Unit", feedback.readers)
        self.assertIn("HR", feedback.readers)
        self.person.parent_id = False
        feedback.visibility = "superior"
        feedback.invalidate_recordset()
        self.assertIn("No superior is noted", feedback.readers)

    # ------------------------------------------------------------
    # INFERENCE
    # ------------------------------------------------------------

    def test_nothing_is_inferred_from_private_feedback(self):
        """No way to search, group or count tells others that there is any."""
        criterion = self.env["asn.criterion"].search([], limit=1)
        request = self._ask(self.person, self.author)
        context = request.with_user(self.author.user_id).action_answer()["context"]
        feedback = self.env["asn.appraisal.feedback"].with_user(self.author.user_id)
        feedback = feedback.with_context(**context).create(
            {"text": SECRET, "criterion_id": criterion.id}
        )
        feedback.action_give()
        self._launch()
        users = self.superior.user_id | self.head.user_id | self.members[3].user_id
        for user in users | self.manager | self.auditor | self.bare:
            env = self.env(user=user.id)
            Feedback = env["asn.appraisal.feedback"]
            with self.subTest(user.login):
                self.assertFalse(Feedback.search([("text", "ilike", SECRET)]))
                self.assertFalse(Feedback.name_search("asn_member_0"))
                self.assertFalse(Feedback._read_group([], ["employee_id"]))
                self.assertFalse(Feedback.formatted_read_group([], ["criterion_id"]))
                with self.assertRaises(AccessError):
                    feedback.with_env(env).export_data(["text"])
                with self.assertRaises(AccessError):
                    feedback.with_env(env).read(["display_name"])
                self._assert_not_in_related(env)

    def _assert_not_in_related(self, env):
        """Other records that the user may read tell nothing of it either."""
        appraisals = env["asn.appraisal"].search([("employee_id", "=", self.person.id)])
        self.assertFalse(sum(appraisals.mapped("feedback_count")))
        found = env["asn.appraisal.feedback.request"].search([])
        self.assertFalse(found.answer_id)

    def test_whoever_asked_reads_no_answer_not_meant_for_them(self):
        request = self._ask(self.superior, self.author, self.person)
        action = request.with_user(self.author.user_id).action_answer()
        Feedback = self.env["asn.appraisal.feedback"].with_user(self.author.user_id)
        feedback = Feedback.with_context(**action["context"]).create(
            {"text": SECRET, "visibility": "person"}
        )
        feedback.action_give()
        self.env.invalidate_all()
        mine = request.with_user(self.superior.user_id)
        self.assertEqual(mine.state, "answered")
        spec = {"answer_id": {"fields": {"text": {}, "display_name": {}}}}
        self.assertFalse(mine.web_read(spec)[0]["answer_id"])
        with self.assertRaises(ValueError):
            mine.search([("answer_id.text", "ilike", SECRET)])
        person = request.with_user(self.person.user_id)
        self.assertEqual(person.web_read(spec)[0]["answer_id"]["text"], SECRET)

    # ------------------------------------------------------------
    # WHAT CAN BE SAID
    # ------------------------------------------------------------

    def test_not_to_oneself(self):
        with self.assertRaisesRegex(ValidationError, "somebody else"):
            self._draft(person=self.author)
        twin = self.env["res.company"].create({"name": "Second agency"})
        self.author.user_id.company_ids += twin
        second = self.env["hr.employee"].create(
            {"name": "x", "user_id": self.author.user_id.id, "company_id": twin.id}
        )
        with self.assertRaises(UserError):
            self._draft(person=second)

    def test_author_cannot_be_chosen(self):
        for vals in (
            {"author_id": self.head.id},
            {"state": "given"},
            {"date": "2020-01-01"},
            {"thanked_on": "2020-01-01 00:00:00"},
        ):
            with self.assertRaises(AccessError):
                self._draft(**vals)
        Feedback = self.env["asn.appraisal.feedback"].with_user(self.author.user_id)
        forged = {f"default_{k}": v for k, v in (("author_id", self.head.id),)}
        forged |= {"default_state": "given", "default_company_id": False}
        forged |= {"default_department_id": False, "asn_workflow": True}
        feedback = Feedback.with_context(**forged).create(
            {"employee_id": self.person.id, "text": "x"}
        )
        self.assertEqual(feedback.sudo().author_id, self.author)
        self.assertEqual(feedback.state, "draft")
        self.assertEqual(feedback.sudo().department_id, self.department)
        self.assertEqual(feedback.company_id, self.person.company_id)

    def test_without_an_employee_nobody_speaks(self):
        Feedback = self.env["asn.appraisal.feedback"].with_user(self.bare)
        with self.assertRaisesRegex(UserError, "linked to no employee"):
            Feedback.create({"employee_id": self.person.id, "text": "x"})

    def test_person_without_account(self):
        self.person.user_id = False
        with self.assertRaisesRegex(UserError, "no account"):
            self._draft()

    def test_suggestion_is_not_for_the_unit(self):
        with self.assertRaisesRegex(ValidationError, "Only praise"):
            self._draft(kind="suggestion", visibility="unit")
        feedback = self._give(visibility="unit")
        with self.assertRaisesRegex(ValidationError, "Only praise"):
            feedback.kind = "suggestion"

    def test_unit_must_be_known(self):
        self.person.department_id = False
        feedback = self._draft(visibility="unit")
        with self.assertRaisesRegex(UserError, "no unit"):
            feedback.action_give()

    def test_empty_text(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._draft(text=False)

    def test_form(self):
        """The form tells the readers before anything is saved."""
        Feedback = self.env["asn.appraisal.feedback"].with_user(self.author.user_id)
        form = Form(Feedback)
        form.employee_id = self.person
        self.assertIn("Only asn_member_0", form.readers)
        form.visibility = "superior"
        self.assertIn("asn_superior", form.readers)
        form.text = "x"
        self.assertEqual(form.save().state, "draft")

    # ------------------------------------------------------------
    # GIVEN, CORRECTED, WITHDRAWN
    # ------------------------------------------------------------

    def test_give_twice(self):
        feedback = self._give()
        with self.assertRaisesRegex(UserError, "“Draft” only"):
            feedback.action_give()

    def test_give_by_others(self):
        feedback = self._draft()
        for user in (self.person.user_id, self.superior.user_id, self.manager):
            with self.assertRaises(AccessError):
                feedback.with_user(user).action_give()
        self.assertEqual(feedback.state, "draft")

    def test_correct_within_a_day(self):
        with freeze_time("2026-03-02 08:00:00"):
            feedback = self._give()
        with freeze_time("2026-03-03 07:59:00"):
            feedback.text = "Corrected"
            self.assertTrue(feedback.can_correct)
        self.env.invalidate_all()
        with freeze_time("2026-03-03 08:01:00"):
            self.assertFalse(feedback.can_correct)
            with self.assertRaisesRegex(UserError, "within 24 hours"):
                feedback.text = "Too late"
            with self.assertRaisesRegex(UserError, "within 24 hours"):
                feedback.action_withdraw()
        self.assertEqual(feedback.text, "Corrected")

    def test_readers_stay_as_promised(self):
        feedback = self._give(visibility="person")
        for vals in (
            {"visibility": "unit"},
            {"employee_id": self.members[2].id},
            {"text": "x", "visibility": "superior"},
        ):
            with self.assertRaisesRegex(UserError, "as promised"):
                feedback.write(vals)

    def test_nobody_else_corrects(self):
        feedback = self._give(visibility="unit")
        for user in (self.person.user_id, self.superior.user_id, self.manager):
            with self.assertRaises(AccessError):
                feedback.with_user(user).write({"text": "x"})
            with self.assertRaises(AccessError):
                feedback.with_user(user).action_withdraw()
            with self.assertRaises(AccessError):
                feedback.with_user(user).unlink()
        with self.assertRaisesRegex(UserError, "not deleted"):
            feedback.unlink()

    def test_withdrawn(self):
        feedback = self._give(visibility="unit")
        feedback.action_withdraw()
        self.assertEqual(self._get_readers(feedback), {"asn_member_1"})
        with self.assertRaises(UserError):
            feedback.action_withdraw()
        with self.assertRaises(UserError):
            feedback.text = "x"

    def test_draft_can_go_to_somebody_else(self):
        other = self.env["hr.department"].create({"name": "Other unit"})
        self.members[3].department_id = other
        feedback = self._draft()
        feedback.employee_id = self.members[3]
        self.assertEqual(feedback.sudo().department_id, other)
        feedback.action_give()
        self.assertFalse(self._see(feedback, self.person.user_id))
        self.assertTrue(self._see(feedback, self.members[3].user_id))

    # ------------------------------------------------------------
    # READ AND THANKED
    # ------------------------------------------------------------

    def test_thanks(self):
        feedback = self._give()
        mine = feedback.with_user(self.person.user_id)
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            mine.action_mark_read()
            seen = mine.seen_on
        self.assertFalse(mine.thanked_on)
        mine.action_thank()
        first = mine.thanked_on
        with freeze_time(fields.Datetime.now() + timedelta(hours=2)):
            mine.action_thank()
        self.assertEqual((mine.seen_on, mine.thanked_on), (seen, first))

    def test_thanks_by_others(self):
        feedback = self._give(visibility="unit")
        for employee in (self.author, self.superior, self.members[3]):
            with self.assertRaises(AccessError):
                feedback.with_user(employee.user_id).action_thank()
        self.assertFalse(feedback.seen_on)

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    def test_one_mail_without_content(self):
        before = self._get_mails()
        self._give(kind="suggestion")
        mail = self._get_mails() - before
        self.assertEqual(mail.recipient_ids, self.person.user_id.partner_id)
        for word in (SECRET, "asn_member_1", "suggestion", "praise"):
            self.assertNotIn(word, f"{mail.subject} {mail.body_html}")

    def test_no_mail_where_not_wanted(self):
        before = self._get_mails()
        self._give(notify=False)
        self.person.user_id.email = False
        self._give()
        self.assertEqual(self._get_mails(), before)
