# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError

from odoo.addons.mail.tests.common import MailCase

from .plan_common import PlanCommon


class TestReminders(PlanCommon, MailCase):
    """Nobody is blocked by a plan that lies about."""

    def _remind(self, day):
        """Run the daily reminders on a day; return who got a mail, with subject."""
        with freeze_time(f"{day} 01:00:00"), self.mock_mail_gateway():
            self.env["asn.appraisal.plan"]._remind(self.cycle)
            self.env["mail.mail"].search([("state", "=", "outgoing")]).send()
        return [
            (email, mail["subject"])
            for mail in self._mails
            for email in mail["email_to"]
        ]

    def _submit(self, *people, day="2026-01-10"):
        with freeze_time(f"{day} 01:00:00"):
            for person in people:
                self._draft(self._plan(person)).action_submit()

    def test_drafts_are_called_to_mind_once_before_the_deadline(self):
        self._submit(self.person)
        drafts = len(self.population) - 1
        self.assertFalse(self._remind("2026-01-12"))
        mails = self._remind("2026-01-28")
        subjects = [subject for __, subject in mails]
        draft = "Your plan is still a draft: Planned 2026"
        self.assertEqual(subjects.count(draft), drafts)
        self.assertNotIn(draft, [s for __, s in self._remind("2026-01-29")])

    def test_one_mail_for_all_plans_that_wait(self):
        self._submit(*self.members[:3])
        self.assertFalse(self._remind("2026-01-14"))
        mails = self._remind("2026-01-15")
        self.assertEqual(len(mails), 1)
        self.assertIn("asn_superior@example.com", mails[0][0])
        self.assertIn("3", self._mails[0]["body"])
        self.assertFalse(self._remind("2026-01-16"))

    def test_next_superior_is_asked_and_may_agree(self):
        self._submit(self.person)
        self._remind("2026-01-15")
        head = self.plan.with_user(self.head.user_id)
        with self.assertRaises(AccessError):
            head.action_agree()
        mails = self._remind("2026-01-20")
        self.assertEqual(len(mails), 1)
        self.assertIn("asn_head@example.com", mails[0][0])
        self.assertEqual(self.plan.escalation_id, self.head)
        self.assertEqual(head.goal_ids.mapped("name"), ["Twelve"])
        head.action_agree()
        self.assertEqual(self.plan.state, "agreed")
        self.assertFalse(self._remind("2026-01-21"))

    def test_returned_plan_is_no_longer_escalated(self):
        self._submit(self.person)
        self._remind("2026-01-20")
        head = self.plan.with_user(self.head.user_id)
        head.action_return("More please")
        self.assertFalse(self.plan.escalation_id)
        with self.assertRaises(AccessError):
            head.read(["state"])

    def test_cron_minds_zero_days(self):
        Plan = self.env["asn.appraisal.plan"]
        reminded = []
        self.patch(type(Plan), "_remind", lambda plans, cycle: reminded.append(cycle))
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *args: None)
        Plan._cron_remind()
        self.assertIn(self.cycle, reminded)
        self.cycle.with_user(self.manager).plan_wait_days = 0
        reminded.clear()
        Plan._cron_remind()
        self.assertNotIn(self.cycle, reminded)

    def test_queries_do_not_grow_with_plans(self):
        self._submit(self.person)
        one = self._count_queries(self._remind, "2026-01-15")
        self._submit(*self.members[1:])
        many = self._count_queries(self._remind, "2026-01-16")
        self.assertLessEqual(many, one + 4)
