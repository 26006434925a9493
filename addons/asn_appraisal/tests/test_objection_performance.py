# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.tests import tagged

from .objection_common import ObjectionCommon

AFTER = "2027-03-01 03:00:00"


@tagged("post_install", "-at_install")
class TestObjectionPerformance(ObjectionCommon):
    """What the hourly jobs cost, of one objection and of five."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.members[:5]

    @classmethod
    def _late(cls, people):
        """Put objections where their decider has been silent for too long."""
        appraisals = cls.cycle.appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id in people
        )
        return cls.env["asn.appraisal.objection"]._workflow_create(
            [
                {
                    "appraisal_id": appraisal.id,
                    "outcome_id": appraisal.outcome_ids.id,
                    "cycle_id": cls.cycle.id,
                    "company_id": appraisal.company_id.id,
                    "employee_id": appraisal.employee_id.id,
                    "superior_id": cls.superior.id,
                    "state": "filed",
                    "filed_on": "2027-01-10 00:00:00",
                    "line_id": cls.head.id,
                    "decider_id": cls.head.id,
                    "decide_until": "2027-02-01",
                }
                for appraisal in appraisals
            ]
        )

    def _measure(self, people, prepare, job):
        with freeze_time(AFTER):
            records = prepare(people)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            job()
            self.env.flush_all()
        return records, self.cr.sql_log_count - before

    def test_escalation(self):
        job = self.env["asn.appraisal.objection"]._cron_escalate
        self._measure(self.people[:1], self._late, job)  # warm
        __, one = self._measure(self.people[1], self._late, job)
        more, three = self._measure(self.people[2:], self._late, job)
        self.assertLessEqual(one, 17)
        # each has a chain of superiors and a conflict register of its own
        self.assertLessEqual(three - one, 2 * 5)
        self.assertEqual(more.decider_id, self.top)

    def _acknowledge(self, people):
        outcomes = self.cycle.appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id in people
        ).outcome_ids
        outcomes._workflow_write({"objection_until": "2027-02-01"})
        outcomes.appraisal_id._workflow_write({"state": "acknowledged"})
        return outcomes.appraisal_id

    def test_final(self):
        job = self.env["asn.appraisal.outcome"]._cron_finish
        self._measure(self.people[:0], self._acknowledge, job)
        __, one = self._measure(self.people[:1], self._acknowledge, job)
        more, five = self._measure(self.people, self._acknowledge, job)
        self.assertLessEqual(one, 6)
        self.assertEqual(five, one)
        self.assertEqual(set(more.mapped("state")), {"final"})
