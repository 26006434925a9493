# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .talk_common import TalkCommon


@tagged("post_install", "-at_install")
class TestFeedbackRequest(TalkCommon):
    def _answer(self, request, **vals):
        """Answer as the one asked, and return the feedback."""
        request = request.with_user(request.sudo().asked_id.user_id)
        action = request.action_answer()
        Feedback = request.env["asn.appraisal.feedback"]
        feedback = Feedback.with_context(**action["context"]).create(
            {"text": "Go on like this"} | vals
        )
        feedback.action_give()
        return feedback

    # ------------------------------------------------------------
    # ASKING
    # ------------------------------------------------------------

    def test_several_at_once(self):
        before = self._get_mails()
        requests = self._ask(self.person, self.members[1:4])
        self.assertEqual(requests.sudo().asked_id, self.members[1:4])
        self.assertEqual(set(requests.mapped("state")), {"open"})
        week = fields.Date.today() + timedelta(days=7)
        self.assertEqual(set(requests.mapped("due_date")), {week})
        mails = self._get_mails() - before
        self.assertEqual(mails.recipient_ids, self.members[1:4].user_id.partner_id)
        self.assertEqual(len(mails), 3)
        for mail in mails:
            self.assertNotIn("What shall I go on with", mail.body_html)

    def test_cost_of_asking_grows_little(self):
        """One batch of mails, whoever many are asked."""
        few = self._count_queries(self._ask, self.person, self.members[1:2])
        many = self._count_queries(self._ask, self.superior, self.members[:4])
        self.assertLess(many, few + 25)

    def test_about_ones_team(self):
        request = self._ask(self.superior, self.author, self.person)
        for employee in (self.person, self.author, self.superior):
            self.assertTrue(self._see(request, employee.user_id))
        for user in (self.members[3].user_id, self.manager, self.auditor):
            self.assertFalse(self._see(request, user))

    def test_asked_do_not_see_each_other(self):
        requests = self._ask(self.person, self.members[1:3])
        self.assertFalse(self._see(requests[0], requests[1].sudo().asked_id.user_id))

    def test_not_about_others(self):
        for requester in (self.author, self.person):
            with self.assertRaisesRegex(AccessError, "those whom you lead"):
                self._ask(requester, self.members[3], self.superior)

    def test_whom_one_cannot_ask(self):
        nobody = self.env["hr.employee"].create({"name": "Without account"})
        for asked, about, words in (
            (self.env["hr.employee"], None, "choose whom"),
            (self.person, None, "cannot be asked"),
            (nobody, None, "no account"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self._ask(self.person, asked, about)
        with self.assertRaisesRegex(UserError, "cannot be asked"):
            self._ask(self.superior, self.person, self.person)

    def test_not_twice_while_it_waits(self):
        request = self._ask(self.person, self.author)
        with self.assertRaisesRegex(UserError, "wait for the answer of: asn_member_1"):
            self._ask(self.person, self.members[1:3])
        request.action_withdraw()
        self.assertTrue(self._ask(self.person, self.author))

    def test_requests_are_made_by_the_wizard_alone(self):
        request = self._ask(self.person, self.author)
        Request = self.env["asn.appraisal.feedback.request"]
        with self.assertRaises(AccessError):
            Request.with_user(self.person.user_id).create(request.copy_data())
        for name, value in (("question", "x"), ("state", "answered")):
            for user in (self.person.user_id, self.author.user_id):
                with self.assertRaises(AccessError):
                    request.with_user(user).write({name: value})

    def test_form(self):
        """An ordinary user chooses among themselves and their team, and says who."""
        Ask = self.env["asn.appraisal.feedback.ask"]
        form = Form(Ask.with_user(self.superior.user_id))
        self.assertEqual(form.employee_id.id, self.superior.id)
        self.assertEqual(
            set(form.candidate_ids.ids), {self.superior.id, *self.members.ids}
        )
        form.employee_id = self.person
        self.assertIn("asn_member_0", form.readers)
        form.asked_ids.add(self.env["hr.employee.public"].browse(self.author.id))
        form.question = "x"
        self.assertTrue(form.save().action_ask()["res_model"])

    # ------------------------------------------------------------
    # ANSWERING
    # ------------------------------------------------------------

    def test_answer(self):
        request = self._ask(self.person, self.author)
        feedback = self._answer(request)
        self.assertEqual(feedback.sudo().employee_id, self.person)
        self.assertEqual(feedback.visibility, "person")
        self.assertEqual(feedback.question, "What shall I go on with?")
        self.assertEqual(request.state, "answered")
        self.assertEqual(request.answer_id.id, feedback.id)
        mine = request.with_user(self.author.user_id)
        for call in (mine.action_answer, mine.action_decline):
            with self.assertRaisesRegex(UserError, "no longer open"):
                call()
        with self.assertRaisesRegex(UserError, "no longer open"):
            request.action_withdraw()

    def test_answer_for_a_superior_is_shown_to_them_by_default(self):
        request = self._ask(self.superior, self.author, self.person)
        feedback = self._answer(request)
        self.assertEqual(feedback.visibility, "superior")
        self.assertTrue(self._see(feedback, self.superior.user_id))

    def test_withdrawn_answer_opens_the_request_again(self):
        request = self._ask(self.person, self.author)
        self._answer(request).action_withdraw()
        self.assertEqual(request.state, "open")
        self.assertFalse(request.answer_id)
        self._answer(request)
        self.assertEqual(request.state, "answered")

    def test_draft_is_gone_on_with(self):
        request = self._ask(self.person, self.author)
        mine = request.with_user(self.author.user_id)
        draft = mine.env["asn.appraisal.feedback"].create(
            {
                "employee_id": self.person.id,
                "request_id": request.id,
                "text": "Not ready",
            }
        )
        self.assertEqual(mine.action_answer()["res_id"], draft.id)
        request.action_withdraw()
        with self.assertRaisesRegex(UserError, "no longer open"):
            draft.action_give()

    def test_answer_of_somebody_else(self):
        request = self._ask(self.person, self.author)
        for user in (self.person.user_id, self.members[3].user_id, self.manager):
            with self.assertRaises(AccessError):
                request.with_user(user).action_answer()
        for author, person in (
            (self.members[3], self.person),
            (self.author, self.members[2]),
        ):
            with self.assertRaises(ValidationError):
                self._draft(author, person, request_id=request.id)

    # ------------------------------------------------------------
    # DECLINING
    # ------------------------------------------------------------

    def test_decline_with_a_reason(self):
        request = self._ask(self.person, self.author)
        mine = request.with_user(self.author.user_id)
        for empty in (False, "  "):
            mine.decline_reason = empty
            with self.assertRaisesRegex(UserError, "in a sentence why"):
                mine.action_decline()
        mine.decline_reason = "We have not worked together"
        mine.action_decline()
        self.assertEqual(request.state, "declined")
        self.assertEqual(request.decline_reason, "We have not worked together")
        with self.assertRaisesRegex(UserError, "no longer open"):
            mine.decline_reason = "Changed"
        with self.assertRaisesRegex(UserError, "no longer open"):
            mine.action_decline()

    def test_nobody_declines_for_another(self):
        request = self._ask(self.person, self.author)
        with self.assertRaises(AccessError):
            request.decline_reason = "x"
        with self.assertRaises(AccessError):
            request.action_decline()
        with self.assertRaises(AccessError):
            request.with_user(self.author.user_id).action_withdraw()

    def test_late(self):
        yesterday = fields.Date.today() - timedelta(days=1)
        request = self._ask(self.person, self.author, due_date=yesterday)
        self.assertTrue(request.is_late)
        self._answer(request)
        self.assertFalse(request.is_late)
