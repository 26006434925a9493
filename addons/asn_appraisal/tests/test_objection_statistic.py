# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged

from .objection_common import ObjectionCommon


@tagged("post_install", "-at_install")
class TestObjectionStatistic(ObjectionCommon):
    """Numbers of units, without those that speak of single people."""

    def _make(self, employee, **vals):
        """Put an objection of somebody straight into a state."""
        appraisal = self._appraisal(employee)
        outcome = appraisal.outcome_ids
        vals = {
            "appraisal_id": appraisal.id,
            "outcome_id": outcome.id,
            "cycle_id": self.cycle.id,
            "company_id": appraisal.company_id.id,
            "employee_id": employee.id,
            "filed_on": "2027-01-10 00:00:00",
            "state": "filed",
        } | vals
        return self.env["asn.appraisal.objection"]._workflow_create([vals])

    def _decided(self, employee, decision):
        return self._make(
            employee, state="decided", decision=decision, decided_on="2027-01-14"
        )

    def _read(self):
        """Return the numbers by unit, as the table has them."""
        self.env.flush_all()
        Statistic = self.env["asn.appraisal.objection.statistic"]
        self.env.cr.execute(Statistic._table_query)
        rows = self.env.cr.dictfetchall()
        return {
            row["department_id"]: row
            for row in rows
            if row["cycle_id"] == self.cycle.id
        }

    def test_how_they_ended_is_told_of_three(self):
        self._decided(self.members[0], "keep")
        self._make(self.members[1])
        row = self._read()[self.department.id]
        self.assertEqual((row["people_count"], row["filed_count"]), (6, 2))
        self.assertIsNone(row["kept_count"])
        self._decided(self.members[2], "change")
        row = self._read()[self.department.id]
        names = ("filed", "open", "kept", "changed", "annulled", "withdrawn", "late")
        counts = [row[f"{name}_count"] for name in names]
        self.assertEqual(counts, [3, 1, 1, 1, 0, 0, 0])
        self.assertEqual(row["decision_days"], 4.0)

    def test_drafts_are_not_counted(self):
        self._make(self.members[0], state="draft")
        self.assertEqual(self._read()[self.department.id]["filed_count"], 0)

    def test_small_unit_and_the_one_that_would_give_it_away(self):
        small, middle = self.env["hr.department"].create(
            [{"name": "Small"}, {"name": "Middle"}]
        )
        self._decided(self.members[0], "keep")
        self._appraisal(self.members[0])._workflow_write({"department_id": small.id})
        rows = self._read()
        self.assertTrue(rows[small.id]["is_suppressed"])
        self.assertIsNone(rows[small.id]["filed_count"])
        # five are enough, but all minus five would be the small one
        self.assertTrue(rows[self.department.id]["is_suppressed"])
        self.assertIsNone(rows[self.department.id]["filed_count"])
        self._appraisal(self.members[1])._workflow_write({"department_id": middle.id})
        self.assertEqual(
            {row["is_suppressed"] for row in self._read().values()}, {True}
        )

    def test_left_out_is_no_zero_for_anybody(self):
        """Read, exported, grouped and searched, it is what the screen shows: none."""
        self._decided(self.members[0], "keep")
        self.env.flush_all()
        Statistic = self.env["asn.appraisal.objection.statistic"]
        domain = [("cycle_id", "=", self.cycle.id)]
        row = Statistic.with_user(self.auditor).search(domain)
        self.assertEqual(row.read(["filed_count"])[0]["filed_count"], 1)
        for name in ("kept_count", "late_count", "decision_days"):
            self.assertIs(row.read([name])[0][name], False)
            exported = row.sudo().export_data([name])
            self.assertEqual(exported["datas"], [[""]])
            groups = row._read_group(domain, ["cycle_id"], [f"{name}:sum"])
            self.assertIs(groups[0][1], False)
            for operator, value in (("=", 0), ("<", 1), (">=", 0), ("in", [0, 1])):
                self.assertFalse(row.search([*domain, (name, operator, value)]))
            self.assertEqual(row.search([*domain, (name, "=", False)]), row)
        # a number that is told is told everywhere, 0 as well
        self._decided(self.members[1], "keep")
        self._decided(self.members[2], "keep")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(row.read(["changed_count"])[0]["changed_count"], 0)
        exported = row.sudo().export_data(["changed_count"])
        self.assertEqual(exported["datas"], [[0]])
        self.assertEqual(row.search([*domain, ("changed_count", "=", 0)]), row)
