# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import re
from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models import asn_appraisal_link_answer as answering
from .link_common import LinkCommon

MAX_BYTES = 100_000


@tagged("post_install", "-at_install")
class TestLinkPage(LinkCommon, HttpCase):
    """What a phone without an account gets to see, and what it can send."""

    @classmethod
    def _teacher_cycle(cls, **vals):
        # before the launch, which freezes the texts of the form
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        return super()._teacher_cycle(**vals)

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _get(self, link, lang="en_US"):
        return self.url_open(f"/asn/rate/{link.token}?lang={lang}")

    def _read_form(self, response):
        """Return the form of a page as a browser would send it, without choices."""
        (form,) = html.fromstring(response.content).forms
        return {name: value for name, value in form.fields.items() if value is not None}

    def _post(self, link, page=None, value=4, **vals):
        post = self._read_form(page or self._get(link))
        ids = [item["criterion_id"] for item in link._get_items()]
        answers = {f"answer_{id_}": str(value) for id_ in ids}
        return self.url_open(f"/asn/rate/{link.token}", data=post | answers | vals)

    def _forget(self):
        """Go on with another device."""
        self.opener.cookies.clear()

    # ------------------------------------------------------------
    # GATE
    # ------------------------------------------------------------

    def test_every_closed_door_looks_the_same(self):
        used, expired, revoked = self._personal(), self._link(), self._link()
        self._post(used)
        expired.write({"opens_on": "2020-01-01", "expires_on": "2020-01-02"})
        revoked.action_revoke()
        tokens = [used.token, expired.token, revoked.token, "x" * 32, "y"]
        tokens.append(self.poster.token[:-1])
        self._forget()
        found = {self._describe(self.url_open(f"/asn/rate/{t}")) for t in tokens}
        self.assertEqual(len(found), 1)
        self.assertEqual(found.pop()[0], 404)
        csrf = self._read_form(self._get(self.poster))
        sent = {
            self._describe(self.url_open(f"/asn/rate/{t}", data=csrf)) for t in tokens
        }
        self.assertEqual(len(sent), 1)
        self.assertEqual(sent.pop()[0], 404)

    def _describe(self, response):
        headers = dict(response.headers.items())
        for name in ("Date", "Set-Cookie"):
            headers.pop(name, None)
        return response.status_code, response.content, str(sorted(headers.items()))

    @mute_logger("odoo.http")
    def test_a_form_from_elsewhere_is_refused(self):
        self._get(self.poster)
        response = self._post(self.poster, csrf_token="forged")
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self._get_votes())

    # ------------------------------------------------------------
    # PAGE
    # ------------------------------------------------------------

    def test_page_is_light_and_complete_in_itself(self):
        response = self._get(self.poster)
        self.assertEqual(response.status_code, 200)
        self.assertLess(len(response.content), MAX_BYTES)
        tree = html.fromstring(response.content)
        self.assertFalse(tree.xpath("//script | //link | //img | //iframe | //@style"))
        self.assertNotRegex(response.text, r"url\(|@import|https?://")
        self.assertFalse(tree.xpath("//input[@type='text' or @type='email']"))
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])

    def test_page_speaks_both_languages(self):
        english, indonesian = self._get(self.poster), self._get(self.poster, "id_ID")
        self.assertIn("Who sees what", english.text)
        self.assertIn("My teacher explains so that I understand.", english.text)
        self.assertIn('<html lang="id-ID"', indonesian.text)
        self.assertIn("Siapa melihat apa", indonesian.text)
        self.assertNotIn("Who sees what", indonesian.text)
        self.assertNotIn("My teacher", indonesian.text)
        self.assertNotIn("Almost always", indonesian.text)

    def test_page_says_what_holds_for_its_link(self):
        texts = {
            self._link(): "Your device keeps a mark",
            self._link(is_shared_device=True): "This device is used by many",
            self._personal(): "This link works once",
        }
        for link, text in texts.items():
            page = self._get(link).text
            self.assertEqual([t for t in texts.values() if t in page], [text])

    # ------------------------------------------------------------
    # SENDING
    # ------------------------------------------------------------

    def test_an_answer_arrives(self):
        ids = [item["criterion_id"] for item in self.poster._get_items()]
        said = {f"comment_{ids[0]}": " Quiet ", "strengths": "Explains well"}
        response = self._post(self.poster, value=5, **said)
        self.assertIn("Your answer has arrived", response.text)
        vote = self._get_votes()
        self.assertEqual(vote.strengths, "Explains well")
        self.assertEqual(set(vote.answer_ids.mapped("value")), {5})
        self.assertEqual(len(vote.answer_ids), len(ids))
        self.assertEqual(vote.answer_ids.filtered("comment").comment, "Quiet")

    def test_gaps_are_shown_and_nothing_is_lost(self):
        ids = [item["criterion_id"] for item in self.poster._get_items()]
        gap = {f"answer_{ids[0]}": ""}
        response = self._post(self.poster, strengths="<b>Explains</b>", **gap)
        tree = html.fromstring(response.content)
        self.assertEqual(len(tree.xpath("//fieldset[@class='gap']")), 1)
        self.assertEqual(len(tree.xpath("//input[@checked]")), len(ids) - 1)
        self.assertEqual(
            tree.xpath("//textarea[@id='strengths']")[0].text, "<b>Explains</b>"
        )
        self.assertFalse(self._get_votes())

    def test_a_device_answers_once(self):
        page = self._get(self.poster)
        self._post(self.poster, page)
        self.assertIn("You have answered already", self._get(self.poster).text)
        again = self._post(self.poster, page)
        self.assertIn("You have answered already", again.text)
        other_link = self._link()
        self.assertIn("Your answer has arrived", self._post(other_link).text)
        self.assertEqual(len(self._get_votes()), 2)

    def test_the_mark_tells_nobody_apart(self):
        marks = set()
        for __ in range(2):
            self._forget()
            self._post(self.poster)
            marks.add(self.opener.cookies[f"asn_answered_{self.poster.id}"])
        self.assertEqual(len(marks), 1)
        self.assertNotIn(self.poster.token, marks.pop())
        self._forget()
        self.opener.cookies.set(f"asn_answered_{self.poster.id}", "forged")
        self.assertIn("Your answer has arrived", self._post(self.poster).text)

    def test_a_form_sent_twice_is_thanked_for_twice(self):
        page = self._get(self.poster)
        session = self.opener.cookies["session_id"]
        for __ in range(2):
            self._forget()
            self.opener.cookies.set("session_id", session)
            self.assertIn("Your answer has arrived", self._post(self.poster, page).text)
        self.assertEqual(len(self._get_votes()), 1)

    def test_few_queries_show_and_take_a_form(self):
        for __ in range(2):  # the first time fills the caches that all share
            self._forget()
            self._post(self.poster)
        self._forget()
        before = self.env.cr.sql_log_count
        page = self._get(self.poster)
        shown = self.env.cr.sql_log_count
        self.assertLessEqual(shown - before, 8)
        post = self._read_form(page) | self._fill_in(self.poster)
        before = self.env.cr.sql_log_count
        thanks = self.url_open(f"/asn/rate/{self.poster.token}", data=post)
        self.assertIn("Your answer has arrived", thanks.text)
        self.assertLessEqual(self.env.cr.sql_log_count - before, 8)

    def test_a_tablet_goes_on_with_the_next_person(self):
        tablet = self._link(is_shared_device=True)
        for __ in range(2):
            self.assertIn("Next person", self._post(tablet).text)
        self.assertEqual(len(self._get_votes()), 2)

    def test_a_flood_keeps_what_was_written(self):
        with patch.object(answering, "MAX_PER_CLIENT", 0):
            response = self._post(self.poster, strengths="Explains well")
        self.assertEqual(response.status_code, 429)
        self.assertIn("Explains well", response.text)
        self.assertFalse(self._get_votes())

    def test_whoever_is_logged_in_leaves_no_trace(self):
        bare = self.bare
        self.authenticate(bare.login, bare.login)
        self._post(self.poster)
        vote = self._get_votes()
        self.assertEqual(len(vote), 1)
        self.assertFalse(vote.author_id or vote.rater_id)

    # ------------------------------------------------------------
    # POSTER
    # ------------------------------------------------------------

    def test_poster_holds_its_address_for_its_makers_alone(self):
        report = self.env["ir.actions.report"]
        name = "asn_appraisal.report_link_poster"
        superior = report.with_user(self.superior.user_id)
        page = superior._render_qweb_html(name, self.poster.ids)[0].decode()
        self.assertIn(f"/asn/rate/{self.poster.token}", page)
        self.assertIn("data:image/png;base64,", page)
        self.assertIn(
            "at least 5 people",
            re.sub(r"\s+", " ", html.fromstring(page).text_content()),
        )
        for user in (self.auditor, self.person.user_id, self.bare):
            with self.assertRaises(AccessError):
                report.with_user(user)._render_qweb_html(name, self.poster.ids)
