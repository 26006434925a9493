# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import warmup
from odoo.tools import mute_logger

from .test_nomination import NominationCommon


@tagged("post_install", "-at_install")
class TestNominationDeadline(NominationCommon):
    """What the clock decides, who is told, and cycles with other dates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.boss = cls.superior.user_id

    # ------------------------------------------------------------
    # THE DEADLINE
    # ------------------------------------------------------------

    def test_last_second_in_jakarta(self):
        self.cycle.company_id.resource_calendar_id.tz = "Asia/Jakarta"
        self._propose(self.peers[:2])
        self._run_cron("2026-12-01 16:59:59")  # a second before midnight there
        self.assertEqual(self._nomination().state, "submitted")
        self._run_cron("2026-12-01 17:00:00")
        self.assertEqual(self._nomination().state, "approved")

    def test_deadline_approves_or_draws(self):
        self._propose(self.peers[:2])
        self._run_cron("2026-12-02 18:00:00")
        nomination = self._nomination()
        self.assertEqual((nomination.state, nomination.is_automatic), ("approved", 1))
        self.assertEqual(self._get_raters(), self.peers[:2])
        other = self._nomination(self.members[1])
        self.assertEqual(other.state, "lapsed")
        self.assertIn("by lot", other.next_step)
        drawn = self._get_raters(self.members[1])
        self.assertEqual(len(drawn), 3)
        self.assertFalse(other.sudo().rater_ids, "the superior does not learn either")

    def test_deadline_twice(self):
        self._propose(self.peers[:2])
        for __ in range(2):
            self._run_cron("2026-12-02 18:00:00")
        forms = self.cycle.appraisal_ids.evaluation_ids
        self.assertEqual(len(forms.filtered(lambda f: f.role_id == self.role)), 14)
        self._run_jobs()
        self.assertTrue(all(form.sudo().is_notified for form in forms))

    def test_returned_is_drawn(self):
        nomination = self._propose(self.peers[:2])
        boss = nomination.with_user(self.boss)
        boss.return_reason = "x"
        boss.action_give_back()
        self._run_cron("2026-12-02 18:00:00")
        self.assertEqual(nomination.state, "lapsed")

    def test_whoever_left_meanwhile_is_not_asked(self):
        self._propose(self.peers[:2])
        self.peers[0].user_id.active = False
        self._run_cron("2026-12-02 18:00:00")
        self.assertEqual(self._get_raters(), self.peers[1])

    def test_cancelled_appraisals_are_left_alone(self):
        self._appraisal().with_user(self.manager).action_cancel()
        self._run_cron("2026-12-02 18:00:00")
        self.assertEqual(self._nomination().state, "draft")
        self.assertFalse(self._get_raters())

    def test_one_that_fails_does_not_stop_the_others(self):
        Nomination = self.env.registry["asn.appraisal.nomination"]
        real, person = Nomination._get_chosen, self.person

        def fail(nominations):
            if person in nominations.employee_id:
                raise ValueError("x")
            return real(nominations)

        self._propose(self.peers[:2])
        self._propose(self.peers[1:3], self.peers[0])
        self.patch(Nomination, "_get_chosen", fail)
        with self.assertLogs("odoo.addons.asn_appraisal", "ERROR"):
            self._run_cron("2026-12-02 18:00:00")
        self.assertEqual(self._nomination().state, "submitted")
        self.assertEqual(self._nomination(self.peers[0]).state, "approved")

    def test_hr_closes_now(self):
        nomination = self._nomination(user=self.manager)
        nomination.action_close()
        self.assertEqual(nomination.state, "lapsed")
        self.assertEqual(len(self._get_raters()), 3)
        with self.assertRaisesRegex(UserError, "decided"):
            nomination.action_close()
        for user in (self.boss, self.person.user_id, self.auditor):
            with self.assertRaises(AccessError):
                self._nomination(self.peers[0], user).action_close()

    @warmup
    def test_deadline_costs_the_same_for_all(self):
        """Nothing for each more: the batch is done together."""
        self._propose(self.peers[:2])
        self._propose(self.peers[1:3], self.peers[0])
        self.cycle._start_job("notify")  # as the cron does first
        Nomination = self.env["asn.appraisal.nomination"].sudo()
        # as the cron finds them, by ids: it reads together what it works on
        late = Nomination._get_late(self.cycle, Nomination)
        submitted = late.filtered(lambda nomination: nomination.state == "submitted")
        few = Nomination.browse([submitted[0].id, (late - submitted)[0].id])
        self.assertEqual((len(late), len(submitted)), (5, 2))
        self._count_closing(few)
        self.assertEqual(
            self._count_closing(Nomination.browse(late.ids)), self._count_closing(few)
        )

    def _count_closing(self, nominations):
        """Return what closing costs, and take it back."""
        savepoint = self.cr.savepoint()
        count = self._count_queries(nominations._close_by_deadline)
        savepoint.rollback()
        savepoint.close(rollback=False)
        self.env.invalidate_all()
        return count

    # ------------------------------------------------------------
    # MAIL AND INBOX
    # ------------------------------------------------------------

    def _get_mails(self, employee):
        mails = self.env["mail.mail"].search([])
        partner = employee.user_id.partner_id
        return mails.filtered(lambda m: partner in m.recipient_ids)

    def test_mails(self):
        before = self._get_mails(self.person), self._get_mails(self.superior)
        self._run_cron("2026-11-20 03:00:00")
        self._run_cron("2026-11-20 04:00:00")
        self.assertEqual(len(self._get_mails(self.person) - before[0]), 1)
        self._propose(self.peers[:2])
        self._propose(self.peers[1:3], self.peers[0])
        self._run_cron("2026-11-20 05:00:00")
        mail = self._get_mails(self.superior) - before[1]
        self.assertEqual(len(mail), 1, "one for both")
        self.assertIn("2", mail.body_html)
        self._run_cron("2026-12-02 18:00:00")
        last = self._get_mails(self.peers[3])[0]
        self.assertIn("drawn by lot", last.body_html)

    def test_inbox(self):
        def get(user):
            kinds = self.env["asn.appraisal.owed"].with_user(user)._get_owed()
            return {kind["key"]: kind["count"] for kind in kinds}

        self.assertEqual(get(self.person.user_id).get("my_nominations"), 1)
        self.assertNotIn("nominations", get(self.boss))
        self._propose(self.peers[:2])
        self.assertNotIn("my_nominations", get(self.person.user_id))
        self.assertEqual(get(self.boss)["nominations"], 1)
        for user in (self.manager, self.officer, self.auditor):
            self.assertFalse({"nominations", "my_nominations"} & get(user).keys())


@tagged("post_install", "-at_install")
class TestNominationBefore(NominationCommon):
    """People can also propose while work is still going on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.write(
            {
                "has_planning": True,
                "planning_end": "2026-01-31",
                "evaluation_start": "2026-11-01",
            }
        )
        cls._launch()

    def _open_evaluation(self):
        self.cycle.with_user(self.manager).action_open_evaluation()
        self._run_jobs()

    def test_asked_when_the_evaluation_opens(self):
        self.assertFalse(self.cycle.nomination_ids)
        self.cycle.with_user(self.manager).action_open_nominations()
        self.cycle.with_user(self.manager).action_open_nominations()
        self.assertEqual(len(self.cycle.nomination_ids), 5)
        nomination = self._propose(self.peers[:2])
        nomination.with_user(self.superior.user_id).action_approve()
        self.assertFalse(self._get_raters())
        self._open_evaluation()
        self.assertEqual(self._get_raters(), self.peers[:2])
        self.assertFalse(self._get_raters(self.peers[0]), "still to be proposed")

    def test_drawn_when_the_evaluation_opens(self):
        self.cycle.with_user(self.manager).action_open_nominations()
        self.cycle.nomination_end = "2026-05-31"
        self._run_cron("2026-06-02 00:00:00")
        self.assertEqual(self._nomination().state, "lapsed")
        self.assertFalse(self._get_raters())
        self._open_evaluation()
        self.assertEqual(len(self._get_raters()), 3)

    def test_for_managers_alone(self):
        for user in (self.superior.user_id, self.auditor, self.officer):
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_open_nominations()


@tagged("post_install", "-at_install")
class TestNominationCycle(NominationCommon):
    def test_needs_a_deadline(self):
        self.cycle.nomination_end = False
        with self.assertRaisesRegex(UserError, "nomination deadline"):
            self.cycle.with_user(self.manager).action_launch()

    def test_leaves_time_to_answer(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.cycle.nomination_end = self.cycle.evaluation_end
            self.cycle.flush_recordset()

    def test_cycle_without_nominations(self):
        line = self.staff.role_ids.filtered(lambda line: line.role_id == self.role)
        line.proposal = "draw"
        self.assertFalse(self.cycle.has_nominations)
        self._launch()
        self.assertFalse(self.cycle.nomination_ids)
        with self.assertRaisesRegex(UserError, "No form"):
            self.cycle.with_user(self.manager).action_open_nominations()
