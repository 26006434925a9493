# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..raters import Panel
from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestDecline(AppraisalCommon):
    """A rater says no with a reason; HR decides; the person never learns of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.newcomer = cls._employee("asn_newcomer", cls.superior)
        cls.other_newcomer = cls._employee("asn_other_newcomer", cls.superior)
        cls.peer = cls.members[1]
        cls.form = cls._evaluation(cls.person, cls.peer)
        cls.items = [item["criterion_id"] for item in cls.form._get_items()]

    @classmethod
    def _decline(cls, form=None, **vals):
        """Decline a form as its rater does, and return what HR finds."""
        form = cls.form if form is None else form
        vals = {"kind": "distance", "evaluation_id": form.id} | vals
        Reason = cls.env["asn.appraisal.decline.reason"].with_user(form.env.user)
        Reason.create(vals).action_apply()
        decline = cls.env["asn.appraisal.decline"].search(
            [("evaluation_id", "=", form.id)], order="id desc", limit=1
        )
        return decline.with_user(cls.manager)

    def _get_form(self, rater):
        return self._evaluation(self.person, rater)

    def _get_mails(self, rater):
        mails = self.env["mail.mail"].search([])
        return mails.filtered(lambda m: rater.user_id.partner_id in m.recipient_ids)

    # ------------------------------------------------------------
    # THE RATER
    # ------------------------------------------------------------

    def test_leaves_the_inbox(self):
        decline = self._decline(reason="We met once.", replacement_id=self.newcomer.id)
        self.assertEqual(self.form.state, "declined")
        self.assertEqual((decline.state, decline.kind), ("open", "distance"))
        self.assertEqual(decline.reason, "We met once.")
        self.assertEqual(decline.successor_id, self.newcomer)
        self.assertNotIn(self.form, self.form._get_waiting())
        with self.assertRaisesRegex(UserError, "declined"):
            self.form.save_answer(self.items[0], {"value": 4})

    def test_twice(self):
        self._decline()
        with self.assertRaisesRegex(UserError, "declined"):
            self.form.action_decline()
        with self.assertRaises(UserError):
            self._decline()

    def test_before_the_notice_is_confirmed(self):
        self.cycle.asks_pledge = True
        self._decline()
        self.assertEqual(self.form.state, "declined")

    def test_two_forms_at_once(self):
        other = self._evaluation(self.members[2], self.peer)
        Reason = self.env["asn.appraisal.decline.reason"].with_user(self.form.env.user)
        forms = self.form | other
        reasons = Reason.create(
            [{"evaluation_id": form.id, "kind": "load"} for form in forms]
        )
        reasons.action_apply()
        self.assertEqual(set(forms.mapped("state")), {"declined"})

    def test_another_reason_needs_words(self):
        with self.assertRaisesRegex(UserError, "in your words"):
            self._decline(kind="other", reason=" ")
        self._decline(kind="other", reason="I am on leave.")

    def test_superior_is_sent_to_hr(self):
        form = self._evaluation(self.person, self.superior)
        with self.assertRaisesRegex(UserError, "ask HR"):
            form.action_decline()
        with self.assertRaisesRegex(UserError, "ask HR"):
            self._decline(form)
        self.assertTrue(form.get_sheet()["evaluation"]["can_decline"])

    def test_oneself(self):
        form = self._evaluation(self.person, self.person)
        with self.assertRaisesRegex(UserError, "never scored"):
            form.action_decline()
        self.assertFalse(form.get_sheet()["evaluation"]["can_decline"])

    def test_submitted_and_closed(self):
        self._answer(self.form)
        with self.assertRaisesRegex(UserError, "submitted"):
            self.form.action_decline()
        other = self._get_form(self.members[2])
        self._close_evaluation()
        with self.assertRaisesRegex(UserError, "closed"):
            other.action_decline()

    def test_nobody_declines_for_others(self):
        for user in (self.bare, self.manager, self.superior.user_id):
            form = self.form.with_user(user)
            with self.assertRaises(AccessError):
                self._decline(form)

    def test_proposal_tells_nothing(self):
        """Whoever is asked already can be proposed: no answer says that they are."""
        decline = self._decline(replacement_id=self.members[2].id)
        with self.assertRaisesRegex(UserError, "already asked"):
            decline.action_replace()

    def test_proposal_of_nonsense(self):
        for proposed in (self.peer, self.person):
            with self.assertRaisesRegex(UserError, "somebody else"):
                self._decline(replacement_id=proposed.id)
        without = self.env["hr.employee"].create({"name": "No account"})
        with self.assertRaisesRegex(UserError, "no account"):
            self._decline(replacement_id=without.id)

    def test_answer_after_all(self):
        self.form.save_answer(self.items[0], {"value": 2, "comment": "In May"})
        decline = self._decline()
        self.assertTrue(self.form.get_sheet()["evaluation"]["can_take_back"])
        self.form.action_take_back_decline()
        self.assertEqual((self.form.state, decline.state), ("draft", "withdrawn"))
        self.assertEqual(self.form._get_answers()[self.items[0]]["comment"], "In May")
        with self.assertRaisesRegex(UserError, "HR has decided"):
            self.form.action_take_back_decline()
        with self.assertRaises(UserError):
            decline.action_leave()

    def test_too_late_to_take_back(self):
        self._decline().action_leave()
        self.assertFalse(self.form.get_sheet()["evaluation"]["can_take_back"])
        with self.assertRaisesRegex(UserError, "HR has decided"):
            self.form.action_take_back_decline()

    # ------------------------------------------------------------
    # HR
    # ------------------------------------------------------------

    def test_waits_for_managers(self):
        self._decline()
        owed = self.env["asn.appraisal.owed"]
        kinds = {
            user: {kind["key"] for kind in owed.with_user(user)._get_owed()}
            for user in (self.manager, self.peer.user_id, self.officer, self.auditor)
        }
        self.assertIn("declines", kinds.pop(self.manager))
        for keys in kinds.values():
            self.assertNotIn("declines", keys)

    def test_ask_the_one_proposed(self):
        decline = self._decline(replacement_id=self.newcomer.id)
        decline.action_replace()
        form = self._get_form(self.newcomer)
        self.assertEqual(form.state, "pending")
        self.assertEqual(form.role_id, self.form.role_id)
        self.assertEqual(self.form.state, "declined")
        self.assertEqual(decline.state, "replaced")
        self.assertEqual(decline.handled_by_id, self.manager)
        self.assertEqual(len(self._get_mails(self.newcomer)), 1)
        with self.assertRaises(UserError):
            decline.action_replace()

    def test_ask_somebody_else(self):
        decline = self._decline(replacement_id=self.newcomer.id)
        decline.successor_id = self.other_newcomer
        decline.action_replace()
        self.assertTrue(self._get_form(self.other_newcomer))
        self.assertFalse(self._get_form(self.newcomer))
        self.assertEqual(decline.replacement_id, self.newcomer, "as the rater said")

    def test_ask_nobody_in_particular(self):
        with self.assertRaisesRegex(UserError, "Nobody is proposed"):
            self._decline().action_replace()

    def test_draw_the_next(self):
        decline = self._decline()
        drawn, passed = decline._draw_successor()
        self.assertEqual(decline._draw_successor()[0], drawn, "the seed decides")
        self.assertFalse(passed)
        self.assertIn(drawn.id, (self.newcomer | self.other_newcomer).ids)
        decline.action_draw()
        self.assertEqual(decline.successor_id, drawn)
        self.assertTrue(self._get_form(decline.sudo().successor_id))
        second = self._decline(self._get_form(drawn.sudo()))
        second.action_draw()
        self.assertNotEqual(second.successor_id, drawn)
        third = self._decline(self._get_form(self.members[2]))
        with self.assertRaisesRegex(UserError, "Nobody else"):
            third.action_draw()

    def _store_draw(self, pool):
        """Keep a draw as the launch does where more are eligible than are asked."""
        appraisal, role = self._appraisal(), self.form.role_id
        panel = Panel(
            key=f"{self.person.id}:{role.id}",
            owner=self.person.id,
            role=role.id,
            pool=frozenset(pool.ids),
            size=len(pool),
            cost=60,
            is_mutual=True,
        )
        self.env["asn.appraisal.draw"]._keep(
            "lot",
            self.cycle,
            {(appraisal.id, role.id): panel},
            dict.fromkeys(pool.ids, (0, 0)),
            {(appraisal.id, role.id): tuple(self.members[1:].ids)},
        )

    def test_draw_from_the_stored_pool(self):
        """Who was not eligible at the draw is not drawn now, though eligible today."""
        self._store_draw(self.members[1:] | self.newcomer)
        decline = self._decline()
        decline.action_draw()
        self.assertEqual(decline.successor_id, self.newcomer)
        self.assertFalse(decline.passed_over)
        second = self._decline(self._get_form(self.members[2]))
        with self.assertRaisesRegex(UserError, "Nobody else"):
            second.action_draw()
        self.assertFalse(self._get_form(self.other_newcomer))

    def test_draw_passes_over_who_may_no_longer_rate(self):
        newcomers = self.newcomer | self.other_newcomer
        self._store_draw(self.members[1:] | newcomers)
        decline = self._decline()
        first, __ = decline._draw_successor()
        self.env["asn.rater.conflict"].create(
            {"employee_id": self.person.id, "other_id": first.id, "reason": "Kin"}
        )
        decline.action_draw()
        self.assertEqual(decline.successor_id, newcomers - first)
        self.assertIn(first.name, decline.passed_over)
        self.assertIn("conflict of interest", decline.passed_over)
        own = decline.with_user(self.peer.user_id)
        with self.assertRaises(AccessError):
            own.read(["passed_over"])

    def test_nobody_of_the_stored_pool_may_rate(self):
        self._store_draw(self.members[1:] | self.newcomer)
        self.newcomer.user_id.active = False
        decline = self._decline()
        with self.assertRaisesRegex(UserError, "asn_newcomer has no user"):
            decline.action_draw()
        self.assertEqual(decline.state, "open")

    def test_leave(self):
        decline = self._decline()
        decline.action_leave()
        self.assertEqual((decline.state, self.form.state), ("left", "declined"))

    def test_ask_again(self):
        """Nothing of a form that was begun is lost when HR asks for it again."""
        self.form.save_answer(self.items[0], {"value": 5, "comment": "In May"})
        self.form.save_notes({"strengths": "Patient"})
        decline = self._decline()
        with self.assertRaisesRegex(UserError, "tell the rater"):
            decline.action_refuse()
        decline.answer = "Three months are enough."
        invited = self._get_mails(self.peer)
        decline.action_refuse()
        self.assertEqual((self.form.state, decline.state), ("draft", "refused"))
        sheet = self.form.get_sheet()
        self.assertEqual(sheet["notes"]["strengths"], "Patient")
        self.assertEqual(self.form._get_answers()[self.items[0]]["value"], 5)
        self.assertEqual(sheet["evaluation"]["hr_answer"], "Three months are enough.")
        self.assertEqual(len(self._get_mails(self.peer) - invited), 1)
        self._answer(self.form)
        self.assertEqual(self.form.state, "submitted")

    def test_decline_again(self):
        decline = self._decline()
        decline.answer = "Please do."
        decline.action_refuse()
        again = self._decline(kind="conflict")
        self.assertNotEqual(again, decline)
        self.assertEqual(self.form.state, "declined")
        self.assertFalse(self.form.get_sheet()["evaluation"]["hr_answer"])

    def test_too_late(self):
        decline = self._decline(replacement_id=self.newcomer.id)
        self._close_evaluation()
        self.assertFalse(decline.can_handle)
        for action in (decline.action_replace, decline.action_draw):
            with self.assertRaisesRegex(UserError, "closed"):
                action()

    def test_two_managers(self):
        """The second one finds that the first one has decided."""
        decline = self._decline(replacement_id=self.newcomer.id)
        other = decline.with_user(
            self._user("asn_second", "asn_appraisal.group_asn_appraisal_manager")
        )
        decline.action_leave()
        with self.assertRaisesRegex(UserError, "has been decided"):
            other.action_replace()
        self.assertFalse(self._get_form(self.newcomer))

    def test_manager_is_no_judge_of_own_case(self):
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        self.person.user_id.group_ids += group
        own = self._decline().with_user(self.person.user_id)
        self.assertFalse(own.search([]).filtered(lambda d: d.id == own.id))
        with self.assertRaises(AccessError):
            own.action_leave()

    # ------------------------------------------------------------
    # WHO LEARNS OF IT
    # ------------------------------------------------------------

    def test_nobody_else_reads(self):
        decline = self._decline(reason="A secret", replacement_id=self.newcomer.id)
        Decline = self.env["asn.appraisal.decline"]
        for user in (
            *(self.person.user_id, self.superior.user_id, self.head.user_id),
            *(self.members[2].user_id, self.officer, self.auditor, self.bare),
        ):
            theirs = Decline.with_user(user)
            self.assertFalse(theirs.search([("reason", "!=", False)]))
            self.assertFalse(theirs.search_count([("kind", "=", "distance")]))
            with self.assertRaises(AccessError):
                decline.with_user(user).read(["reason"])

    def test_rater_does_not_learn_who_answers_instead(self):
        decline = self._decline()
        decline.action_draw()
        own = decline.with_user(self.peer.user_id)
        self.assertEqual(own.read(["state"])[0]["state"], "replaced")
        for name in ("successor_id", "handled_by_id"):
            with self.assertRaises(AccessError):
                own.read([name])
            with self.assertRaises(AccessError):
                own.search([(name, "!=", False)])
        with self.assertRaises(AccessError):
            own.answer = "forged"

    def test_person_sees_no_difference(self):
        appraisal = self._appraisal()
        seen = {
            user: appraisal.with_user(user).read(["progress", "next_step", "state"])
            for user in (self.person.user_id, self.superior.user_id)
        }
        self._decline()
        self.env.invalidate_all()
        for user, before in seen.items():
            after = appraisal.with_user(user).read(["progress", "next_step", "state"])
            self.assertEqual(after, before)

    def test_fields_of_the_workflow(self):
        decline = self._decline()
        for name, value in (("state", "left"), ("reason", "x"), ("kind", "load")):
            with self.assertRaises(AccessError):
                decline.write({name: value})

    # ------------------------------------------------------------
    # SCORE
    # ------------------------------------------------------------

    def test_declined_form_does_not_count(self):
        for rater in (self.person, self.superior, *self.members[1:4]):
            self._answer(self._get_form(rater), 4)
        form = self._get_form(self.members[4])
        form.save_answer(self.items[0], {"value": 1})
        self._decline(form)
        self._close_evaluation()
        self.assertEqual(form.state, "declined")
        peers = self._appraisal().outcome_ids.result_ids.filtered(
            lambda line: line.role_id == self.form.role_id
        )
        self.assertEqual(set(peers.mapped("respondents")), {3})
