# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_acting import DAY, ActingCommon


@tagged("post_install", "-at_install")
class TestActingReadiness(ActingCommon):
    """Before a launch, whom an acting superior leads has no gap."""

    def _get_kinds(self):
        """Return the gaps about superiors: pairs of employee and kind."""
        self.cycle.with_user(self.manager).action_check_readiness()
        issues = self.cycle.issue_ids.filtered(lambda i: "superior" in i.kind)
        return {(issue.employee_id, issue.kind) for issue in issues}

    def _vacate(self):
        """Leave the members without a superior, under a deputy of another unit."""
        self.members.parent_id = False
        vals = {"kind": "plt", "replaced_id": False, "date_end": False}
        return vals | {"department_id": self.department.id}

    def test_vacant_post_is_covered(self):
        vals = self._vacate()
        gaps = {(member, "no_superior") for member in self.members}
        self.assertLessEqual(gaps, self._get_kinds())
        acting = self._act(**vals)
        self.assertFalse(gaps & self._get_kinds())
        self._launch()
        self.assertEqual(self._get_superiors(), self.deputy)
        self.assertEqual(
            self.cycle.appraisal_ids.employee_id & self.members, self.members
        )
        acting.action_end()
        self.assertFalse(self._get_superiors())

    def test_archived_and_without_account(self):
        self.superior.user_id.active = False
        self.assertIn((self.person, "superior_no_user"), self._get_kinds())
        acting = self._act()
        self.assertNotIn((self.person, "superior_no_user"), self._get_kinds())
        acting.action_end()
        self.assertIn((self.person, "superior_no_user"), self._get_kinds())

    def test_covers_its_own_people_and_stages_alone(self):
        vals = self._vacate()
        other = self.env["hr.department"].create({"name": "Other"})
        acting = self._act(**vals | {"department_id": other.id})
        self.assertIn((self.person, "no_superior"), self._get_kinds())
        acting.action_end()
        acting = self._act(**vals)
        acting.action_end()
        self.assertIn((self.person, "no_superior"), self._get_kinds())
        self._act(**vals | {"date_start": "2026-11-12"})
        self.assertIn((self.person, "no_superior"), self._get_kinds(), "not yet")

    def test_nobody_acts_for_themselves(self):
        vals = self._vacate()
        self._act(**vals | {"employee_id": self.person.id})
        found = self._get_kinds()
        self.assertIn((self.person, "no_superior"), found)
        self.assertNotIn((self.members[1], "no_superior"), found)


@tagged("post_install", "-at_install")
class TestActingSeen(ActingCommon):
    """An acting superior sees how far the team is, and is told by mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()

    def _team(self, employee):
        self.env.flush_all()
        Team = self.env["asn.appraisal.board.team"].with_user(employee.user_id)
        return Team.search([("cycle_id", "=", self.cycle.id)])

    # ------------------------------------------------------------
    # BOARD
    # ------------------------------------------------------------

    def test_board_of_the_team(self):
        self.assertFalse(self._team(self.deputy))
        acting = self._act()
        row = self._team(self.deputy)
        self.assertEqual(row.user_id, self.deputy.user_id)
        self.assertEqual(
            row.invited_count, self._team(self.superior).invited_count, "same people"
        )
        acting.action_end()
        self.assertFalse(self._team(self.deputy))

    def test_board_without_the_task(self):
        self._act(kind="delegate", does_rating=False, does_plans=True)
        self.assertFalse(self._team(self.deputy))

    def test_forms_about_the_superior_change_nothing(self):
        """Two boards beside each other tell nothing about them."""
        self._act()
        names = ["invited_count", "submitted_count", "late_count"]
        before = self._team(self.deputy).read(names)
        forms = self.cycle.appraisal_ids.evaluation_ids
        about = forms.filtered(lambda form: form.employee_id == self.superior)
        self.assertTrue(about)
        about._workflow_write(
            {"state": "submitted", "submitted_on": "2026-01-01 00:00:00"}
        )
        self.assertEqual(self._team(self.deputy).read(names), before)

    def test_acting_superior_reminds_the_team(self):
        self._act()
        with freeze_time("2026-11-12"):  # not the day of the invitation
            self._team(self.deputy).action_nudge()
        digests = self.env["asn.appraisal.digest"].search([("pushed_on", "!=", False)])
        self.assertLessEqual(self.members.user_id, digests.user_id)

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    def _send(self, day):
        """Run the cron of the daily mails; return those to the deputy."""
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 1)
        before = self.env["mail.mail"].search([])
        with freeze_time(f"{day} 09:00:00"):
            self.env["asn.appraisal.digest"]._run(self.env.company)
        new = self.env["mail.mail"].search([]) - before
        return new.filtered(lambda m: self.deputy.user_id.partner_id in m.recipient_ids)

    def test_mail_when_it_starts(self):
        """Whatever the person prefers, once, and not while somebody clicks."""
        self.deputy.user_id.asn_digest = "deadline"
        self._send(DAY)
        before = self.env["mail.mail"].search_count([])
        acting = self._act(post="Head of Unit")
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        mail = self._send("2026-11-11")
        self.assertEqual(len(mail), 1)
        self.assertIn("You act as superior: Plh. Head of Unit", mail.body_html)
        self.assertIn("Last day: 11/20/2026", mail.body_html)
        self.assertIn("Appraisals that you lead: 5", mail.body_html)
        self.assertTrue(acting.is_told)
        mails = self._send("2026-11-12")
        self.assertNotIn("act as superior", "".join(mails.mapped("body_html")))

    def test_no_mail_before_it_starts(self):
        acting = self._act(date_start="2026-11-16")
        mails = self._send("2026-11-12")
        self.assertNotIn("act as superior", "".join(mails.mapped("body_html")))
        self.assertFalse(acting.is_told)

    def test_mark_is_of_the_code(self):
        acting = self._act()
        with self.assertRaises(AccessError):
            acting.is_told = True
