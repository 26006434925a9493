# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import subprocess

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .plan_common import PlanCommon

PLAN = "asn_appraisal.action_report_appraisal_plan"
EVALUATION = "asn_appraisal.action_report_appraisal_plan_evaluation"


@tagged("post_install", "-at_install")
class TestPlanReport(PlanCommon):
    """The plan and its evaluation on paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        served = cls._goal(cls._plan(cls.superior), "Everybody is served within a day")
        goal = cls._goal(cls.plan, "Applications are checked", parent_id=served.id)
        cls._indicator(goal)
        cls.plan.env["asn.appraisal.expectation"].create(
            {
                "plan_id": cls.plan.id,
                "criterion_id": cls.env.ref("asn_appraisal.criterion_service").id,
                "text": "Greets everybody",
            }
        )
        cls.plan.write({"resources": "Two computers", "consequences": "A trip"})
        cls._agree(cls.plan)
        entry = cls._note(cls.plan.indicator_ids, 6)
        cls.env["ir.attachment"].with_user(cls.person.user_id).create(
            {
                "name": "list-of-files.pdf",
                "raw": b"x",
                "res_model": entry._name,
                "res_id": entry.id,
            }
        )

    def _get_text(self, report, user, plan=None):
        plan = plan or self.plan
        Report = self.env["ir.actions.report"].with_user(user)
        pdf, __ = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            report, plan.ids
        )
        command = ["pdftotext", "-layout", "-", "-"]
        process = subprocess.run(command, input=pdf, capture_output=True, check=True)
        return " ".join(process.stdout.decode().split())

    def test_plan(self):
        text = self._get_text(PLAN, self.person.user_id)
        for part in (
            "Performance Plan (SKP)",
            "Version 1, in force since",
            "12 files",
            "Greets everybody",
            "Two computers",
            "A trip",
            "asn_superior",
        ):
            self.assertIn(part, text)
        self.assertNotIn("list-of-files.pdf", text)

    def test_draft_says_that_it_is_one(self):
        other = self._draft(self._plan(self.members[1]))
        text = self._get_text(PLAN, self.members[1].user_id, other)
        self.assertIn("Not in force", text)

    def test_change_is_told(self):
        later = self.plan.browse(self.plan.action_amend("A new law")["res_id"])
        later.indicator_ids.target = 24
        text = self._get_text(PLAN, self.superior.user_id, later)
        for part in ("A new law", "What this version changes", "12 files", "24 files"):
            self.assertIn(part, text)

    def test_evaluation(self):
        for user in (self.person.user_id, self.superior.user_id, self.auditor):
            text = self._get_text(EVALUATION, user)
            for part in ("6 files", "50 %", "list-of-files.pdf", "Done"):
                self.assertIn(part, text)

    def test_evaluation_for_the_officer_has_no_log(self):
        leader = self.env["hr.employee"].create(
            {"name": "Leader", "user_id": self.officer.id}
        )
        self.department.manager_id = leader
        text = self._get_text(EVALUATION, self.officer)
        self.assertNotIn("list-of-files.pdf", text)
        self.assertIn("nothing that you may read", text)

    def test_nobody_else_prints(self):
        for report in (PLAN, EVALUATION):
            for user in (self.members[1].user_id, self.bare):
                with self.assertRaises(AccessError):
                    self._get_text(report, user)
