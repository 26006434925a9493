# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import AppraisalCommon

DAY = "2026-12-08"  # the deadline is on the 10th, decisions are due on the 20th


@tagged("post_install", "-at_install")
class TestExtension(AppraisalCommon):
    """More time for one rater, and an evaluation stage that waits for it."""

    @classmethod
    def setUpClass(cls):
        cls.startClassPatcher(freeze_time(DAY))
        super().setUpClass()
        cls._launch()
        cls.peer = cls.members[1]

    @classmethod
    def _extend(cls, user=None, **vals):
        return (
            cls.env["asn.appraisal.extension"]
            .with_user(user or cls.manager)
            .create(
                {
                    "cycle_id": cls.cycle.id,
                    "rater_id": cls.peer.id,
                    "due_date": "2026-12-15",
                    "reason": "In hospital",
                }
                | vals
            )
        )

    def _get_due(self, rater=None):
        forms = self.cycle.appraisal_ids.evaluation_ids
        forms = forms.filtered(lambda form: form.rater_id == (rater or self.peer))
        return {str(form.due_date) for form in forms}

    # ------------------------------------------------------------
    # DUE DATE
    # ------------------------------------------------------------

    def test_all_forms_of_one_rater(self):
        extension = self._extend()
        self.assertEqual(self._get_due(), {"2026-12-15"})
        self.assertEqual(self._get_due(self.person), {"2026-12-10"})
        self.assertEqual(extension.granted_by_id, self.manager)
        extension.action_withdraw()
        self.assertEqual(self._get_due(), {"2026-12-10"})
        self.assertEqual(extension.withdrawn_by_id, self.manager)

    def test_one_form(self):
        form = self._evaluation(self.person, self.peer)
        self._extend(evaluation_id=form.id)
        self.assertEqual(self._get_due(), {"2026-12-10", "2026-12-15"})
        self.assertEqual(str(form.due_date), "2026-12-15")

    def test_the_latest_counts(self):
        form = self._evaluation(self.person, self.peer)
        self._extend(due_date="2026-12-18")
        one = self._extend(evaluation_id=form.id)
        self.assertEqual(str(form.due_date), "2026-12-18")
        one.action_withdraw()
        self.assertEqual(str(form.due_date), "2026-12-18")

    def test_later_deadline_of_the_cycle(self):
        self._extend(due_date="2026-12-12")
        self.cycle.evaluation_end = "2026-12-14"
        self.assertEqual(self._get_due(), {"2026-12-14"})

    def test_forms_asked_later(self):
        self._extend()
        head = self.env["asn.appraisal.rater"].with_user(self.manager)
        head.create(
            {
                "appraisal_id": self._appraisal(self.superior).id,
                "role_code": "peer",
                "rater_id": self.peer.id,
            }
        )
        forms = self.env["asn.appraisal.evaluation"].search(
            [("rater_id", "=", self.peer.id), ("cycle_id", "=", self.cycle.id)]
        )
        forms[0]._workflow_write({"state": "cancelled", "extended_to": False})
        forms[0]._reopen()
        self.assertEqual(str(forms[0].due_date), "2026-12-15")

    def test_search(self):
        self._extend()
        Evaluation = self.env["asn.appraisal.evaluation"]
        forms = self.cycle.appraisal_ids.evaluation_ids
        for operator in ("<", "<=", ">", ">="):
            for day in ("2026-12-09", "2026-12-10", "2026-12-12", "2026-12-15"):
                domain = [("due_date", operator, day)]
                found = Evaluation.search([*domain, ("cycle_id", "=", self.cycle.id)])
                self.assertEqual(found, found & forms)
                expected = {
                    "<": lambda d, day=day: str(d) < day,
                    "<=": lambda d, day=day: str(d) <= day,
                    ">": lambda d, day=day: str(d) > day,
                    ">=": lambda d, day=day: str(d) >= day,
                }[operator]
                count = len(forms.filtered(lambda f, t=expected: t(f.due_date)))
                self.assertEqual(len(found), count, domain)

    def test_pages_show_it(self):
        self._extend()
        Evaluation = self.env["asn.appraisal.evaluation"].with_user(self.peer.user_id)
        with freeze_time("2026-12-12"):
            lines = Evaluation.get_inbox()["forms"]
        self.assertEqual({line["when"] for line in lines}, {"week"})
        self.assertEqual(
            {line["due_text"] for line in lines}, {"12/15/2026 (extended)"}
        )
        head = self._evaluation(self.person, self.peer).get_sheet()["evaluation"]
        self.assertEqual(head["due_date"], "2026-12-15")
        self.assertIn("extended", head["due_text"])
        own = self._evaluation(self.person, self.person).get_sheet()["evaluation"]
        self.assertNotIn("extended", own["due_text"])

    # ------------------------------------------------------------
    # THE END OF THE STAGE
    # ------------------------------------------------------------

    def _follow_dates(self, day):
        with freeze_time(day):
            self.env["asn.appraisal.cycle"]._cron_follow_dates()
        return self.cycle.state

    def test_stage_waits_by_date(self):
        self.cycle.follow_dates = True
        self._extend()
        self.assertEqual(self._follow_dates("2026-12-11"), "evaluation")
        with freeze_time("2026-12-15"):
            self._answer(self._evaluation(self.person, self.peer))
            # the others are not shut out either, as long as the stage is open
            self._answer(self._evaluation(self.person, self.superior))
        self.assertEqual(self._follow_dates("2026-12-15"), "evaluation")
        self.assertFalse(self.cycle.appraisal_ids.outcome_ids)
        self.assertEqual(self._follow_dates("2026-12-16"), "calibration")

    def test_stage_closes_once_the_last_extended_form_is_in(self):
        self.cycle.follow_dates = True
        form = self._evaluation(self.person, self.peer)
        self._extend(evaluation_id=form.id)
        self._answer(form)
        self.assertEqual(self._follow_dates("2026-12-11"), "calibration")

    def test_manager_is_told_and_confirms(self):
        extension = self._extend()
        cycle = self.cycle.with_user(self.manager)
        self.assertIn("asn_member_1", cycle.extension_text)
        with self.assertRaisesRegex(UserError, "12/15/2026 to: asn_member_1"):
            cycle.action_close_evaluation()
        self.assertEqual(cycle.state, "evaluation")
        cycle.action_close_evaluation_now()
        self.assertEqual(cycle.state, "calibration")
        self.assertEqual(extension.state, "granted")

    def test_nobody_else_is_told(self):
        self._extend()
        for user in (self.officer, self.superior.user_id, self.peer.user_id):
            self.assertFalse(self.cycle.with_user(user).extension_text)

    def test_nobody_has_more_time(self):
        self._extend().action_withdraw()
        self.env.invalidate_all()
        self.assertFalse(self.cycle.with_user(self.manager).extension_text)
        self.cycle.with_user(self.manager).action_close_evaluation()
        self.assertEqual(self.cycle.state, "calibration")

    # ------------------------------------------------------------
    # REFUSED
    # ------------------------------------------------------------

    def test_dates(self):
        for day, message in (
            ("2026-12-07", "passed already"),
            ("2026-12-10", "later day"),
            ("2026-12-21", "earlier"),
        ):
            with self.assertRaisesRegex(ValidationError, message):
                self._extend(due_date=day)

    def test_nothing_open(self):
        with self.assertRaisesRegex(ValidationError, "nothing to fill in"):
            self._extend(rater_id=self._employee("asn_other").id)
        form = self._evaluation(self.person, self.person)
        with self.assertRaisesRegex(ValidationError, "nothing to fill in"):
            self._extend(evaluation_id=form.id)
        self.cycle.with_user(self.manager).action_close_evaluation()
        with self.assertRaisesRegex(ValidationError, "nothing to fill in"):
            self._extend()

    def test_never_changes(self):
        extension = self._extend()
        for user in (self.manager, self.officer, self.peer.user_id):
            with self.assertRaises(AccessError):
                extension.with_user(user).due_date = "2026-12-18"
            with self.assertRaises(AccessError):
                extension.with_user(user).unlink()

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def test_officer_in_the_departments_led(self):
        with self.assertRaises(AccessError):
            self._extend(self.officer)
        leader = self.env["hr.employee"].create(
            {"name": "Leader", "user_id": self.officer.id}
        )
        self.department.manager_id = leader
        self.assertTrue(self._extend(self.officer).with_user(self.officer).is_led)
        form = self._evaluation(self.person, self.peer)
        self.assertTrue(self._extend(self.officer, evaluation_id=form.id))
        action = form.with_user(self.officer).action_extend()
        self.assertEqual(action["context"]["default_rater_id"], self.peer.id)

    def test_nobody_else(self):
        for user in (self.superior.user_id, self.peer.user_id, self.auditor, self.bare):
            with self.assertRaises(AccessError):
                self._extend(user)
        form = self._evaluation(self.person, self.peer)
        with self.assertRaises(AccessError):
            form.action_extend()

    def test_not_to_oneself(self):
        manager = "asn_appraisal.group_asn_appraisal_manager"
        self.peer.user_id.group_ids += self.env.ref(manager)
        with self.assertRaisesRegex(UserError, "themselves"):
            self._extend(self.peer.user_id)

    def test_rater_reads_the_own_one(self):
        extension = self._extend()
        self.assertTrue(extension.with_user(self.peer.user_id).has_access("read"))
        self.assertFalse(extension.with_user(self.person.user_id).has_access("read"))

    def test_form_about_oneself_stays_hidden(self):
        form = self._evaluation(self.person, self.peer)
        extension = self._extend(evaluation_id=form.id)
        manager = "asn_appraisal.group_asn_appraisal_manager"
        self.person.user_id.group_ids += self.env.ref(manager)
        self.assertFalse(extension.with_user(self.person.user_id).has_access("read"))

    def test_queries_do_not_grow(self):
        """Asking raters looks once for extensions, however many are asked."""
        domain = [("cycle_id", "=", self.cycle.id)]
        forms = self.env["asn.appraisal.evaluation"].search(domain)
        one, many = (
            self._count_queries(records._note_extensions)
            for records in (forms[:1], forms)
        )
        self.assertLessEqual(many, one + 1)
