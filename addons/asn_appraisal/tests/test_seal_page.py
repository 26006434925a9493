# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from unittest.mock import patch

from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models import asn_appraisal_seal_attempt as attempt
from .seal_common import SealCommon

MAX_BYTES = 50_000


@tagged("post_install", "-at_install")
class TestSealPage(SealCommon, HttpCase):
    """What somebody with a document in hand gets to see, without an account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        cls.person.barcode = "199001012015011001"
        cls.outcome = cls._next_version()
        cls.first, cls.seal = cls.seal, cls._find_seal(cls.outcome)
        cls.right = {
            "code": cls.seal._write_code(),
            "who": cls.person.name,
            "predicate": cls.outcome.predicate_id.name,
        }

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _get(self, token, lang="en_US"):
        return self.url_open(f"/asn/check/{token}?lang={lang}")

    def _post(self, token=None, **vals):
        token = self.seal.token if token is None else token
        (form,) = html.fromstring(self._get(token).content).forms
        hidden = {name: form.fields[name] for name in ("csrf_token", "lang")}
        path = f"/asn/check/{token}".rstrip("/")
        return self.url_open(path, data=hidden | self.right | vals)

    def _read(self, response):
        """Return what the boxes of a page say."""
        tree = html.fromstring(response.content)
        boxes = tree.xpath("//*[@role='status' or @role='alert']/strong")
        return [box.text_content().strip() for box in boxes]

    # ------------------------------------------------------------
    # LOOKING
    # ------------------------------------------------------------

    def test_authentic(self):
        response = self._get(self.seal.token)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(self._read(response), ["Authentic"])

    def test_superseded(self):
        response = self._get(self.first.token)
        self.assertEqual(self._read(response), ["Superseded"])
        self.assertIn(f"decision no. {self.seal.reference}", response.text)

    def test_unknown(self):
        tokens = ["x" * 32, "é", self.seal.token[:-1], self.seal.token + "x"]
        tokens.append(self.seal.lookup)
        for token in tokens:
            response = self._get(token)
            self.assertEqual(response.status_code, 404)
            self.assertEqual(self._read(response), ["Unknown"])

    def test_a_changed_seal_proves_nothing(self):
        self._tamper(self.seal, "content", f"{self.seal.content} ")
        self.assertEqual(self._read(self._get(self.seal.token)), ["Unknown"])
        self.assertEqual(self._read(self._post()), ["No match"])

    def test_page_names_nobody(self):
        person, predicate = self.person, self.outcome.predicate_id
        for token in (self.seal.token, self.first.token):
            for lang in ("en_US", "id_ID"):
                text = self._get(token, lang).text
                for secret in (
                    *(person.name, person.barcode, self.seal.code, self.seal.hash),
                    *(self.department.name + "<", self.cycle.name),
                    predicate.with_context(lang=lang).name + "<",
                ):
                    self.assertNotIn(secret, text)

    def test_page_is_light_and_complete_in_itself(self):
        response = self._get(self.seal.token)
        self.assertLess(len(response.content), MAX_BYTES)
        tree = html.fromstring(response.content)
        self.assertFalse(tree.xpath("//script | //link | //img | //iframe | //@style"))
        self.assertNotRegex(response.text, r"url\(|@import|https?://")
        self.assertIn("noindex", response.headers["X-Robots-Tag"])
        self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])
        for field in tree.xpath("//input[@type='text']"):
            self.assertTrue(field.getparent().tag == "label")

    def test_page_speaks_both_languages(self):
        text = self._get(self.seal.token, "id_ID").text
        self.assertIn('<html lang="id-ID"', text)
        for english in ("Authentic", "Control number", "Compare", "This page names"):
            self.assertNotIn(english, text)
        self.assertIn("Nomor kontrol", text)
        self.assertIn("Tidak dikenal", self._get("x", "id_ID").text)

    # ------------------------------------------------------------
    # COMPARING
    # ------------------------------------------------------------

    def test_match(self):
        good = self.outcome.predicate_id.with_context(lang="id_ID").name
        for vals in (
            {},
            {"who": " ASN-member 0 "},
            {"who": "19900101 201501 1 001"},
            {"code": self.seal.code.lower()},
            {"predicate": good.upper()},
        ):
            with self.subTest(vals):
                said = self._read(self._post(**vals))
                expected = ["What you typed is what was published.", "Authentic"]
                self.assertEqual(said, expected)

    def test_match_of_a_superseded_document(self):
        said = self._read(self._post(self.first.token, code=self.first.code))
        self.assertEqual(said[1], "Superseded")

    def test_wrong_and_unknown_look_the_same(self):
        wrong = [
            {"code": self.first.code},
            {"code": "ABCD-ABCD-ABCD"},
            {"who": self.superior.name},
            {"who": ""},
            {"predicate": "Excellent"},
            {"predicate": ""},
            {"token": "unknown"},
        ]
        pages = set()
        for vals in wrong:
            response = self._post(**vals)
            self.assertEqual(response.status_code, 200)
            self.assertEqual(self._read(response), ["No match"])
            tree = html.fromstring(response.content)
            for field in tree.xpath("//input"):
                field.attrib.pop("value", None)
            pages.add(html.tostring(tree))
        self.assertEqual(len(pages), 1)

    def test_without_a_camera(self):
        """Who has no QR code types the control number at /asn/check."""
        response = self.url_open("/asn/check")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(self._read(response), [])
        self.assertEqual(self._read(self._post(""))[1:], ["Authentic"])
        self.assertEqual(self._read(self._post("", code="")), ["No match"])

    def test_rate_limit(self):
        with patch.object(attempt, "MAX_PER_CLIENT", 3):
            for __ in range(3):
                self.assertEqual(self._read(self._post(who="x")), ["No match"])
            response = self._post()
            self.assertEqual(response.status_code, 429)
            self.assertEqual(self._read(response), ["Not checked"])
            self.assertEqual(self._read(self._get(self.seal.token)), ["Authentic"])
        row = self.env["asn.appraisal.seal.attempt"].search([])
        self.assertEqual(row.count, 4)
        self.assertNotIn("127.0.0.1", row.client)
        with patch.object(attempt.time, "time", lambda: 10**10):
            self.assertTrue(row._is_allowed("127.0.0.1"))
            row._cron_forget()
        self.assertFalse(row.exists())

    @mute_logger("odoo.http")
    def test_a_form_from_elsewhere_is_refused(self):
        url = f"/asn/check/{self.seal.token}"
        response = self.url_open(url, data=self.right | {"csrf_token": "forged"})
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self.env["asn.appraisal.seal.attempt"].search([]))
