# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import SECRET
from .talk_common import TalkCommon

STATEMENTS = 9


@tagged("post_install", "-at_install")
class TestDialogue(TalkCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.boss, cls.self = cls.superior.user_id, cls.person.user_id
        cls.criterion = cls.env.ref("asn_appraisal.criterion_service")
        cls.line = {
            "criterion_id": cls.criterion.id,
            "level": "4",
            "reason": "Explained every document",
        }

    def _get_readers(self, dialogue):
        users = self.population.user_id | self.head.user_id | self.bare
        users |= self.manager | self.auditor | self.officer
        return {user.login for user in users if self._see(dialogue, user)}

    # ------------------------------------------------------------
    # WHO READS
    # ------------------------------------------------------------

    def test_readers_of_coaching(self):
        dialogue = self._record(kind="coaching")
        self.assertEqual(self._get_readers(dialogue), {"asn_superior"})
        dialogue.action_offer()
        readers = {"asn_superior", "asn_member_0", "asn_manager"}
        self.assertEqual(self._get_readers(dialogue), readers)
        self._sign(dialogue)
        self.assertEqual(self._get_readers(dialogue), readers)

    def test_readers_of_counselling(self):
        dialogue = self._offer(kind="counselling")
        readers = {"asn_superior", "asn_member_0"}
        self.assertEqual(self._get_readers(dialogue), readers)
        self._sign(dialogue)
        self.assertEqual(self._get_readers(dialogue), readers)
        for name in ("asn_superior", "asn_member_0", "HR does not"):
            self.assertIn(name, dialogue.readers)

    def _sign(self, dialogue, **vals):
        mine = dialogue.with_user(self.self)
        if vals:
            mine.write(vals)
        mine.action_sign()

    def test_next_superior_reads_no_counselling(self):
        coaching = self._offer(kind="coaching")
        counselling = self._offer(kind="counselling")
        self._appraisal()._workflow_write({"superior_id": self.head.id})
        self.assertTrue(self._see(coaching, self.head.user_id))
        for user in (self.head.user_id, self.boss):
            self.assertFalse(self._see(counselling, user))
        self.assertTrue(self._see(counselling, self.self))

    def test_hr_does_not_become_a_reader(self):
        dialogue = self._offer(kind="counselling")
        for employee in (self.person, self.superior):
            employee.with_user(self.manager).user_id = self.manager
            self.assertFalse(self._see(dialogue, self.manager))
            employee.user_id = False

    def test_nothing_is_inferred_from_counselling(self):
        dialogue = self._offer(kind="counselling")
        for user in (self.manager, self.auditor, self.officer, self.author.user_id):
            env = self.env(user=user.id)
            Dialogue = env["asn.appraisal.dialogue"]
            self.assertFalse(Dialogue.search([("discussion", "ilike", SECRET)]))
            self.assertFalse(Dialogue._read_group([], ["kind"]))
            self.assertFalse(Dialogue.name_search("asn_member_0"))
            with self.assertRaises(AccessError):
                dialogue.with_env(env).export_data(["discussion"])
            appraisals = env["asn.appraisal"].search([])
            self.assertFalse(sum(appraisals.mapped("dialogue_count")))

    def test_answers_are_read_once_signed(self):
        dialogue = self._offer()
        answers = dialogue.sudo().answer_ids
        answers[0].with_user(self.self).answer = "no"
        for user in (self.boss, self.manager):
            self.env.invalidate_all()
            Answer = self.env["asn.appraisal.dialogue.answer"].with_user(user)
            self.assertFalse(Answer.search([]))
            self.assertFalse(Answer.search([("answer", "=", "no")]))
            self.assertFalse(dialogue.with_user(user).answer_ids)
            found = Answer._read_group([], ["answer"], ["__count"])
            self.assertFalse(found)
            Dialogue = dialogue.with_user(user)
            self.assertFalse(Dialogue.search([("answer_ids.answer", "=", "no")]))
        self._sign(dialogue)
        self.env.invalidate_all()
        for user in (self.boss, self.manager):
            mine = dialogue.with_user(user).answer_ids
            self.assertEqual(mine.mapped("answer"), ["no"] + [False] * 8)

    # ------------------------------------------------------------
    # RECORDING
    # ------------------------------------------------------------

    def test_recorded_by_the_appraiser_alone(self):
        for user in (self.self, self.head.user_id, self.manager, self.author.user_id):
            Dialogue = self.env["asn.appraisal.dialogue"].with_user(user)
            with self.assertRaises(AccessError):
                Dialogue.create({"appraisal_id": self._appraisal().id})

    def test_people_are_those_of_the_appraisal(self):
        dialogue = self._record().sudo()
        self.assertEqual(dialogue.employee_id, self.person)
        self.assertEqual(dialogue.superior_id, self.superior)
        self.assertEqual(dialogue.department_id, self.department)
        self.assertEqual(dialogue.cycle_id, self.cycle)
        for vals in (
            {"employee_id": self.author.id},
            {"state": "signed"},
            {"employee_signed_on": "2026-01-01 00:00:00"},
            {"remark": "x"},
            {"answer_ids": [Command.create({})]},
        ):
            with self.assertRaises(AccessError):
                self._record(**vals)
        Dialogue = self.env["asn.appraisal.dialogue"].with_user(self.boss)
        forged = Dialogue.with_context(
            default_remark="I agree", default_state="signed", asn_workflow=True
        ).create({"appraisal_id": self._appraisal().id})
        self.assertEqual((forged.remark, forged.state), (False, "draft"))

    def test_without_or_with_a_cancelled_appraisal(self):
        with self.assertRaisesRegex(UserError, "whom you have talked with"):
            self._record(appraisal_id=False)
        self._appraisal()._workflow_write({"state": "cancelled"})
        with self.assertRaisesRegex(UserError, "cancelled"):
            self._record()

    def test_form(self):
        Dialogue = self.env["asn.appraisal.dialogue"].with_user(self.boss)
        form = Form(Dialogue.with_context(default_appraisal_id=self._appraisal().id))
        self.assertIn("asn_member_0", form.readers)
        form.agenda = "x"
        with form.competence_ids.new() as line:
            line.criterion_id = self.criterion
            line.level = "2"
            line.reason = "y"
        dialogue = form.save()
        self.assertEqual(dialogue.competence_ids.name, self.criterion.display_name)

    def test_next_meeting_is_later(self):
        with self.assertRaisesRegex(ValidationError, "next meeting"):
            self._record(date="2026-05-02", next_date="2026-05-01")

    # ------------------------------------------------------------
    # COMPETENCES
    # ------------------------------------------------------------

    def test_competence_needs_reason_and_one_subject(self):
        skill = self.env["hr.skill"].search([], limit=1)
        for vals in (
            {"reason": " "},
            {"criterion_id": False},
            {"skill_id": skill.id} if skill else {"reason": " "},
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                self._record(competence_ids=[Command.create(self.line | vals)])

    def test_competence_is_the_superiors(self):
        dialogue = self._offer(competence_ids=[Command.create(self.line)])
        line = dialogue.competence_ids
        for user in (self.self, self.manager, self.boss):
            with self.assertRaises(UserError):
                line.with_user(user).level = "5"
            with self.assertRaises(UserError):
                line.with_user(user).unlink()
            with self.assertRaises(UserError):
                line.with_user(user).create(self.line | {"dialogue_id": dialogue.id})
        self.assertEqual(line.level, "4")

    def test_line_does_not_move_to_a_signed_dialogue(self):
        signed = self._offer()
        self._sign(signed)
        draft = self._record(competence_ids=[Command.create(self.line)])
        with self.assertRaisesRegex(UserError, "Both have signed"):
            draft.competence_ids.dialogue_id = signed

    def test_counselling_evaluates_nobody(self):
        with self.assertRaisesRegex(ValidationError, "evaluates nobody"):
            self._record(kind="counselling", competence_ids=[Command.create(self.line)])

    # ------------------------------------------------------------
    # SIGNATURES
    # ------------------------------------------------------------

    def test_both_sign(self):
        dialogue = self._offer()
        self.assertEqual(dialogue.superior_signed_by_id, self.boss)
        self._sign(dialogue, remark="I see one thing differently")
        self.assertEqual(dialogue.state, "signed")
        self.assertEqual(dialogue.employee_signed_by_id, self.self)
        self.assertTrue(dialogue.employee_signed_on)
        self.assertEqual(dialogue.remark, "I see one thing differently")

    def test_incomplete(self):
        dialogue = self._record(agreement=" ", discussion=False)
        with self.assertRaisesRegex(UserError, "Discussion, Agreement"):
            dialogue.action_offer()
        self.person.user_id = False
        complete = self._record()
        with self.assertRaisesRegex(UserError, "no account"):
            complete.action_offer()

    def test_wrong_order_and_twice(self):
        dialogue = self._record()
        with self.assertRaises(AccessError):
            dialogue.with_user(self.self).action_sign()
        with self.assertRaisesRegex(UserError, "“To be signed” only"):
            dialogue.action_take_back()
        dialogue.action_offer()
        with self.assertRaisesRegex(UserError, "“Draft” only"):
            dialogue.action_offer()
        self._sign(dialogue)
        for call in (
            dialogue.action_offer,
            dialogue.action_take_back,
            dialogue.with_user(self.self).action_sign,
        ):
            with self.assertRaisesRegex(UserError, "this dialogue is"):
                call()

    def test_wrong_person(self):
        dialogue = self._record()
        for user in (self.self, self.manager, self.head.user_id):
            with self.assertRaises(AccessError):
                dialogue.with_user(user).action_offer()
        dialogue.action_offer()
        for user in (self.boss, self.manager, self.head.user_id, self.author.user_id):
            with self.assertRaises(AccessError):
                dialogue.with_user(user).action_sign()
        for user in (self.self, self.manager):
            with self.assertRaises(AccessError):
                dialogue.with_user(user).action_take_back()
        self.assertEqual(dialogue.state, "offered")

    def test_taken_back(self):
        dialogue = self._offer()
        dialogue.sudo().answer_ids[0].with_user(self.self).answer = "yes"
        dialogue.action_take_back()
        self.assertFalse(self._see(dialogue, self.self))
        self.assertFalse(dialogue.superior_signed_by_id)
        dialogue.agreement = "Three counters"
        dialogue.action_offer()
        answers = dialogue.with_user(self.self).answer_ids
        self.assertEqual(len(answers), STATEMENTS)
        self.assertEqual(answers[0].answer, "yes")

    def test_each_side_writes_its_own(self):
        dialogue = self._offer()
        with self.assertRaises(AccessError):
            dialogue.agreement = "x"
        mine = dialogue.with_user(self.self)
        with self.assertRaises(AccessError):
            mine.agreement = "x"
        with self.assertRaises(AccessError):
            dialogue.remark = "x"
        mine.remark = "y"
        for user in (self.manager, self.head.user_id):
            with self.assertRaises(AccessError):
                dialogue.with_user(user).write({"agreement": "x"})

    def test_signed_is_unchangeable(self):
        """For both sides, HR, the system, and lines as well."""
        dialogue = self._offer(competence_ids=[Command.create(self.line)])
        self._sign(dialogue)
        system = dialogue.sudo()
        for vals in ({"agreement": "x"}, {"remark": "x"}, {"kind": "counselling"}):
            for record in (dialogue, dialogue.with_user(self.self), system):
                with self.assertRaises(UserError):
                    record.write(vals)
        for call in (
            lambda: system.competence_ids.write({"level": "1"}),
            system.competence_ids.unlink,
            lambda: system.answer_ids[0].write({"answer": "no"}),
            system.unlink,
        ):
            with self.assertRaises(UserError):
                call()
        for context in ({"asn_workflow": True}, {"asn_workflow": {}}):
            with self.assertRaises(UserError):
                system.with_context(**context).write({"state": "draft"})

    def test_draft_can_be_deleted(self):
        dialogue = self._record()
        dialogue.unlink()
        offered = self._offer()
        with self.assertRaisesRegex(UserError, "is kept"):
            offered.unlink()

    # ------------------------------------------------------------
    # STATEMENTS AND MAIL
    # ------------------------------------------------------------

    def test_nine_statements_of_coaching(self):
        answers = self._offer(kind="coaching").with_user(self.self).answer_ids
        self.assertEqual(len(answers), STATEMENTS)
        self.assertEqual(len(set(answers.mapped("name"))), STATEMENTS)
        self.assertFalse(self._offer(kind="counselling").sudo().answer_ids)

    def test_statements_stay_as_worded(self):
        dialogue = self._offer()
        statement = self.env.ref("asn_appraisal.statement_facts")
        worded = statement.name
        statement.name = "Something else"
        names = dialogue.with_user(self.self).answer_ids.mapped("name")
        self.assertIn(worded, names)
        self.assertNotIn("Something else", names)

    def test_statements_are_frozen_in_both_languages(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        answers = self._offer().with_user(self.self).answer_ids
        english = answers.mapped("name")
        indonesian = answers.with_context(lang="id_ID").mapped("name")
        self.assertFalse(set(english) & set(indonesian))

    def test_one_mail_without_content(self):
        before = self._get_mails()
        self._offer(kind="counselling")
        mail = self._get_mails() - before
        self.assertEqual(mail.recipient_ids, self.self.partner_id)
        for word in (SECRET, "ounselling", "The queue"):
            self.assertNotIn(word, f"{mail.subject} {mail.body_html}")

    # ------------------------------------------------------------
    # APPRAISAL
    # ------------------------------------------------------------

    def test_counts_are_what_the_viewer_reads(self):
        self._offer(kind="coaching")
        self._offer(kind="counselling")
        self._give(visibility="person")
        self._give(visibility="superior")
        self.env["asn.appraisal.feedback"].search([])._workflow_write(
            {"date": self.cycle.date_start}
        )
        for user, feedback, dialogues in (
            (self.self, 2, 2),
            (self.boss, 1, 2),
            (self.manager, 0, 1),
            (self.auditor, 0, 0),
        ):
            self.env.invalidate_all()
            appraisal = self._appraisal().with_user(user)
            found = appraisal.feedback_count, appraisal.dialogue_count
            self.assertEqual(found, (feedback, dialogues), user.login)
            action = appraisal.action_open_feedback()
            Feedback = self.env[action["res_model"]].with_user(user)
            self.assertEqual(Feedback.search_count(action["domain"]), feedback)
