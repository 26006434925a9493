# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from io import BytesIO

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.asn_training.controllers.unit_plan import write_sheet

from .training_plan_common import TrainingPlanCommon


@tagged("post_install", "-at_install")
class TestTrainingUnitPlan(TrainingPlanCommon):
    """What a unit needs, in numbers that tell nobody's gap."""

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
        cls.programme.cost = 100
        cls.advanced.cost = 50
        return result

    def _unit_plan(self):
        UnitPlan = self.env["asn.training.unit.plan"].with_user(self.unit_officer)
        return UnitPlan.create(
            {"department_id": self.department.id, "year": 2026, "budget": 1000}
        )

    def test_lines_from_plans_and_recommendations(self):
        self._need(self.members[:3])
        for person in (self.person, self.members[4]):
            self._approved(employee=person, lines=[{"programme_id": self.advanced.id}])
        plan = self._unit_plan()
        plan.action_generate()
        first, rest = plan.line_ids
        self.assertEqual((first.programme_id, first.place_count), (self.programme, 3))
        self.assertEqual((first.hours, first.cost), (30, 300))
        self.assertEqual((rest.programme_id.id, rest.place_count), (False, 2))
        self.assertEqual((plan.cost, plan.left), (400, 600))
        counts = plan.people_count, plan.need_count, plan.covered_count
        self.assertEqual(counts, (7, 4, 2))
        plan.action_generate()
        self.assertEqual(len(plan.line_ids), 2)

    def test_way_of_a_unit_s_plan(self):
        plan = self._unit_plan()
        with self.assertRaises(UserError):
            plan.action_submit()
        self._need(self.members)
        plan.action_generate()
        plan.action_submit()
        with self.assertRaises(AccessError):
            plan.action_approve()
        with self.assertRaises(UserError):
            plan.budget = 9
        plan.with_user(self.trainer).action_approve()
        self.assertEqual(plan.state, "approved")

    def test_who_sees_it(self):
        plan = self._unit_plan()
        self._need(self.members)
        plan.action_generate()
        for user in (self.unit_officer, self.trainer, self.auditor):
            self.assertTrue(plan.with_user(user).has_access("read"))
            self.assertTrue(plan.line_ids.with_user(user).has_access("read"))
        self.assertFalse(plan.with_user(self.auditor).has_access("write"))
        for user in (self.bare, self.superior.user_id, self.person.user_id):
            self.assertFalse(plan.with_user(user).has_access("read"))
        self.department.manager_id = False
        plan.invalidate_recordset()
        self.assertFalse(plan.has_access("read"))

    def test_a_spreadsheet_has_texts_and_no_formulas(self):
        self.programme.name = "=1+1"
        self._need(self.members)
        plan = self._unit_plan()
        plan.action_generate()
        sheet = openpyxl.load_workbook(BytesIO(write_sheet(plan))).active
        cell = sheet.cell(4, 2)
        self.assertEqual((cell.value, cell.data_type), ("=1+1", "s"))
        self.assertEqual(sheet.cell(4, 3).value, 5)

    def test_computing_costs_the_same_for_few_and_many(self):
        plan = self._unit_plan()
        costs = []
        for people in (self.members[:1], self.members):
            self._need(people)
            plan.sudo()._generate()
            costs.append(self._count_queries(plan.sudo()._generate))
        self.assertLessEqual(costs[1], costs[0] + 1, costs)
