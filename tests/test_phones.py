# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A hundred phones answer at once, and a server of two workers loses nothing."""

import json
import os
import re
import socket
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from unittest.mock import patch

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from odoo.addons.asn_appraisal.tests.link_common import LinkCommon

from bench.server import serve

from .beside_odoo import ROOT, read, run
from .copied import CopyCase

PHONES = 100
WORKERS = 2
LONGEST = 60  # seconds
THANKS, ALREADY = "Terima kasih", "Anda sudah menjawab"

FORMS = """
    SELECT min(value), max(value), state FROM asn_appraisal_evaluation form
        JOIN asn_appraisal_answer answer ON answer.evaluation_id = form.id
    WHERE confidentiality = 'anonymous' GROUP BY form.id
"""


class World(LinkCommon):
    """A teacher with a poster for pupils and one for parents."""

    @classmethod
    def _teacher_cycle(cls, **vals):
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        return super()._teacher_cycle(**vals)

    @classmethod
    def make(cls, env):
        """Make it in a database of its own.

        :return: tokens of the posters
        """
        cls.env = env
        cls._make_world()
        cls._make_teacher()
        vals = {"max_respondents": PHONES, "lang": "id_ID"}
        links = cls._link(label="7A", **vals)
        links += cls._link(label="Parents", role_id=cls.parent.id, **vals)
        return links.mapped("token")


class TestPhones(CopyCase):
    """Odoo runs as a process of its own, on a copy of the test database."""

    name = "phones"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(cls.enterClassContext(TemporaryDirectory(prefix="asn")))

    @classmethod
    def _make_world(cls, env):
        cls.links = World.make(env)

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _serve(self):
        """Start the server as it runs behind a proxy."""
        self.log = self.folder / "odoo.log"
        with socket.create_server(("127.0.0.1", 0)) as free:
            gevent_port = free.getsockname()[1]
        return serve(
            self.database,
            f"--db-filter=^{re.escape(self.database)}$",
            f"--workers={WORKERS}",
            f"--gevent-port={gevent_port}",
            "--max-cron-threads=0",
            "--proxy-mode",
            f"--logfile={self.log}",
        )

    def _disturb(self, stop):
        """Change the cycle again and again, which every answer holds for a moment."""
        with closing(psycopg2.connect(dbname=self.database)) as connection:
            while not stop.wait(1.5):
                with connection, connection.cursor() as cr:
                    cr.execute("UPDATE asn_appraisal_cycle SET write_date = now()")
                    time.sleep(0.2)

    def _let_phones_answer(self, url):
        """Start locust.

        :return: what each phone has seen
        """
        seen = self.folder / "phones.jsonl"
        where = {"PHONES_LINKS": json.dumps(self.links), "PHONES_FILE": str(seen)}
        command = [sys.executable, "-m", "locust", "-f", ROOT / "tests" / "phones.py"]
        command += ["--headless", "--only-summary", "--host", url]
        command += ["-u", PHONES, "-r", PHONES, "-t", f"{LONGEST}s"]
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        stop = Event()
        disturber = Thread(target=self._disturb, args=[stop])
        disturber.start()
        try:
            run(*command, log=self.folder / "locust.log", env=environment | where)
        finally:
            stop.set()
            disturber.join()
        return [json.loads(line) for line in seen.read_text().splitlines()]

    def _tap(self, ticket, wait=None):
        """Send a form in a transaction of its own.

        :param wait: called before the end of the transaction; False rolls it back
        :return: what became of it
        """
        with Registry(self.database).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            link = env["asn.appraisal.link"]._find_open(self.links[0])
            post = World._fill_in(link, ticket=ticket)
            verdict = link._take(link._read_answers(post), post, "192.0.2.1")
            if wait and not wait():
                cr.rollback()
            return verdict

    def _tap_twice(self, ticket, *, first_succeeds):
        """Send a form twice, so that the second one arrives before the first is stored.

        :return: what became of both, in this order
        """
        found = []
        second = Thread(target=lambda: found.append(self._tap(ticket)))

        def wait():
            second.start()
            second.join(0.5)
            self.assertTrue(second.is_alive(), found)  # it waits
            return first_succeeds

        first = self._tap(ticket, wait)
        second.join(60)
        return [first, *found]

    def _count(self, ticket):
        query = "SELECT count(*) FROM asn_appraisal_link_visit WHERE ticket = %s"
        return read(self.database, query, ticket)[0][0]

    # ------------------------------------------------------------
    # TESTS
    # ------------------------------------------------------------

    def test_the_second_tap_waits_for_the_first(self):
        found = self._tap_twice("both", first_succeeds=True)
        self.assertEqual(found, ["taken", "repeated"])
        self.assertEqual(self._count("both"), 1)

    def test_the_second_tap_takes_the_place_of_one_that_failed(self):
        found = self._tap_twice("one", first_succeeds=False)
        self.assertEqual(found, ["taken", "taken"])
        self.assertEqual(self._count("one"), 1)

    def test_no_answer_is_lost_and_none_comes_twice(self):
        self.before = Counter(read(self.database, FORMS))
        with patch.dict(os.environ, {"ODOO_RC": config.rcfile}), self._serve() as url:
            phones = self._let_phones_answer(url)
        self.assertEqual(len(phones), PHONES)
        self._check_what_phones_saw(phones)
        self._check_what_is_stored(phones)
        self._check_log()

    def _check_what_phones_saw(self, phones):
        for phone in phones:
            opened, *sent, opened_again = phone["seen"]
            self.assertEqual(opened[:2], ["GET", 200], phone)
            self.assertEqual(len(sent), 1 if phone["tap"] == "once" else 2, phone)
            titles = [title for *asked, title in sent if asked == ["POST", 200]]
            self.assertEqual(len(titles), len(sent), phone)
            self.assertIn(THANKS, titles, phone)
            self.assertLessEqual(set(titles), {THANKS, ALREADY}, phone)
            self.assertEqual(opened_again, ["GET", 200, ALREADY], phone)

    def _check_what_is_stored(self, phones):
        for phone in phones:
            self.assertEqual(self._count(phone["ticket"]), 1, phone)
        expected = Counter((p["value"], p["value"], "submitted") for p in phones)
        self.assertEqual(Counter(read(self.database, FORMS)) - self.before, expected)

    def _check_log(self):
        """Nothing went wrong, and what met another change was tried again."""
        run("checklog-odoo", "--no-err-if-empty", self.log)
        self.assertIn("SERIALIZATION_FAILURE, 4 tries left", self.log.read_text())
