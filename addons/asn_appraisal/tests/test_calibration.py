# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .calibration_common import CalibrationCommon


@tagged("post_install", "-at_install")
class TestCalibration(CalibrationCommon):
    # ------------------------------------------------------------
    # OPENING
    # ------------------------------------------------------------

    def test_a_session_takes_the_people_of_its_units(self):
        session = self._session()
        people = session.sudo().line_ids.employee_id
        self.assertEqual(people, self.population)
        line = self._line(session)
        self.assertTrue(line.is_decided)
        self.assertEqual(line.predicate_before_id, line.predicate_id)

    def test_it_takes_three_members(self):
        session = self._session(is_open=False)
        session.member_ids.filtered(lambda m: m.user_id == self.third).unlink()
        with self.assertRaisesRegex(UserError, "3 members"):
            session.action_open()

    def test_who_declined_is_no_member(self):
        session = self._session(is_open=False)
        session.action_invite()
        seat = session.member_ids.filtered(lambda m: m.user_id == self.second)
        seat.with_user(self.second).action_decline()
        with self.assertRaises(UserError):
            session.action_open()
        with self.assertRaises(AccessError):
            session.with_user(self.second).read(["name"])

    def test_nobody_answers_for_somebody_else(self):
        session = self._session(is_open=False)
        seat = session.member_ids.filtered(lambda m: m.user_id == self.second)
        for user in (self.chair, self.manager):
            with self.assertRaises(AccessError):
                seat.with_user(user).action_accept()

    def test_invitations_leave_once(self):
        session = self._session(is_open=False)
        before = self.env["mail.mail"].sudo().search_count([])
        session.action_invite()
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), before + 3)
        self.assertEqual(set(session.member_ids.mapped("state")), {"invited"})
        with self.assertRaises(UserError):
            session.action_invite()

    def test_the_chair_is_not_calibrated(self):
        session = self._session(is_open=False, chair_id=self.third.id)
        with self.assertRaisesRegex(UserError, "cannot be in the chair"):
            session.action_open()

    def test_a_person_is_in_one_open_session(self):
        self._session()
        with self.assertRaisesRegex(UserError, "another open session"):
            self._session()

    def test_only_in_the_stage_of_decisions(self):
        self._publish()
        with self.assertRaisesRegex(UserError, "before they are published"):
            self._session()

    def test_nothing_is_published_while_a_session_is_open(self):
        session = self._session()
        with self.assertRaisesRegex(UserError, "still open"):
            self.cycle.with_user(self.manager).action_publish()
        session.with_user(self.chair).action_cancel()
        self._publish()
        self.assertEqual(self._appraisal().state, "published")

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def test_others_have_no_part_in_it(self):
        session = self._session()
        line = self._line(session)
        for user in (self.bare, self.officer, self.superior.user_id, self.head.user_id):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    session.with_user(user).get_calibration()
                with self.assertRaises(AccessError):
                    self._propose(line.with_user(user), revision=0)

    def test_managers_and_auditors_look_on(self):
        session = self._session()
        for user in (self.manager, self.auditor):
            self.assertEqual(len(session.with_user(user).get_calibration()["rows"]), 6)
            with self.assertRaises(AccessError):
                self._propose(self._line(session, user=user))

    def test_nobody_sees_the_own_row(self):
        session = self._session().with_user(self.third)
        self.assertEqual(len(session.get_calibration()["rows"]), 5)
        self.assertEqual(session.people_count, 5)
        own = self._line(session, self.members[4], self.third)
        with self.assertRaises(AccessError):
            own.read(["predicate_id"])
        with self.assertRaises(AccessError):
            self._propose(own)
        self._propose(self._line(session, self.members[4]), "below", "meets")
        self.assertEqual(session.change_count, 0)
        self.assertFalse(session.change_ids)
        self.assertEqual(session.with_user(self.chair).change_count, 1)

    def test_nobody_sees_the_row_of_somebody_close(self):
        self.env["asn.rater.conflict"].create(
            {
                "employee_id": self.members[4].id,
                "other_id": self.person.id,
                "reason": "Married",
            }
        )
        session = self._session().with_user(self.third)
        self.assertEqual(len(session.get_calibration()["rows"]), 4)
        with self.assertRaises(AccessError):
            self._propose(self._line(session, user=self.third))

    def test_an_own_row_is_in_no_flag_of_others(self):
        """Who sees five of six is told of the guide as if they were all."""
        good = self.env.ref("asn_appraisal.unit_predicate_good")
        self.unit.sudo().unit_predicate_id = good
        session = self._session().with_user(self.third)
        texts = [
            line
            for unit in session.get_calibration()["units"]
            for line in unit["lines"]
        ]
        self.assertTrue(texts)
        self.assertFalse([t for t in texts if "of 6" in t["people_text"]])

    # ------------------------------------------------------------
    # CHANGES
    # ------------------------------------------------------------

    def test_a_change_needs_a_reason(self):
        line = self._line(self._session())
        ratings = {"result_rating": "below", "behaviour_rating": "meets"}
        for reason, text in ((0, "x"), (self.reason.id, " ")):
            with self.assertRaisesRegex(UserError, "choose a reason"):
                line.propose(0, ratings, reason, text)
        with self.assertRaises(ValidationError):
            line.propose(0, {"result_rating": "best"}, self.reason.id, "x")
        self.assertEqual(line.revision, 0)

    def test_before_and_after_are_kept(self):
        session = self._session()
        line = self._line(session)
        answer = self._propose(line)
        self.assertFalse(answer["is_stale"])
        change = line.change_ids
        self.assertEqual(
            (change.behaviour_before, change.behaviour_rating), ("meets", "below")
        )
        self.assertEqual(change.state, "agreed")
        self.assertEqual(change.reason_id, self.reason)
        self.assertNotEqual(change.predicate_before_id, change.predicate_id)
        self.assertEqual(line.predicate_before_id, change.predicate_before_id)
        self.assertEqual(line.predicate_id, change.predicate_id)
        outcome = self._appraisal().outcome_ids
        self.assertEqual(outcome.behaviour_rating, "meets")

    def test_what_did_not_change_is_no_change(self):
        line = self._line(self._session())
        with self.assertRaisesRegex(UserError, "already"):
            self._propose(line, "meets", "meets")

    def test_two_at_once_lose_nothing(self):
        line = self._line(self._session())
        self._propose(line, "meets", "below")
        answer = self._propose(
            line.with_user(self.second), "below", "meets", revision=0
        )
        self.assertTrue(answer["is_stale"])
        self.assertEqual(answer["row"]["now"]["behaviour"], "below")
        self.assertEqual(len(line.change_ids), 1)

    def test_nothing_is_written_past_the_steps(self):
        session = self._session()
        line = self._line(session, user=self.manager)
        with self.assertRaises(AccessError):
            line.sudo().write({"behaviour_rating": "above"})
        with self.assertRaises(AccessError):
            session.sudo().write({"state": "closed"})
        with self.assertRaises(AccessError):
            session.write({"includes_below": False})

    def test_the_appraiser_waits_while_it_is_open(self):
        session = self._session()
        with self.assertRaises(UserError):
            self._decide(self._appraisal())
        session.with_user(self.chair).action_cancel()
        self._decide(self._appraisal())

    # ------------------------------------------------------------
    # EXTREME RATINGS
    # ------------------------------------------------------------

    def test_an_extreme_rating_waits_for_a_second_member(self):
        session = self._session()
        line = self._line(session)
        self._propose(line, "above", "above")
        self.assertEqual(line.waiting_change_id.state, "proposed")
        self.assertEqual(line.predicate_id, line.predicate_before_id)
        with self.assertRaisesRegex(UserError, "not confirmed by two"):
            session.with_user(self.chair).action_close()
        with self.assertRaises(AccessError):
            self._confirm(line, self.chair)
        self._confirm(line)
        self.assertEqual(line.predicate_id.code, "very_good")
        self.assertTrue(line.is_confirmed)
        session.with_user(self.chair).action_close()
        self.assertEqual(self._appraisal().outcome_ids.result_rating, "above")

    def test_the_appraiser_is_no_second_member(self):
        superior = self.superior.user_id
        session = self._session(is_open=False)
        session.member_ids = [(0, 0, {"user_id": superior.id})]
        session.with_user(self.chair).action_open()
        line = self._line(session)
        self._propose(line, "above", "above")
        with self.assertRaises(AccessError):
            self._confirm(line, superior)

    def test_a_second_member_gives_a_reason_and_may_refuse(self):
        line = self._line(self._session())
        self._propose(line, "above", "above")
        second = line.with_user(self.second)
        with self.assertRaisesRegex(UserError, "reason"):
            second.answer_change(1, True, "")
        second.answer_change(1, False, "Not enough evidence")
        self.assertEqual(line.change_ids.state, "refused")
        self.assertEqual(line.predicate_id, line.predicate_before_id)

    def test_a_proposal_is_taken_back_by_its_author_alone(self):
        line = self._line(self._session())
        self._propose(line, "above", "above")
        with self.assertRaises(AccessError):
            line.with_user(self.second).withdraw_change(1)
        line.withdraw_change(1)
        self.assertEqual(line.change_ids.state, "withdrawn")
        with self.assertRaises(UserError):
            self._confirm(line)

    def test_an_extreme_decision_is_confirmed_as_well(self):
        reasons = {"result_reason": "x", "behaviour_reason": "x"}
        self._decide(
            self._appraisal(),
            result_rating="above",
            behaviour_rating="above",
            **reasons,
        )
        session = self._session()
        line = self._line(session)
        with self.assertRaisesRegex(UserError, "not confirmed by two"):
            session.with_user(self.chair).action_close()
        self._propose(line, "above", "above")
        self.assertEqual(line.waiting_change_id.kind, "keep")
        self._confirm(line)
        session.with_user(self.chair).action_close()
        self.assertEqual(session.state, "closed")

    # ------------------------------------------------------------
    # CLOSING
    # ------------------------------------------------------------

    def _close_with_change(self):
        session = self._session()
        self._propose(self._line(session))
        session.with_user(self.chair).action_close()
        return session

    def test_closing_makes_it_part_of_the_outcome(self):
        decided_by = self._appraisal().outcome_ids.decided_by_id
        self._close_with_change()
        outcome = self._appraisal().outcome_ids
        self.assertEqual(outcome.behaviour_rating, "below")
        self.assertEqual(outcome.predicate_id.code, "poor")
        self.assertEqual(outcome.decided_by_id, decided_by)
        outcome.invalidate_recordset()
        self.assertEqual(outcome.decision_ids[0].behaviour_rating, "below")
        self.assertEqual(len(outcome.decision_ids), 2)

    def test_nobody_closes_a_session_with_the_own_row(self):
        session = self._session()
        self.third.group_ids |= self.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        with self.assertRaises(AccessError):
            session.with_user(self.third).action_close()
        session.with_user(self.manager).action_close()
        self.assertEqual(session.closed_by_id, self.manager)

    def test_after_closing_nothing_changes(self):
        session = self._close_with_change()
        with self.assertRaises(UserError):
            self._propose(self._line(session, self.members[1]))
        with self.assertRaises(UserError):
            session.write({"minutes": "x"})
        with self.assertRaises(UserError):
            session.unlink()
        with self.assertRaises(UserError):
            self._decide(self._appraisal())

    def test_the_person_reads_that_and_why_but_not_who(self):
        self._close_with_change()
        self._publish()
        person = self.person.user_id
        outcome = self._appraisal().with_user(person).outcome_id
        view = str(outcome.explanation_view)
        self.assertIn("calibration session", view)
        self.assertIn(self.reason.name, view)
        self.assertNotIn("Because of this", view)
        for user in (self.chair, self.second, self.third):
            self.assertNotIn(user.name, view)
        self.assertEqual(
            outcome.with_user(person).get_verification()["state"], "identical"
        )

    def test_what_was_calibrated_is_sealed(self):
        self._close_with_change()
        self._publish()
        seal = self.env["asn.appraisal.seal"].search(
            [("outcome_id", "in", self._appraisal().outcome_ids.ids)]
        )
        self.assertIn("calibration", seal.content)

    def test_who_was_involved(self):
        self._close_with_change()
        outcome = self._appraisal().outcome_ids
        users = outcome._get_involved_users()
        self.assertIn(self.chair, users)
        self.assertIn(self.superior.user_id, users)
        self.assertNotIn(self.second, users)  # was not there
        other = self._appraisal(self.members[4]).outcome_ids
        self.assertNotIn(self.third, other._get_involved_users())

    def test_a_decision_during_the_session_is_taken_over(self):
        appraisal = self._appraisal()
        appraisal._workflow_write({"state": "evaluation"})
        appraisal.outcome_ids._workflow_write({"state": "suggested"})
        session = self._session()
        line = self._line(session)
        self.assertFalse(line.is_decided)
        with self.assertRaisesRegex(UserError, "not decided yet"):
            self._propose(line)
        self._decide(appraisal)
        self.assertTrue(line.is_decided)
        self.assertEqual(line.revision, 1)
