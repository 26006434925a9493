# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TrainingCommon


@tagged("post_install", "-at_install")
class TestTrainingBriefing(TrainingCommon):
    """Who of a cycle was told how it works, from the invitation to the check-in."""

    @classmethod
    def _make_world(cls):
        result = super()._make_world()
        cls.unit_officer = cls._user(
            "asn_unit", "asn_training.group_asn_training_officer"
        )
        leader = cls.env["hr.employee"].create(
            {"name": "asn_unit", "user_id": cls.unit_officer.id}
        )
        cls.department.manager_id = leader
        now = fields.Datetime.now()
        cls.event = cls.env["event.event"].create(
            {
                "name": "How we appraise",
                "date_begin": now + timedelta(days=1),
                "date_end": now + timedelta(days=1, hours=2),
                "asn_cycle_id": cls.cycle.id,
                "asn_material": "<p>Read the guide</p>",
            }
        )
        return result

    def _sync(self):
        return self.env["asn.training.briefing"]._sync(self.cycle)

    def _invite(self, rows, user=None):
        Invite = self.env["asn.training.briefing.invite"]
        Invite = Invite.with_user(user or self.unit_officer)
        invite = Invite.create(
            {"briefing_ids": rows.ids, "event_id": str(self.event.id)}
        )
        return invite.action_apply()

    def test_everybody_of_the_cycle_is_listed_once(self):
        rows = self._sync()
        self.assertEqual(rows.employee_id, self.population)
        self.assertEqual(self._sync(), rows)
        self.assertEqual(set(rows.mapped("state")), {"open"})

    def test_from_the_invitation_to_the_check_in(self):
        self._launch()
        action = self.cycle.with_user(self.unit_officer).action_open_briefings()
        rows = self.env["asn.training.briefing"].search(action["domain"])
        self._invite(rows)
        self.assertEqual(set(rows.mapped("state")), {"invited"})
        with self.assertRaisesRegex(UserError, "already"):
            self._invite(rows)
        row = rows.filtered(lambda found: found.employee_id == self.person)
        mine = row.with_user(self.person.user_id)
        self.assertIn("How we appraise", mine.session_text)
        self.assertIn("guide", mine.material)
        registration = row.sudo().registration_ids
        self.assertEqual(registration.partner_id, self.person.user_id.partner_id)
        registration.register_attendee(registration.barcode, self.event.id)
        self.assertEqual(row.state, "briefed")
        cycle = self.cycle.with_user(self.manager)
        self.assertEqual(cycle.unbriefed_count, len(rows) - 1)
        registration.action_cancel()
        self.assertEqual(row.state, "open")

    def test_readiness_says_how_many_and_stops_nobody(self):
        rows = self._sync()
        self.cycle.with_user(self.manager).action_check_readiness()
        hint = self.cycle.issue_ids.filtered(lambda i: i.kind == "not_briefed")
        self.assertIn(f"{len(rows)} of {len(rows)}", hint.message)
        self.assertFalse(hint.is_blocking)
        self._invite(rows)
        rows.sudo().registration_ids.action_set_done()
        self.cycle.with_user(self.manager).action_check_readiness()
        kinds = self.cycle.issue_ids.mapped("kind")
        self.assertNotIn("not_briefed", kinds)

    def test_who_sees_it(self):
        rows = self._sync()
        row = rows.filtered(lambda found: found.employee_id == self.person)
        seen = (
            self.person.user_id,
            self.unit_officer,
            self.trainer,
            self.manager,
            self.auditor,
        )
        for user in seen:
            self.assertTrue(row.with_user(user).has_access("read"), user.login)
            self.assertFalse(row.with_user(user).has_access("write"), user.login)
        for user in (self.bare, self.members[1].user_id, self.head.user_id):
            self.assertFalse(row.with_user(user).has_access("read"), user.login)
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_open_briefings()

    def test_an_officer_invites_the_own_unit_alone(self):
        rows = self._sync()
        self.department.manager_id = False
        with self.assertRaises(AccessError):
            self._invite(rows)
        with self.assertRaises(AccessError):
            self._invite(rows, self.auditor)

    def test_a_session_of_another_cycle_is_refused(self):
        rows = self._sync()
        self.event.asn_cycle_id = self._cycle(name="Other")
        with self.assertRaisesRegex(UserError, "another cycle"):
            self._invite(rows)

    def test_listing_costs_the_same_for_few_and_many(self):
        everybody = self.population
        costs = []
        for people in (everybody[:1], everybody):
            self.cycle.population_domain = str([("id", "in", people.ids)])
            self.env["asn.training.briefing"].search(
                [("cycle_id", "=", self.cycle.id)]
            ).unlink()
            costs.append(self._count_queries(self._sync))
        self.assertLessEqual(costs[1], costs[0] + 1, costs)
