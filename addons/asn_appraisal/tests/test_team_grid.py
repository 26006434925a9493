# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tests.common import warmup
from odoo.tools import mute_logger

from .common import AppraisalCommon

PEOPLE = 40


@tagged("post_install", "-at_install")
class TestTeamGrid(AppraisalCommon):
    """All people whom a rater rates in one role, on one page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.role = cls.env.ref("asn_appraisal.role_superior")
        cls.forms = (
            cls.env["asn.appraisal.evaluation"]
            .union(*(cls._evaluation(member, cls.superior) for member in cls.members))
            .with_user(cls.superior.user_id)
        )
        cls.form = cls.forms[0]

    def _get(self, user=None, role=None, name="get_grid"):
        forms = self.env["asn.appraisal.evaluation"].with_user(
            user or self.superior.user_id
        )
        return getattr(forms, name)(self.cycle.id, (role or self.role).id)

    def _get_criteria(self, grid):
        return [item["id"] for group in grid["groups"] for item in group["items"]]

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    def test_people_and_criteria(self):
        grid = self._get()
        self.assertEqual(
            [person["name"] for person in grid["people"]],
            self.members.sorted("name").mapped("name"),
        )
        self.assertEqual(self._get_criteria(grid), grid["people"][0]["criteria"])
        self.assertEqual(len(grid["levels"]), 5)
        self.assertIn("reads your answers", grid["visibility"])
        self.assertFalse(grid["needs_pledge"])

    def test_union_of_different_forms(self):
        """People with different forms share a page; a form asks its own points."""
        short = self.form._get_items()[:3]
        other = self.env.ref("asn_appraisal.template_leader")
        self.form.sudo()._workflow_write({"template_id": other.id})
        cycle = type(self.cycle)
        load = cycle._get_frozen_items

        def get_items(cycle_, template, role):
            return short if template == other else load(cycle_, template, role)

        with patch.object(cycle, "_get_frozen_items", get_items):
            grid = self._get()
        criteria = {person["id"]: len(person["criteria"]) for person in grid["people"]}
        self.assertEqual(criteria.pop(self.form.id), 3)
        self.assertEqual(set(criteria.values()), {24})
        self.assertEqual(len(self._get_criteria(grid)), 24)

    def test_only_own_open_forms(self):
        self._answer(self.form)
        own = {person["id"] for person in self._get()["people"]}
        self.assertEqual(own, set((self.forms - self.form).ids))
        self.assertEqual(set(self._get(name="get_grid_answers")), own)
        for user in (self.manager, self.person.user_id, self.auditor, self.bare):
            self.assertFalse(self._get(user)["people"])
            self.assertFalse(self._get(user, name="get_grid_answers"))
        own_role = self.env.ref("asn_appraisal.role_self")
        self.assertFalse(self._get(self.person.user_id, own_role)["people"])
        self._close_evaluation()
        self.assertFalse(self._get()["people"])

    def test_choices(self):
        Evaluation = self.env["asn.appraisal.evaluation"]
        choices = Evaluation.with_user(self.superior.user_id).get_grid_choices()
        self.assertEqual(len(choices), 1, "the own form is no choice")
        self.assertEqual(choices[0]["role_id"], self.role.id)
        self.assertEqual(choices[0]["count"], 5)
        self.assertFalse(Evaluation.with_user(self.bare).get_grid_choices())

    def test_raters_of_other_roles_compare_as_well(self):
        peer = self.env.ref("asn_appraisal.role_peer")
        grid = self._get(self.person.user_id, peer)
        self.assertEqual(len(grid["people"]), 4)
        self.assertEqual(len(self._get_criteria(grid)), 21)
        self.assertIn("Nobody reads your answers one by one", grid["visibility"])

    # ------------------------------------------------------------
    # TWO AT ONCE
    # ------------------------------------------------------------

    def test_two_tabs_lose_nothing(self):
        """Each writes the cell alone; the other reads it at the next refresh."""
        criteria = self._get_criteria(self._get())
        first, second = criteria[:2]
        self.form.save_answers({first: {"value": 4}})
        self.form.save_answers({second: {"value": 2}})  # a tab that knows of neither
        self.form.save_answers({first: {"comment": "Seen in May"}})
        self.form.save_answers({first: {"not_observed": False, "value": 5}})
        answers = self._get(name="get_grid_answers")[self.form.id]
        self.assertEqual(
            answers,
            {
                first: {"value": 5, "not_observed": False, "comment": "Seen in May"},
                second: {"value": 2, "not_observed": False, "comment": ""},
            },
        )
        self.assertEqual(self._get()["answers"][self.form.id], answers)

    def test_cell_is_emptied(self):
        first = self._get_criteria(self._get())[0]
        self.form.save_answers({first: {"value": 4, "comment": "x"}})
        found = self.form.save_answers({first: {"value": None, "not_observed": False}})
        self.assertEqual(found["answered"], 0)
        answer = self._get(name="get_grid_answers")[self.form.id][first]
        self.assertEqual(answer["comment"], "x")
        self.assertFalse(answer["value"])

    # ------------------------------------------------------------
    # SUBMITTING
    # ------------------------------------------------------------

    def _fill(self, form, value=4):
        items = form._get_items()
        form.save_answers({item["criterion_id"]: {"value": value} for item in items})

    def test_submit_what_is_complete(self):
        complete, extreme, empty, cancelled, late = self.forms
        self._fill(complete)
        self._fill(extreme, 5)
        cancelled.sudo()._workflow_write({"state": "cancelled"})
        self._answer(late)
        found = self.forms.with_user(self.superior.user_id).submit_sheets()
        self.assertEqual(found["submitted"], (complete | late).sorted("id").ids)
        self.assertEqual(set(found["missing"]), set((extreme | empty).ids))
        self.assertEqual(
            {point["reason"] for point in found["missing"][extreme.id]}, {"comment"}
        )
        self.assertEqual(len(found["missing"][empty.id]), 24)
        self.assertIn("no longer asked", found["closed"][cancelled.id])
        self.assertEqual(complete.state, "submitted")
        self.assertEqual((extreme.state, empty.state), ("draft", "pending"))

    def test_nobody_submits_for_another(self):
        self._fill(self.form)
        for user in (self.manager, self.person.user_id, self.auditor, self.bare):
            with self.assertRaises(AccessError):
                self.forms.with_user(user).submit_sheets()
        theirs = self._evaluation(self.person, self.members[1])
        with self.assertRaises(AccessError):
            (self.form | theirs).with_user(self.superior.user_id).submit_sheets()
        self.assertEqual(self.form.state, "draft")

    def test_after_the_stage(self):
        self._fill(self.form)
        self._close_evaluation()
        found = self.form.submit_sheets()
        self.assertIn("kept", found["closed"][self.form.id])
        self.assertEqual(self.form.state, "expired")


@tagged("post_install", "-at_install")
class TestTeamGridCost(AppraisalCommon):
    """Forty people, twenty-four points: as many queries as for two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members |= cls.env["hr.employee"].union(
            *(cls._employee(f"asn_grid_{n}", cls.superior) for n in range(PEOPLE - 5))
        )
        cls.cycle.population_domain = str([("id", "in", cls.members.ids)])
        cls._launch()
        cls.role = cls.env.ref("asn_appraisal.role_superior")
        cls.forms = (
            cls.cycle.appraisal_ids.evaluation_ids.filtered(
                lambda form: form.rater_id == cls.superior
            )
            .sorted("id")
            .with_user(cls.superior.user_id)
        )

    def _forget(self):
        self.env.flush_all()
        self.env.invalidate_all()

    def _get_grid(self):
        Evaluation = self.forms.browse()
        return Evaluation.get_grid(self.cycle.id, self.role.id)

    @warmup
    def test_opens(self):
        items = [item["criterion_id"] for item in self.forms[0]._get_items()]
        for form in self.forms:
            form.save_answers({id_: {"value": 4, "comment": "x"} for id_ in items})
        self._forget()
        with self.assertQueryCount(25):
            grid = self._get_grid()
        self.assertEqual(len(grid["people"]), PEOPLE)
        self.assertEqual(sum(map(len, grid["answers"].values())), PEOPLE * 24)
        self._forget()
        with self.assertQueryCount(15):
            self.forms.browse().get_grid_answers(self.cycle.id, self.role.id)

    @warmup
    def test_saves(self):
        item = self.forms[0]._get_items()[0]["criterion_id"]
        self._forget()
        with self.assertQueryCount(6):
            self.forms[0].save_answers({item: {"value": 4}})
            self.env.flush_all()
        self._forget()
        with self.assertQueryCount(6):
            self.forms[0].save_answers({item: {"comment": "x"}})
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestTeamGridRpc(AppraisalCommon, HttpCase):
    """The same from outside: keys of JSON are texts, and guards hold."""

    def _call(self, name, *args):
        return self.make_jsonrpc_request(
            "/web/dataset/call_kw",
            {
                "model": "asn.appraisal.evaluation",
                "method": name,
                "args": args,
                "kwargs": {},
            },
        )

    def test_round_trip(self):
        self._launch()
        role = self.env.ref("asn_appraisal.role_superior").id
        self.authenticate(self.superior.user_id.login, self.superior.user_id.login)
        grid = self._call("get_grid", self.cycle.id, role)
        form, criterion = grid["people"][0]["id"], grid["people"][0]["criteria"][0]
        self._call("save_answers", [form], {str(criterion): {"value": 3}})
        answers = self._call("get_grid_answers", self.cycle.id, role)
        self.assertEqual(answers[str(form)][str(criterion)]["value"], 3)
        found = self._call("submit_sheets", [form])
        self.assertEqual(len(found["missing"][str(form)]), 23)
        for name in ("_get_waiting", "_get_grid_answers"):
            with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
                self._call(name)
