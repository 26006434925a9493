# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The check of a document on phones and on a desk; axe looks at every answer."""

import json
import threading
from contextlib import contextmanager

from odoo.tests import HttpCase, tagged

from odoo.addons.asn_appraisal.tests.seal_common import SealCommon

from .browser import STILL, get_axe, open_page

FILL_IN = """
(() => {
    const given = %s;
    for (const [name, text] of Object.entries(given)) {
        document.querySelector(`input[name=${name}]`).value = text;
    }
})()
"""
SMALLEST = """
Math.min(...[...document.querySelectorAll("input[type=text], button, nav a")]
    .map((element) => element.getBoundingClientRect().height))
"""


@tagged("post_install", "-at_install")
class TestSealBrowser(SealCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        cls.outcome = cls._next_version()
        cls.first, cls.seal = cls.seal, cls._find_seal(cls.outcome)
        cls.env.flush_all()

    def _open(self, page, token, lang):
        url = f"{self.base_url()}/asn/check/{token}?lang={lang}"
        page.browser.navigate_to(url, wait_stop=True)
        page.wait_for("main h1")

    def _look(self, page, name):
        """Note what is cut off, too small for a finger or not accessible."""
        page.run(f"{STILL}; {get_axe()}; true")
        problems = page.check("body", {}) + page.get_cut_off("body", "none")
        if (height := page.run(SMALLEST)) < 40:
            problems.append(f"something is {height} px high")
        return [f"{name}: {problem}" for problem in problems]

    @contextmanager
    def _next_page(self, page):
        frame = page.request("Page.getFrameTree")["frameTree"]["frame"]["id"]
        loaded = threading.Event()
        page.browser._frames[frame] = loaded.set
        yield
        self.assertTrue(loaded.wait(20), "No next page")

    def _compare(self, page, **vals):
        right = {
            "code": self.seal._write_code(),
            "who": self.person.name,
            "predicate": self.outcome.predicate_id.name,
        }
        page.run(FILL_IN % json.dumps(right | vals))
        with self._next_page(page):
            page.run("document.querySelector('button').click()")
        page.wait_for("main h1")
        return page.run("document.querySelector('main strong').innerText")

    def test_check_of_a_document(self):
        problems = []
        with open_page(self) as page:
            for width, lang in ((360, "id_ID"), (390, "en_US"), (1400, "id_ID")):
                page.resize(width)
                for token in (self.seal.token, self.first.token, "unknown"):
                    self._open(page, token, lang)
                    problems += self._look(page, f"{width} {lang} {token[:7]}")
            self._open(page, self.seal.token, "en_US")
            self.assertEqual(self._compare(page, who="Somebody"), "No match")
            problems += self._look(page, "no match")
            said = self._compare(page)
            self.assertEqual(said, "What you typed is what was published.")
            problems += self._look(page, "match")
        self.assertFalse(problems, "\n".join(problems))
