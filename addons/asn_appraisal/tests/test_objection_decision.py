# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .objection_common import ObjectionCommon


@tagged("post_install", "-at_install")
class TestObjectionDecision(ObjectionCommon):
    """The result stays, or the next version of it is published and sealed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._receive()
        cls.objection = cls._file()
        cls.seal = cls._find_seal(cls.outcome)

    @classmethod
    def _find_seal(cls, outcome):
        return cls.env["asn.appraisal.seal"].search([("outcome_id", "=", outcome.id)])

    def _decide_it(self, decision, user=None, **vals):
        Wizard = self.env["asn.appraisal.objection.decision"]
        vals = {"reason": "The letters show it.", "decision": decision} | vals
        Wizard.with_user(user or self.head.user_id).create(
            {"objection_id": self.objection.id} | vals
        ).action_apply()

    # ------------------------------------------------------------
    # BOTH SIDES FIRST
    # ------------------------------------------------------------

    def test_not_before_the_appraiser_could_answer(self):
        with freeze_time("2027-01-12 16:59:59"):
            with self.assertRaisesRegex(UserError, "01/12/2027"):
                self.objection.with_user(self.head.user_id).action_decide()
            with self.assertRaises(UserError):
                self._decide_it("keep")
        with freeze_time("2027-01-12 17:00:00"):
            self._decide_it("keep")
        self.assertEqual(self.objection.decision, "keep")

    def test_at_once_after_the_statement(self):
        with freeze_time("2027-01-08"):
            self._state(self.objection)
            self._decide_it("keep")
        self.assertEqual(self.objection.state, "decided")

    # ------------------------------------------------------------
    # THE RESULT STAYS
    # ------------------------------------------------------------

    def test_keep(self):
        self._state(self.objection)
        self._decide_it("keep")
        self.assertEqual(self._appraisal().outcome_ids, self.outcome)
        self.assertEqual(self.outcome.state, "published")
        self.assertEqual(self._appraisal().state, "final")
        self.assertEqual(self.seal._judge(), ("authentic", None))
        self.assertEqual(self.objection.signatory_id, self.head)
        self.assertIn("final", self.objection.next_step)

    def test_reasons_are_needed(self):
        self._state(self.objection)
        with self.assertRaises(UserError):
            self._decide_it("keep", reason=" ")

    # ------------------------------------------------------------
    # THE RESULT IS CHANGED
    # ------------------------------------------------------------

    def test_change_publishes_the_next_version(self):
        self._state(self.objection)
        before = self.outcome.read()[0]
        self._decide_it("change", result_rating="meets", behaviour_rating="meets")
        later = self.objection.sudo().new_outcome_id
        self.assertEqual(later.version, 2)
        self.assertEqual(later.state, "published")
        self.assertEqual(self.outcome.predicate_id.code, "very_good")
        self.assertEqual(later.predicate_id.code, "good")
        self.assertEqual(later.objection_id, self.objection.sudo())
        self.assertEqual(self.outcome.state, "superseded")
        self.assertEqual(self.appraisal.outcome_id, later)
        self.assertEqual(self._appraisal().state, "final")
        after = self.outcome.read()[0]
        changed = {name for name in before if before[name] != after[name]}
        self.assertLessEqual(changed, {"state", "write_uid", "write_date"})

    def test_change_is_sealed_and_supersedes(self):
        self._state(self.objection)
        self._decide_it("change", result_rating="meets", behaviour_rating="meets")
        seal = self._find_seal(self.objection.new_outcome_id)
        self.assertEqual(seal._judge(), ("authentic", None))
        self.assertEqual(self.seal._judge(), ("superseded", seal.reference))
        chain = self.env["asn.appraisal.seal.chain"].search(
            [("company_id", "=", self.env.company.id)]
        )
        self.assertFalse(self.env["asn.appraisal.seal.check"]._check(chain))

    def test_next_version_keeps_what_was_measured(self):
        self._state(self.objection)
        self._decide_it("change", result_rating="meets", behaviour_rating="meets")
        later = self.objection.sudo().new_outcome_id
        for name in ("result_score", "behaviour_score", "explanation"):
            self.assertEqual(later[name], self.outcome[name])
        for lines, names in {
            "result_ids": ("criterion_id", "role_id", "mean", "respondents"),
            "comment_ids": ("kind", "role_id", "text"),
        }.items():
            rows = [
                sorted(str([line[n] for n in names]) for line in outcome[lines])
                for outcome in (self.outcome, later)
            ]
            self.assertTrue(rows[0])
            self.assertEqual(*rows)
        state = self.env["asn.appraisal.verification"]._compare(later.sudo())[0][
            "state"
        ]
        self.assertEqual(state, "identical")

    def test_what_is_not_changed_stays(self):
        self._state(self.objection)
        self._decide_it("change", result_rating="meets")
        later = self.objection.sudo().new_outcome_id
        self.assertEqual(later.behaviour_rating, self.outcome.behaviour_rating)
        self.assertEqual(later.result_rating, "meets")

    def test_change_of_nothing(self):
        self._state(self.objection)
        with self.assertRaisesRegex(UserError, "as they were"):
            self._decide_it("change")

    def test_decision_is_kept_among_all(self):
        self._state(self.objection)
        self._decide_it("change", result_rating="meets", behaviour_rating="meets")
        decision = self.objection.sudo().new_outcome_id.decision_ids
        self.assertEqual(decision.decided_by_id, self.head.user_id)

    def test_nothing_more_can_be_objected_to(self):
        self._state(self.objection)
        self._decide_it("change", result_rating="meets", behaviour_rating="meets")
        self.env.invalidate_all()
        self.assertTrue(self.appraisal.record_receipt())
        self.assertFalse(self.appraisal.can_object)
        self.assertFalse(self.objection.new_outcome_id.objection_until)
        with self.assertRaises(UserError):
            self.appraisal.action_object()

    # ------------------------------------------------------------
    # THE RESULT IS ANNULLED
    # ------------------------------------------------------------

    def test_annul(self):
        self._state(self.objection)
        self._decide_it("annul")
        later = self.objection.sudo().new_outcome_id
        self.assertTrue(later.annulled)
        self.assertFalse(later.predicate_id)
        self.assertFalse(self.appraisal.predicate_id)
        seal = self._find_seal(later)
        self.assertEqual(self.seal._judge(), ("superseded", seal.reference))
        state = self.env["asn.appraisal.verification"]._compare(later.sudo())[0][
            "state"
        ]
        self.assertEqual(state, "identical")
        self.assertTrue(later.with_user(self.person.user_id).get_explanation())

    def test_page_of_an_annulled_result(self):
        self._state(self.objection)
        self._decide_it("annul")
        self.env.invalidate_all()
        page = self.appraisal.result_page
        self.assertFalse([t for t in page["headline"]["sentences"] if "rating" in t])
        self.assertIn("Annulled", page["headline"]["sentences"][0])

    def test_page_says_until_when(self):
        member = self.members[1]
        appraisal = self._appraisal(member).with_user(member.user_id)
        self.assertEqual(self._get_step(appraisal)["status"], "open")
        with freeze_time("2027-01-06 01:00:00"):
            appraisal.record_receipt()
        self.env.flush_all()
        self.env.invalidate_all()
        with freeze_time("2027-01-20 16:59:59"):
            step = self._get_step(appraisal)
        self.assertIn("01/20/2027", step["text"])
        self.assertEqual(step["status"], "open")
        self.env.invalidate_all()
        with freeze_time("2027-01-20 17:00:00"):
            self.assertEqual(self._get_step(appraisal)["status"], "done")

    def _get_step(self, appraisal):
        steps = appraisal.result_page["steps"]
        return next(step for step in steps if step["code"] == "objection")

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def test_nobody_else_decides(self):
        self._state(self.objection)
        for user in (
            *(self.superior.user_id, self.person.user_id, self.manager),
            *(self.auditor, self.officer, self.bare, self.top.user_id),
        ):
            with self.assertRaises(AccessError, msg=user.login):
                self._decide_it("keep", user)

    def test_nobody_decides_twice(self):
        self._state(self.objection)
        self._decide_it("keep")
        with self.assertRaises(UserError):
            self._decide_it("annul")

    def test_conflict_needs_a_reason(self):
        self._state(self.objection)
        self.patch(
            type(self.env["asn.appraisal.outcome"]),
            "_get_involved_users",
            lambda outcome: self.head.user_id.sudo(),
        )
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            self._decide_it("keep")
        self._decide_it("keep", conflict_reason="No other superior is there.")
        self.assertTrue(self.objection.is_involved)
        self.assertEqual(self.objection.conflict_reason, "No other superior is there.")

    def test_who_decided_no_longer_reads_the_result(self):
        self._state(self.objection)
        head = self.head.user_id
        self.assertTrue(self.outcome.with_user(head).has_access("read"))
        self._decide_it("keep")
        self.env.invalidate_all()
        self.assertFalse(self.outcome.with_user(head).has_access("read"))
        self.assertTrue(self.objection.with_user(head).has_access("read"))

    def test_both_sides_are_written_to(self):
        self._state(self.objection)
        self._decide_it("keep")
        mails = self.env["mail.mail"].search(
            [("subject", "=", f"Objection {self.objection.reference} is decided")]
        )
        self.assertTrue(mails)
        people = (self.person | self.superior).user_id.partner_id
        self.assertEqual(mails.recipient_ids, people)
