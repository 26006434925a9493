# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import subprocess

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tests.common import warmup
from odoo.tools import mute_logger

from .plan_common import PlanCommon


@tagged("post_install", "-at_install")
class TestRoleMatrix(PlanCommon):
    """Who sees which part of a matrix, and what each may change in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss_plan = cls._plan(cls.superior)
        cls.row = cls._goal(cls.boss_plan, "Files in one day")
        cls.goal = cls._goal(cls.plan, "My files in one day", parent_id=cls.row.id)
        cls.other = cls.members[1]
        cls.other_plan = cls._plan(cls.other)
        cls.other_goal = cls._goal(cls.other_plan, "Archive in order")

    def _get(self, user, superior=None):
        plans = self.env["asn.appraisal.plan"].with_user(user)
        return plans.get_matrix(self.cycle.id, (superior or self.superior).id)

    def _get_choices(self, user):
        choices = self.env["asn.appraisal.plan"].with_user(user).get_matrix_choices()
        return {
            (choice["cycle_id"], choice["superior_id"]): choice["is_mine"]
            for choice in choices
        }

    def _get_people(self, matrix):
        return {person["name"] for person in matrix["people"]}

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    def test_superior_sees_all(self):
        matrix = self._get(self.superior.user_id)
        self.assertEqual(self._get_people(matrix), set(self.members.mapped("name")))
        self.assertEqual([row["id"] for row in matrix["rows"]], self.row.ids)
        self.assertTrue(matrix["is_mine"] and matrix["can_hand_on"])
        self.assertEqual(matrix["own_plan_id"], self.boss_plan.id)
        self.assertFalse(matrix["reason"])
        cells = {
            key: [goal["id"] for goal in goals]
            for key, goals in matrix["cells"].items()
        }
        self.assertEqual(
            cells,
            {
                f"{self.row.id}:{self.plan.id}": self.goal.ids,
                f"0:{self.other_plan.id}": self.other_goal.ids,
            },
        )

    def test_member_sees_own_column(self):
        matrix = self._get(self.person.user_id)
        self.assertEqual(self._get_people(matrix), {self.person.name})
        self.assertEqual([row["id"] for row in matrix["rows"]], self.row.ids)
        self.assertTrue(matrix["people"][0]["can_edit"])
        self.assertFalse(matrix["own_plan_id"], "the superior's plan is not theirs")
        self.assertFalse(matrix["is_mine"] or matrix["can_hand_on"])

    def test_head_looks_down(self):
        """Whoever leads the superior reads goals, and can neither open nor change."""
        self.cycle = self._cycle_of_three()
        plan = self._plan(self.person, self.cycle)
        goal = self._goal(plan, "Below")
        matrix = self._get(self.head.user_id)
        self.assertEqual(self._get_people(matrix), set(self.members.mapped("name")))
        self.assertEqual(matrix["cells"][f"0:{plan.id}"][0]["id"], goal.id)
        self.assertFalse(any(p["can_open"] or p["can_edit"] for p in matrix["people"]))
        self.assertTrue(matrix["reason"])
        with self.assertRaises(AccessError):
            goal.with_user(self.head.user_id).read(["name"])
        choices = self._get_choices(self.head.user_id)
        self.assertEqual(
            {key: mine for key, mine in choices.items() if key[0] == self.cycle.id},
            {
                (self.cycle.id, self.head.id): True,
                (self.cycle.id, self.superior.id): False,
            },
        )

    def _cycle_of_three(self):
        """Return a cycle in planning in which the head is appraised as well."""
        self.population |= self.head
        type(self).population = self.population
        return self._cycle_with_planning(2031)

    def test_hr_reads_all(self):
        for user in (self.manager, self.auditor):
            matrix = self._get(user)
            self.assertEqual(len(matrix["people"]), len(self.members))
            self.assertFalse(any(p["can_edit"] for p in matrix["people"]))
            self.assertTrue(matrix["reason"])
            self.assertEqual(matrix["can_hand_on"], user == self.manager)

    def test_officer_reads_led_departments(self):
        self.assertFalse(self._get(self.officer)["people"])
        leader = self.env["hr.employee"].create(
            {"name": "Leader", "user_id": self.officer.id}
        )
        self.department.manager_id = leader
        self.assertEqual(len(self._get(self.officer)["people"]), len(self.members))

    def test_outsider_sees_nothing(self):
        matrix = self._get(self.bare)
        self.assertFalse(matrix["people"] or matrix["rows"] or matrix["cells"])
        self.assertFalse(self._get_choices(self.bare))

    def test_choices(self):
        here = (self.cycle.id, self.superior.id)
        self.assertEqual(self._get_choices(self.person.user_id), {here: False})
        self.assertTrue(self._get_choices(self.superior.user_id)[here])
        self.assertIn(here, self._get_choices(self.auditor))

    def test_newest_cycle_comes_first(self):
        later = self._cycle_with_planning(2032)
        plans = self.env["asn.appraisal.plan"].with_user(self.person.user_id)
        found = [choice["cycle_id"] for choice in plans.get_matrix_choices()]
        self.assertEqual(found, [later.id, self.cycle.id])

    # ------------------------------------------------------------
    # WHY IT CANNOT BE CHANGED
    # ------------------------------------------------------------

    def _get_column(self, user, plan):
        people = self._get(user)["people"]
        return next(person for person in people if person["plan_id"] == plan.id)

    def test_notes_of_columns(self):
        user = self.superior.user_id
        self.assertFalse(self._get_column(user, self.plan)["note"])
        self._indicator(self.goal)
        self.plan.action_submit()
        self.assertIn("agreement", self._get_column(user, self.plan)["note"])
        self._as_superior(self.plan).action_agree()
        column = self._get_column(user, self.plan)
        self.assertIn("propose a change", column["note"])
        self.assertFalse(column["can_edit"])
        self.assertFalse(self._get(user)["reason"], "other columns can be changed")
        self.assertTrue(self._get(self.person.user_id)["reason"])

    def test_change_under_way_is_the_column(self):
        self._indicator(self.goal)
        self._agree()
        self.plan.action_amend("The budget was cut")
        draft = self.appraisal.plan_ids.filtered(lambda plan: plan.state == "draft")
        column = self._get_column(self.superior.user_id, draft)
        self.assertTrue(column["can_edit"])

    # ------------------------------------------------------------
    # COST
    # ------------------------------------------------------------

    @warmup
    def test_queries_of_a_small_matrix(self):
        with self.assertQueryCount(__system__=20):
            self._get(self.superior.user_id)

    @warmup
    def test_queries_of_fifty_people_and_thirty_goals(self):
        self._fill(50, 30)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(__system__=20):
            matrix = self._get(self.superior.user_id)
        self.assertEqual(len(matrix["people"]), 50)
        self.assertEqual(len(matrix["rows"]), 31)
        self.assertEqual(sum(map(len, matrix["cells"].values())), 50 * 30 + 2)

    def _fill(self, people, goals):
        """Give the superior as many people and goals, and everybody all the goals."""
        count = people - len(self.members)
        new = self.env["hr.employee"].create(
            [{"name": f"Many {n}", "parent_id": self.superior.id} for n in range(count)]
        )
        domain = [("id", "in", (self.population | new).ids)]
        self.cycle.population_domain = str(domain)
        self.cycle.with_user(self.manager).action_launch()
        self._run_jobs()
        Goal = self.env["asn.appraisal.goal"].with_user(self.superior.user_id)
        boss_plan = self.boss_plan.id
        rows = Goal.create(
            [{"plan_id": boss_plan, "name": f"Row {n}"} for n in range(goals)]
        )
        plans = self.cycle.appraisal_ids.plan_ids.filtered(
            lambda plan: plan.superior_id == self.superior
        )
        Goal.create(
            [
                {"plan_id": plan.id, "name": row.name, "parent_id": row.id}
                for plan in plans
                for row in rows
            ]
        )


@tagged("post_install", "-at_install")
class TestRoleMatrixRpc(PlanCommon, HttpCase):
    """What the page writes, and what somebody could try with a console instead."""

    def _call(self, user, model, method, *args):
        self.authenticate(user.login, user.login.ljust(8, "x"))
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.make_jsonrpc_request("/web/dataset/call_kw", params)

    def _assert_refused(self, *args):
        with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
            self._call(*args)

    def test_editing_over_rpc(self):
        boss, person = self.superior.user_id, self.person.user_id
        row = self._goal(self._plan(self.superior), "Row")
        vals = {"plan_id": self.plan.id, "name": "New", "parent_id": row.id}
        goal = "asn.appraisal.goal"
        [new] = self._call(boss, goal, "create", [vals])
        self._call(person, goal, "write", [new], {"name": "Renamed"})
        self._call(boss, goal, "write", [new], {"parent_id": False})
        self._call(boss, goal, "write", [new], {"parent_id": row.id})
        record = self.env[goal].browse(new)
        self.assertEqual((record.name, record.parent_id), ("Renamed", row))
        for user in (self.members[1].user_id, self.head.user_id, self.manager):
            self._assert_refused(user, goal, "write", [new], {"name": "No"})
            self._assert_refused(user, goal, "create", [vals])
            self._assert_refused(user, goal, "unlink", [new])
        self._call(person, goal, "unlink", [new])
        self.assertFalse(record.exists())

    def test_reading_over_rpc(self):
        plan, args = "asn.appraisal.plan", (self.cycle.id, self.superior.id)
        sizes = {
            self.superior.user_id: 5,
            self.person.user_id: 1,
            self.manager: 5,
            self.bare: 0,
        }
        for user, size in sizes.items():
            matrix = self._call(user, plan, "get_matrix", *args)
            self.assertEqual(len(matrix["people"]), size, user.login)
        for name in ("_get_matrix_reader", "_get_matrices_below"):
            self._assert_refused(self.bare, plan, name, *args)


@tagged("post_install", "-at_install")
class TestRoleMatrixReport(PlanCommon):
    """The matrix on paper: what whoever prints it may read, page by page."""

    def _get_text(self, user, name="report_role_matrix", lang="en_US"):
        Report = self.env["ir.actions.report"].with_user(user).with_context(lang=lang)
        data = {"cycle_id": self.cycle.id, "superior_id": self.superior.id}
        pdf, __ = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            f"asn_appraisal.{name}", data=data
        )
        process = subprocess.run(
            ["pdftotext", "-layout", "-", "-"],
            input=pdf,
            capture_output=True,
            check=True,
        )
        return process.stdout.decode()

    def test_document(self):
        row = self._goal(self._plan(self.superior), "Files in one day")
        self._goal(self.plan, "Counter", parent_id=row.id, kind="additional")
        self._goal(self._plan(self.members[1]), "Archive")
        text = self._get_text(self.superior.user_id)
        for part in (
            "Role–Result Matrix",
            self.cycle.name,
            "asn_superior",
            "asn_member_4",
            "Files in one day",
            "Counter (additional)",
            "Archive",
            "Serves none of these goals",
        ):
            self.assertIn(part, text)
        own = self._get_text(self.person.user_id)
        self.assertIn("Counter", own)
        self.assertNotIn("Archive", own)
        self.assertNotIn("asn_member_4", own)

    def test_more_people_than_a_sheet_holds(self):
        values = self.env["report.asn_appraisal.report_role_matrix"].with_user(
            self.superior.user_id
        )
        data = {"cycle_id": self.cycle.id, "superior_id": self.superior.id}
        self.patch(type(values), "_people_a_page", 2)
        pages = values._get_report_values([], data)["pages"]
        self.assertEqual([len(page) for page in pages], [2, 2, 1])

    def test_a3(self):
        self.assertIn(
            "asn_member_4", self._get_text(self.manager, "report_role_matrix_a3")
        )

    def test_nothing_to_print(self):
        Values = self.env["report.asn_appraisal.report_role_matrix"]
        with self.assertRaisesRegex(UserError, "choose a cycle"):
            Values._get_report_values([], {})
        data = {"cycle_id": self.cycle.id, "superior_id": self.superior.id}
        with self.assertRaisesRegex(UserError, "nobody"):
            Values.with_user(self.bare)._get_report_values([], data)
