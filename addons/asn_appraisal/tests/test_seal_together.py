# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from threading import Event, Thread
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..sealing import GENESIS
from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestSealTogether(AppraisalCommon):
    """Two publications at once, each with a connection of its own."""

    def _open(self):
        """Return a cursor of its own, which ends with a commit."""
        return db_connect(self.env.cr.dbname).cursor()

    def _lock(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env.ref("base.main_company")
        return env["asn.appraisal.seal.chain"]._lock(company)

    def _forget(self):
        with self._open() as cr:
            cr.execute("DELETE FROM asn_appraisal_seal_chain WHERE count = 7")

    @mute_logger("odoo.sql_db")
    def test_the_second_waits_and_goes_on_after_the_first(self):
        self.addCleanup(self._forget)
        found, started = [], Event()

        def publish():
            with self._open() as cr:
                cr.execute("SELECT 1")  # what it has read by now is what it works with
                started.set()
                try:
                    self._lock(cr)
                except SerializationFailure:
                    found.append("failed")
                    cr.rollback()
                chain = self._lock(cr)
                found.append((chain.count, chain.head))

        with self._open() as cr:
            chain = self._lock(cr)
            self.assertEqual((chain.count, chain.head), (0, GENESIS))
            second = Thread(target=publish)
            second.start()
            started.wait(10)
            second.join(0.5)
            self.assertTrue(second.is_alive())  # it waits
            chain._workflow_write({"count": 7, "head": "7" * 64})
            chain.env.flush_all()
        second.join(60)
        self.assertEqual(found, ["failed", (7, "7" * 64)])

    def test_a_job_that_came_second_tries_again(self):
        self._launch()
        self._answer_all()
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self.cycle.with_user(self.manager).action_publish()
        Seal, Cron = type(self.env["asn.appraisal.seal"]), type(self.env["ir.cron"])
        seal, failures = Seal._seal, [SerializationFailure()]

        def fail_once(seals, outcomes):
            if failures:
                raise failures.pop()
            return seal(seals, outcomes)

        savepoint = self.env.cr.savepoint()
        with (
            patch.object(Seal, "_seal", fail_once),
            patch.object(Cron, "_commit_progress", lambda *args, **kwargs: 1),
            patch.object(self.env.cr, "rollback", savepoint.rollback),
        ):
            self.assertTrue(self.env["asn.appraisal.job"]._run(self.cycle))
        self.assertEqual(self.cycle.state, "published")
        seals = self.env["asn.appraisal.seal"].search([])
        self.assertEqual(seals.outcome_id, self.cycle.appraisal_ids.outcome_ids)
        self.assertEqual(sorted(seals.mapped("number")), list(range(1, 7)))
