# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError

from ..models import asn_appraisal_link_answer as answering
from .link_common import LinkCommon


class TestLink(LinkCommon):
    # ------------------------------------------------------------
    # MAKING
    # ------------------------------------------------------------

    def test_only_superior_and_manager_make_links(self):
        self.assertTrue(self._link())
        self.assertTrue(self._link(self.manager))
        others = (self.person.user_id, self.bare, self.officer, self.auditor)
        for user in (*others, self.members[1].user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._link(user)

    def test_manager_makes_none_about_oneself(self):
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        self.person.user_id.group_ids += group
        with self.assertRaises(AccessError):
            self._link(self.person.user_id)

    def test_a_role_of_colleagues_gets_no_link(self):
        for name in ("peer", "external"):
            role = self.env.ref(f"asn_appraisal.role_{name}")
            with self.assertRaisesRegex(UserError, "does not ask this kind of rater"):
                self._link(role_id=role.id)

    def test_whom_it_is_about_is_fixed(self):
        poster = self.poster.with_user(self.superior.user_id)
        poster.write({"label": "Class 7B", "kind": "collection"})
        with self.assertRaisesRegex(UserError, "cannot change"):
            poster.role_id = self.parent
        for name in ("token", "is_used", "is_revoked"):
            with self.assertRaises(AccessError):
                poster.write({name: False})

    def test_a_personal_link_needs_an_address(self):
        with self.assertRaisesRegex(ValidationError, "needs one mail address"):
            self._personal(email="nobody")

    def test_button_shows_where_links_can_be_made(self):
        by_superior = self.appraisal.with_user(self.superior.user_id)
        self.assertTrue(by_superior.can_ask_outside)
        self.assertFalse(self.appraisal.with_user(self.person.user_id).can_ask_outside)
        action = by_superior.action_open_links()
        self.assertEqual(action["domain"], [("appraisal_id", "=", self.appraisal.id)])

    def test_no_account_is_asked_as_an_anonymous_role(self):
        Rater = self.env["asn.appraisal.rater"].with_user(self.manager)
        wizard = Rater.create(
            {
                "appraisal_id": self.appraisal.id,
                "rater_id": self.head.id,
                "role_code": "pupil",
            }
        )
        with self.assertRaisesRegex(UserError, "answers by link"):
            wizard.action_apply()

    def test_anonymous_is_for_people_from_outside(self):
        with self.assertRaisesRegex(ValidationError, "cannot be anonymous"):
            self.env.ref("asn_appraisal.role_peer").confidentiality = "anonymous"
        form = self.env.ref("asn_appraisal.template_teacher")
        line = form.role_ids.filtered(lambda line: line.role_id.kind == "peer")
        with self.assertRaisesRegex(ValidationError, "cannot be anonymous"):
            line.confidentiality = "anonymous"

    # ------------------------------------------------------------
    # GATE
    # ------------------------------------------------------------

    def _open(self, token):
        return self.env["asn.appraisal.link"].sudo()._find_open(token)

    def test_gate_opens_for_the_whole_token_alone(self):
        token = self.poster.token
        self.assertEqual(self._open(token), self.poster)
        self.assertGreaterEqual(len(token), 32)
        for wrong in ("", token[:8], token[:-1], f"{token}x", token.swapcase(), "é"):
            self.assertFalse(self._open(wrong), wrong)

    def test_gate_closes(self):
        today = fields.Date.context_today(self.env["asn.appraisal.link"])
        early = self._link(opens_on=today + timedelta(days=3))
        late = self._link(
            opens_on=today - timedelta(days=9), expires_on=today - timedelta(days=3)
        )
        revoked, used = self._link(), self._personal()
        revoked.with_user(self.superior.user_id).action_revoke()
        self.assertEqual(self._vote(used), "taken")
        links = (early, late, revoked, used)
        # that one has been used would tell who has answered
        self.assertEqual(
            [link.state for link in links], ["active", "expired", "revoked", "active"]
        )
        for link in links:
            self.assertFalse(self._open(link.token), link.state)

    def test_gate_closes_with_the_evaluation(self):
        self._close_evaluation()
        self.assertFalse(self._open(self.poster.token))
        self.assertEqual(self._vote(self.poster), "closed")

    def test_gate_closes_with_the_appraisal(self):
        self.appraisal.with_user(self.manager).action_cancel()
        self.assertFalse(self._open(self.poster.token))

    # ------------------------------------------------------------
    # ANSWERING
    # ------------------------------------------------------------

    def test_a_personal_link_answers_once(self):
        link = self._personal()
        self.assertEqual(self._vote(link), "taken")
        self.assertEqual(self._vote(link), "closed")
        self.assertEqual(len(self._get_votes(self.parent)), 1)

    def test_a_form_sent_twice_counts_once(self):
        post = self._fill_in(self.poster)
        answers = self.poster._read_answers(post)
        verdicts = [
            self.poster._take(answers, post, address)
            for address in ("198.51.100.1", "198.51.100.2")
        ]
        self.assertEqual(verdicts, ["taken", "repeated"])
        self.assertEqual(len(self._get_votes()), 1)

    def test_a_form_without_its_ticket_is_not_taken(self):
        self.assertEqual(self._vote(self.poster, ticket=""), "closed")
        self.assertFalse(self._get_votes())

    def test_a_flood_from_one_address_waits(self):
        with patch.object(answering, "MAX_PER_CLIENT", 2):
            verdicts = [self._vote(self.poster) for __ in range(3)]
            elsewhere = self._vote(self.poster, address="198.51.100.8")
            other_link = self._vote(self._link())
        self.assertEqual(verdicts, ["taken", "taken", "later"])
        self.assertEqual((elsewhere, other_link), ("taken", "taken"))

    def test_no_more_answers_than_people_asked(self):
        self.poster.max_respondents = 2
        verdicts = [self._vote(self.poster) for __ in range(3)]
        self.assertEqual(verdicts, ["taken", "taken", "closed"])
        self._link(max_respondents=1)
        self.assertEqual(self._vote(self.poster), "taken")

    def test_what_the_form_does_not_offer_is_missing(self):
        ids = [item["criterion_id"] for item in self.poster._get_items()]
        for value in ("0", "6", "x", ""):
            post = self._fill_in(self.poster, value)
            answers = self.poster._read_answers(post)
            self.assertEqual(self.poster._get_missing(answers), ids, value)
        post = self._fill_in(self.poster, "not_observed")
        self.assertFalse(self.poster._get_missing(self.poster._read_answers(post)))

    def test_comments_are_never_required(self):
        for value in (1, 5):
            post = self._fill_in(self.poster, value)
            self.assertFalse(self.poster._get_missing(self.poster._read_answers(post)))

    def test_a_text_ends_somewhere(self):
        self._vote(self.poster, strengths="a" * 5000)
        self.assertEqual(len(self._get_votes().strengths), answering.MAX_TEXT)

    # ------------------------------------------------------------
    # MAIL AND POSTER
    # ------------------------------------------------------------

    def _get_mails(self):
        return self.env["mail.mail"].search([("email_to", "=", "outside@example.com")])

    def test_the_mail_alone_holds_the_token(self):
        link = self._personal()
        link.with_user(self.superior.user_id).action_send()
        mail = self._get_mails()
        self.assertIn(link.token, mail.body_html)
        self.assertEqual(mail.state, "outgoing")
        self.assertTrue(mail.auto_delete)
        message = mail.mail_message_id
        self.assertFalse(message.model or message.res_id)
        for user in (self.superior.user_id, self.manager, self.auditor, self.officer):
            with self.assertRaises(AccessError):
                message.with_user(user).read(["body"])

    def test_a_closed_link_is_neither_sent_nor_printed(self):
        for made, act in (
            (self._personal(), "action_send"),
            (self._link(), "action_print_poster"),
        ):
            link = made.with_user(self.superior.user_id)
            link.action_revoke()
            with self.assertRaisesRegex(UserError, "is closed"):
                getattr(link, act)()
        with self.assertRaisesRegex(UserError, "of another kind"):
            self.poster.with_user(self.superior.user_id).action_send()

    # ------------------------------------------------------------
    # COST
    # ------------------------------------------------------------

    def test_answering_takes_few_queries(self):
        self._vote(self.poster)  # the frozen form is read once per server
        token, post = self.poster.token, self._fill_in(self.poster)

        def answer():
            link = self._open(token)
            answers = link._read_answers(post)
            self.assertFalse(link._get_missing(answers))
            self.assertEqual(link._take(answers, post, "198.51.100.9"), "taken")

        self.assertLessEqual(self._count_queries(answer), 7)

    def test_a_personal_answer_takes_few_queries(self):
        self._vote(self.poster)
        link = self._personal()
        token, post = link.token, self._fill_in(link)

        def answer():
            link = self._open(token)
            link._take(link._read_answers(post), post, "198.51.100.9")

        self.assertLessEqual(self._count_queries(answer), 8)
