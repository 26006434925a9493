# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged, warmup

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestUnit(AppraisalCommon):
    """A unit led by the superior, below one led by the head."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.above = cls.department
        cls.above.manager_id = cls.head
        cls.below = cls.env["hr.department"].create(
            {
                "name": "Section",
                "parent_id": cls.above.id,
                "manager_id": cls.superior.id,
            }
        )
        (cls.superior | cls.members).department_id = cls.below
        cls.good = cls.env.ref("asn_appraisal.unit_predicate_good")
        cls.excellent = cls.env.ref("asn_appraisal.unit_predicate_excellent")

    def _unit(self, department=None, user=None):
        units = self.cycle.unit_ids.filtered(
            lambda unit: unit.department_id == (department or self.below)
        )
        return units.with_user(user) if user else units

    # ------------------------------------------------------------
    # UNITS OF A CYCLE
    # ------------------------------------------------------------

    def test_launch_makes_each_unit_once(self):
        self._launch()
        self.assertEqual(self.cycle.unit_ids.department_id, self.above | self.below)
        self.cycle.with_user(self.manager).action_launch()
        self._run_jobs()
        self.assertEqual(len(self.cycle.unit_ids), 2)

    def test_who_leads_a_unit_is_counted_in_the_one_above(self):
        self._launch()
        unit = self._appraisal(self.superior).unit_id
        self.assertEqual(unit.department_id, self.above)
        self.assertEqual(self._appraisal().unit_id.department_id, self.below)

    def test_people_without_department_have_no_unit(self):
        self.person.department_id = False
        self._launch()
        self.assertFalse(self._appraisal().unit_id)

    # ------------------------------------------------------------
    # WHO SETS THE PREDICATE
    # ------------------------------------------------------------

    def test_the_level_above_sets_the_predicate(self):
        self._launch()
        unit = self._unit(user=self.head.user_id)
        self.assertTrue(unit.can_set)
        unit.write(
            {"unit_predicate_id": self.good.id, "predicate_reason": "Targets met"}
        )
        self.assertEqual(self._unit().unit_predicate_id, self.good)
        self.env.flush_all()
        self.cr.precommit.run()
        messages = self._unit().message_ids.tracking_value_ids
        self.assertEqual(
            set(messages.field_id.mapped("name")),
            {"unit_predicate_id", "predicate_reason"},
        )

    def test_nobody_judges_the_own_unit(self):
        self._launch()
        self.superior.user_id.group_ids |= self.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        unit = self._unit(user=self.superior.user_id)
        self.assertFalse(unit.can_set)
        with self.assertRaises(AccessError):
            unit.unit_predicate_id = self.good

    def test_others_set_nothing(self):
        self._launch()
        for user in (self.person.user_id, self.officer, self.bare, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._unit(user=user).unit_predicate_id = self.good

    def test_an_appraiser_who_leads_no_unit_reads_only(self):
        self.below.manager_id = self.members[1]
        self.members[1].parent_id = self.head
        self._launch()
        unit = self._unit(user=self.superior.user_id)
        self.assertEqual(unit.department_id, self.below)
        self.assertFalse(unit.can_explain)
        with self.assertRaises(AccessError):
            unit.deviation_reason = "x"

    def test_nothing_changes_after_publication(self):
        self._play()
        with self.assertRaises(UserError):
            self._unit(user=self.head.user_id).unit_predicate_id = self.good

    def test_the_unit_itself_never_changes(self):
        self._launch()
        with self.assertRaises(AccessError):
            self._unit(user=self.manager).department_id = self.above

    # ------------------------------------------------------------
    # SPREAD
    # ------------------------------------------------------------

    def _suggest(self):
        self._launch()
        self._answer_all(3)
        self._close_evaluation()

    def test_spread_counts_suggestions_and_decisions(self):
        self._suggest()
        self._unit().sudo().unit_predicate_id = self.good
        unit = self._unit(user=self.superior.user_id)
        self.assertEqual(unit.spread["total"], 5)
        self.assertEqual(unit.spread["decided"], 0)
        self._decide(self._appraisal())
        unit.invalidate_recordset()
        self.assertEqual(unit.spread["decided"], 1)
        self.assertEqual(sum(row["count"] for row in unit.spread["rows"]), 5)

    def test_everybody_alike_breaks_the_guide_and_asks_for_a_reason(self):
        self._suggest()
        self._unit().sudo().unit_predicate_id = self.good
        unit = self._unit(user=self.superior.user_id)
        self.assertTrue(unit.deviates)
        self.assertTrue(unit.needs_reason)
        cycle = self.cycle.with_user(self.manager)
        self.assertEqual(cycle.unexplained_unit_count, 1)
        unit.deviation_reason = "Five people with one and the same task"
        self.assertTrue(unit.deviates)
        self.assertFalse(unit.needs_reason)
        self.assertFalse(cycle.unexplained_unit_count)

    def test_a_deviation_blocks_nothing(self):
        self._suggest()
        self._unit().sudo().unit_predicate_id = self.good
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self._publish()
        self.assertEqual(self._appraisal().state, "published")

    def test_guide_is_that_of_the_launch(self):
        self._suggest()
        self._unit().sudo().unit_predicate_id = self.good
        self.good.line_ids.unlink()
        self.assertEqual(len(self._unit(user=self.superior.user_id).spread["lines"]), 3)

    def test_only_readable_outcomes_are_counted(self):
        """By no difference does somebody learn an outcome before its publication."""
        self.members[1].user_id.group_ids |= self.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        self._suggest()
        of_member = self._unit(user=self.members[1].user_id)
        self.assertEqual(of_member.spread["total"], 4)
        of_above = self._unit(user=self.head.user_id)
        self.assertEqual(of_above.spread["total"], 0)
        self.assertFalse(of_above.deviates)

    # ------------------------------------------------------------
    # DECISION
    # ------------------------------------------------------------

    def _wizard(self, appraisal, **vals):
        Wizard = self.env["asn.appraisal.decision"]
        user = appraisal.superior_id.user_id
        return Wizard.with_user(user).create({"appraisal_id": appraisal.id} | vals)

    def test_gauge_shows_the_unit_with_this_decision(self):
        self._suggest()
        wizard = self._wizard(self._appraisal())
        before = {row["code"]: row["count"] for row in wizard.spread["rows"]}
        self.assertEqual(before["good"], 5)
        wizard.write({"result_rating": "above", "behaviour_rating": "above"})
        after = {row["code"]: row["count"] for row in wizard.spread["rows"]}
        self.assertEqual((after["good"], after["very_good"]), (4, 1))
        self.assertEqual(wizard.spread["decided"], 1)

    def test_result_of_the_unit_is_proposed_for_its_head(self):
        self._suggest()
        self._unit().sudo().unit_predicate_id = self.excellent
        wizard = self._wizard(self._appraisal(self.superior))
        self.assertEqual(wizard.result_rating, "above")
        self.assertIn("Section", wizard.unit_text)
        self.assertFalse(wizard.differs_result)
        wizard.action_apply()
        outcome = self._appraisal(self.superior).outcome_ids
        self.assertEqual(outcome.result_rating, "above")
        self.assertIn("Section", outcome.result_reason)

    def test_another_rating_of_the_head_needs_a_reason(self):
        self._suggest()
        self._unit().sudo().unit_predicate_id = self.excellent
        wizard = self._wizard(self._appraisal(self.superior), result_rating="meets")
        with self.assertRaises(UserError):
            wizard.action_apply()
        wizard.result_reason = "Joined in December"
        wizard.action_apply()
        outcome = self._appraisal(self.superior).outcome_ids
        self.assertEqual(outcome.result_reason, "Joined in December")

    def test_a_unit_without_predicate_proposes_nothing(self):
        self._suggest()
        wizard = self._wizard(self._appraisal(self.superior))
        self.assertFalse(wizard.unit_rating)
        self.assertEqual(wizard.result_rating, wizard.result_suggested)

    # ------------------------------------------------------------
    # CONFIGURATION AND COST
    # ------------------------------------------------------------

    def test_codes_are_fixed_and_copies_get_their_own(self):
        with self.assertRaises(UserError):
            self.good.code = "other"
        copy = self.good.copy()
        self.assertEqual(copy.code, "good_copy")
        self.assertEqual(len(copy.line_ids), len(self.good.line_ids))

    @warmup
    def test_reading_many_units_costs_as_many_queries_as_one(self):
        self.env["hr.department"].create(
            [
                {
                    "name": f"Section {number}",
                    "parent_id": self.above.id,
                    "member_ids": [Command.set(self.members[number].ids)],
                }
                for number in range(4)
            ]
        )
        self._suggest()
        self.assertEqual(len(self.cycle.unit_ids), 6)
        self.cycle.unit_ids.sudo().unit_predicate_id = self.good
        ids = self.cycle.unit_ids.ids  # not as a one2many, which forgets its prefetch
        units = self.env["asn.appraisal.unit"].with_user(self.manager).browse(ids)
        fields = ["department_id", "head_id", "spread", "needs_reason"]
        one = self._count_queries(units[:1].read, fields)
        self.assertLessEqual(self._count_queries(units.read, fields), one)
