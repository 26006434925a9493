# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..sealing import GENESIS, fingerprint
from .common import SECRET
from .seal_common import SealCommon


@tagged("post_install", "-at_install")
class TestSeal(SealCommon):
    """What is published is sealed, once and for good."""

    # ------------------------------------------------------------
    # SEALING
    # ------------------------------------------------------------

    def test_everything_published_is_sealed(self):
        outcomes = self.cycle.appraisal_ids.outcome_ids
        self.assertEqual(self.seals.outcome_id, outcomes)
        self.assertEqual(set(self.seals.mapped("state")), {"in_force"})
        end = self.seals[0].previous
        for seal in self.seals:
            self.assertEqual(seal.previous, end)
            end = fingerprint(seal.content, end)
            self.assertEqual(seal.hash, end)
        self.assertEqual(self.chain.head, end)
        self.assertEqual(self.chain.count, self.seals[-1].number)
        first = self.seals.search([("number", "=", 1)], limit=1)
        self.assertEqual(first.previous, GENESIS)

    def test_content(self):
        content = json.loads(self.seal.content)
        self.assertEqual(content["who"]["person"]["name"], self.person.name)
        self.assertEqual(
            content["outcome"]["predicate_id"], self.outcome.predicate_id.id
        )
        self.assertEqual(content["outcome"]["result_score"], "4")
        self.assertEqual(content["outcome"]["explanation"], self.outcome.explanation)
        self.assertEqual(content["appraisal"]["job_title"], "Post of asn_member_0")
        self.assertEqual(content["appraisal"]["date_end"], "2026-12-31")
        self.assertEqual(len(content["results"]), len(self.outcome.result_ids))
        self.assertEqual(len(content["comments"]), len(self.outcome.comment_ids))
        self.assertTrue(content["comments"])
        self.assertEqual(content["seal"]["number"], self.seal.number)

    def test_content_holds_no_comment_and_no_secret(self):
        for text in (SECRET, self.seal.token, self.seal.code, self.cycle.seed):
            self.assertNotIn(text, self.seal.content)

    def test_a_later_version_supersedes_the_first(self):
        later = self._next_version()
        self.assertEqual(self.outcome.state, "superseded")
        second = self._find_seal(later)
        self.assertEqual(self.seal.state, "superseded")
        self.assertEqual(second.state, "in_force")
        self.assertEqual(second.number, self.chain.count)
        self.assertEqual(second.previous, self.seals[-1].hash)
        self.assertEqual(self.seal._judge(), ("superseded", second.reference))
        self.assertEqual(second._judge(), ("authentic", None))
        found = self.seals.search(
            [("state", "=", "superseded"), ("cycle_id", "=", self.cycle.id)]
        )
        self.assertEqual(found, self.seal)
        found = self.seals.search(
            [("state", "in", ["in_force"]), ("cycle_id", "=", self.cycle.id)]
        )
        self.assertEqual(set(found), {*self.seals, *second} - {*self.seal})
        self.assertFalse(self._check())

    def test_of_three_versions_the_last_is_in_force(self):
        third = self._next_version(self._next_version())
        self.assertEqual(self.seal._judge()[1], self._find_seal(third).reference)

    def test_companies_have_chains_of_their_own(self):
        company = self.env["res.company"].create({"name": "Other agency"})
        chain = self.chain._lock(company)
        self.assertEqual((chain.count, chain.head), (0, GENESIS))
        self.assertEqual(self.chain._lock(company), chain)
        self.assertFalse(self.env["asn.appraisal.seal.check"]._check(chain))

    def test_checking_costs_the_same_for_any_number(self):
        Check = self.env["asn.appraisal.seal.check"]
        Content = self.env["asn.appraisal.seal.content"]
        ids = self.seals.outcome_id.ids
        one = self._count_queries(Content._collect, ids[:1])
        self.assertEqual(self._count_queries(Content._collect, ids), one)
        self.assertLessEqual(self._count_queries(Check._check, self.chain), one + 6)

    # ------------------------------------------------------------
    # APPEND ONLY
    # ------------------------------------------------------------

    def test_nobody_changes_or_deletes_a_seal(self):
        for user in (self.manager, self.auditor, self.env.ref("base.user_root")):
            own = self.seal.with_user(user)
            for seal in (own, own.sudo()):
                with self.assertRaises(AccessError):
                    seal.write({"code": "x"})
                with self.assertRaises(AccessError):
                    seal.unlink()
                with self.assertRaises(AccessError):
                    seal._workflow_write({"code": "x"})
                with self.assertRaises(AccessError):
                    seal.create({"number": 99})

    def test_secrets_are_closed(self):
        for name in ("token", "lookup", "content"):
            for user in (self.manager, self.auditor):
                with self.assertRaises(AccessError):
                    self.seal.with_user(user).read([name])
        with self.assertRaises(AccessError):
            self.outcome.comment_ids[0].with_user(self.manager).read(["salt"])

    def test_who_reads_seals(self):
        for user in (self.person.user_id, self.superior.user_id, self.officer):
            self.assertFalse(self.seal.with_user(user).has_access("read"))
        for user in (self.manager, self.auditor):
            self.assertTrue(self.seal.with_user(user).has_access("read"))

    # ------------------------------------------------------------
    # BUTTONS
    # ------------------------------------------------------------

    def test_cycle_tells_the_fingerprint(self):
        cycle = self.cycle.with_user(self.auditor)
        self.assertEqual(cycle.seal_count, 6)
        self.assertEqual(cycle.seal_number, self.seals[-1].number)
        self.assertEqual(cycle.seal_fingerprint, self.seals[-1].hash)

    def test_verifying_an_untouched_chain(self):
        for user in (self.manager, self.auditor):
            action = self.cycle.with_user(user).action_verify_chain()
            self.assertEqual(action["params"]["type"], "success")
        self.assertTrue(self.chain.verified_on)
        self.assertEqual(self.chain.verified_count, self.chain.count)
        self.assertEqual(self.chain.found_count, 0)
        with self.assertRaises(AccessError):
            self.chain.with_user(self.officer).action_verify()

    def test_findings_are_listed_and_stay(self):
        right = self.outcome.result_rating
        self._tamper(self.outcome, "result_rating", "below")
        chain = self.chain.with_user(self.auditor)
        action = chain.action_verify()
        self.assertEqual(action["res_model"], "asn.appraisal.seal.finding")
        finding = chain.finding_ids
        self.assertEqual(finding.outcome_id, self.outcome)
        self.assertIn("Work Result", finding.description)
        self.assertIn(str(self.seal.number), finding.description)
        chain.action_verify()
        self.assertEqual(chain.finding_ids, finding)
        self._tamper(self.outcome, "result_rating", right)
        chain.action_verify()
        self.assertEqual(chain.found_count, 0)
        self.assertFalse(finding.is_current)

    def test_auditors_are_told_once(self):
        self._tamper(self.outcome, "total", 99)
        before = self.chain.message_ids
        self.chain._verify()
        self.chain._tell()
        news = self.chain.message_ids - before
        self.assertEqual(len(news), 1)
        self.assertIn(self.auditor.partner_id, news.notified_partner_ids)
        self.assertIn(self.manager.partner_id, news.notified_partner_ids)
        self.assertNotIn(self.officer.partner_id, news.notified_partner_ids)
        self.chain._verify()
        self.chain._tell()
        self.assertEqual(self.chain.message_ids - before, news)

    def test_document_shows_the_stamp(self):
        report = self.env["ir.actions.report"].with_user(self.person.user_id)
        html, __ = report._render_qweb_html(
            "asn_appraisal.report_appraisal_result", self._appraisal().ids
        )
        text = html.decode()
        self.assertIn(f"/asn/check/{self.seal.token}", text)
        self.assertIn(self.seal._write_code(), text)
        self.assertIn(self.seal._write_fingerprint(), text)
        self.assertIn("data:image/png;base64,", text)
