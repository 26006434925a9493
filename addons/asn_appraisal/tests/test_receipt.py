# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestReceipt(AppraisalCommon):
    """Clocks run from the receipt, and silence ends by itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.resource_calendar_id.tz = "Asia/Jakarta"  # UTC+7
        cls.cycle.write({"receipt_days": 7, "response_days": 14})
        with freeze_time("2027-01-04 03:00:00"):  # Monday, 10:00 in Jakarta
            cls._play()
        cls.appraisal = cls._appraisal().with_user(cls.person.user_id)
        cls.outcome = cls._appraisal().outcome_ids

    def _run_cron(self, moment):
        with freeze_time(moment):
            self.env["asn.appraisal.outcome"]._cron_receipt()

    def _answer_result(self, response, reason=False, appraisal=None):
        wizard = self.env["asn.appraisal.response"].with_user(self.person.user_id)
        vals = {"appraisal_id": self.appraisal.id, "response": response}
        return wizard.create(vals | {"reason": reason}).action_apply()

    # ------------------------------------------------------------
    # RECEIPT
    # ------------------------------------------------------------

    @freeze_time("2027-01-06 01:00:00")
    def test_opening_counts_once(self):
        self.assertTrue(self.appraisal.record_receipt())
        self.assertEqual(self.outcome.receipt, "opened")
        self.assertEqual(str(self.outcome.received_on), "2027-01-06 01:00:00")
        self.assertEqual(str(self.outcome.response_until), "2027-01-20")
        with freeze_time("2027-01-07"):
            self.assertFalse(self.appraisal.record_receipt())
        self.assertEqual(str(self.outcome.received_on), "2027-01-06 01:00:00")

    def test_nobody_else_receives_it(self):
        for user in (self.superior.user_id, self.manager, self.auditor):
            with self.assertRaises(AccessError):
                self.appraisal.with_user(user).record_receipt()
            with self.assertRaises(AccessError):
                self.appraisal.with_user(user).action_respond()
        self.assertFalse(self.outcome.received_on)

    def test_printing_is_a_receipt(self):
        self.appraisal.with_user(self.manager).action_print_result()
        self.assertFalse(self.outcome.received_on)
        self.appraisal.action_print_result()
        self.assertEqual(self.outcome.receipt, "printed")

    def test_deemed_at_the_end_of_the_last_day(self):
        self._run_cron("2027-01-11 16:59:59")  # 23:59:59 of day 7 in Jakarta
        self.assertFalse(self.outcome.received_on)
        self._run_cron("2027-01-11 17:00:00")
        self.assertEqual(self.outcome.receipt, "deemed")
        others = self.cycle.appraisal_ids.outcome_ids
        self.assertEqual(set(others.mapped("receipt")), {"deemed"})

    def test_what_is_not_published_is_not_received(self):
        self.outcome._workflow_write({"state": "superseded"})
        with self.assertRaises(UserError):
            self.appraisal.record_receipt()
        self._run_cron("2027-03-01")
        self.assertFalse(self.outcome.received_on)

    # ------------------------------------------------------------
    # RESPONSE
    # ------------------------------------------------------------

    def test_acknowledge(self):
        self.assertTrue(self.appraisal.can_respond)
        action = self.appraisal.action_respond()
        self.assertTrue(action["views"])  # the page of the result opens it by itself
        self._answer_result("acknowledged")
        self.assertEqual(self.outcome.receipt, "opened")
        self.assertEqual(self.outcome.response, "acknowledged")
        self.assertEqual(self.appraisal.state, "acknowledged")
        self.assertFalse(self.appraisal.can_respond)
        with self.assertRaises(UserError):
            self._answer_result("refused")

    def test_disagreeing_needs_a_reason(self):
        with self.assertRaises(UserError):
            self._answer_result("disagreed", " ")
        self._answer_result("disagreed", "The target was changed in May.")
        superior = self.appraisal.with_user(self.superior.user_id)
        self.assertEqual(superior.response_reason, "The target was changed in May.")

    def test_refuse(self):
        self._answer_result("refused")
        self.assertEqual(self.outcome.response, "refused")

    def test_silence_ends_by_itself(self):
        with freeze_time("2027-01-05 12:00:00"):
            self.appraisal.record_receipt()
        self._run_cron("2027-01-19 16:59:59")  # 23:59:59 of day 14 in Jakarta
        self.assertFalse(self.outcome.response)
        self._run_cron("2027-01-19 17:00:00")
        self.assertEqual(self.outcome.response, "silent")
        self.assertEqual(self.appraisal.state, "acknowledged")
        before = self.outcome.responded_on
        self._run_cron("2027-02-19")
        self.assertEqual(self.outcome.responded_on, before)

    def test_receipt_and_response_by_rpc_alone_are_refused(self):
        with self.assertRaises(AccessError):
            self.outcome.with_user(self.person.user_id).write({"response": "refused"})
        with self.assertRaises(AccessError):
            self.outcome.sudo().write({"received_on": "2027-01-01"})

    def test_seal_is_not_touched(self):
        self._answer_result("acknowledged")
        chain = self.env["asn.appraisal.seal.chain"].search([])
        self.assertFalse(self.env["asn.appraisal.seal.check"]._check(chain))
