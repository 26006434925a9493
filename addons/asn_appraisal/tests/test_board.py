# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AppraisalCommon

DAY = "2026-12-11 03:00:00"  # the day after the deadline


@tagged("post_install", "-at_install")
class TestBoard(AppraisalCommon):
    """How far the units are, a nudge, and nothing by which somebody is recognised."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.resource_calendar_id.tz = "Asia/Jakarta"
        leader = cls.env["hr.employee"].create(
            {"name": "asn_officer", "user_id": cls.officer.id}
        )
        cls.department.manager_id = leader
        with freeze_time("2026-11-10 03:00:00"):
            cls._launch()
        cls.forms = cls.env["asn.appraisal.evaluation"].search(
            [("cycle_id", "=", cls.cycle.id)]
        )

    def _rows(self, user=None, model="asn.appraisal.board"):
        rows = self.env[model].with_user(user or self.manager)
        rows.invalidate_model()
        return rows.search([("cycle_id", "=", self.cycle.id)])

    def _peers(self, user=None):
        return self._rows(user).filtered(lambda row: row.role_id.code == "peer")

    def _team(self, user=None):
        user = user or self.superior.user_id
        return self._rows(user, "asn.appraisal.board.team")

    # ------------------------------------------------------------
    # UNITS
    # ------------------------------------------------------------

    @freeze_time(DAY)
    def test_numbers(self):
        peers = self.forms.filtered(lambda form: form.role_id.code == "peer")
        peers[0]._workflow_write({"state": "submitted"})
        peers[1]._workflow_write({"state": "draft"})
        peers[2]._workflow_write({"state": "cancelled"})
        row = self._peers()
        self.assertEqual(row.invited_count, len(peers) - 1)
        self.assertEqual((row.submitted_count, row.started_count), (1, 1))
        self.assertEqual(row.late_count, len(peers) - 2)
        self.assertEqual(row.department_id, self.department)
        with freeze_time("2026-12-10 03:00:00"):
            self.assertEqual(self._peers().late_count, 0)

    def test_row_leads_to_its_forms(self):
        for row in self._rows():
            action = row.action_open_forms()
            found = row.env[action["res_model"]].search_count(action["domain"])
            self.assertEqual(found, row.invited_count)

    def test_who_sees_units(self):
        self.assertTrue(self._rows(self.officer))
        self.assertTrue(self._rows(self.auditor))
        self.department.manager_id = self.head
        self.assertFalse(self._rows(self.officer))
        for user in (self.person.user_id, self.superior.user_id, self.bare):
            with self.assertRaises(AccessError):
                self._rows(user)

    def test_nobody_counts_forms_about_oneself(self):
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        self.superior.user_id.group_ids += group
        own = self.forms.filtered(lambda form: form.employee_id == self.superior)
        rows = self._rows(self.superior.user_id)
        total = sum(rows.mapped("invited_count"))
        self.assertEqual(total, len(self.forms - own))

    def test_queries_do_not_grow_with_units(self):
        one = self._count_queries(lambda: self._rows().read())
        for n, appraisal in enumerate(self.cycle.appraisal_ids):
            unit = self.department.create({"name": f"Unit {n}"})
            appraisal._workflow_write({"department_id": unit.id})
        many = self._count_queries(lambda: self._rows().read())
        self.assertLessEqual(many, one)

    # ------------------------------------------------------------
    # NUDGE
    # ------------------------------------------------------------

    def _digests(self):
        return self.env["asn.appraisal.digest"].search([("pushed_on", "!=", False)])

    @freeze_time(DAY)
    def test_nudge_once_a_day_and_noted(self):
        mails = self.env["mail.mail"].search_count([])
        answered = self._evaluation(self.person, self.members[1])
        mine = self.forms.filtered(lambda form: form.rater_id == self.members[1])
        mine._workflow_write({"state": "submitted"})
        row = self._peers(self.officer)
        row.action_nudge()
        row.action_nudge()
        nudged = self._digests().user_id
        self.assertEqual(nudged, (self.members - self.members[1]).user_id)
        self.assertNotIn(answered.sudo().rater_id.user_id, nudged)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails, "in the cron")
        notes = self.env["asn.appraisal.nudge"].search([], order="id")
        self.assertEqual(notes.mapped("told_count"), [4, 0])
        self.assertEqual(notes.user_id, self.officer)
        self.assertEqual(notes.role_id.code, "peer")

    def test_who_nudges(self):
        with self.assertRaises(AccessError):
            self._peers(self.auditor).action_nudge()

    def test_no_nudge_once_the_stage_is_over(self):
        self._close_evaluation()
        self._peers().action_nudge()
        self.assertFalse(self._digests())

    # ------------------------------------------------------------
    # OWN TEAM
    # ------------------------------------------------------------

    @freeze_time(DAY)
    def test_team_numbers_are_of_this_morning(self):
        team = self.forms.filtered(
            lambda form: (
                form.rater_id in self.members and form.employee_id != self.superior
            )
        )
        self.assertEqual(self._team().invited_count, len(team))
        self.assertEqual(self._team().late_count, len(team))
        team[:2]._workflow_write(
            {"state": "submitted", "submitted_on": "2026-12-11 02:00:00"}
        )
        self.assertEqual(self._team().submitted_count, 0, "submitted just now")
        with freeze_time("2026-12-11 17:00:00"):  # midnight in Jakarta
            self.assertEqual(self._team().submitted_count, 2)
            self.assertEqual(self._team().late_count, len(team) - 2)

    def test_forms_about_the_superior_change_nothing(self):
        before = self._team().read(["invited_count", "submitted_count", "late_count"])
        about = self.forms.filtered(lambda form: form.employee_id == self.superior)
        about._workflow_write(
            {"state": "submitted", "submitted_on": "2026-01-01 00:00:00"}
        )
        after = self._team().read(["invited_count", "submitted_count", "late_count"])
        self.assertEqual(before, after)

    def test_no_number_of_few_raters(self):
        self.members[:3].parent_id = self.head
        row = self._team()
        self.assertTrue(row.is_hidden)
        self.assertFalse(row.invited_count or row.submitted_count or row.late_count)
        self.assertIn("three raters", row.note)

    def test_one_row_cannot_be_taken_apart(self):
        Team = self.env["asn.appraisal.board.team"].with_user(self.superior.user_id)
        numbers = {"role_id", "department_id", "employee_id", "rater_id", "state"}
        self.assertFalse(numbers & set(Team._fields))
        groups = Team._read_group([], ["user_id"], ["invited_count:sum"])
        self.assertEqual(len(groups), 1)

    def test_team_of_others_is_not_seen(self):
        row = self._team()
        for user in (self.head.user_id, self.manager, self.bare):
            self.assertNotIn(row, self._team(user))
            with self.assertRaises(UserError):
                row.with_user(user).check_access("read")

    @freeze_time(DAY)
    def test_superior_nudges_without_learning_whom(self):
        mine = self.forms.filtered(lambda form: form.rater_id == self.members[1])
        mine._workflow_write({"state": "submitted"})
        first = self._team().action_nudge()
        nudged = self._digests().user_id
        self.assertEqual(nudged, (self.members - self.members[1]).user_id)
        self.assertEqual(first, self._team().action_nudge(), "says the same")
        with self.assertRaises(AccessError):
            self.env["asn.appraisal.nudge"].with_user(self.superior.user_id).search([])
