# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from lxml import html
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .seal_common import SealCommon

MAX_BYTES = 100_000


@tagged("post_install", "-at_install")
class TestFigures(SealCommon, HttpCase):
    """What everybody reads about a published cycle, if the agency wants that."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.company = cls.cycle.company_id
        cls.company.write({"asn_public_figures": True, "asn_figures_minimum": 3})
        cls._spread()

    @classmethod
    def _spread(cls):
        """Give half of the people another predicate."""
        outcomes = cls.cycle.appraisal_ids.outcome_ids
        predicates = cls.cycle._get_frozen()["method"]["predicates"]
        other = next(
            p["id"]
            for p in predicates.values()
            if p["id"] != outcomes[0].predicate_id.id
        )
        outcomes[:3]._workflow_write({"predicate_id": other})
        cls.other = cls.env["asn.predicate"].browse(other)

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _publish_figures(self):
        self.cycle.with_user(self.manager).action_publish_figures()
        self.env.flush_all()

    def _get(self, path="/asn/figures", **params):
        query = "&".join(f"{name}={value}" for name, value in params.items())
        return self.url_open(f"{path}?{query}")

    def _read(self, key):
        tables = {t["key"]: t for t in self.cycle.sudo()._describe_figures()}
        return tables[key]["rows"]

    # ------------------------------------------------------------
    # WHO AND WHEN
    # ------------------------------------------------------------

    def test_off_by_default(self):
        company = self.env["res.company"].create({"name": "Agency"})
        self.assertFalse(company.asn_public_figures)
        self.company.asn_public_figures = False
        with self.assertRaises(UserError):
            self._publish_figures()
        self.assertEqual(self._get().status_code, 404)

    def test_nothing_before_somebody_publishes_it(self):
        self.assertEqual(self._get().status_code, 404)
        self.assertEqual(self._get("/asn/figures.csv").status_code, 404)

    def test_off_again(self):
        self._publish_figures()
        self.company.asn_public_figures = False
        self.assertEqual(self._get(cycle=self.cycle.id).status_code, 404)

    def test_only_published_cycles(self):
        draft = self._cycle(name="Draft")
        with self.assertRaises(UserError):
            draft.with_user(self.manager).action_publish_figures()
        self._publish_figures()
        self.assertEqual(self._get(cycle=draft.id).status_code, 404)
        self.assertEqual(self._get(cycle="x").status_code, 404)

    def test_only_managers(self):
        for user in (self.auditor, self.officer, self.superior.user_id, self.bare):
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_publish_figures()
        with self.assertRaises(AccessError):
            self.cycle.with_user(self.manager).write({"figures_on": "2026-01-01"})

    # ------------------------------------------------------------
    # NUMBERS
    # ------------------------------------------------------------

    def test_numbers(self):
        self._publish_figures()
        (row,) = self._read("completion")
        self.assertEqual((row["total"], row["counts"]), (6, [6, 0]))
        (row,) = self._read("predicates")
        self.assertEqual(sorted(row["counts"])[-2:], [3, 3])
        (row,) = self._read("objections")
        self.assertEqual(row["counts"], [0, 6])

    def test_small_numbers_are_not_shown(self):
        self.company.asn_figures_minimum = 4
        self._publish_figures()
        self.assertFalse(self._read("predicates"))
        self.assertIn("too few people", self._get(lang="en_US").text)

    def test_a_predicate_that_all_hold_is_not_shown(self):
        outcomes = self.cycle.appraisal_ids.outcome_ids
        outcomes._workflow_write({"predicate_id": self.other.id})
        self._publish_figures()
        self.assertFalse(self._read("predicates"))

    def test_counted_once(self):
        self._publish_figures()
        before = self._get().content
        outcomes = self.cycle.appraisal_ids.outcome_ids
        outcomes[-1:]._workflow_write({"predicate_id": self.other.id})
        self.env.flush_all()
        self.assertEqual(self._get().content, before)
        with self.assertRaises(UserError):
            self._publish_figures()

    def test_minimum(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.company.asn_figures_minimum = 2
            self.env.flush_all()

    # ------------------------------------------------------------
    # PAGE
    # ------------------------------------------------------------

    def test_page(self):
        self._publish_figures()
        response = self._get(lang="en_US")
        self.assertEqual(response.status_code, 200)
        self.assertLess(len(response.content), MAX_BYTES)
        tree = html.fromstring(response.content)
        self.assertEqual(tree.get("lang"), "en-US")
        self.assertEqual(len(tree.xpath("//table")), 3)
        self.assertTrue(tree.xpath("//svg/rect"))
        self.assertFalse(tree.xpath("//script | //link | //img"))
        for person in self.population:
            self.assertNotIn(person.name, response.text)

    def test_page_in_indonesian(self):
        self._publish_figures()
        response = self._get(lang="id_ID")
        self.assertEqual(html.fromstring(response.content).get("lang"), "id-ID")

    def test_csv(self):
        self.department.name = "=1+1"
        self._publish_figures()
        response = self._get("/asn/figures.csv", lang="en_US")
        self.assertIn("text/csv", response.headers["Content-Type"])
        lines = response.content.decode("utf-8-sig").splitlines()
        self.assertEqual(lines[0], "Table,Agency,Answer,People")
        self.assertIn("completion,'=1+1,With a result,6", lines)
