# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .objection_common import ObjectionCommon


@tagged("post_install", "-at_install")
class TestObjection(ObjectionCommon):
    """From the draft to the hearing, and who takes which step."""

    # ------------------------------------------------------------
    # FILING
    # ------------------------------------------------------------

    def test_filing_gives_it_to_the_appraisers_superior(self):
        self._receive()
        objection = self._file()
        self.assertEqual(objection.state, "filed")
        self.assertRegex(objection.reference, r"^KEB/2027/\d{4}$")
        self.assertEqual(objection.superior_id, self.superior)
        self.assertEqual(objection.decider_id, self.head)
        self.assertEqual(str(objection.decide_until), "2027-01-21")
        self.assertEqual(str(objection.statement_until), "2027-01-12")
        self.assertEqual(self._appraisal().state, "objected")
        self.assertEqual(self.outcome.response, "objected")

    def test_filing_is_a_receipt(self):
        with freeze_time("2027-01-05 01:00:00"):
            objection = self._draft()
            self.assertFalse(self.outcome.received_on)
            objection.action_file()
        self.assertEqual(self.outcome.receipt, "opened")

    def test_a_response_given_before_stays(self):
        self._receive()
        self.outcome._respond("disagreed", "No")
        self._file()
        self.assertEqual(self.outcome.response, "disagreed")

    def test_reasons_are_needed(self):
        with freeze_time("2027-01-07"):
            objection = self._draft(reason=" ")
            with self.assertRaisesRegex(UserError, "reasons"):
                objection.action_file()

    def test_one_draft_and_one_objection(self):
        with freeze_time("2027-01-07"):
            first = self._draft()
            self.assertEqual(self.appraisal.action_object()["res_id"], first.id)
            first.action_file()
            with self.assertRaisesRegex(UserError, "already"):
                self.appraisal.action_object()

    def test_draft_is_the_persons_alone(self):
        with freeze_time("2027-01-07"):
            objection = self._draft()
        for user in (
            *(self.superior.user_id, self.head.user_id, self.manager, self.auditor),
            *(self.bare, self.officer),
        ):
            self.assertFalse(
                objection.with_user(user).search([("id", "=", objection.id)])
            )

    def test_nothing_is_written_after_filing(self):
        self._receive()
        objection = self._file()
        with self.assertRaises(AccessError):
            objection.write({"reason": "x"})
        with self.assertRaises(AccessError):
            objection.unlink()
        with self.assertRaises(AccessError):
            objection.sudo().write({"state": "decided"})

    def test_files_are_the_parties(self):
        with freeze_time("2027-01-07"):
            objection = self._draft()
            file = self.env["ir.attachment"].with_user(self.person.user_id)
            file = file.create(
                {"name": "letter.txt", "raw": b"x", "res_model": objection._name}
            )
            objection.evidence_ids = file
            objection.action_file()
        self.env.invalidate_all()
        for employee in (self.person, self.superior, self.head):
            self.assertEqual(file.with_user(employee.user_id).raw, b"x")
        for user in (self.bare, self.officer, self.members[1].user_id):
            with self.assertRaises(AccessError):
                _raw = file.with_user(user).raw
        for employee in (self.person, self.superior, self.head):
            with self.assertRaises(AccessError):  # evidence stays
                file.with_user(employee.user_id).unlink()

    # ------------------------------------------------------------
    # BOTH SIDES
    # ------------------------------------------------------------

    def test_both_sides_read_each_other(self):
        self._receive()
        objection = self._file()
        superior = objection.with_user(self.superior.user_id)
        self.assertIn("letters", superior.reason)
        with self.assertRaises(UserError):
            self._dialog(objection, self.person.user_id, "reply", text="Before")
        self._state(objection, "One of three.")
        self.assertEqual(objection.statement, "One of three.")
        self._dialog(objection, self.person.user_id, "reply", text="Two.")
        self.assertEqual(superior.reply, "Two.")
        self._state(objection, "More.")
        self.assertEqual(objection.statement, "One of three.\n\nMore.")

    def test_steps_of_others_are_refused(self):
        self._receive()
        objection = self._file()
        for step, users in {
            "state": (self.person.user_id, self.head.user_id, self.manager),
            "reply": (self.superior.user_id, self.head.user_id, self.manager),
            "withdraw": (self.superior.user_id, self.head.user_id, self.manager),
            "hearing": (self.superior.user_id, self.person.user_id, self.manager),
            "minutes": (self.superior.user_id, self.person.user_id, self.manager),
            "hand_over": (self.superior.user_id, self.person.user_id, self.auditor),
        }.items():
            for user in users:
                with self.assertRaises(AccessError, msg=f"{step} {user.login}"):
                    self._dialog(objection, user, step, text="x")

    @freeze_time("2027-01-08 03:00:00")
    def test_hearing_and_minutes(self):
        self._receive()
        objection, decider = self._file(), self.head.user_id
        place = {"hearing_place": "Room 2"}
        with self.assertRaisesRegex(UserError, "still to come"):
            self._dialog(
                objection, decider, "hearing", hearing_on="2027-01-08 02:00:00", **place
            )
        self._dialog(
            objection, decider, "hearing", hearing_on="2027-01-11 02:00:00", **place
        )
        self.assertEqual(objection.state, "hearing")
        self.assertIn("Room 2", objection.next_step)
        with self.assertRaisesRegex(UserError, "not taken place"):
            self._dialog(objection, decider, "minutes", text="x")
        with freeze_time("2027-01-11 05:00:00"):
            self._dialog(objection, decider, "minutes", text="Both were there.")
        self.assertEqual(objection.hearing_minutes, "Both were there.")

    def test_withdrawal(self):
        self._receive()
        objection = self._file()
        self._dialog(objection, self.person.user_id, "withdraw", text="We talked.")
        self.assertEqual(objection.state, "withdrawn")
        self.assertEqual(self._appraisal().state, "acknowledged")
        with self.assertRaises(UserError):
            self._state(objection)
        with freeze_time("2027-01-20 16:00:00"):
            self.env.invalidate_all()
            self.assertTrue(self.appraisal.can_object)
        with freeze_time("2027-01-20 17:00:00"):
            self.env.invalidate_all()
            self.assertFalse(self.appraisal.can_object)

    def test_trace(self):
        self._receive()
        objection = self._file()
        self._state(objection)
        self._dialog(objection, self.person.user_id, "withdraw", text="We talked.")
        steps = objection.step_ids
        self.assertEqual(steps.mapped("kind"), ["filed", "stated", "withdrawn"])
        self.assertEqual(
            steps.user_id, (self.person.user_id | self.superior.user_id).sudo()
        )
        for step in (steps[0], steps[0].sudo()):
            with self.assertRaises(AccessError):
                step.write({"note": "x"})
            with self.assertRaises(AccessError):
                step.unlink()

    # ------------------------------------------------------------
    # WHO DECIDES
    # ------------------------------------------------------------

    def test_recorded_conflict_goes_further_up(self):
        self.env["asn.rater.conflict"].create(
            {
                "employee_id": self.person.id,
                "other_id": self.head.id,
                "reason": "Cousins",
            }
        )
        self._receive()
        self.assertEqual(self._file().decider_id, self.top)

    def test_nobody_above_needs_hr(self):
        self.superior.parent_id = False
        self._receive()
        objection = self._file()
        self.assertTrue(objection.needs_hr)
        self.assertFalse(objection.decider_id)
        self.assertIn("HR", objection.next_step)
        deputy = self.env["hr.employee.public"].browse(self.top.id)
        self._dialog(
            objection, self.manager, "hand_over", deputy_id=deputy.id, text="No head"
        )
        self.assertEqual(objection.decider_id, self.top)
        self.assertFalse(objection.needs_hr)
        self.assertTrue(objection.is_deputy)

    def test_loop_of_superiors_ends(self):
        self.env.cr.execute(
            "UPDATE hr_employee SET parent_id = %s WHERE id = %s",
            (self.superior.id, self.head.id),
        )
        self.head.user_id.active = False
        self.env.invalidate_all()
        self._receive()
        self.assertTrue(self._file().needs_hr)

    def test_nobody_decides_about_oneself_as_a_deputy(self):
        self._receive()
        objection = self._file()
        for deputy in (self.person, self.superior, self.head):
            with self.assertRaises(UserError):
                self._dialog(
                    objection,
                    self.head.user_id,
                    "hand_over",
                    deputy_id=deputy.id,
                    text="x",
                )

    def test_handed_over_is_no_longer_readable(self):
        self._receive()
        objection = self._file()
        head = self.head.user_id
        appraisal = self._appraisal().with_user(head)
        self.assertTrue(appraisal.has_access("read"))
        self._dialog(objection, head, "hand_over", deputy_id=self.top.id, text="Away")
        self.env.invalidate_all()
        self.assertFalse(objection.with_user(head).has_access("read"))
        self.assertFalse(appraisal.has_access("read"))
        self.assertTrue(objection.with_user(self.top.user_id).has_access("read"))

    def test_silence_goes_up(self):
        self._receive()
        objection = self._file()
        Objection = self.env["asn.appraisal.objection"]
        with freeze_time("2027-01-21 16:59:59"):
            Objection._cron_escalate()
        self.assertEqual(objection.decider_id, self.head)
        with freeze_time("2027-01-21 17:00:00"):
            Objection._cron_escalate()
        self.assertEqual(objection.decider_id, self.top)
        self.assertEqual(str(objection.decide_until), "2027-02-05")
        self.assertEqual(objection.escalation_count, 1)
        with freeze_time("2027-02-05 17:00:00"):
            Objection._cron_escalate()
            Objection._cron_escalate()  # a second run changes nothing
        self.assertTrue(objection.needs_hr)
        self.assertEqual(objection.decider_id, self.top)
        kinds = objection.step_ids.mapped("kind")
        self.assertEqual(kinds, ["filed", "escalated", "stuck"])
        digests = self.env["asn.appraisal.digest"].search(
            [("pushed_on", "!=", False), ("user_id", "=", self.top.user_id.id)]
        )
        self.assertTrue(digests)

    def test_conflict_is_flagged(self):
        self._receive()
        objection = self._file()
        self.assertFalse(objection.is_involved)
        self.patch(
            type(self.env["asn.appraisal.outcome"]),
            "_get_involved_users",
            lambda outcome: self.head.user_id.sudo(),
        )
        self.env.invalidate_all()
        self.assertTrue(objection.is_involved)
        self.assertIn("asn_head took part", objection.conflict_text)
        head = objection.with_user(self.head.user_id)
        self.assertIn("You took part", head.conflict_text)

    def test_confidential_raters_are_never_called_involved(self):
        """Whoever decides and was a peer is not named: that would unmask a rater."""
        involved = self.outcome._get_involved_users()
        self.assertEqual(involved, self.superior.user_id.sudo())

    # ------------------------------------------------------------
    # BETWEEN THE TWO
    # ------------------------------------------------------------

    def test_open_objection_keeps_the_two_from_rating_each_other(self):
        Assignment = self.env["asn.appraisal.assignment"]
        self.assertFalse(Assignment._get_objections([self.person.id]))
        self._receive()
        objection = self._file()
        pair = {frozenset((self.person.id, self.superior.id))}
        self.assertEqual(Assignment._get_objections([self.person.id]), pair)
        self._dialog(objection, self.person.user_id, "withdraw")
        self.assertFalse(Assignment._get_objections([self.person.id]))

    def test_unsealing_takes_an_open_objection(self):
        self._receive()
        objection = self._file()
        Unsealing = self.env["asn.appraisal.unsealing"].with_user(self.manager)
        unsealing = Unsealing.create(
            {
                "appraisal_id": self.appraisal.id,
                "ground": "objection",
                "reference": "KEB/of/nobody",
                "reason": "x",
                "document": "eA==",
            }
        )
        self.assertFalse(unsealing._has_ground())
        unsealing.reference = objection.reference
        self.assertTrue(unsealing._has_ground())
        self._dialog(objection, self.person.user_id, "withdraw")
        self.assertFalse(unsealing._has_ground())

    # ------------------------------------------------------------
    # WHAT WAITS
    # ------------------------------------------------------------

    @freeze_time("2027-01-08 03:00:00")
    def test_what_waits_for_whom(self):
        self._receive()
        objection = self._file()
        self.assertEqual(self._get_owed(self.superior.user_id)["objection_answers"], 1)
        self.assertEqual(self._get_owed(self.head.user_id)["objections"], 1)
        self._state(objection)
        self.assertNotIn("objection_answers", self._get_owed(self.superior.user_id))
        objection.sudo()._workflow_write({"needs_hr": True})
        self.assertEqual(self._get_owed(self.manager)["stuck_objections"], 1)

    @freeze_time("2027-01-08 03:00:00")
    def test_draft_waits_until_it_is_too_late(self):
        self._receive()
        self._draft()
        person = self.person.user_id
        self.assertEqual(self._get_owed(person)["my_objections"], 1)
        with freeze_time("2027-01-21 03:00:00"):
            self.assertNotIn("my_objections", self._get_owed(person))

    def _get_owed(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        owed = self.env["asn.appraisal.owed"].with_user(user)._get_owed()
        return {kind["key"]: kind["count"] for kind in owed}
