# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""From the launch to a result that was changed on an objection, in a browser."""

import json

from odoo.tests import HttpCase, tagged

from odoo.addons.asn_appraisal.tests.common import AppraisalCommon

from .browser import open_page

CLICK = "document.querySelector(%s).click()"
FOCUS = "document.querySelector(%s).focus()"
REASON = "Two of three targets were met; the letters are dated before the close."
STATEMENT = "I had not seen the letters when I rated."
BECAUSE = "The letters prove it, the behaviour stays as it was rated."


@tagged("post_install", "-at_install")
class TestObjectionStory(AppraisalCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._play()
        cls.appraisal = cls._appraisal()
        cls.first = cls.appraisal.outcome_ids
        # made before, and not while the browser waits for them
        assets = cls.env["ir.qweb"]._get_asset_bundle("web.assets_web")
        assets.js()
        assets.css()
        cls.env.flush_all()

    def test_launch_to_a_superseded_document(self):
        with open_page(self) as page:
            page.resize(1400)
            self._object(page)
            self._answer_it(page)
            self._decide_it(page)
            self._read_the_new_result(page)
            self._check_the_papers(page)

    # ------------------------------------------------------------
    # CHAPTERS
    # ------------------------------------------------------------

    def _object(self, page):
        page.login(self.person.user_id)
        page.show("action_my_appraisals", record=self.appraisal)
        self._press(page, "button[name=action_object]")
        self._write(page, "[name=reason] textarea", REASON)
        self._press(page, "button[name=action_file]")
        self._press(page, ".modal-footer .btn-primary")
        page.wait_for("button[name=action_withdraw]")
        self._leave(page)
        self.objection = self.appraisal.objection_ids
        self.assertEqual(self.objection.state, "filed")
        self.assertEqual(self.objection.decider_id, self.head)
        self.assertEqual(self.first.receipt, "opened")

    def _answer_it(self, page):
        page.login(self.superior.user_id)
        page.show("action_objections_to_answer", record=self.objection)
        self._press(page, "button[name=action_state]")
        self._write(page, ".modal [name=text] textarea", STATEMENT)
        self._confirm(page)
        self.assertEqual(self.objection.statement, STATEMENT)

    def _decide_it(self, page):
        page.login(self.head.user_id)
        page.show("action_objections_to_decide", record=self.objection)
        self._press(page, "button[name=action_decide]")
        self._press(page, ".modal [name=decision] input[data-value=change]")
        self._press(page, ".modal [name=result_rating] input[data-value=meets]")
        self._write(page, ".modal [name=reason] textarea", BECAUSE)
        self._confirm(page)
        self.assertEqual(self.objection.decision, "change")

    def _read_the_new_result(self, page):
        later = self.objection.new_outcome_id
        self.assertEqual((self.first.state, later.state), ("superseded", "published"))
        self.assertEqual((self.first.version, later.version), (1, 2))
        self.assertNotEqual(self.first.predicate_id, later.predicate_id)
        page.login(self.person.user_id)
        page.show("action_my_appraisals", record=self.appraisal)
        name = json.dumps(later.predicate_id.name)
        page.wait(f"document.querySelector('.o_action')?.innerText.includes({name})")
        self.assertFalse(page.run("!!document.querySelector('[name=action_object]')"))

    def _check_the_papers(self, page):
        """The document in the drawer is superseded, the new one is in force."""
        self._leave(page)
        seals = self.env["asn.appraisal.seal"].search(
            [("appraisal_id", "=", self.appraisal.id)], order="number"
        )
        (former, later), reference = seals.mapped("token"), seals[1].reference
        text = self._open_check(page, former)
        self.assertIn("superseded", text.lower())
        self.assertIn(reference, text)
        self.assertNotIn("superseded", self._open_check(page, later).lower())

    # ------------------------------------------------------------
    # HANDS
    # ------------------------------------------------------------

    def _press(self, page, selector):
        page.wait_for(f"{selector}:not([disabled])")
        page.run(CLICK % json.dumps(selector))

    def _write(self, page, selector, text):
        page.wait_for(selector)
        page.run(FOCUS % json.dumps(selector))
        page.type(text)

    def _confirm(self, page):
        """Apply a dialog and wait until it is gone."""
        self._press(page, ".modal button[name=action_apply]")
        page.wait("!document.querySelector('.modal')")
        self._leave(page)

    def _leave(self, page):
        """Go nowhere: page and test share a cursor and never use it at once."""
        page.browser.navigate_to("about:blank", wait_stop=True)
        self._wait_remaining_requests()
        self.env.invalidate_all()

    def _open_check(self, page, token):
        url = f"{self.base_url()}/asn/check/{token}?lang=en_US"
        page.browser.navigate_to(url, wait_stop=True)
        page.wait_for("main h1")
        return page.run("document.querySelector('main').innerText")
