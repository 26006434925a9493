# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestAssignment(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls.env.ref("asn_appraisal.template_staff")
        cls.peer_role = cls.env.ref("asn_appraisal.role_peer")
        cls.peers = cls.form.role_ids.filtered(lambda r: r.role_id == cls.peer_role)

    def _get_role(self):
        """Return the peers' role of the frozen form."""
        return self.cycle._get_frozen_role(self.form, self.peer_role)

    def _get_refusals(self, employees, appraisal=None):
        return self.env["asn.appraisal.assignment"]._get_refusals(
            appraisal or self._appraisal(), self._get_role(), employees
        )

    def _get_raters(self, employee=None, kind="peer"):
        forms = self._appraisal(employee).evaluation_ids
        return forms.filtered(lambda form: form.role_kind == kind).rater_id

    # ------------------------------------------------------------
    # CATEGORIES
    # ------------------------------------------------------------

    def test_form_takes_over_what_the_role_says(self):
        self.peer_role.write({"min_raters": 2, "max_raters": 4, "pool_scope": "unit"})
        form = self.form.copy({"role_ids": [(5, 0, 0)]})
        form.role_ids = [(0, 0, {"role_id": self.peer_role.id, "max_raters": 3})]
        line = form.role_ids
        self.assertEqual(
            (line.min_raters, line.max_raters, line.pool_scope), (2, 3, "unit")
        )
        self.peer_role.min_raters = 1
        self.assertEqual(line.min_raters, 2)
        self.assertEqual(line._prepare_snapshot()["min_raters"], 2)

    def test_impossible_categories(self):
        superior = self.env.ref("asn_appraisal.role_superior")
        subordinate = self.env.ref("asn_appraisal.role_subordinate")
        for record, vals, words in (
            (self.peers, {"min_raters": 6, "max_raters": 5}, "at most 5.*at least 6"),
            (superior, {"proposal": "nomination"}, "only peers and subordinates"),
            (self.peers, {"proposal": "draw", "max_raters": 0}, "how many are drawn"),
            (subordinate, {"pool_scope": "unit"}, "only peers can be looked for"),
        ):
            with self.assertRaisesRegex(ValidationError, words):
                record.write(vals)

    # ------------------------------------------------------------
    # WHO IS ASKED
    # ------------------------------------------------------------

    def test_nobody_is_asked_where_the_person_nominates(self):
        self.peers.proposal = "nomination"
        self._launch()
        self.assertFalse(self._get_raters())
        self.assertTrue(self._get_raters(kind="superior"))

    def test_draw_spreads_evenly(self):
        self.peers.max_raters = 2
        self._launch()
        forms = self.cycle.appraisal_ids.evaluation_ids
        peers = forms.filtered(lambda form: form.role_kind == "peer")
        loads = [len(group) for group in peers.grouped("rater_id").values()]
        self.assertEqual(loads, [2] * 5)
        for appraisal in peers.appraisal_id:
            self.assertEqual(len(self._get_raters(appraisal.employee_id)), 2)

    def test_unit_beyond_the_team(self):
        other = self._employee("asn_other_team", self.head)
        self.peers.write({"pool_scope": "unit", "max_raters": 0})
        self._launch()
        raters = self._get_raters()
        self.assertIn(other, raters)
        self.assertNotIn(self.head, raters)
        self.assertNotIn(self.superior, raters)

    # ------------------------------------------------------------
    # REFUSALS
    # ------------------------------------------------------------

    def test_refusals(self):
        self._launch()
        other, archived = self._employee("asn_other", self.head), self.members[4]
        without = self.env["hr.employee"].create({"name": "Without user"})
        archived.active = False
        found = self._get_refusals(self.population | self.head | other | without)
        self.assertEqual(found[self.person.id], "asn_member_0 is the person appraised.")
        self.assertIn("is archived", found[archived.id])
        self.assertIn("is the appraiser of asn_member_0", found[self.superior.id])
        self.assertIn("has no user", found[without.id])
        self.assertIn("not the same unit and superior", found[other.id])
        self.assertNotIn(self.members[1].id, found)

    def test_refusals_cost_the_same_for_many(self):
        self._launch()
        one = self._count_queries(self._get_refusals, self.members[1])
        many = self._count_queries(self._get_refusals, self.members[1:])
        self.assertLessEqual(many, one)
