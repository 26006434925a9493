# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from odoo.addons.asn_appraisal.models.asn_appraisal_owed import OWED

from .plan_common import PlanCommon


@tagged("post_install", "-at_install")
class TestInbox(PlanCommon):
    """One list over all cycles of what waits for the user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.planning = cls.cycle
        cls.late = cls._evaluating(2031, "2031-12-01")
        cls.soon = cls._evaluating(2032, "2031-12-09")
        cls.later = cls._evaluating(2033, "2032-02-01")

    @classmethod
    def _evaluating(cls, year, deadline):
        """Return a launched cycle whose forms are due on a day."""
        cls.cycle = cls._cycle(
            name=f"Cycle {year}",
            date_start=f"{year}-01-01",
            date_end=f"{year}-12-31",
            evaluation_start="2030-01-01",
            evaluation_end=deadline,
            decision_end="2040-01-01",
            publication_date="2040-01-01",
        )
        cls._launch()
        return cls.cycle

    def _get(self, user, day="2031-12-05"):
        with freeze_time(day):
            return self.env["asn.appraisal.evaluation"].with_user(user).get_inbox()

    def _get_form(self, cycle, employee, rater):
        form = cycle.appraisal_ids.evaluation_ids.filtered(
            lambda form: form.employee_id == employee and form.rater_id == rater
        )
        return form.with_user(rater.user_id)

    # ------------------------------------------------------------
    # FORMS
    # ------------------------------------------------------------

    def test_all_cycles_in_order_of_the_deadline(self):
        forms = self._get(self.superior.user_id)["forms"]
        cycles = list(dict.fromkeys(form["cycle"] for form in forms))
        self.assertEqual(cycles, ["Cycle 2031", "Cycle 2032", "Cycle 2033"])
        when = {form["cycle"]: form["when"] for form in forms}
        self.assertEqual(list(when.values()), ["late", "week", "later"])
        self.assertEqual(len(forms), 3 * 6, "five members and oneself")

    def test_what_a_line_says(self):
        form = self._get_form(self.soon, self.person, self.superior)
        items = [item["criterion_id"] for item in form._get_items()]
        form.save_answers({items[0]: {"value": 4}, items[1]: {"not_observed": True}})
        form.save_answer(items[2], {"comment": "a comment alone is no answer"})
        lines = self._get(self.superior.user_id)["forms"]
        line = next(line for line in lines if line["id"] == form.id)
        self.assertEqual((line["answered"], line["total"]), (2, 24))
        self.assertEqual(line["minutes"], 8, "22 points of 20 seconds")
        self.assertEqual(line["name"], self.person.name)
        self.assertEqual(line["job"], "Post of asn_member_0")

    def test_only_what_can_still_be_answered(self):
        form = self._get_form(self.soon, self.person, self.superior)
        self._answer(form)
        self.late.with_user(self.manager).action_close_evaluation()
        cancelled = self._get_form(self.later, self.person, self.superior)
        cancelled.sudo()._workflow_write({"state": "cancelled"})
        begun = self._get_form(self.later, self.members[1], self.superior)
        begun.sudo()._workflow_write({"author_id": self.bare.id})
        forms = self._get(self.superior.user_id)["forms"]
        self.assertEqual(len(forms), 5 + 4)
        self.assertFalse(
            {line["id"] for line in forms} & set((form | cancelled | begun).ids)
        )

    def test_nobody_else_s(self):
        for user in (self.manager, self.auditor, self.bare, self.officer):
            self.assertEqual(self._get(user), {"forms": [], "grids": [], "others": []})
        portal = self.bare
        portal.group_ids = self.env.ref("base.group_portal")
        with self.assertRaises(AccessError):
            self._get(portal)

    def test_pages_for_several_people(self):
        grids = self._get(self.superior.user_id)["grids"]
        self.assertEqual((grids[0]["count"], grids[0]["leads"]), (5, 1))
        peer = self._get(self.person.user_id)["grids"]
        self.assertEqual({grid["count"] for grid in peer}, {4, 1})

    def test_cost_does_not_grow(self):
        Evaluation = self.env["asn.appraisal.evaluation"]
        Evaluation.with_user(self.superior.user_id).get_inbox()
        user = self.superior.user_id
        domain = Domain("cycle_id", "=", self.soon.id)
        few = Evaluation.with_user(user)._get_waiting(domain)
        self.assertEqual(len(few), 6)
        count = self._count_queries(Evaluation.with_user(user).get_inbox)
        others = self.env["asn.appraisal.evaluation"].with_user(user)
        (few - few[:1]).sudo()._workflow_write({"state": "cancelled"})
        less = self._count_queries(others.get_inbox)
        self.assertLessEqual(count, less)
        self.assertLessEqual(count, 105)  # five or six for each kind that may wait

    # ------------------------------------------------------------
    # FROM ONE PERSON TO THE NEXT
    # ------------------------------------------------------------

    def test_neighbours(self):
        user = self.superior.user_id
        ids = [line["id"] for line in self._get(user)["forms"]]
        forms = self.env["asn.appraisal.evaluation"].with_user(user).browse(ids)
        heads = [form.get_neighbours() for form in forms]
        self.assertEqual([head["next_id"] for head in heads], [*ids[1:], False])
        self.assertEqual([head["previous_id"] for head in heads], [False, *ids[:-1]])
        self.assertEqual((heads[2]["place"], heads[2]["places"]), (3, len(ids)))

    def test_submitted_form_has_no_way(self):
        form = self._get_form(self.soon, self.person, self.superior)
        self._answer(form)
        nothing = {"previous_id": False, "next_id": False, "place": 0, "places": 0}
        self.assertEqual(form.get_neighbours(), nothing)
        with self.assertRaises(AccessError):
            form.with_user(self.manager).get_neighbours()

    # ------------------------------------------------------------
    # BESIDE FORMS
    # ------------------------------------------------------------

    def _get_owed(self, user):
        return {kind["key"]: kind for kind in self._get(user)["others"]}

    def _count_page(self, kind, user):
        action = kind["action"]
        Model = self.env[action["res_model"]].with_user(user)
        return Model.search_count(action["domain"])

    def test_plans(self):
        self.cycle = self.planning
        self._indicator(self._goal(self.plan, "Counter"))
        self.assertEqual(self._get_owed(self.person.user_id)["my_plans"]["count"], 1)
        self.plan.action_submit()
        self.assertNotIn("my_plans", self._get_owed(self.person.user_id))
        user = self.superior.user_id
        kind = self._get_owed(user)["waiting_plans"]
        self.assertEqual((kind["count"], self._count_page(kind, user)), (1, 1))

    def test_decisions(self):
        self._close(self.late)
        user = self.superior.user_id
        kind = self._get_owed(user)["decisions"]
        self.assertEqual((kind["count"], self._count_page(kind, user)), (5, 5))

    def _close(self, cycle):
        cycle.with_user(self.manager).action_close_evaluation()
        self._run_jobs(cycle)

    def test_requests_with_their_first_day(self):
        Ask = self.env["asn.appraisal.feedback.ask"].with_user(self.person.user_id)
        with freeze_time("2031-11-01"):
            Ask.create(
                {
                    "employee_id": self.person.id,
                    "asked_ids": self.superior.ids,
                    "question": "What helps?",
                    "due_date": "2031-11-20",
                }
            ).action_ask()
        kind = self._get_owed(self.superior.user_id)["requests"]
        self.assertEqual(kind["count"], 1)
        self.assertTrue(kind["is_late"])
        self.assertIn("2031", kind["due_text"])

    def test_names_are_for_every_kind(self):
        names = self.env["asn.appraisal.owed"]._get_names()
        self.assertEqual(names.keys(), OWED.keys())
