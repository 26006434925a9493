# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import subprocess

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .talk_common import TalkCommon

REPORT = "asn_appraisal.action_report_dialogue"


@tagged("post_install", "-at_install")
class TestDialogueReport(TalkCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.person.barcode = "198503122010011000"
        criterion = cls.env.ref("asn_appraisal.criterion_service")
        cls.dialogue = cls._offer(
            kind="coaching",
            place="Meeting room",
            next_step="The person writes a draft",
            competence_ids=[
                Command.create(
                    {
                        "criterion_id": criterion.id,
                        "level": "4",
                        "reason": "Explained every document",
                    }
                )
            ],
        )

    def _get_text(self, user, lang="en_US", dialogue=None):
        dialogue = dialogue or self.dialogue
        Report = self.env["ir.actions.report"].with_user(user).with_context(lang=lang)
        pdf, __ = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            REPORT, dialogue.ids
        )
        process = subprocess.run(
            ["pdftotext", "-layout", "-", "-"],
            input=pdf,
            capture_output=True,
            check=True,
        )
        return process.stdout.decode()

    def _sign(self):
        mine = self.dialogue.with_user(self.person.user_id)
        mine.answer_ids[0].answer = "partly"
        mine.remark = "One thing was different"
        mine.action_sign()
        self.env.invalidate_all()

    def test_signed_record(self):
        self._sign()
        text = self._get_text(self.superior.user_id)
        for part in (
            "Record of a Coaching",
            "asn_member_0",
            "198503122010011000",
            "asn_superior",
            "Meeting room",
            "Two counters",
            "The person writes a draft",
            "4 Goes beyond unasked",
            "Explained every document",
            "My superior took time",
            "Partly",
            "One thing was different",
        ):
            self.assertIn(part, text)
        self.assertEqual(text.count("signed electronically on"), 2)

    def test_offered_record_shows_others_no_answers(self):
        mine = self.dialogue.with_user(self.person.user_id)
        mine.answer_ids[0].answer = "partly"
        mine.remark = "Not yet said"
        for user in (self.superior.user_id, self.manager):
            text = self._get_text(user)
            self.assertNotIn("Partly", text)
            self.assertNotIn("Not yet said", text)
            self.assertIn("after both have signed", text)
        self.assertIn("Partly", self._get_text(self.person.user_id))
        self.assertIn("not signed yet", text)

    def test_in_indonesian(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self._sign()
        text = self._get_text(self.person.user_id, "id_ID")
        for part in ("Catatan Bimbingan", "Kesepakatan", "Sebagian", "Atasan"):
            self.assertIn(part, text)
        for part in ("Superior", "Agreement", "Competence", "signed", "Coaching"):
            self.assertNotIn(part, text)

    def test_not_for_others(self):
        for user in (self.author.user_id, self.auditor, self.head.user_id):
            with self.assertRaises(AccessError):
                self._get_text(user)
        counselling = self._offer(kind="counselling")
        with self.assertRaises(AccessError):
            self._get_text(self.manager, dialogue=counselling)
        self.assertIn(
            "Confidential", self._get_text(self.person.user_id, dialogue=counselling)
        )

    def test_no_draft(self):
        draft = self._record()
        with self.assertRaisesRegex(UserError, "not printed"):
            draft.action_print()
        with self.assertRaisesRegex(UserError, "not printed"):
            self._get_text(self.superior.user_id, dialogue=draft)
