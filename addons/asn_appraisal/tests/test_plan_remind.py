# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError

from odoo.addons.mail.tests.common import MailCase

from .plan_common import PlanCommon


class TestReminders(PlanCommon, MailCase):
    """Nobody is blocked by a plan that lies about."""

    def setUp(self):
        super().setUp()
        self.pushed = []
        Digest = type(self.env["asn.appraisal.digest"])
        self.patch(Digest, "_push", lambda digest, users: self.pushed.extend(users))

    def _remind(self, day):
        """Run the daily reminders on a day; return who gets a mail of their own."""
        self.pushed.clear()
        with freeze_time(f"{day} 01:00:00"), self.mock_mail_gateway():
            self.env["asn.appraisal.plan"]._remind(self.cycle)
            self.env["mail.mail"].search([("state", "=", "outgoing")]).send()
        return [email for mail in self._mails for email in mail["email_to"]]

    def _submit(self, *people, day="2026-01-10"):
        with freeze_time(f"{day} 01:00:00"):
            for person in people:
                self._draft(self._plan(person)).action_submit()

    def test_drafts_are_called_to_mind_once_before_the_deadline(self):
        """The deadline is a Saturday; three working days before is Wednesday."""
        self._submit(self.person)
        drafts = self.population - self.person
        for day, expected in [
            ("2026-01-12", []),
            ("2026-01-27", []),
            ("2026-01-28", drafts.user_id.ids),
            ("2026-01-29", []),
        ]:
            self.cycle.plan_wait_days = 100
            self.assertFalse(self._remind(day))
            found = sorted(user.id for user in self.pushed)
            self.assertEqual(found, sorted(expected), day)

    def test_superior_is_reminded_after_working_days(self):
        self._submit(*self.members[:3])
        self.assertFalse(self._remind("2026-01-15"))
        self.assertFalse(self.pushed)
        self.assertFalse(self._remind("2026-01-16"))
        self.assertEqual(self.pushed, [self.superior.user_id])
        self._remind("2026-01-17")
        self.assertFalse(self.pushed)

    def test_next_superior_is_asked_and_may_agree(self):
        self._submit(self.person)
        self._remind("2026-01-16")
        head = self.plan.with_user(self.head.user_id)
        with self.assertRaises(AccessError):
            head.action_agree()
        mails = self._remind("2026-01-23")
        self.assertEqual(len(mails), 1)
        self.assertIn("asn_head@example.com", mails[0])
        self.assertEqual(self.plan.escalation_id, self.head)
        self.assertEqual(head.goal_ids.mapped("name"), ["Twelve"])
        head.action_agree()
        self.assertEqual(self.plan.state, "agreed")
        self.assertFalse(self._remind("2026-01-26"))

    def test_returned_plan_is_no_longer_escalated(self):
        self._submit(self.person)
        self._remind("2026-01-23")
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
        one = self._count_queries(self._remind, "2026-01-16")
        self._submit(*self.members[1:])
        many = self._count_queries(self._remind, "2026-01-19")
        self.assertLessEqual(many, one + 4)
