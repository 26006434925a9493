# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import random
from fractions import Fraction

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..scoring import Rules, score_appraisal, simulate, stored_parts
from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestSimulation(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._play(3)
        cls.method = cls.cycle.method_id.copy({"name": "Stricter"})

    def _simulate(self, user=None, basis="suggested", method=None):
        simulation = self.env["asn.appraisal.simulation"].with_user(
            user or self.manager
        )
        simulation = simulation.create(
            {
                "cycle_id": self.cycle.id,
                "method_id": (method or self.method).id,
                "basis": basis,
            }
        )
        simulation.action_simulate()
        return simulation

    def test_the_same_rules_give_the_same_results(self):
        for basis in ("suggested", "decided"):
            result = self._simulate(basis=basis).result
            self.assertEqual(result["people"], 6)
            self.assertEqual((result["changed"], result["unsure"]), (0, 0))

    def test_other_limits_change_predicates(self):
        self.method.write({"result_meets_from": 3.5, "behaviour_meets_from": 3.5})
        result = self._simulate().result
        self.assertEqual(result["changed"], 6)
        self.assertEqual([move[2:] for move in result["moves"]], [[6, "worse"]])
        self.assertEqual(sum(unit[1] for unit in result["units"]), 6)
        self.assertEqual(sum(unit[4] for unit in result["units"]), 6)

    def test_other_cells_change_predicates(self):
        cell = self.method.matrix_ids.filtered(
            lambda c: (c.result_level, c.behaviour_level) == ("meets", "meets")
        )
        cell.predicate_id = self.env.ref("asn_appraisal.predicate_very_good")
        html = self._simulate().result_html
        self.assertIn("Very good", html)
        self.assertIn("better", html)

    def test_another_kind_of_method(self):
        points = self.env.ref("asn_appraisal.method_score_2019_feedback")
        result = self._simulate(method=points).result
        self.assertEqual(result["people"], 6)
        with self.assertRaisesRegex(UserError, "suggestion alone"):
            self._simulate(method=points, basis="decided")

    def test_what_superiors_decided_otherwise_stays(self):
        outcome = self._appraisal().outcome_ids
        outcome._workflow_write({"result_rating": "above", "behaviour_rating": "above"})
        self.method.write({"result_meets_from": 3.5, "behaviour_meets_from": 3.5})
        result = self._simulate(basis="decided").result
        self.assertEqual(sum(m[2] for m in result["moves"] if m[3] == "worse"), 5)

    def test_managers_and_auditors_alone(self):
        self._simulate(self.auditor)
        for user in (self.bare, self.officer, self.superior.user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._simulate(user)
            Simulation = self.env["asn.appraisal.simulation"].with_user(user)
            with self.assertRaises(AccessError):
                Simulation._simulate(self.cycle, self.method, "suggested")

    def test_a_cycle_that_is_not_finished(self):
        self.cycle._workflow_write({"state": "calibration"})
        with self.assertRaisesRegex(UserError, "not published yet"):
            self._simulate()

    def test_it_writes_nothing(self):
        """PostgreSQL itself refuses whatever would be written."""
        Simulation = self.env["asn.appraisal.simulation"].with_user(self.manager)
        self.env.flush_all()
        savepoint = self.env.cr.savepoint()
        try:
            self.env.cr.execute(SQL("SET TRANSACTION READ ONLY"))
            for basis in ("suggested", "decided"):
                Simulation._simulate(self.cycle, self.method, basis)
            self.env.flush_all()
        finally:
            savepoint.close(rollback=True)

    def test_it_agrees_with_scoring(self):
        """By its own rules each stored score gives the same again, or is unsure."""
        self.method.write({"result_meets_from": 3.2, "behaviour_above_from": 3.9})
        frozen = self.cycle._get_frozen_rules()
        other = Rules.from_snapshot(self.method._prepare_snapshot())
        draw = random.Random(6)
        for __ in range(200):
            explanation = score_appraisal(frozen, self._draw_parts(draw))
            found = simulate(frozen, frozen, explanation)
            if found["is_sure"]:
                self.assertEqual(found["predicate"], explanation["predicate"])
            again = score_appraisal(other, stored_parts(explanation))
            found = simulate(other, frozen, explanation)
            self.assertEqual(found["predicate"], again["predicate"])

    def _draw_parts(self, draw):
        parts = {}
        for role in ("self", "superior", "peer", "subordinate"):
            most = 1 if role in ("self", "superior") else 5
            count = draw.randint(0, most)
            totals = [
                (count, sum(Fraction(draw.randint(7, 35), 7) for __ in range(count)))
                for __ in range(2)
            ]
            parts[role] = {
                "respondents": count,
                "result": totals[0],
                "behaviour": totals[1],
            }
        return parts

    def test_queries_do_not_grow_with_people(self):
        Simulation = self.env["asn.appraisal.simulation"].with_user(self.manager)

        def run():
            Simulation._simulate(self.cycle, self.method, "decided")

        run()
        self.assertLessEqual(self._count_queries(run), 45)
