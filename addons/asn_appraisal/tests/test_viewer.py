# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestViewerDecision(AppraisalCommon):
    """What an appraisal says to each who looks at it."""

    def test_no_suggestion(self):
        """The superior is told why, and gives a reason for what nothing suggested."""
        self._launch()
        appraisal = self._appraisal()
        self._answer(self._evaluation(self.person, self.person), 4)
        self._close_evaluation()
        wizard = (
            self.env["asn.appraisal.decision"]
            .with_user(self.superior.user_id)
            .create({"appraisal_id": appraisal.id})
        )
        self.assertIn("your form about asn_member_0 was not", wizard.missing_text)
        self.assertTrue(wizard.differs_result)
        wizard.write({"result_rating": "meets", "behaviour_rating": "meets"})
        with self.assertRaisesRegex(UserError, "give a reason"):
            wizard.action_apply()
        wizard.write({"result_reason": "Seen", "behaviour_reason": "Seen"})
        wizard.action_apply()
        self.assertEqual(appraisal.outcome_ids.result_reason, "Seen")

    def test_what_the_page_says_is_next(self):
        """In the words of each viewer; the status waits for the superior."""
        self._launch()
        self._answer_all()
        appraisal = self._appraisal()
        mine = appraisal.with_user(self.person.user_id)
        theirs = appraisal.with_user(self.superior.user_id)
        self.assertEqual(mine.display_state, "evaluation")
        self.assertIn("Raters answer until", mine.next_step_short)
        self._close_evaluation()
        self.assertEqual(appraisal.state, "evaluation")
        self.assertEqual(mine.display_state, "deciding")
        self.assertIn("Superior decides until", mine.next_step_short)
        self.assertRegex(theirs.next_step_short, "^Decide until")
        self._decide(appraisal)
        self.assertEqual(theirs.display_state, "rated")
        self._publish()
        self.env.invalidate_all()
        self.assertEqual(mine.next_step_short, "Read the result")
        self.assertTrue(mine.can_read_comments)
        self.assertFalse(appraisal.with_user(self.auditor).can_read_comments)

    def test_officer_of_a_published_person(self):
        """Neither told to read below what nobody shows them, nor to print it."""
        self.department.manager_id = self.env["hr.employee"].create(
            {"name": "Officer", "user_id": self.officer.id}
        )
        self._play()
        self.env.invalidate_all()
        led = self._appraisal().with_user(self.officer)
        self.assertFalse(led.outcome_id)
        self.assertIn("You follow the progress", led.next_step)
        self.assertEqual(led.next_step_short, "Published to the employee")
