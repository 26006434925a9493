# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import warmup
from odoo.tools import mute_logger

from odoo.addons.asn_appraisal.models.asn_appraisal_owed import OWED, OWERS
from odoo.addons.mail.tests.common import MailCase

from .plan_common import PlanCommon
from .talk_common import TalkCommon

# The evaluation ends on Thursday, 10 December 2026.
FAR = "2026-11-16"  # a Monday
MONDAY, TUESDAY, WEDNESDAY = "2026-12-07", "2026-12-08", "2026-12-09"
NOON = "03:00:00"


@tagged("post_install", "-at_install")
class TestDigest(TalkCommon, MailCase):
    """One mail a day about everything that waits, and none when nothing does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env.company
        company.resource_calendar_id.tz = "Asia/Jakarta"
        with freeze_time("2026-11-10 03:00:00"):  # a Tuesday
            cls._launch()
        cls.env["mail.mail"].search([("state", "=", "outgoing")]).unlink()
        cls.Digest = cls.env["asn.appraisal.digest"]
        cls.user = cls.person.user_id

    def setUp(self):
        super().setUp()
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 1)

    def _send(self, day, time=NOON):
        """Run the cron on a day; return the mails by address."""
        with freeze_time(f"{day} {time}"), self.mock_mail_gateway():
            self.Digest._run(self.env.company)
            self.env["mail.mail"].search([("state", "=", "outgoing")]).send()
        return {mail["email_to"][0]: mail for mail in self._mails}

    def _is_told(self, day, user=None, time=NOON):
        mails = self._send(day, time)
        email = (user or self.user).email
        return any(email in address for address in mails)

    def _row(self, user=None):
        return self.Digest.search([("user_id", "=", (user or self.user).id)])

    # ------------------------------------------------------------
    # WHEN
    # ------------------------------------------------------------

    def test_weekly_and_daily_around_the_deadline(self):
        told = [
            day
            for n in range(40)
            if self._is_told(day := str(fields.Date.to_date(FAR) + timedelta(n)))
        ]
        self.assertEqual(
            told,
            [
                *(FAR, "2026-11-23", "2026-11-30"),
                *("2026-12-03", "2026-12-04", MONDAY, TUESDAY, WEDNESDAY),
                *("2026-12-10", "2026-12-11", "2026-12-14", "2026-12-15"),
                *("2026-12-16", "2026-12-17", "2026-12-21"),
            ],
        )

    def test_own_choice(self):
        # the ladder calls to mind before and after a deadline, whatever was chosen
        choices = {"daily": 20, "weekly": 5, "deadline": 5}
        users = [member.user_id for member in self.members[:3]]
        for user, choice in zip(users, choices, strict=True):
            user.with_user(user).asn_digest = choice
        days = [fields.Date.to_date(FAR) + timedelta(n) for n in range(28)]
        told = dict.fromkeys(users, 0)
        for day in days:
            mails = self._send(str(day))
            for user in users:
                told[user] += any(user.email in address for address in mails)
        self.assertEqual(list(told.values()), list(choices.values()))

    def test_nobody_chooses_for_others(self):
        with self.assertRaises(AccessError):
            self.user.with_user(self.superior.user_id).asn_digest = "weekly"

    def test_page_of_the_own_choice_can_be_edited(self):
        action = self.env.ref("asn_appraisal.action_my_reminders").with_user(self.user)
        opened = action.run()
        self.assertEqual(opened["res_id"], self.user.id)
        users = self.env["res.users"].with_user(self.user)
        arch = users.get_view(opened["views"][0][0], "form")["arch"]
        self.assertIn('edit="1"', arch)
        users.browse(self.user.id).web_save({"asn_digest": "weekly"}, {})
        self.assertEqual(self.user.asn_digest, "weekly")

    def test_second_run_sends_nothing(self):
        self.assertTrue(self._is_told(MONDAY))
        self.assertFalse(self._send(MONDAY, "05:00:00"))

    def test_quiet_hours(self):
        self.assertFalse(self._send(MONDAY, "11:00:00"))
        self.assertFalse(self._send("2026-12-06"))
        self.assertTrue(self._send(MONDAY, "09:00:00"))

    def test_nothing_to_do_no_mail(self):
        for form in self.env["asn.appraisal.evaluation"].search(
            [("rater_id", "=", self.person.id)]
        ):
            self._answer(form)
        mails = self._send(MONDAY)
        self.assertFalse(any(self.user.email in address for address in mails))
        self.assertTrue(mails)
        self.assertEqual(str(self._row().looked_on), MONDAY)
        self.assertEqual(str(self._row().sent_on), "2026-11-10", "the invitation")

    def test_stage_over_no_mail_about_forms(self):
        self._close_evaluation()
        self.assertFalse(self._is_told(MONDAY))

    def test_invited_today_is_told_already(self):
        forms = self.env["asn.appraisal.evaluation"].search([])
        forms._workflow_write({"is_notified": False})
        with freeze_time(f"{MONDAY} 01:00:00"), self.mock_mail_gateway():
            self.env["asn.appraisal.job.notify"]._run_batch(self.cycle)
        self.env["mail.mail"].search([("state", "=", "outgoing")]).unlink()
        self.assertFalse(self._send(MONDAY))
        self.assertTrue(self._send(TUESDAY))

    def test_asked_by_hand_is_told_already(self):
        rater = self._employee("asn_asked", self.superior)
        wizard = self.env["asn.appraisal.rater"].with_user(self.manager)
        with freeze_time(f"{MONDAY} 01:00:00"):
            wizard.create(
                {
                    "appraisal_id": self._appraisal().id,
                    "role_code": "peer",
                    "rater_id": rater.id,
                }
            ).action_apply()
        self.assertEqual(str(self._row(rater.user_id).sent_on), MONDAY)

    def test_invited_in_the_night_is_told_in_the_morning(self):
        with freeze_time(f"{MONDAY} 14:00:00"):
            self.Digest._note_told(self.user)
        self.assertFalse(self._is_told(TUESDAY))
        self.assertTrue(self._is_told(WEDNESDAY))

    def test_archived_user_gets_nothing(self):
        self._send(FAR)
        self.user.active = False
        self.assertFalse(self._is_told(MONDAY))

    # ------------------------------------------------------------
    # INTERRUPTED, AND AT ONCE
    # ------------------------------------------------------------

    def test_interrupted_and_resumed(self):
        self.patch(type(self.Digest), "_batch_size", 2)
        with freeze_time(f"{MONDAY} {NOON}"), self.mock_mail_gateway():
            self.Digest._prepare_day(self.env.company)
            self.Digest._run_batch(self.env.company)
            remaining = self.Digest._count_remaining(self.env.company)
        first = self.env["mail.mail"].search([("model", "=", self.Digest._name)])
        self.assertLessEqual(len(first), 2)
        self.assertTrue(remaining)
        self._send(MONDAY)
        sent = self.env["mail.message"].search([("model", "=", self.Digest._name)])
        self.assertLessEqual(len(sent), len(sent.mapped("res_id")))

    def test_rows_of_another_run_are_left_alone(self):
        """What another run has locked is skipped: it sends, this one does not."""
        with freeze_time(f"{MONDAY} {NOON}"):
            self.Digest._prepare_day(self.env.company)
        mine = self._row()
        lock = type(self.Digest).try_lock_for_update

        def skip(records, **kwargs):
            return lock(records, **kwargs) - mine

        with patch.object(type(self.Digest), "try_lock_for_update", skip):
            self.patch(type(self.Digest), "_count_remaining", lambda *args: 0)
            self.assertFalse(self._is_told(MONDAY))
        self.assertNotEqual(str(mine.looked_on), MONDAY)

    def test_two_rows_for_one_person_cannot_be(self):
        self.Digest._ensure(self.user)
        self.assertEqual(self.Digest._ensure(self.user), self._row())
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.Digest._workflow_insert([{"user_id": self.user.id}])

    # ------------------------------------------------------------
    # WHAT
    # ------------------------------------------------------------

    def test_numbers_and_links_never_a_name(self):
        mails = self._send(MONDAY)
        mail = next(m for to, m in mails.items() if self.user.email in to)
        self.assertIn("Test Cycle", mail["body"])
        self.assertIn("action-asn_appraisal.action_inbox", mail["body"])
        self.assertIn("12/10/2026", mail["body"])
        for other in self.members[1:] + self.superior + self.head:
            self.assertNotIn(other.name, mail["body"] + mail["subject"])
        forms = self._row().content[0]
        inbox = self.env["asn.appraisal.evaluation"].with_user(self.user).get_inbox()
        self.assertEqual(forms["count"], len(inbox["forms"]))
        self.assertAlmostEqual(
            forms["minutes"], sum(f["minutes"] for f in inbox["forms"]), delta=5
        )

    def test_form_begun_from_another_account_is_not_mine(self):
        forms = self.env["asn.appraisal.evaluation"].search(
            [("rater_id", "=", self.person.id)]
        )
        forms._workflow_write({"author_id": self.bare.id})
        self.assertFalse(self._is_told(MONDAY))

    def test_late(self):
        mails = self._send("2026-12-11")
        mail = next(m for to, m in mails.items() if self.user.email in to)
        self.assertIn("late since", mail["body"])

    def test_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self.user.lang = "id_ID"
        mails = self._send(MONDAY)
        mail = next(m for to, m in mails.items() if self.user.email in to)
        self.assertIn("Formulir yang perlu diisi", mail["body"])
        self.assertNotIn("wait", mail["subject"] + mail["body"])

    def test_requests_for_feedback(self):
        with freeze_time(f"{FAR} {NOON}"):
            self._ask(self.superior, self.members[1], due_date="2026-11-20")
        self._send("2026-11-17")
        lines = self._row(self.members[1].user_id).content
        self.assertIn(("requests", 1), [(x["kind"], x["count"]) for x in lines])

    # ------------------------------------------------------------
    # FROM OTHER PLACES
    # ------------------------------------------------------------

    def test_pushed_is_sent_whatever_is_preferred(self):
        self._send(FAR)
        self.user.asn_digest = "deadline"
        with freeze_time(f"2026-11-17 {NOON}"):
            self.assertEqual(self.Digest._push(self.user), self.user)
            self.assertFalse(self.Digest._push(self.user), "once a day")
        self.assertTrue(self._is_told("2026-11-17"))
        with freeze_time("2026-11-17 05:00:00"):
            self.assertFalse(self.Digest._push(self.user), "had a mail today")
        self.assertFalse(self._is_told("2026-11-18"))

    def test_push_in_the_night_waits_for_the_morning(self):
        self._send("2026-11-17")
        with freeze_time("2026-11-17 14:00:00"):
            self.Digest._push(self.head.user_id + self.user)
        self.assertFalse(self._row().pushed_on and self._send("2026-11-17", "15:00:00"))

    # ------------------------------------------------------------
    # ACCESS AND COST
    # ------------------------------------------------------------

    def test_nobody_reads_what_others_owe(self):
        self._send(MONDAY)
        for user in (self.user, self.superior.user_id, self.manager, self.auditor):
            with self.assertRaises(AccessError):
                self._row().with_user(user).read(["sent_on"])
            with self.assertRaises(AccessError):
                self.user.with_user(user).read(["asn_digest_ids"])


@tagged("post_install", "-at_install")
class TestDigestKinds(PlanCommon):
    """The mail counts what the inbox counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for person in cls.members[:3]:
            cls._goal(cls._plan(person))
            cls._indicator(cls._plan(person).goal_ids)
            cls._plan(person).action_submit()

    def test_every_kind_says_whose_it_is(self):
        self.assertEqual(OWED.keys(), OWERS.keys())

    def test_mail_and_inbox_agree(self):
        users = (self.population | self.head).user_id
        rows = self.env["asn.appraisal.digest"]._ensure(users)
        found = rows._collect(fields.Date.today())
        kinds = set()
        for user in users:
            owed = self.env["asn.appraisal.owed"].with_user(user)._get_owed()
            expected = {kind["key"]: kind["count"] for kind in owed}
            lines = {x["kind"]: x["count"] for x in found.get(user.id, [])}
            lines.pop("forms", None)
            self.assertEqual(lines, expected, user.login)
            kinds |= expected.keys()
        self.assertLessEqual({"waiting_plans", "my_plans"}, kinds)


@tagged("post_install", "-at_install")
class TestDigestPerformance(PlanCommon):
    """Ten times the people cost hardly more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.many = cls.env["hr.employee"].union(
            *(cls._employee(f"asn_many_{n}", cls.superior) for n in range(50))
        )
        cls.population = cls.many
        cls.cycle = cls._cycle(date_start="2027-01-01", date_end="2027-12-31")
        cls._launch()

    def _remind(self, count):
        users = self.many[:count].user_id
        rows = self.env["asn.appraisal.digest"]._ensure(users)
        rows._workflow_write({"sent_on": False, "looked_on": False})
        rows._remind(self.env.company, fields.Date.to_date(MONDAY))
        self.env.flush_all()

    @freeze_time(f"{MONDAY} {NOON}")
    def test_queries_do_not_grow_with_people(self):
        self._remind(1)
        one = self._count_queries(self._remind, 1)
        many = self._count_queries(self._remind, 50)
        self.assertLessEqual(many, one + 5)

    @warmup
    @freeze_time(f"{MONDAY} {NOON}")
    def test_queries_of_fifty(self):
        rows = self.env["asn.appraisal.digest"]._ensure(self.many.user_id)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(60):
            rows._remind(self.env.company, fields.Date.to_date(MONDAY))
            self.env.flush_all()
