# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

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
        self.cycle.nomination_end = self.cycle.evaluation_start
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

    def test_days_together(self):
        """A colleague who came late to the unit has not seen enough."""
        self.peers.min_days_together = 90
        elsewhere = self.env["hr.department"].create({"name": "Elsewhere"})
        for member in self.members:
            member.version_id.date_version = "2026-01-01"
        late = self.members[1]
        late.version_id.department_id = elsewhere
        late.create_version(
            {"date_version": "2026-11-17", "department_id": self.department.id}
        )
        with freeze_time("2026-11-28"):
            self._launch()
            found = self._get_refusals(self.members[1:])
        self.assertEqual(list(found), late.ids)
        self.assertIn("for 12 of the 90 days", found[late.id])
        self.assertEqual(self._get_raters(), self.members[2:])

    def test_conflict(self):
        """Both ways, while it lasts, and without a word about its reason."""
        Conflict = self.env["asn.rater.conflict"]
        common = {"employee_id": self.person.id, "reason": "They are married"}
        Conflict.create(common | {"other_id": self.members[1].id})
        ended = common | {"other_id": self.members[2].id, "date_to": "2025-12-31"}
        Conflict.create(ended)
        self._launch()
        self.assertNotIn(self.members[1], self._get_raters())
        self.assertIn(self.members[2], self._get_raters())
        self.assertNotIn(self.person, self._get_raters(self.members[1]))
        reason = self._get_refusals(self.members[1])[self.members[1].id]
        self.assertIn("recorded conflict of interest", reason)
        self.assertNotIn("married", reason)

    def test_conflict_is_for_managers_alone(self):
        vals = {"employee_id": self.person.id, "other_id": self.superior.id}
        conflict = self.env["asn.rater.conflict"].create(vals | {"reason": "x"})
        for user in (self.person.user_id, self.officer, self.auditor, self.bare):
            self.assertFalse(conflict.with_user(user).has_access("read"))
        self.assertTrue(conflict.with_user(self.manager).has_access("write"))
        self.person.user_id.group_ids += self.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        self.assertFalse(conflict.with_user(self.person.user_id).has_access("read"))

    def test_conflict_is_between_two_and_recorded_once(self):
        Conflict = self.env["asn.rater.conflict"]
        vals = {"employee_id": self.person.id, "reason": "x"}
        Conflict.create(vals | {"other_id": self.superior.id})
        with mute_logger("odoo.sql_db"):
            for other, one in (
                (self.person, self.person),
                (self.person, self.superior),
            ):
                with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                    Conflict.create(
                        {
                            "employee_id": one.id,
                            "other_id": other.id,
                            "reason": "x",
                        }
                    )

    def test_open_objection(self):
        Assignment = self.env.registry["asn.appraisal.assignment"]
        pair = frozenset((self.person.id, self.members[1].id))
        self.patch(Assignment, "_get_objections", lambda *args: {pair})
        self._launch()
        self.assertNotIn(self.members[1], self._get_raters())
        self.assertIn("objection", self._get_refusals(self.members[1]).popitem()[1])

    def test_no_mutual_pairs(self):
        self.peers.write({"allows_reciprocal": False, "max_raters": 2})
        self._launch()
        forms = self.cycle.appraisal_ids.evaluation_ids
        peers = forms.filtered(lambda form: form.role_kind == "peer")
        pairs = {(form.rater_id, form.employee_id) for form in peers}
        self.assertEqual(len(pairs), 10)
        self.assertFalse({(b, a) for a, b in pairs} & pairs)
        rated = next(b for a, b in pairs if a == self.person)
        self.assertIn("mutual", self._get_refusals(rated)[rated.id])

    def test_load_limit(self):
        """Peers are asked as far as their time goes, a superior all the same."""
        self.form.seconds_per_criterion = 60
        self.cycle.load_limit = 75  # oneself 24, the superior 7, two peers 42 minutes
        self._launch()
        for member in self.members:
            forms = self.cycle.appraisal_ids.evaluation_ids
            asked = forms.filtered(
                lambda form, m=member: form.rater_id == m and form.role_kind == "peer"
            )
            self.assertEqual(len(asked), 2)
            self.assertEqual(len(self._get_raters(member)), 2)
        self.assertEqual(len(self._get_raters(self.person, "superior")), 1)
        free = (self.members - self.person - self._get_raters())[0]
        self.assertIn("at most 75", self._get_refusals(free)[free.id])

    # ------------------------------------------------------------
    # DRAWS
    # ------------------------------------------------------------

    def test_draw_is_kept_and_can_be_repeated(self):
        self.peers.max_raters = 2
        self._launch()
        draws = self.env["asn.appraisal.draw"].search([])
        self.assertEqual(len(draws), 5)
        for draw in draws.with_user(self.auditor):
            raters = self._get_raters(draw.employee_id)
            self.assertEqual(draw.drawn_names, ", ".join(raters.mapped("name")))
            self.assertEqual(draw.pool_count, 4)
            self.assertNotIn(draw.sudo().employee_id.name, draw.pool_names)
            self.assertEqual(draw.action_repeat()["params"]["type"], "success")
        others = self.members - self._appraisal().employee_id - self._get_raters()
        draw = draws.filtered(lambda d: d.employee_id == self.person)
        draw._workflow_write({"drawn_json": others.ids})
        self.assertEqual(draw.action_repeat()["params"]["type"], "danger")
        draw._workflow_write({"algorithm": "asn-draw-0"})
        self.assertEqual(draw.action_repeat()["params"]["type"], "warning")

    def test_no_choice_no_draw(self):
        self._launch()
        self.assertFalse(self.env["asn.appraisal.draw"].search([]))

    def test_draw_is_hidden_from_those_it_protects_from(self):
        self.peers.max_raters = 2
        self._launch()
        draws = self.env["asn.appraisal.draw"].search([])
        for user in (self.person.user_id, self.superior.user_id, self.officer):
            self.assertFalse(draws[0].with_user(user).has_access("read"))
        with self.assertRaises(AccessError):
            draws.with_user(self.manager).read(["pool_json"])

    # ------------------------------------------------------------
    # HR
    # ------------------------------------------------------------

    def _get_wizard(self, rater, **vals):
        return (
            self.env["asn.appraisal.rater"]
            .with_user(self.manager)
            .create({"appraisal_id": self._appraisal().id, "rater_id": rater.id} | vals)
        )

    def test_manager_asks_against_the_rules_with_a_reason(self):
        self._launch()
        wizard = self._get_wizard(self.head)
        self.assertIn("not the same unit and superior", wizard.refusal)
        with self.assertRaisesRegex(UserError, "write why"):
            wizard.action_apply()
        self.assertNotIn(self.head, self._get_raters())
        wizard.reason = "Nobody else has seen this work"
        wizard.action_apply()
        form = self._evaluation(self.person, self.head)
        self.assertEqual(form.sudo().exception_reason, wizard.reason)
        self.assertTrue(form.sudo().exception_refusal)
        with self.assertRaises(AccessError):
            form.read(["exception_reason"])

    def test_who_can_rate(self):
        self.env["asn.rater.conflict"].create(
            {
                "employee_id": self.person.id,
                "other_id": self.members[1].id,
                "reason": "They are married",
            }
        )
        self.members[2].active = False
        self._launch()
        action = self._appraisal().with_user(self.manager).action_open_eligibility()
        page = self.env[action["res_model"]].browse(action["res_id"])
        lines = {line.rater_id: line for line in page.line_ids}
        self.assertEqual(lines[self.members[3]].state, "asked")
        self.assertIn("conflict of interest", lines[self.members[1]].reason)
        self.assertIn("archived", lines[self.members[2]].reason)
        with self.assertRaises(AccessError):
            self._appraisal().with_user(self.superior.user_id).action_open_eligibility()

    def test_readiness_tells_of_too_few_and_too_much(self):
        self.peers.write({"min_raters": 4, "max_raters": 4})
        self.env["asn.rater.conflict"].create(
            {
                "employee_id": self.person.id,
                "other_id": self.members[1].id,
                "reason": "x",
            }
        )
        self.env["asn.rater.conflict"].create(
            {
                "employee_id": self.superior.id,
                "other_id": self.members[4].id,
                "reason": "x",
            }
        )
        self.form.seconds_per_criterion = 30
        self.cycle.load_limit = 60
        self.cycle.with_user(self.manager).action_check_readiness()
        found = {(i.employee_id, i.kind): i.message for i in self.cycle.issue_ids}
        self.assertIn("3 of 4 as “Peer", found[self.person, "few_raters"])
        self.assertIn("60 are the limit", found[self.superior, "overload"])
        self.assertIn("conflict", found[self.members[4], "superior_conflict"])
        self.assertFalse(self.cycle.issue_ids.filtered("is_blocking"))

    def test_frozen_rules_are_shown(self):
        self.peers.write({"proposal": "draw", "min_raters": 2, "max_raters": 3})
        self.assertFalse(self.cycle.rater_rules)
        self._launch()
        self.peers.max_raters = 9
        rules = self.cycle.with_user(self.auditor).rater_rules
        self.assertIn("Peer: Confidential; By lot", rules)
        self.assertIn("at least 2; at most 3", rules)

    def test_refusals_in_indonesian(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        vals = {"employee_id": self.person.id, "other_id": self.members[1].id}
        self.env["asn.rater.conflict"].create(vals | {"reason": "x"})
        self._launch()
        Assignment = self.env["asn.appraisal.assignment"].with_context(lang="id_ID")
        found = Assignment._get_refusals(
            self._appraisal(), self._get_role(), self.members[1]
        )
        self.assertIn("tercatat adanya benturan kepentingan", found.popitem()[1])
