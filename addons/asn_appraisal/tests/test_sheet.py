# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import AppraisalCommon

SHEET_BYTES = 100_000  # a form opens on a slow phone line as well
COMMENT = "Explains decisions well. " * 12  # 300 letters


@tagged("post_install", "-at_install")
class TestSheet(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.action_launch()
        cls._run_jobs()
        cls.form = cls._evaluation(cls.person, cls.superior)

    def _get_items(self, form):
        return [item for group in form.get_sheet()["groups"] for item in group["items"]]

    def test_sheet_holds_what_the_role_answers(self):
        self.assertEqual(len(self._get_items(self.form)), 24)
        peer = self._appraisal().evaluation_ids.filtered(
            lambda e: e.role_id.code == "peer"
        )[0]
        self.assertEqual(
            len(self._get_items(peer.with_user(peer.rater_id.user_id))), 21
        )

    def test_self_wording(self):
        own = self._evaluation(self.person, self.person)
        texts = [item["text"] for item in self._get_items(own)]
        self.assertIn("I act proactively", texts)

    def test_saved_at_every_click(self):
        first, second = self._get_items(self.form)[:2]
        self.assertEqual(
            self.form.save_answer(first["id"], {"value": 3}),
            {"answered": 1, "total": 24},
        )
        self.form.save_answer(second["id"], {"not_observed": True})
        self.form.save_answer(first["id"], {"comment": " seen "})
        items = self._get_items(self.form)
        self.assertEqual((items[0]["value"], items[0]["comment"]), (3, "seen"))
        self.assertTrue(items[1]["not_observed"])
        self.assertEqual(self.form.state, "draft")

    def test_missing_answers_and_comments(self):
        items = self._get_items(self.form)
        for item in items[:-1]:
            self.form.save_answer(item["id"], {"value": 4})
        self.form.save_answer(items[0]["id"], {"value": 5})
        answer = self.form.submit_sheet()
        self.assertEqual(
            answer["missing"],
            [
                {"criterion_id": items[0]["id"], "reason": "comment"},
                {"criterion_id": items[-1]["id"], "reason": "answer"},
            ],
        )
        self.assertEqual(answer["state"], "draft")

    def test_submit_twice(self):
        self.assertEqual(self._answer(self.form)["state"], "submitted")
        self.assertEqual(self.form.submit_sheet()["state"], "submitted")
        with self.assertRaisesRegex(UserError, "asn_member_0"):
            self.form.save_answer(self._get_items(self.form)[0]["id"], {"value": 1})

    def test_two_tabs(self):
        """Each tab keeps what the other saved; the one that is late says why."""
        first, second = self._get_items(self.form)[:2]
        self.form.save_answer(first["id"], {"value": 2})
        self.form.save_answer(second["id"], {"value": 3})
        self.form.save_answer(first["id"], {"comment": "An example"})
        self.form.save_answer(first["id"], {"value": 5})
        saved = self._get_items(self.form)
        self.assertEqual([item["value"] for item in saved[:2]], [5, 3])
        self.assertEqual(saved[0]["comment"], "An example")
        self._answer(self.form, 4)
        with self.assertRaisesRegex(UserError, "asn_member_0 is submitted"):
            self.form.save_answer(first["id"], {"value": 1})
        self.assertEqual(self._get_items(self.form)[0]["value"], 4)

    def test_submit_late(self):
        item = self._get_items(self.form)[0]
        self.form.save_answer(item["id"], {"value": 4})
        self._close_evaluation()
        with self.assertRaisesRegex(UserError, "Test Cycle.*asn_member_0.*kept"):
            self.form.submit_sheet()
        self.assertEqual(self._get_items(self.form)[0]["value"], 4)
        self.assertEqual(self.form.state, "expired")

    def test_bad_input(self):
        item = self._get_items(self.form)[0]
        with self.assertRaises(ValidationError):
            self.form.save_answer(item["id"], {"value": 9})
        with self.assertRaises(UserError):
            self.form.save_answer(
                self.env.ref("asn_appraisal.criterion_cost").id, {"value": 3}
            )

    def test_nobody_else_answers(self):
        item = self._get_items(self.form)[0]
        for user in (self.manager, self.person.user_id, self.bare, self.auditor):
            form = self.form.with_user(user)
            with self.assertRaises(AccessError):
                form.save_answer(item["id"], {"value": 1})
            with self.assertRaises(AccessError):
                form.submit_sheet()
            with self.assertRaises(AccessError):
                form.save_notes({"strengths": "x"})

    def test_next_form(self):
        answer = self._answer(self.form)
        next_ = self.form.browse(answer["next_id"])
        self.assertEqual(next_.rater_id, self.superior)
        self.assertNotEqual(next_, self.form)

    def test_weight(self):
        """The largest forms as installed stay light, with a comment on every point."""
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        for evaluation in self.cycle.appraisal_ids.evaluation_ids:
            form = evaluation.with_user(evaluation.rater_id.user_id)
            for item in self._get_items(form):
                form.save_answer(item["id"], {"value": 4, "comment": COMMENT})
            for lang in ("en_US", "id_ID"):
                sheet = form.with_context(lang=lang).get_sheet()
                self.assertLess(len(json.dumps(sheet).encode()), SHEET_BYTES)
