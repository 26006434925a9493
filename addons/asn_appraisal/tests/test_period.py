# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import AppraisalCommon


class PeriodCommon(AppraisalCommon):
    """A year whose method weighs its shorter periods with 40 %."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.period_role = cls.env.ref("asn_appraisal.role_period")
        cls.method = cls._weigh_periods(cls.cycle.method_id.copy())
        cls.cycle.write({"name": "Year", "method_id": cls.method.id, "roll_up": "mean"})

    @classmethod
    def _weigh_periods(cls, method):
        """Let periods take 40 % of what superiors and the plan decide."""
        lines = {line.role_id.code: line.id for line in method.role_ids}
        method.role_ids = [
            Command.update(lines["plan"], {"result_weight": 0}),
            Command.update(
                lines["superior"], {"result_weight": 60, "behaviour_weight": 20}
            ),
            Command.create(
                {
                    "role_id": cls.period_role.id,
                    "result_weight": 40,
                    "behaviour_weight": 40,
                }
            ),
        ]
        return method

    @classmethod
    def _period(cls, start, end, **vals):
        return cls._cycle(
            name=f"Period from {start}",
            date_start=start,
            date_end=end,
            **{"parent_id": cls.cycle.id, "method_id": cls.method.id} | vals,
        )


@tagged("post_install", "-at_install")
class TestPeriod(PeriodCommon):
    """Quarters and months inside a year."""

    # ------------------------------------------------------------
    # WHAT FITS INTO WHAT
    # ------------------------------------------------------------

    def test_inside_the_year(self):
        period = self._period("2026-01-01", "2026-03-31")
        self.assertEqual(self.cycle.child_ids, period)
        self.assertEqual(self.cycle.child_count, 1)
        self._period("2026-01-01", "2026-12-31")
        for start, end in (("2025-12-31", "2026-03-31"), ("2026-10-01", "2027-01-01")):
            with self.assertRaisesRegex(ValidationError, "must lie within.*“Year”"):
                self._period(start, end)
        with self.assertRaisesRegex(ValidationError, "“Period from 2026-01-01”"):
            self.cycle.date_start = "2026-02-01"
        with self.assertRaisesRegex(ValidationError, "must lie within"):
            period.date_end = "2027-01-31"

    def test_no_chains(self):
        period = self._period("2026-01-01", "2026-06-30")
        with self.assertRaisesRegex(ValidationError, "have no parts themselves"):
            self._period("2026-01-01", "2026-03-31", parent_id=period.id)
        longer = self._cycle(
            name="Longer", date_start="2025-01-01", date_end="2027-12-31"
        )
        with self.assertRaisesRegex(ValidationError, "“Year”.*“Longer”"):
            self.cycle.parent_id = longer
        with self.assertRaises(ValidationError):
            self.cycle.parent_id = self.cycle

    def test_same_company(self):
        other = self.env["res.company"].create({"name": "Other agency"})
        with self.assertRaises(UserError):
            self._period("2026-01-01", "2026-03-31", company_id=other.id)
        period = self._period("2026-01-01", "2026-03-31")
        with self.assertRaises(UserError):
            period.company_id = other

    def test_who_may_join_and_leave(self):
        """Until the year's scores are computed: afterwards, what counted counted."""
        period = self._period("2026-01-01", "2026-03-31")
        late = self._period("2026-04-01", "2026-06-30", parent_id=False)
        for state in ("planning", "monitoring", "evaluation"):
            self.cycle._workflow_write({"state": state})
            late.parent_id = self.cycle
            late.parent_id = False
        for state in ("calibration", "published", "closed"):
            self.cycle._workflow_write({"state": state})
            with self.assertRaisesRegex(UserError, "“Year”.*can no longer"):
                period.parent_id = False
            with self.assertRaisesRegex(UserError, "“Year”.*can no longer"):
                late.parent_id = self.cycle
            with self.assertRaisesRegex(UserError, "“Year”.*can no longer"):
                self._period("2026-07-01", "2026-09-30")
        period.name = "Still free to be renamed"

    def test_rule_is_frozen(self):
        self._launch()
        with self.assertRaisesRegex(UserError, "“Periods Count As”"):
            self.cycle.roll_up = "best"
        self.assertEqual(self.cycle._get_roll_up(), "mean")

    def test_year_is_not_deleted_below_its_periods(self):
        self._period("2026-01-01", "2026-03-31")
        with self.assertRaises(Exception), self.cr.savepoint():  # noqa: B017
            self.cycle.unlink()
        self.assertTrue(self.cycle.exists())

    # ------------------------------------------------------------
    # READINESS
    # ------------------------------------------------------------

    def _get_gaps(self, cycle):
        cycle.with_user(self.manager).action_check_readiness()
        return {gap.kind: gap.is_blocking for gap in cycle.issue_ids}

    def test_own_periods_do_not_overlap(self):
        first = self._period("2026-01-01", "2026-03-31")
        self._launch()
        self.assertNotIn("overlap", self._get_gaps(first))
        first.with_user(self.manager).action_launch()
        self._run_jobs(first)
        self.assertEqual(len(first.appraisal_ids), 6)
        self.assertNotIn("overlap", self._get_gaps(self.cycle))
        second = self._period("2026-03-01", "2026-06-30")
        self.assertIs(self._get_gaps(second)["overlap"], True)
        stranger = self._period("2026-10-01", "2026-12-31", parent_id=False)
        self.assertIs(self._get_gaps(stranger)["overlap"], True)

    def test_method_without_periods(self):
        self.cycle.method_id = self.env.ref("asn_appraisal.method_matrix_2022")
        self.assertIs(self._get_gaps(self.cycle)["period_unweighed"], True)
        with self.assertRaisesRegex(UserError, "gives them no weight"):
            self.cycle.action_launch()
        issue = self.cycle.issue_ids.filtered(lambda i: i.kind == "period_unweighed")
        self.assertEqual(issue.action_open_fix()["res_id"], self.cycle.method_id.id)
        self.cycle.roll_up = "none"
        self.assertNotIn("period_unweighed", self._get_gaps(self.cycle))

    def test_periods_without_rule(self):
        self.cycle.roll_up = "none"
        gaps = self._get_gaps(self.cycle)
        self.assertIs(gaps["period_none"], False)
        self.assertNotIn("period_unweighed", gaps)
        self._launch()
        self.assertEqual(self.cycle.state, "evaluation")

    def test_another_scale(self):
        method = self.env.ref("asn_appraisal.method_matrix_2022").copy()
        scale = method.scale_id.copy()
        method.write(
            {
                "scale_id": scale.id,
                "result_meets_from": 2,
                "result_above_from": 3,
                "behaviour_meets_from": 2,
                "behaviour_above_from": 3,
                "neutral_value": 2,
                "achievement_ids": [Command.clear()],
            }
        )
        scale.level_ids[-1].unlink()
        period = self._period("2026-01-01", "2026-03-31", method_id=method.id)
        for cycle in (period, self.cycle):
            self.assertIs(self._get_gaps(cycle)["period_scale"], True)
        period.method_id = self.method
        for cycle in (period, self.cycle):
            self.assertNotIn("period_scale", self._get_gaps(cycle))

    def test_every_kind_has_advice(self):
        kinds = dict(self.env["asn.appraisal.cycle.gap"]._fields["kind"].selection)
        self.assertFalse(
            kinds.keys() - self.env["asn.appraisal.cycle.gap"]._get_advice().keys()
        )

    # ------------------------------------------------------------
    # QUARTERS
    # ------------------------------------------------------------

    def test_create_quarters(self):
        self.cycle.write(
            {
                "has_planning": True,
                "planning_end": "2026-01-01",
                "included_employee_ids": self.head.ids,
                "excluded_employee_ids": self.members[4].ids,
            }
        )
        action = self.cycle.with_user(self.manager).action_create_quarters()
        self.assertEqual(action["domain"], [("parent_id", "=", self.cycle.id)])
        quarters = self.cycle.child_ids.sorted("date_start")
        self.assertEqual(
            [(quarter.date_start, quarter.date_end) for quarter in quarters],
            [
                (date(2026, 1, 1), date(2026, 3, 31)),
                (date(2026, 4, 1), date(2026, 6, 30)),
                (date(2026, 7, 1), date(2026, 9, 30)),
                (date(2026, 10, 1), date(2026, 12, 31)),
            ],
        )
        self.assertEqual(set(quarters.mapped("state")), {"draft"})
        self.assertEqual(set(quarters.mapped("roll_up")), {"none"})
        self.assertFalse(any(quarters.mapped("has_planning")))
        self.assertEqual(len(set(quarters.mapped("name"))), 4)
        for quarter in quarters:
            self.assertEqual(quarter._get_population(), self.cycle._get_population())
            self.assertEqual(quarter.method_id, self.cycle.method_id)
            self.assertEqual(
                quarter.template_rule_ids.template_id,
                self.cycle.template_rule_ids.template_id,
            )
        self.assertEqual(
            [quarters[0][name] for name in ("evaluation_start", "evaluation_end")],
            [date(2026, 4, 1), date(2027, 3, 10)],
        )

    def test_dates_keep_their_distance(self):
        self.cycle.write({"evaluation_start": "2026-12-01"})
        self.cycle.with_user(self.manager).action_create_quarters()
        first = self.cycle.child_ids.sorted("date_start")[0]
        self.assertEqual(first.evaluation_start, date(2026, 4, 1))
        self.assertEqual(first.evaluation_end, date(2026, 4, 10))
        self.assertEqual(first.decision_end, date(2026, 4, 20))
        self.assertEqual(first.publication_date, date(2026, 4, 30))

    def test_leap_year_from_any_day(self):
        self.cycle.write({"date_start": "2027-07-01", "date_end": "2028-06-30"})
        self.cycle.with_user(self.manager).action_create_quarters()
        quarters = self.cycle.child_ids.sorted("date_start")
        self.assertEqual(quarters[2].date_end, date(2028, 3, 31))
        self.assertEqual(
            sum((q.date_end - q.date_start).days + 1 for q in quarters), 366
        )

    def test_named_in_every_language(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self.cycle.with_context(lang="id_ID").name = "Tahun 2026"
        self.cycle.with_user(self.manager).action_create_quarters()
        first = self.cycle.child_ids.sorted("date_start")[0]
        self.assertEqual(first.with_context(lang="en_US").name, "Year, quarter 1")
        self.assertEqual(
            first.with_context(lang="id_ID").name, "Tahun 2026, triwulan 1"
        )

    def test_quarters_once_and_of_a_year_alone(self):
        self.cycle.action_create_quarters()
        with self.assertRaisesRegex(UserError, "has shorter periods already"):
            self.cycle.action_create_quarters()
        with self.assertRaisesRegex(UserError, "part of a year itself"):
            self.cycle.child_ids[0].action_create_quarters()
        short = self._cycle(date_start="2027-01-01", date_end="2027-06-30")
        with self.assertRaisesRegex(UserError, "not twelve months long"):
            short.action_create_quarters()
        self.assertFalse(short.child_ids)
        short._workflow_write({"state": "calibration"})
        with self.assertRaisesRegex(UserError, "“Decision”"):
            short.action_create_quarters()
        self.assertEqual(self.cycle.child_count, 4)

    def test_only_managers_create_quarters(self):
        self._launch()
        for user in (self.officer, self.auditor, self.bare, self.superior.user_id):
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_create_quarters()
        self.assertFalse(self.cycle.child_ids)

    def test_form_of_a_period(self):
        """A manager joins a period to its year on its page."""
        period = self._period("2026-01-01", "2026-03-31", parent_id=False)
        with Form(period.with_user(self.manager)) as form:
            form.parent_id = self.cycle
        self.assertEqual(self.cycle.child_ids, period)
        action = self.cycle.with_user(self.manager).action_open_periods()
        found = self.env["asn.appraisal.cycle"].search(action["domain"])
        self.assertEqual(found, period)
