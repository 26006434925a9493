# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A class of thirty rates its teacher on phones, without any account."""

import json
import threading
from contextlib import contextmanager

from odoo.tests import HttpCase, tagged

from odoo.addons.asn_appraisal.tests.link_common import LinkCommon

from .browser import STILL, get_axe, open_page

PUPILS = 30
# Marks one level of every question, as a finger would, and sends the form.
FILL_IN = """
(() => {
    const value = %s;
    for (const field of document.querySelectorAll("fieldset")) {
        const label = [...field.querySelectorAll("label.level")]
            .find((label) => label.querySelector("input").value === value);
        label?.click();
    }
    return document.querySelectorAll("input:checked").length;
})()
"""
SMALLEST = """
Math.min(...[...document.querySelectorAll("label.level, button")]
    .map((element) => element.getBoundingClientRect().height))
"""
# What the browser loaded, in bytes of bodies.
WEIGHT = """
performance.getEntriesByType("resource").concat(
    performance.getEntriesByType("navigation")
).reduce((sum, entry) => sum + entry.decodedBodySize, 0)
"""


@tagged("post_install", "-at_install")
class TestClass(LinkCommon, HttpCase):
    """In a browser of 360 px, with fingers; axe looks at every page."""

    @classmethod
    def _teacher_cycle(cls, **vals):
        # before the launch, which freezes the texts of the form
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        return super()._teacher_cycle(**vals)

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _open(self, page, link, lang="id_ID"):
        """Open the form as a new device does."""
        url = f"{self.base_url()}/asn/rate/{link.token}"
        for name in ("session_id", f"asn_answered_{link.id}"):
            page.request("Network.deleteCookies", name=name, url=url)
        page.browser.navigate_to(f"{url}?lang={lang}", wait_stop=True)
        page.wait_for("main h1")

    def _look(self, page, name):
        """Note what is cut off or not accessible on the page."""
        page.run(f"{STILL}; {get_axe()}; true")
        problems = page.check("body", {}) + page.get_cut_off("body", "none")
        return [f"{name}: {problem}" for problem in problems]

    @contextmanager
    def _next_page(self, page):
        """Wait until the page that something leads to is there."""
        frame = page.request("Page.getFrameTree")["frameTree"]["frame"]["id"]
        loaded = threading.Event()
        page.browser._frames[frame] = loaded.set
        yield
        self.assertTrue(loaded.wait(20), "No next page")

    def _send(self, page, value):
        questions = len(self.poster._get_items())
        self.assertEqual(page.run(FILL_IN % json.dumps(str(value))), questions)
        with self._next_page(page):
            page.tap("button[type=submit]")

    # ------------------------------------------------------------
    # TESTS
    # ------------------------------------------------------------

    def test_thirty_pupils_rate_their_teacher(self):
        with open_page(self) as page:
            page.resize(360, 640, touch=True)
            for number in range(PUPILS):
                self._open(page, self.poster)
                self._send(page, 3 + number % 3)
                self.assertIn("Terima kasih", page.run("document.body.innerText"))
        votes = self._get_votes()
        self.assertEqual(len(votes), PUPILS)
        self.assertEqual(
            sorted(votes.mapped("behaviour_mean")),
            ["3/1"] * 10 + ["4/1"] * 10 + ["5/1"] * 10,
        )
        self._close_evaluation()
        result = self.appraisal.outcome_ids.result_ids.filtered(
            lambda result: result.role_id == self.pupil
        )
        self.assertEqual((result.respondents, result.mean), (PUPILS, 4))

    def test_pages_are_light_accessible_and_whole(self):
        problems = []
        with open_page(self) as page:
            for width in (360, 1400):
                page.resize(width, 740, touch=width == 360)
                for lang in ("id_ID", "en_US"):
                    self._open(page, self.poster, lang)
                    problems += self._look(page, f"form {lang} {width}")
                    self.assertLess(page.run(WEIGHT), 100_000)
                    self.assertGreaterEqual(page.run(SMALLEST), 44)
            self._send(page, 4)
            problems += self._look(page, "thanks")
            page.browser.navigate_to(
                f"{self.base_url()}/asn/rate/{self.poster.token}", wait_stop=True
            )
            problems += self._look(page, "answered")
        self.assertFalse(problems, "\n".join(problems))

    def test_form_works_by_keyboard_and_without_script(self):
        with open_page(self) as page:
            page.resize(360, 640)
            self._open(page, self.poster)
            self.assertFalse(page.run("document.scripts.length"))
            for _item in self.poster._get_items():
                while not page.has_focus("input[type=radio]"):
                    page.press("Tab")
                    self.assertFalse(page.get_focus()["lost"])
                self.assertTrue(page.get_focus()["html"])
                page.press("Space")
                page.press("ArrowDown")
                page.press("Tab")
            while not page.has_focus("button"):
                page.press("Tab")
            with self._next_page(page):
                page.press("Enter")
        self.assertEqual(set(self._get_votes().answer_ids.mapped("value")), {2})
