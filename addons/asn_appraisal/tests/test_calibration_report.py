# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import subprocess

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .calibration_common import CalibrationCommon

REPORT = "asn_appraisal.action_report_calibration"


@tagged("post_install", "-at_install")
class TestCalibrationReport(CalibrationCommon):
    def _get_text(self, session, user, lang="en_US"):
        Report = self.env["ir.actions.report"].with_user(user).with_context(lang=lang)
        pdf, __ = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            REPORT, session.ids
        )
        process = subprocess.run(
            ["pdftotext", "-layout", "-", "-"],
            input=pdf,
            capture_output=True,
            check=True,
        )
        return process.stdout.decode()

    def test_minutes_hold_who_what_and_why(self):
        session = self._session()
        session.with_user(self.chair).minutes = "The scale was talked about"
        self._propose(self._line(session))
        line = self._line(session, self.members[1])
        self._propose(line, "above", "above")
        self._confirm(line)
        session.with_user(self.chair).action_close()
        text = self._get_text(session, self.second)
        for part in (
            *(self.chair.name, self.second.name, "absent", "Because of this"),
            *("I agree", self.person.name, self.reason.name[:20]),
            *("The scale was talked about", "Very good"),
        ):
            with self.subTest(part):
                self.assertIn(part, text)

    def test_the_own_row_is_in_no_copy_of_mine(self):
        session = self._session()
        self._propose(self._line(session, self.members[4]))
        mine = self._get_text(session, self.third)
        self.assertNotIn("Because of this", mine)
        self.assertIn("5, of them", mine)
        self.assertIn("Because of this", self._get_text(session, self.chair))

    def test_who_prints(self):
        session = self._session(is_open=False)
        with self.assertRaises(UserError):
            self._get_text(session, self.manager)
        session.with_user(self.chair).action_open()
        self._get_text(session, self.auditor)
        for user in (self.bare, self.superior.user_id):
            with self.assertRaises(AccessError):
                self._get_text(session, user)
