# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import SECRET
from .talk_common import TalkCommon

DOCUMENT = "/report/html/asn_appraisal.report_dialogue"


@tagged("post_install", "-at_install")
class TestTalkRpc(TalkCommon, HttpCase):
    """What somebody with a browser's console learns of private words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.request = cls._ask(cls.person, cls.author)
        cls.feedback = cls._give(visibility="person", kind="suggestion")
        cls.dialogue = cls._offer(kind="counselling")
        cls.coaching = cls._offer(kind="coaching")
        cls.coaching.sudo().answer_ids[0].with_user(cls.person.user_id).answer = "no"
        cls.env.flush_all()
        cls.others = cls.head.user_id | cls.members[3].user_id | cls.bare
        cls.others |= cls.manager | cls.auditor | cls.officer

    def _call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.make_jsonrpc_request("/web/dataset/call_kw", params)

    def _assert_refused(self, *args, **kwargs):
        with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
            self._call(*args, **kwargs)

    def _log_in(self, user):
        self.authenticate(user.login, user.login.ljust(8, "x"))

    def test_feedback_for_the_person_alone(self):
        for user in self.others | self.superior.user_id:
            self._log_in(user)
            with self.subTest(user.login):
                self._assert_hidden(
                    self.feedback, "asn.appraisal.feedback", "text", "kind"
                )

    def test_counselling(self):
        for user in self.others:
            self._log_in(user)
            with self.subTest(user.login):
                self._assert_hidden(
                    self.dialogue, "asn.appraisal.dialogue", "discussion", "kind"
                )

    def test_request_among_others(self):
        for user in self.others | self.superior.user_id:
            self._log_in(user)
            with self.subTest(user.login):
                self._assert_hidden(
                    self.request, "asn.appraisal.feedback.request", "question", "state"
                )

    def _assert_hidden(self, record, model, text, group):
        """Every way to find, count, group, export or open a record is closed."""
        domain = [("id", "in", record.ids)]
        spec = {text: {}}
        self.assertFalse(self._call(model, "search_read", domain, [text]))
        found = self._call(model, "web_search_read", domain, spec)
        self.assertFalse(found["length"] or found["records"])
        self.assertFalse(self._call(model, "search_count", domain))
        self.assertFalse(self._call(model, "name_search", "", domain))
        self.assertFalse(
            self._call(model, "formatted_read_group", domain, [group], ["__count"])
        )
        self.assertFalse(self._call(model, "web_read_group", domain, [group])["groups"])
        for name, *arguments in (
            ("read", [text]),
            ("web_read", spec),
            ("export_data", [text]),
            ("write", {text: "x"}),
            ("copy",),
            ("unlink",),
        ):
            self._assert_refused(model, name, record.ids, *arguments)

    def test_answers_before_the_signature(self):
        answer = self.coaching.sudo().answer_ids[0]
        for user in self.others | self.superior.user_id:
            self._log_in(user)
            with self.subTest(user.login):
                self._assert_hidden(
                    answer, "asn.appraisal.dialogue.answer", "answer", "answer"
                )
                domain = [("answer_ids.answer", "=", "no")]
                self.assertFalse(
                    self._call("asn.appraisal.dialogue", "search_count", domain)
                )

    def test_forged_author_and_readers(self):
        self._log_in(self.author.user_id)
        model = "asn.appraisal.feedback"
        vals = {"employee_id": self.person.id, "text": "x"}
        for name, value in (
            ("author_id", self.head.id),
            ("state", "given"),
            ("account_id", self.author.user_id.id),
            ("create_uid", self.manager.id),
        ):
            with mute_logger("odoo.http"):
                try:
                    id_ = self._call(model, "create", vals | {name: value})
                except JsonRpcException:
                    continue
            made = self.env[model].browse(id_)
            self.assertEqual(made.create_uid, self.author.user_id)
            self.assertEqual((made.author_id, made.state), (self.author, "draft"))
        for context in ({"asn_workflow": True}, {"su": True}, {"uid": 1}):
            self._assert_refused(
                model,
                "write",
                self.feedback.ids,
                {"visibility": "unit"},
                context=context,
            )

    def test_private_methods(self):
        self._log_in(self.manager)
        for model, method, *arguments in (
            ("asn.appraisal.feedback", "_workflow_write", {"visibility": "unit"}),
            ("asn.appraisal.feedback", "_give"),
            ("asn.appraisal.dialogue", "_offer"),
            ("asn.appraisal.dialogue", "_workflow_write", {"state": "signed"}),
            ("asn.appraisal.feedback.request", "_workflow_create", [{}]),
        ):
            self._assert_refused(model, method, self.feedback.ids, *arguments)
        self._assert_refused("asn.appraisal.demo", "_talk")

    def test_document_by_address(self):
        for user in self.others:
            self._log_in(user)
            with mute_logger("odoo.http", "odoo.addons.web.controllers.report"):
                response = self.url_open(f"{DOCUMENT}/{self.dialogue.id}")
            self.assertNotIn(SECRET, response.text)
            self.assertGreaterEqual(response.status_code, 400)
        self._log_in(self.person.user_id)
        response = self.url_open(f"{DOCUMENT}/{self.dialogue.id}")
        self.assertIn(SECRET, response.text)
