# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import base64

from odoo.exceptions import AccessError, UserError

from .training_common import TrainingCommon


class TestTrainingHours(TrainingCommon):
    """Certificates from outside: handed in by the employee, verified by HR."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.line = cls._certificate()

    @classmethod
    def _certificate(cls, employee=None, content=b"paper", **vals):
        employee = employee or cls.person
        return (
            cls.env["hr.resume.line"]
            .with_user(employee.user_id)
            .create(
                {
                    "employee_id": employee.id,
                    "name": "Digital Archives",
                    "date_start": "2026-03-02",
                    "date_end": "2026-03-03",
                    "training_method_id": cls.env.ref("asn_training.method_course").id,
                    "hours_asked": 10,
                    "certificate_file": base64.b64encode(content),
                }
                | vals
            )
        )

    def _submitted(self, **vals):
        line = self._certificate(**vals)
        line.action_submit_hours()
        return line

    def test_from_draft_to_verified(self):
        self.assertEqual(self.line.verification, "draft")
        self.assertTrue(self.line.line_type_id)
        self.line.action_submit_hours()
        self.assertEqual(self.line.hours, 0)
        checked = self.line.with_user(self.manager.user_id)
        checked.action_verify_hours()
        self.assertEqual(self.line.verification, "verified")
        self.assertEqual(self.line.hours, 10)
        self.assertEqual(self.line.verified_by_id, self.manager.user_id)
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            self.line.hours_asked = 40

    def test_nobody_verifies_the_own_hours(self):
        own = self._certificate(self.manager)
        own.action_submit_hours()
        with self.assertRaisesRegex(AccessError, "never their own"):
            own.action_verify_hours()
        with self.assertRaises(AccessError):
            own.action_reject_hours()

    def test_rejected_with_a_reason_and_handed_in_again(self):
        self.line.action_submit_hours()
        wizard = (
            self.env["asn.training.rejection"]
            .with_user(self.manager.user_id)
            .create({"line_id": self.line.id, "reason": "Another period"})
        )
        wizard.action_apply()
        self.assertEqual(self.line.verification, "rejected")
        self.assertEqual(self.line.verification_reason, "Another period")
        self.line.hours_asked = 6
        self.line.action_submit_hours()
        self.assertFalse(self.line.verification_reason)

    def test_verified_hours_can_be_rejected_later(self):
        self.line.action_submit_hours()
        checked = self.line.with_user(self.manager.user_id)
        checked.action_verify_hours()
        checked._reject("Forged")
        self.assertEqual(self.line.hours, 0)
        self.assertFalse(self.line.hours_days)

    def test_incomplete_says_what_is_missing(self):
        line = self._certificate(
            certificate_file=False, hours_asked=0, date_end="2099-01-01"
        )
        with self.assertRaisesRegex(UserError, "file.*hours.*completion"):
            line.action_submit_hours()

    def test_the_same_paper_twice(self):
        self.line.action_submit_hours()
        again = self._certificate(name="Other name")
        with self.assertRaisesRegex(UserError, "The same file was handed in"):
            again.action_submit_hours()
        other = self._certificate(self.colleague, name="Mine")
        with self.assertRaisesRegex(UserError, "Somebody else") as caught:
            other.action_submit_hours()
        self.assertNotIn(self.person.name, str(caught.exception))

    def test_the_same_training_twice(self):
        self.line.action_submit_hours()
        again = self._certificate(content=b"scan", name="digital  archives")
        with self.assertRaisesRegex(UserError, "among the learning hours already"):
            again.action_submit_hours()
        later = self._certificate(content=b"later", date_start="2026-03-03")
        later.action_submit_hours()
        self.assertEqual(later.verification, "submitted")

    def test_what_waits_is_taken_back_to_be_changed(self):
        self.line.action_submit_hours()
        with self.assertRaises(UserError):
            self.line.hours_asked = 12
        with self.assertRaises(UserError):
            self.line.unlink()
        self.line.action_take_back_hours()
        self.line.hours_asked = 12
        self.line.unlink()

    def test_who_reads_what_is_not_verified(self):
        self.line.action_submit_hours()
        readers = (self.person, self.superior, self.officer, self.manager, self.auditor)
        for reader in readers:
            self.assertTrue(self.line.with_user(reader.user_id).has_access("read"))
        colleague = self.line.with_user(self.colleague.user_id)
        self.assertFalse(colleague.has_access("read"))
        self.assertFalse(colleague.search([("id", "=", self.line.id)]))
        self.line.with_user(self.manager.user_id).action_verify_hours()
        self.assertTrue(colleague.has_access("read"))

    def test_a_batch_shares_the_limits(self):
        self.env.ref("asn_training.method_self_study").hours_rule = "actual"
        method = self.env.ref("asn_training.method_self_study").id
        same = {"training_method_id": method, "hours_asked": 3}
        lines = self._submitted(**same, content=b"1", name="1")
        lines += self._submitted(**same, content=b"2", name="2")
        lines.with_user(self.manager.user_id).action_verify_hours()
        self.assertEqual(lines.mapped("hours"), [3, 1])
