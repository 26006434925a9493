# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""From a gap in the result to hours and a skill, as the people concerned do it."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.asn_training.tests.test_enrolment import EnrolmentCommon


@tagged("post_install", "-at_install")
class TestTrainingStory(EnrolmentCommon):
    def test_from_the_gap_to_the_skill(self):
        self._rule(1, criterion_id=self.value.id, criterion_limit=3)
        self._launch()
        for form in self.cycle.appraisal_ids.evaluation_ids:
            self._answer(form, 2 if form.employee_id == self.person else 4)
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self._publish()
        # the person reads why, and takes it
        everything = self.env["asn.training.recommendation"]
        mine = everything.with_user(self.person.user_id).search([])
        self.assertEqual(mine.programme_id, self.programme)
        self.assertIn("2.00, below 3.00, rule T1", mine.explanation)
        self.assertFalse(everything.with_user(self.members[1].user_id).search([]))
        enrolment = self._open(mine.action_accept())
        self.assertEqual(enrolment.state, "proposed")
        # the superior finds the task and approves
        leader = self.superior.user_id
        team = self.env["asn.training.enrolment"].with_user(leader)
        waiting = team.search([("can_approve", "=", True)])
        self.assertEqual(waiting, enrolment)
        self.assertEqual(enrolment.sudo().activity_ids.user_id, leader)
        waiting.action_approve()
        # HR assigns a session
        found = enrolment.with_user(self.trainer)
        action = found.action_open_register()
        wizard = self.env["asn.training.register"].with_user(self.trainer)
        wizard = wizard.with_context(**action["context"]).create(
            {"event_id": self.session.id}
        )
        wizard.action_register()
        self.assertEqual(enrolment.state, "registered")
        self.assertIn(self.session.name, enrolment.session_text)
        # the code on the badge counts the person in; the test is passed
        registration = found.registration_id
        answer = self.env["event.registration"].register_attendee(
            registration.barcode, self.session.id
        )
        self.assertEqual(answer["status"], "confirmed_registration")
        found.write({"score_before": 40, "score_after": 80, "pass_mark": 60})
        with self.assertRaises(AccessError):
            enrolment.with_user(self.person.user_id).action_complete()
        found.action_complete()
        # hours and skill, once
        found.action_complete()
        self.assertEqual((enrolment.state, mine.state), ("completed", "done"))
        line = self.env["hr.resume.line"].search(
            [
                ("employee_id", "=", self.person.id),
                ("programme_id", "=", self.programme.id),
            ]
        )
        self.assertEqual(line.hours, 10)
        self.assertEqual(line.event_id, self.session)
        held = self.person.employee_skill_ids
        self.assertEqual(held.skill_level_id, self.levels[1])
        # what is completed is not recommended once more
        self.cycle.with_user(self.trainer).action_recommend()
        self._run_jobs()
        self.assertEqual(mine.state, "done")

    def _open(self, action):
        enrolment = self.env[action["res_model"]].browse(action["res_id"])
        return enrolment.with_user(self.person.user_id)

    def test_rules_of_another_year_and_agency_are_left_out(self):
        yesterday = fields.Date.today() - timedelta(days=1)
        predicates = [Command.set(self.env["asn.predicate"].search([]).ids)]
        agency = self.env["res.company"].create({"name": "Other agency"})
        self._rule(1, predicate_ids=predicates, date_to=yesterday)
        self._rule(2, predicate_ids=predicates, company_id=agency.id)
        self._rule(3, self.advanced, predicate_ids=predicates)
        self._play()
        found = self._get_recommendations()
        self.assertEqual(found.mapped("rule_codes"), ["T3"])
