# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import warmup

from .training_common import TrainingCommon


@freeze_time("2026-06-15")
class TestTrainingBalance(TrainingCommon):
    """Where somebody stands in a year, and who will miss the target."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.person + cls.colleague).write({"asn_employment": "pns"})
        cls.superior.asn_employment = "pppk"
        cls.short = cls._programme("short", hours=14)

    def _balance(self, employee=None, user=None, year=2026):
        Balance = self.env["asn.training.balance"]
        domain = [("employee_id", "=", (employee or self.person).id)]
        return Balance.with_user(user or self.env.user).search(
            [*domain, ("year", "=", year)]
        )

    def test_hours_beside_the_target(self):
        self.assertEqual(self._balance().missing_hours, 20)
        self._credit(self._completion(programme=self.short))
        balance = self._balance()
        self.assertEqual(balance.hours, 14)
        self.assertEqual(balance.missing_hours, 6)
        self.assertEqual(balance.summary, "14 of 20 JP, 6 missing until 31 December")
        self.assertEqual(balance.line_ids.mapped("name"), ["Short"])
        self.assertEqual(self._balance(year=2027).hours, 0)

    def test_reached_and_capped(self):
        self._credit(self._completion(), self._completion(self.superior, source="s"))
        self.assertIn("target reached", self._balance().summary)
        capped = self._balance(self.superior)
        self.assertEqual(capped.missing_hours, 0)
        self.assertEqual(capped.summary, "24 of at most 24 JP")
        self.assertEqual(self._balance(self.officer).summary, "0 JP, no target is set")

    def test_status_of_the_last_day_of_the_year_counts(self):
        self.colleague.create_version(
            {"date_version": "2027-03-01", "asn_employment": "pppk"}
        )
        self.assertEqual(self._balance(self.colleague).employment, "pns")
        self.assertEqual(self._balance(self.colleague, year=2027).employment, "pppk")

    def test_an_agency_has_its_own_target(self):
        self.env["asn.training.target"].create(
            {
                "employment": "pns",
                "year_from": 2026,
                "hours": 30,
                "company_id": self.env.company.id,
            }
        )
        self.assertEqual(self._balance().target_hours, 30)
        other = self.env["res.company"].create({"name": "Other agency"})
        self.env["asn.training.target"].create(
            {
                "employment": "pns",
                "year_from": 2026,
                "hours": 99,
                "company_id": other.id,
            }
        )
        self.assertEqual(self._balance().target_hours, 30)

    def test_who_will_miss_it(self):
        Balance = self.env["asn.training.balance"]
        domain = [("year", "=", 2026), ("will_miss", "=", True)]
        people = self.person + self.colleague
        self.assertLessEqual(people, Balance.search(domain).employee_id)
        self._credit(self._completion(programme=self.short))
        planned = {self.person.id: 6}
        with patch.object(
            type(Balance), "_get_planned_hours", lambda self, employees, year: planned
        ):
            missing = Balance.search(domain).employee_id & people
        self.assertEqual(missing, self.colleague)

    def test_places_in_sessions_are_planned_hours(self):
        event = self.env["event.event"].create(
            {
                "programme_id": self.short.id,
                "date_begin": "2026-09-01 01:00:00",
                "date_end": "2026-09-02 09:00:00",
            }
        )
        self.env["asn.training.enrolment"]._workflow_create(
            [
                {
                    "employee_id": self.person.id,
                    "programme_id": self.short.id,
                    "event_id": event.id,
                    "state": "registered",
                }
            ]
        )
        self.assertEqual(self._balance().planned_hours, 14)
        self.assertEqual(self._balance(year=2027).planned_hours, 0)
        self.assertEqual(self._balance(self.colleague).planned_hours, 0)

    def test_who_sees_it(self):
        for actor, seen in (
            *((self.person, True), (self.superior, True), (self.officer, True)),
            *((self.manager, True), (self.auditor, True), (self.colleague, False)),
        ):
            found = self._balance(user=actor.user_id)
            self.assertEqual(bool(found), seen, actor.name)
            public = self.env["hr.employee.public"].with_user(actor.user_id)
            summary = public.browse(self.person.id).training_summary
            self.assertEqual(bool(summary), seen, actor.name)

    def test_programmes_that_fit(self):
        job = self.env["hr.job"].create({"name": "Other"})
        other = self._programme("other", job_ids=job.ids)
        self._credit(self._completion(programme=self.short))
        domain = self._balance().action_propose()["domain"]
        found = self.env["asn.training.programme"].search(domain)
        self.assertIn(self.programme, found)
        self.assertFalse(found & (other + self.short))

    @warmup
    def test_the_ledger_is_read_in_few_queries(self):
        people = self.env["hr.employee"].create(
            [{"name": f"p{n}", "asn_employment": "pns"} for n in range(100)]
        )
        self._credit(
            *(
                self._completion(person, source=f"{person.id},{n}")
                for person in people
                for n in range(10)
            )
        )
        self.env.flush_all()
        self.env.invalidate_all()
        Balance = self.env["asn.training.balance"]
        with self.assertQueryCount(5):
            balances = Balance.search_fetch(
                [("employee_id", "in", people.ids), ("year", "=", 2026)],
                ["employee_id", "hours", "missing_hours"],
            )
            self.assertEqual(set(balances.mapped("hours")), {240})
            self.assertEqual(balances.mapped("will_miss"), [False] * 100)
