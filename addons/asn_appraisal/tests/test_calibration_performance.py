# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged, warmup

from .calibration_common import CalibrationCommon

PEOPLE = 200


@tagged("post_install", "-at_install")
class TestCalibrationPerformance(CalibrationCommon):
    """The page of a session costs the same for six people as for two hundred."""

    def _get_grid(self, session):
        self.env.flush_all()
        self.env.invalidate_all()
        return session.with_user(self.chair).get_calibration()

    @warmup
    def test_queries_of_the_grid(self):
        session = self._session()
        self._get_grid(session)
        with self.assertQueryCount(20):
            self.assertEqual(len(self._get_grid(session)["rows"]), 6)

    @warmup
    def test_queries_of_the_grid_of_many(self):
        session = self._session()
        self._multiply(session)
        self._get_grid(session)
        with self.assertQueryCount(20):
            self.assertEqual(len(self._get_grid(session)["rows"]), PEOPLE)

    def _multiply(self, session):
        """Give the session rows of other people, copied from the one of a person."""
        line = self._line(session).sudo()
        employees = self.env["hr.employee"].create(
            [{"name": f"Person {n}"} for n in range(PEOPLE - len(self.population))]
        )
        appraisals = self.env["asn.appraisal"]._workflow_insert(
            [self._copy(line.appraisal_id, person) for person in employees]
        )
        outcomes = self.env["asn.appraisal.outcome"]._workflow_insert(
            [
                self._copy(line.outcome_id, appraisal.employee_id)
                | {"appraisal_id": appraisal.id}
                for appraisal in appraisals
            ]
        )
        Line = self.env["asn.appraisal.calibration.line"]
        Line._workflow_insert(
            [Line._prepare_line_vals(session.sudo(), outcome) for outcome in outcomes]
        )

    def _copy(self, record, employee):
        """Return the columns of a record about somebody else."""
        skipped = ("id", "create_uid", "write_uid", "create_date", "write_date")
        names = [
            name
            for name, field in record._fields.items()
            if field.store
            and field.column_type
            and name not in skipped
            and not field.compute
            and not field.related
        ]
        vals = {name: record[name] for name in names}
        vals = {
            name: (value.id or None) if hasattr(value, "ids") else (value or None)
            for name, value in vals.items()
        }
        return vals | {"employee_id": employee.id}
