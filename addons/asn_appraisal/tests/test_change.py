# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SECRET, AppraisalCommon


class ChangeCommon(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new = cls._employee("asn_new_superior", cls.head)
        cls.unit = cls.env["hr.department"].create({"name": "New Unit"})

    @classmethod
    def _find(cls, kind=None, employee=None):
        """Look for changes as HR does."""
        cls.env.invalidate_all()
        cls.cycle.with_user(cls.manager).action_find_changes()
        changes = cls.env["asn.appraisal.change"].search(
            [("cycle_id", "=", cls.cycle.id), ("state", "=", "open")]
        )
        if kind:
            changes = changes.filtered(lambda change: change.kind == kind)
        if employee:
            changes = changes.filtered(lambda change: change.employee_id == employee)
        return changes.with_user(cls.manager)

    @classmethod
    def _exempt(cls, employee=None, **vals):
        change = (
            cls.env["asn.appraisal.change"]
            .with_user(cls.manager)
            .create(
                {
                    "appraisal_id": cls._appraisal(employee).id,
                    "exemption": "study",
                    "reason": SECRET,
                }
                | vals
            )
        )
        change.action_apply()
        cls.env.invalidate_all()
        return change

    def _get_forms(self, employee=None, kind="superior"):
        forms = self._appraisal(employee).evaluation_ids
        forms = forms.filtered(lambda form: form.role_kind == kind)
        return {form.rater_id: form.state for form in forms}


@tagged("post_install", "-at_install")
class TestChange(ChangeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()

    def test_nothing_has_changed(self):
        self.assertFalse(self._find())

    # ------------------------------------------------------------
    # MOVES
    # ------------------------------------------------------------

    def test_new_superior_takes_over(self):
        self.person.parent_id = self.new
        (change,) = self._find("superior")
        self.assertEqual(change.old_superior_id, self.superior)
        self.assertEqual(change.new_superior_id, self.new)
        self.assertIn("asn_superior → asn_new_superior", change.message)
        change.action_apply()
        self.assertEqual(self._appraisal().superior_id, self.new)
        self.assertEqual(
            self._get_forms(), {self.superior: "cancelled", self.new: "pending"}
        )
        self.assertEqual(change.done_by_id, self.manager)
        self.assertFalse(self._find("superior"))

    def test_new_unit(self):
        self.person.department_id = self.unit
        self.person.job_title = "New post"
        (change,) = self._find("superior")
        change.action_apply()
        self.assertEqual(self._appraisal().department_id, self.unit)
        self.assertEqual(self._appraisal().job_title, "New post")
        self.assertEqual(self._get_forms(), {self.superior: "pending"})
        self.assertFalse(self._find("superior"))

    def test_kept_as_it_is(self):
        self.person.parent_id = self.new
        change = self._find("superior")
        change.action_keep()
        self.assertFalse(self._find("superior"))
        self.assertEqual(self._appraisal().superior_id, self.superior)
        with self.assertRaisesRegex(UserError, "decided already"):
            change.action_apply()
        self.person.parent_id = self.head
        self.assertEqual(self._find("superior").new_superior_id, self.head)

    def test_back_before_it_was_decided(self):
        self.person.parent_id = self.new
        self._find()
        self.person.parent_id = self.superior
        self.assertFalse(self._find())

    def test_superior_has_left(self):
        self.superior.active = False
        changes = self._find("superior")
        self.assertEqual(changes.employee_id, self.members)
        self.assertEqual(changes.new_superior_id, self.head)
        changes.action_apply()
        self.assertEqual(self._appraisal().superior_id, self.head)

    def test_no_superior_proposed(self):
        self.person.parent_id = False
        change = self._find("superior")
        with self.assertRaisesRegex(UserError, "choose a new superior"):
            change.action_apply()
        change.new_superior_id = self.new
        change.action_apply()
        self.assertEqual(self._appraisal().superior_id, self.new)

    def test_acting_superior_is_no_change(self):
        self.env["asn.appraisal.acting"].create(
            {
                "kind": "plt",
                "employee_id": self.new.id,
                "replaced_id": self.superior.id,
                "date_start": "2020-01-01",
            }
        )
        self.assertEqual(self._appraisal().superior_id, self.new)
        self.assertFalse(self._find())

    def test_new_superior_is_stood_in_for(self):
        deputy = self._employee("asn_deputy", self.head)
        self.env["asn.appraisal.acting"].create(
            {
                "kind": "plt",
                "employee_id": deputy.id,
                "replaced_id": self.new.id,
                "date_start": "2020-01-01",
            }
        )
        self.person.parent_id = self.new
        self._find().action_apply()
        self.assertEqual(self._appraisal().superior_id, deputy)
        self.assertEqual(self._appraisal().behalf_of_id, self.new)
        self.assertFalse(self._find())

    # ------------------------------------------------------------
    # RATERS
    # ------------------------------------------------------------

    def test_rater_has_left(self):
        peer = self.members[1]
        form = self._evaluation(self.person, peer)
        self._answer(self._evaluation(self.members[2], peer))
        peer.active = False
        changes = self._find("rater_left")
        self.assertIn(self.person, changes.employee_id)
        self.assertNotIn(self.members[2], changes.employee_id)
        change = self._find("rater_left", self.person)
        change.replacement_id = self.head
        with self.assertRaisesRegex(UserError, "superior"):
            change.action_apply()
        free = self._employee("asn_free", self.superior)
        change.replacement_id = free
        change.action_apply()
        self.assertEqual(form.sudo().state, "cancelled")
        self.assertEqual(self._get_forms(kind="peer")[free], "pending")
        self.assertFalse(self._find("rater_left", self.person))
        # what was submitted counts
        self.assertEqual(self._get_forms(self.members[2], "peer")[peer], "submitted")

    def test_rater_works_elsewhere(self):
        peer = self.members[1]
        peer.write({"parent_id": self.new.id, "department_id": self.unit.id})
        change = self._find("rater_moved", self.person)
        self.assertEqual(change.rater_id, peer)
        self._find("superior", peer).action_apply()
        change = self._find("rater_moved", self.person)
        self.assertTrue(change)  # still to be decided, although the move is settled
        change.action_keep()
        self.assertFalse(self._find("rater_moved", self.person))
        self.assertEqual(self._get_forms(kind="peer")[peer], "pending")

    def test_nobody_instead(self):
        self.members[1].active = False
        change = self._find("rater_left", self.person)
        change.replacement_id = False
        change.action_apply()
        self.assertEqual(self._get_forms(kind="peer")[self.members[1]], "cancelled")

    def test_asked_already(self):
        self.members[1].active = False
        change = self._find("rater_left", self.person)
        change.replacement_id = self.members[2]
        with self.assertRaisesRegex(UserError, "already asked"):
            change.action_apply()

    def test_replacement_is_a_free_colleague(self):
        role = self.cycle._get_frozen_form(self._appraisal().template_id)["roles"]
        self.assertTrue(role)
        form = self._appraisal().evaluation_ids.filtered(
            lambda f: f.rater_id == self.members[2]
        )
        form._workflow_write({"state": "cancelled"})
        self.members[1].active = False
        change = self._find("rater_left", self.person)
        self.assertEqual(change.replacement_id, self.members[2])

    # ------------------------------------------------------------
    # JOINED
    # ------------------------------------------------------------

    def test_late_joiner(self):
        joiner = self._employee("asn_joiner", self.superior)
        self.cycle.included_employee_ids += joiner
        (change,) = self._find("joined")
        self.assertEqual(change.employee_id, joiner)
        change.action_apply()
        self._run_jobs()
        self.assertEqual(self._appraisal(joiner).state, "evaluation")
        self.assertEqual(self._get_forms(joiner), {self.superior: "pending"})
        self.assertFalse(self._find("joined"))

    def test_late_joiner_without_superior(self):
        joiner = self._employee("asn_joiner", self.superior)
        self.cycle.included_employee_ids += joiner
        change = self._find("joined")
        joiner.parent_id = False
        with self.assertRaisesRegex(UserError, "Readiness"):
            change.action_apply()

    # ------------------------------------------------------------
    # LEFT, EXEMPT
    # ------------------------------------------------------------

    def test_person_has_left(self):
        self._answer(self._evaluation(self.person, self.person))
        self.person.active = False
        change = self._find("left")
        change.action_apply()
        self.env.invalidate_all()
        self.assertEqual(self._appraisal().state, "cancelled")
        self.assertEqual(self._appraisal().exemption, "left")
        self.assertEqual(self._get_forms(kind="self"), {self.person: "submitted"})
        self.assertFalse(self._find("left"))

    def test_person_has_left_and_is_rated_all_the_same(self):
        self.person.active = False
        self._find("left").action_keep()
        self.assertEqual(self._appraisal().state, "evaluation")
        self.assertFalse(self._find("left"))

    def test_exempt_counts_nowhere(self):
        count = self.cycle.appraisal_count
        self._exempt()
        self.assertEqual(self.cycle.appraisal_count, count - 1)
        self._answer_all_open()
        self._close_evaluation()
        self.assertFalse(self._appraisal().outcome_ids)
        for appraisal in self.cycle.appraisal_ids - self._appraisal():
            self._decide(appraisal)
        self._publish()
        self.assertEqual(self._appraisal().state, "cancelled")
        self.env.invalidate_all()
        self.cycle.with_user(self.manager).action_close()

    def _answer_all_open(self):
        for form in self.cycle.appraisal_ids.evaluation_ids.filtered("is_open"):
            self._answer(form)

    def test_exempt_and_back(self):
        peers = self._get_forms(kind="peer")
        form = self._evaluation(self.person, self.superior)
        item = form.get_sheet()["groups"][0]["items"][0]["id"]
        form.save_answer(item, {"value": 4})
        change = self._exempt()
        self.assertIn(self.person, self.cycle.excluded_employee_ids)
        self.assertEqual(
            self._appraisal().with_user(self.person.user_id).next_step,
            "Exempt from this cycle: Study.",
        )
        change.action_undo()
        self.env.invalidate_all()
        self.assertNotIn(self.person, self.cycle.excluded_employee_ids)
        self.assertEqual(self._appraisal().state, "evaluation")
        self.assertEqual(self._get_forms(kind="peer"), peers)
        self.assertEqual(self._get_forms(), {self.superior: "draft"})
        self.assertEqual(form.get_sheet()["groups"][0]["items"][0]["value"], 4)
        self.assertEqual(change.state, "undone")
        with self.assertRaisesRegex(UserError, "decided already"):
            change.action_undo()
        self._exempt()  # once more

    def test_back_after_the_evaluation(self):
        change = self._exempt()
        self._answer_all_open()
        self._close_evaluation()
        change.action_undo()
        self._run_jobs()
        self.assertEqual(self._appraisal().outcome_ids.state, "suggested")
        self.assertFalse(
            self._appraisal().evaluation_ids.filtered(lambda f: f.state == "pending")
        )

    def test_exempt_after_the_decision_and_back(self):
        self._answer_all_open()
        self._close_evaluation()
        outcome = self._decide(self._appraisal())
        self._exempt().action_undo()
        self.assertEqual(self._appraisal().state, "rated")
        self.assertEqual(self._appraisal().outcome_ids, outcome)

    def test_not_once_published(self):
        self._answer_all_open()
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self._publish()
        with self.assertRaisesRegex(UserError, "published"):
            self._exempt()

    def test_exempt_needs_a_kind(self):
        with self.assertRaisesRegex(UserError, "exempt for what"):
            self._exempt(exemption=False)

    def test_trace_stays(self):
        change = self._exempt()
        with self.assertRaisesRegex(UserError, "stays as the trace"):
            change.reason = "Another"
        with self.assertRaises(AccessError):
            change.unlink()

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def test_managers_alone(self):
        for user in (self.superior.user_id, self.officer, self.auditor, self.bare):
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_find_changes()
            with self.assertRaises(AccessError):
                self._appraisal().with_user(user).action_exempt()
        self.person.parent_id = self.new
        change = self._find("superior")
        with self.assertRaises(AccessError):
            change.with_user(self.auditor).action_apply()
        for user in (self.superior.user_id, self.person.user_id, self.officer):
            self.assertFalse(change.with_user(user).has_access("read"))

    def test_not_about_oneself(self):
        self.person.parent_id = self.new
        change = self._find("superior")
        manager = "asn_appraisal.group_asn_appraisal_manager"
        self.person.user_id.group_ids += self.env.ref(manager)
        own = change.with_user(self.person.user_id)
        self.assertFalse(own.has_access("read"))
        with self.assertRaises(AccessError):
            own.action_apply()
        with self.assertRaises(AccessError):
            self._appraisal().with_user(self.person.user_id).action_exempt()

    def test_entered_by_hand_is_an_exemption(self):
        change = (
            self.env["asn.appraisal.change"]
            .with_user(self.manager)
            .create(
                {
                    "kind": "superior",
                    "appraisal_id": self._appraisal().id,
                    "new_superior_id": self.new.id,
                }
            )
        )
        self.assertEqual(change.kind, "exempt")

    def test_queries_do_not_grow(self):
        finder = self.env["asn.appraisal.change.finder"]
        self._find()
        self.members[0].parent_id = self.new
        few = self._count_queries(finder._refresh, self.cycle)
        self.env["asn.appraisal.change"].search([]).unlink()
        self.members.write({"parent_id": self.new.id, "department_id": self.unit.id})
        many = self._count_queries(finder._refresh, self.cycle)
        self.assertGreater(
            self.env["asn.appraisal.change"].search_count([]), len(self.members)
        )
        self.assertLessEqual(many, few + 2)
