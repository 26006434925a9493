# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from base64 import b64encode
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tests.common import HttpCase

from .plan_common import PlanCommon

MEGABYTE = 1024 * 1024


@freeze_time("2026-04-05 03:00:00")
class TestProgress(PlanCommon):
    """The log: what is noted counts, until it is questioned, checked or closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._agree()
        cls.indicator = cls.plan.indicator_ids

    def test_entries_come_to_a_realisation(self):
        self._note(self.indicator, 3, "2026-03-01")
        self._note(self.indicator, 4.5, "2026-02-01")
        for aggregation, expected in (("sum", 7.5), ("last", 3), ("average", 3.75)):
            self.indicator.sudo().aggregation = aggregation
            self.assertEqual(self.indicator.realisation, expected)
        self.assertEqual(self.indicator.entry_count, 2)
        self.assertEqual(str(self.indicator.realised_on), "2026-03-01")

    def test_day_must_lie_in_the_period_and_not_ahead(self):
        for day in ("2025-12-31", "2026-04-06"):
            with self.assertRaises(ValidationError):
                self._note(self.indicator, date=day)

    def test_note_without_indicator_belongs_to_the_running_appraisal(self):
        entry = (
            self.env["asn.appraisal.progress"]
            .with_user(self.person.user_id)
            .create({"name": "Other work"})
        )
        self.assertEqual(entry.appraisal_id, self.appraisal)

    def test_nobody_writes_the_log_of_another(self):
        values = {"indicator_id": self.indicator.id, "name": "x"}
        Progress = self.env["asn.appraisal.progress"]
        for user in (self.superior.user_id, self.members[1].user_id, self.manager):
            with self.assertRaises(AccessError):
                Progress.with_user(user).create(values)
        entry = self._note(self.indicator)
        for user in (self.superior.user_id, self.manager, self.auditor):
            with self.assertRaises(AccessError):
                entry.with_user(user).write({"amount": 100})
            with self.assertRaises(AccessError):
                entry.with_user(user).unlink()
            self.assertEqual(entry.with_user(user).amount, 1)
        for user in (self.members[1].user_id, self.officer, self.bare):
            with self.assertRaises(AccessError):
                entry.with_user(user).read(["name"])
            self.assertFalse(Progress.with_user(user).search([]))

    def test_own_entry_cannot_move_to_another_plan(self):
        other = self._draft(self._plan(self.members[1]))
        entry = self._note(self.indicator)
        with self.assertRaises(AccessError):
            entry.write({"indicator_id": other.indicator_ids.id})

    def test_questioned_entry_counts_once_answered(self):
        entry = self._note(self.indicator, 3)
        with self.assertRaises(AccessError):
            entry.action_question("Mine?")
        with self.assertRaises(UserError):
            self._as_superior(entry).action_question(" ")
        self._as_superior(entry).action_question("Which ones?")
        self.assertEqual(self.indicator.realisation, 0)
        entry.write({"answer": "Numbers 4 to 6"})
        self.assertEqual((entry.state, self.indicator.realisation), ("noted", 3))
        self.assertEqual(entry.question, "Which ones?")

    def test_checks_follow_the_form(self):
        checks = self.appraisal.check_ids
        self.assertEqual(
            [(str(c.date_from), str(c.date_to), str(c.due_date)) for c in checks],
            [
                ("2026-01-01", "2026-03-31", "2026-04-10"),
                ("2026-04-01", "2026-06-30", "2026-07-10"),
                ("2026-07-01", "2026-09-30", "2026-10-10"),
                ("2026-10-01", "2026-12-31", "2027-01-10"),
            ],
        )

    def test_check_closes_what_it_looked_at(self):
        entry = self._note(self.indicator, 3, "2026-03-31")
        after = self._note(self.indicator, 1, "2026-04-01")
        questioned = self._note(self.indicator, 9, "2026-02-01")
        self._as_superior(questioned).action_question("Really?")
        check = self._as_superior(self.appraisal.check_ids[0])
        with self.assertRaises(UserError):
            check.action_complete()
        check.write({"rating": "meets", "comment": "Goes well"})
        check.action_complete()
        check.action_complete()
        self.assertEqual(check.progress_ids, entry)
        with self.assertRaises(UserError):
            entry.write({"amount": 4})
        with self.assertRaises(UserError):
            entry.unlink()
        after.write({"amount": 2})
        questioned.write({"answer": "Yes"})
        self.assertEqual(self.indicator.realisation, 14)

    def test_check_is_the_superiors_until_it_is_done(self):
        check = self.appraisal.check_ids[0]
        mine = check.with_user(self.person.user_id)
        with self.assertRaises(AccessError):
            mine.read(["comment"])
        self._as_superior(check).write({"rating": "meets", "comment": "Goes well"})
        self._as_superior(check).action_complete()
        self.assertEqual(mine.comment, "Goes well")
        for user in (self.person.user_id, self.superior.user_id, self.manager):
            with self.assertRaises(AccessError):
                check.with_user(user).write({"comment": "Changed"})

    def test_check_waits_for_its_period(self):
        check = self._as_superior(self.appraisal.check_ids[1])
        check.write({"rating": "meets", "comment": "x"})
        with self.assertRaisesRegex(UserError, "not begun"):
            self._as_superior(self.appraisal.check_ids[2]).action_complete()
        check.action_complete()

    def test_log_closes_with_the_evaluation(self):
        entry = self._note(self.indicator)
        self._open_evaluation()
        entry.write({"amount": 2})
        self._close_evaluation()
        with self.assertRaises(UserError):
            entry.write({"amount": 3})
        with self.assertRaises(UserError):
            self._note(self.indicator)

    def test_excluded_indicator_needs_superior_and_reason(self):
        with self.assertRaises(AccessError):
            self.indicator.action_exclude("I would rather not")
        theirs = self.indicator.with_user(self.superior.user_id)
        with self.assertRaises(UserError):
            theirs.action_exclude("")
        theirs.action_exclude("The budget was cut")
        self.assertTrue(self.indicator.is_excluded)
        theirs.action_include()
        self.assertFalse(self.indicator.is_excluded)

    def test_assessment_of_a_qualitative_goal(self):
        goal = self.plan.goal_ids
        theirs = goal.with_user(self.superior.user_id)
        with self.assertRaisesRegex(UserError, "measured by its indicators"):
            theirs.action_assess(4, "Well done")
        self.plan.sudo()._workflow_write({"approach": "qualitative"})
        with self.assertRaises(AccessError):
            goal.action_assess(5, "I did well")
        with self.assertRaises(ValidationError):
            theirs.action_assess(6, "Well done")
        with self.assertRaises(UserError):
            theirs.action_assess(4, " ")
        action = theirs.action_ask_assess()
        remark = (
            self.env["asn.appraisal.plan.remark"]
            .with_user(self.superior.user_id)
            .with_context(**action["context"])
            .create({"level": "4", "text": "Well done"})
        )
        remark.action_apply()
        self.assertEqual((goal.assessment, goal.assessment_reason), (4, "Well done"))


@tagged("post_install", "-at_install")
class TestEvidence(PlanCommon, HttpCase):
    """Evidence is inside, in the file store, and open to those alone who may know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._agree()
        today = fields.Date.context_today(cls.plan)
        day = min(today, cls.appraisal.date_end)
        cls.entry = cls._note(cls.plan.indicator_ids, date=str(day - timedelta(days=1)))
        cls.content = b"x" * (25 * MEGABYTE)
        cls.file = (
            cls.env["ir.attachment"]
            .with_user(cls.person.user_id)
            .create(
                {
                    "name": "evidence.pdf",
                    "raw": cls.content,
                    "res_model": "asn.appraisal.progress",
                    "res_id": cls.entry.id,
                }
            )
        )
        cls.officer.password = cls.manager.password = "asn"

    def test_large_evidence_is_in_the_file_store(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT store_fname IS NOT NULL, db_datas IS NULL, file_size"
            " FROM ir_attachment WHERE id = %s",
            [self.file.id],
        )
        self.assertEqual(self.env.cr.fetchone(), (True, True, 25 * MEGABYTE))
        self.assertEqual(self.entry.evidence_count, 1)

    def test_who_opens_evidence(self):
        for user, expected in (
            (self.person.user_id, True),
            (self.superior.user_id, True),
            (self.manager, True),
            (self.auditor, True),
            (self.members[1].user_id, False),
            (self.head.user_id, False),
            (self.officer, False),
            (self.bare, False),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self._can_open(user), expected)
                found = self.file.with_user(user).search([("id", "=", self.file.id)])
                self.assertEqual(bool(found), expected)
                self._open_by_url(user, expected)

    def _can_open(self, user):
        try:
            return bool(self.file.with_user(user).read(["name", "datas"]))
        except AccessError:
            return False

    def _open_by_url(self, user, expected):
        self.authenticate(user.login, user.login)
        response = self.url_open(f"/web/content/{self.file.id}", allow_redirects=False)
        self.assertEqual(response.status_code == 200, expected)
        if not expected:
            self.assertNotIn(self.content[:100], response.content)

    def test_portal_and_public_open_nothing(self):
        portal = new_test_user(self.env, "asn_plan_portal", groups="base.group_portal")
        self._open_by_url(portal, expected=False)
        self.authenticate(None, None)
        response = self.url_open(f"/web/content/{self.file.id}", allow_redirects=False)
        self.assertNotEqual(response.status_code, 200)

    def test_nobody_else_puts_files_to_an_entry(self):
        Attachment = self.env["ir.attachment"]
        values = {"name": "x", "raw": b"x", "res_model": self.entry._name}
        for user in (self.superior.user_id, self.members[1].user_id, self.auditor):
            with self.assertRaises(AccessError):
                Attachment.with_user(user).create(values | {"res_id": self.entry.id})

    def test_evidence_of_a_closed_entry_stays(self):
        check = self.appraisal.check_ids[-1]
        self.entry.sudo()._workflow_write({"check_id": check.id})
        mine = self.file.with_user(self.person.user_id)
        self.assertEqual(mine.name, "evidence.pdf")
        with self.assertRaises(AccessError):
            mine.unlink()
        with self.assertRaises(AccessError):
            mine.write({"raw": b64encode(b"other")})
