# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from .common import AppraisalCommon

# The evaluation ends on Thursday, 10 December 2026.
NOON = "03:00:00"


@tagged("post_install", "-at_install")
class TestEscalation(AppraisalCommon, MailCase):
    """A ladder of working days: raters in time, others by number alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.resource_calendar_id.tz = "Asia/Jakarta"
        cls.department.manager_id = cls.head
        with freeze_time("2026-11-10 03:00:00"):
            cls._launch()
        cls.env["mail.mail"].search([("state", "=", "outgoing")]).unlink()
        cls.Digest = cls.env["asn.appraisal.digest"]
        # nobody gets a mail but by a step
        (cls.population | cls.head).user_id.asn_digest = "deadline"
        cls.boss = cls.superior.user_id

    def setUp(self):
        super().setUp()
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 1)

    def _steps(self, *steps):
        self.cycle.escalation_step_ids = [
            Command.clear(),
            *(Command.create({"days": days, "told": told}) for days, told in steps),
        ]

    def _run(self, day):
        """Run the reminders on a day; return the mails by login."""
        with freeze_time(f"{day} {NOON}"), self.mock_mail_gateway():
            self.Digest._run(self.env.company)
            self.env["mail.mail"].search([("state", "=", "outgoing")]).send()
        return {
            mail["email_to"][0].split("<")[1].split("@")[0]: mail
            for mail in self._mails
        }

    def _notices(self):
        return self.env["asn.appraisal.escalation"].search([])

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def test_raters_in_working_days_before_the_deadline(self):
        self._steps((-5, "rater"))
        self.assertFalse(self._run("2026-12-02"))
        mails = self._run("2026-12-03")
        self.assertEqual(len(mails), len(self.population | self.head))
        self.assertFalse(self._run("2026-12-04"), "once")

    def test_superior_is_told_a_number_and_no_name(self):
        self._answer(self._evaluation(self.person, self.members[1]))
        self._steps((1, "superior"))
        self.assertFalse(self._run("2026-12-10").get("asn_superior", {}).get("x"))
        mails = self._run("2026-12-11")
        mail = mails["asn_superior"]
        late = self.env["asn.appraisal.evaluation"].search(
            [
                ("rater_id", "in", self.members.ids),
                ("employee_id", "!=", self.superior.id),
                ("state", "=", "pending"),
            ]
        )
        notice = self._notices().filtered(lambda n: n.user_id == self.boss)
        self.assertEqual(notice.form_count, len(late))
        self.assertTrue(notice.is_mailed)
        self.assertIn(f"late with {len(late)} forms", mail["body"])
        self.assertIn("action_team_board", mail["body"])
        for member in self.members:
            self.assertNotIn(member.name, mail["body"] + mail["subject"])
        self.assertNotIn("asn_superior", self._run("2026-12-14"))

    def test_forms_about_the_recipient_are_not_counted(self):
        """Whom subordinates rate is told nothing of the forms about them."""
        forms = self.env["asn.appraisal.evaluation"].search(
            [("rater_id", "in", self.members.ids)]
        )
        about = forms.filtered(lambda form: form.employee_id == self.superior)
        self.assertTrue(about)
        (forms - about)._workflow_write({"state": "submitted"})
        self._steps((1, "superior"))
        self._run("2026-12-11")
        self.assertNotIn(self.boss, self._notices().user_id)

    def test_no_number_for_few_raters(self):
        self._steps((1, "superior"))
        self._run("2026-12-11")
        notice = self._notices().filtered(lambda n: n.user_id == self.head.user_id)
        self.assertEqual(notice.form_count, 0, "the head leads one rater")
        mail = self._run("2026-12-11")
        self.assertFalse(mail)

    def test_unit_and_hr(self):
        self._steps((2, "unit"), (3, "hr"))
        self.env["hr.employee"].create(
            {"name": "HR", "user_id": self.manager.id, "parent_id": self.head.id}
        )
        self.assertIn("asn_head", self._run("2026-12-14"))
        mails = self._run("2026-12-15")
        open_count = self.env["asn.appraisal.evaluation"].search_count(
            [("cycle_id", "=", self.cycle.id), ("state", "=", "pending")]
        )
        self.assertIn(f": {open_count}", mails["asn_manager"]["body"])
        self.assertIn("action_asn_appraisal_board", mails["asn_manager"]["body"])

    def test_missed_days_are_made_up_and_a_new_deadline_counts(self):
        self._steps((1, "superior"))
        self.assertIn("asn_superior", self._run("2026-12-16"))
        self.cycle.evaluation_end = fields.Date.to_date("2026-12-18")
        for day, count in [("2026-12-17", 1), ("2026-12-18", 1), ("2026-12-21", 2)]:
            self._run(day)
            notices = self._notices().filtered(lambda n: n.user_id == self.boss)
            self.assertEqual(len(notices), count, day)

    def test_nothing_late_nobody_is_told(self):
        self._answer_all()
        self.assertFalse(self._run("2026-12-21"))
        self.assertFalse(self._notices())

    def test_new_cycle_has_a_ladder_which_is_copied(self):
        self.assertTrue(
            self._cycle(
                date_start="2029-01-01", date_end="2029-12-31"
            ).escalation_step_ids
        )
        self._steps((1, "superior"))
        self._run("2026-12-11")
        copy = self.cycle.copy({"date_start": "2028-01-01", "date_end": "2028-12-31"})
        self.assertEqual(copy.escalation_step_ids.mapped("told"), ["superior"])
        self.assertFalse(copy.escalation_step_ids.done_until)

    def test_others_only_after_the_deadline(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self._steps((0, "superior"))
            self.env.flush_all()

    def test_language_of_the_recipient(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self.boss.lang = "id_ID"
        self._steps((1, "superior"))
        mail = self._run("2026-12-11")["asn_superior"]
        self.assertIn("terlambat", mail["body"])
        self.assertNotIn("People you lead", mail["body"])
