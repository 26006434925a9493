# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AppraisalCommon

CHOICES = {"can_edit", "can_decide", "choice_ids", "refusals", "display_name"}


@tagged("post_install", "-at_install")
class NominationCommon(AppraisalCommon):
    """A cycle in which people propose two or three of their four peers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.role = cls.env.ref("asn_appraisal.role_peer")
        cls.staff = cls.env.ref("asn_appraisal.template_staff")
        line = cls.staff.role_ids.filtered(lambda line: line.role_id == cls.role)
        line.write({"proposal": "nomination", "min_raters": 2, "max_raters": 3})
        cls.cycle.nomination_end = "2026-12-01"
        cls.peers = cls.members[1:]

    @classmethod
    def _nomination(cls, employee=None, user=None):
        """Return the nomination of an employee, in the name of a user."""
        employee = employee or cls.person
        found = cls.env["asn.appraisal.nomination"].search(
            [("cycle_id", "=", cls.cycle.id), ("employee_id", "=", employee.id)]
        )
        return found.with_user(user or employee.user_id)

    @classmethod
    def _propose(cls, raters, employee=None):
        """Propose raters and submit, as the employee does on the page."""
        nomination = cls._nomination(employee)
        nomination.write(
            {"line_ids": [(0, 0, {"rater_id": rater.id}) for rater in raters]}
        )
        nomination.action_submit()
        return nomination

    def _get_raters(self, employee=None):
        """Return who is asked as a peer."""
        forms = self._appraisal(employee).evaluation_ids
        return forms.filtered(lambda form: form.role_id == self.role).rater_id

    def _run_cron(self, now):
        """Run the cron at a moment of universal time, without its commits."""
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **k: 1)
        with freeze_time(now):
            self.env["asn.appraisal.nomination"]._cron_run()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestNomination(NominationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.boss = cls.superior.user_id

    # ------------------------------------------------------------
    # THE EMPLOYEE
    # ------------------------------------------------------------

    def test_opens_with_the_evaluation(self):
        nominations = self.cycle.nomination_ids
        self.assertEqual(nominations.employee_id, self.members)
        self.assertEqual(set(nominations.mapped("state")), {"draft"})
        self.assertFalse(self._get_raters(), "nobody is asked as yet")
        self.assertTrue(self._evaluation(self.person, self.superior))

    def test_what_is_told(self):
        nomination = self._nomination()
        self.assertEqual(nomination.limits, "2 to 3")
        self.assertIn("2 to 3 raters", nomination.next_step)
        self.assertEqual(set(nomination.choice_ids.ids), set(self.peers.ids))
        self.assertFalse(self._nomination(user=self.manager).choice_ids)

    def test_submit(self):
        nomination = self._propose(self.peers[:2])
        self.assertEqual(nomination.state, "submitted")
        self.assertFalse(nomination.can_edit)
        self.assertEqual(nomination.sudo().rater_ids.rater_id, self.peers[:2])
        self.assertFalse(self._get_raters())

    def test_limits(self):
        with self.assertRaisesRegex(UserError, "too few"):
            self._propose(self.peers[:1])
        with self.assertRaisesRegex(UserError, "too many"):
            self._propose(self.peers[1:])

    def test_fewer_are_eligible(self):
        """Nobody has to propose more people than there are."""
        (self.peers - self.peers[0]).user_id.active = False
        self.assertEqual(self._propose(self.peers[:1]).state, "submitted")

    def test_refused_with_a_reason(self):
        nomination = self._nomination()
        raters = self.head | self.peers[:2]
        nomination.write({"line_ids": [(0, 0, {"rater_id": r.id}) for r in raters]})
        refused = nomination.line_ids.filtered("refusal")
        self.assertEqual(refused.rater_id, self.head)
        with self.assertRaisesRegex(UserError, refused.refusal):
            nomination.action_submit()
        refused.unlink()
        nomination.action_submit()

    def test_nobody_twice(self):
        lines = [(0, 0, {"rater_id": self.peers[0].id})] * 2
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._nomination().write({"line_ids": lines})

    def test_nobody_changes_what_is_submitted(self):
        nomination = self._propose(self.peers[:2])
        with self.assertRaises(UserError):
            nomination.line_ids[0].unlink()
        with self.assertRaises(UserError):
            nomination.write({"line_ids": [(0, 0, {"rater_id": self.peers[3].id})]})
        with self.assertRaisesRegex(UserError, "no longer change"):
            nomination.action_submit()

    def test_a_list_stays_where_it_is(self):
        other = self._nomination(self.members[1])
        nomination = self._nomination()
        nomination.write({"line_ids": [(0, 0, {"rater_id": self.peers[1].id})]})
        with self.assertRaises(AccessError):
            nomination.line_ids.write({"nomination_id": other.id})

    # ------------------------------------------------------------
    # THE SUPERIOR
    # ------------------------------------------------------------

    def test_approve(self):
        nomination = self._propose(self.peers[:2]).with_user(self.boss)
        nomination.action_approve()
        self.assertEqual((nomination.state, nomination.is_automatic), ("approved", 0))
        self.assertEqual(self._get_raters(), self.peers[:2])
        form = self._evaluation(self.person, self.peers[0])
        self.assertEqual(
            (form.state, form.confidentiality), ("pending", "confidential")
        )
        self.assertIn(form, form._get_waiting())

    def test_approve_twice(self):
        nomination = self._propose(self.peers[:2]).with_user(self.boss)
        nomination.action_approve()
        with self.assertRaisesRegex(UserError, "decided"):
            nomination.action_approve()
        nomination.sudo()._ask_raters()
        self.assertEqual(len(self._get_raters()), 2)

    def test_approve_several(self):
        both = self._propose(self.peers[:2])
        both |= self._propose(self.peers[1:3], self.peers[0])
        both.with_user(self.boss).action_approve()
        self.assertEqual(self._get_raters(self.peers[0]), self.peers[1:3])

    def test_take_out_and_add(self):
        nomination = self._propose(self.peers[:3]).with_user(self.boss)
        out = nomination.rater_ids[0]
        out.is_kept = False
        with self.assertRaisesRegex(UserError, "give a reason"):
            nomination.action_approve()
        out.reason = "On leave"
        added = {"rater_id": self.peers[3].id}
        nomination.write({"rater_ids": [(0, 0, added)]})
        with self.assertRaisesRegex(UserError, "give a reason"):
            nomination.action_approve()
        line = nomination.rater_ids.filtered(lambda line: not line.is_proposed)
        line.reason = "Works at the same counter"
        nomination.action_approve()
        self.assertEqual(self._get_raters(), self.peers - out.sudo().rater_id)

    def test_limits_hold_for_the_superior(self):
        nomination = self._propose(self.peers[:2]).with_user(self.boss)
        nomination.rater_ids.write({"is_kept": False, "reason": "x"})
        with self.assertRaisesRegex(UserError, "too few"):
            nomination.action_approve()
        nomination.write(
            {
                "rater_ids": [
                    (0, 0, {"rater_id": self.head.id, "reason": "x"}),
                    (0, 0, {"rater_id": self.peers[3].id, "reason": "x"}),
                ]
            }
        )
        with self.assertRaises(UserError):
            nomination.action_approve()

    def test_what_was_proposed_stays_to_be_seen(self):
        nomination = self._propose(self.peers[:2]).with_user(self.boss)
        with self.assertRaisesRegex(UserError, "stays on the list"):
            nomination.rater_ids[0].unlink()
        with self.assertRaises(AccessError):
            nomination.rater_ids[0].rater_id = self.peers[3]

    def test_return(self):
        nomination = self._propose(self.peers[:2])
        boss = nomination.with_user(self.boss)
        with self.assertRaisesRegex(UserError, "why"):
            boss.action_give_back()
        boss.return_reason = "Somebody from the counter, please"
        boss.action_give_back()
        self.assertEqual(nomination.state, "returned")
        self.assertIn("counter", nomination.return_reason)
        self.assertFalse(nomination.sudo().rater_ids)
        nomination.line_ids[0].rater_id = self.peers[3]
        nomination.action_submit()
        self.assertEqual(nomination.state, "submitted")

    def test_two_at_once(self):
        """Employee and superior in two tabs: the second finds what the first did."""
        nomination = self._propose(self.peers[:2])
        nomination.with_user(self.boss).action_approve()
        with self.assertRaises(UserError):
            nomination.write({"line_ids": [(5, 0, 0)]})
        with self.assertRaises(UserError):
            nomination.with_user(self.boss).return_reason = "Too late"

    def test_new_superior_takes_over(self):
        nomination = self._propose(self.peers[:2])
        self._appraisal()._set_superior(self.head)
        with self.assertRaises(AccessError):
            nomination.with_user(self.boss).action_approve()
        nomination.with_user(self.head.user_id).action_approve()
        self.assertEqual(len(self._get_raters()), 2)

    # ------------------------------------------------------------
    # WHO READS WHAT
    # ------------------------------------------------------------

    def test_person_does_not_learn_who_rates(self):
        nomination = self._propose(self.peers[:2])
        boss = nomination.with_user(self.boss)
        boss.rater_ids[0].write({"is_kept": False, "reason": "A secret"})
        boss.write(
            {"rater_ids": [(0, 0, {"rater_id": self.peers[3].id, "reason": "x"})]}
        )
        self.env.invalidate_all()
        seen = nomination.read()
        boss.action_approve()
        Rater = self.env["asn.appraisal.nomination.rater"]
        own = Rater.with_user(self.person.user_id)
        self.assertFalse(own.search([]))
        self.assertFalse(own.search_count([("reason", "=", "A secret")]))
        self.env.invalidate_all()
        self.assertFalse(nomination.rater_ids)
        domain = [("rater_ids.rater_id", "=", self.peers[3].id)]
        self.assertFalse(nomination.search(domain))
        with self.assertRaises(AccessError):
            own.browse(boss.rater_ids.ids).read(["rater_id"])
        self.assertEqual(nomination.line_ids.rater_id, self.peers[:2])
        now = nomination.read()
        changed = {name for name in now[0] if now[0][name] != seen[0][name]}
        self.assertLessEqual(changed, {"state", "decided_on", "next_step"} | CHOICES)

    def test_drafts_are_private(self):
        nomination = self._nomination()
        nomination.write({"line_ids": [(0, 0, {"rater_id": self.peers[1].id})]})
        Line = self.env["asn.appraisal.nomination.line"]
        for user in (self.boss, self.manager, self.auditor, self.officer, self.bare):
            self.assertFalse(Line.with_user(user).search([]))

    def test_who_reads_the_list(self):
        nomination = self._propose(self.peers[:2])
        Rater = self.env["asn.appraisal.nomination.rater"]
        for user in (self.boss, self.manager, self.auditor):
            self.assertEqual(len(Rater.with_user(user).search([])), 2)
        others = (self.officer, self.bare, self.peers[0].user_id, self.head.user_id)
        for user in others:
            self.assertFalse(Rater.with_user(user).search([]))
            with self.assertRaises(AccessError):
                nomination.with_user(user).action_approve()

    def test_nobody_else_decides(self):
        nomination = self._propose(self.peers[:2])
        for user in (self.person.user_id, self.manager, self.auditor):
            own = nomination.with_user(user)
            for action in (own.action_approve, own.action_give_back):
                with self.assertRaises(AccessError):
                    action()
        with self.assertRaises(AccessError):
            nomination.state = "approved"

    def test_superior_does_not_choose_for_oneself(self):
        """Whoever is noted as the own superior by mistake approves nothing."""
        nomination = self._propose(self.peers[:2])
        self._appraisal()._workflow_write({"superior_id": self.person.id})
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            nomination.action_approve()
        self.assertFalse(nomination.rater_ids)
