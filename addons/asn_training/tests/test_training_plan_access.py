# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .training_plan_common import TrainingPlanCommon


@tagged("post_install", "-at_install")
class TestTrainingPlanAccess(TrainingPlanCommon):
    """Who reads a development plan, and that nobody but the person writes it."""

    @classmethod
    def _make_world(cls):
        result = super()._make_world()
        cls.training_officer = cls._user(
            "asn_training_officer", "asn_training.group_asn_training_officer"
        )
        cls.agency = cls.env["res.company"].create({"name": "Other agency"})
        cls.stranger = cls._user(
            "asn_stranger", "asn_training.group_asn_training_manager"
        )
        cls.stranger.write(
            {"company_ids": [(6, 0, cls.agency.ids)], "company_id": cls.agency.id}
        )
        cls.portal = new_test_user(cls.env, "asn_p", groups="base.group_portal")
        return result

    def _get_readers(self, records):
        """Return who of all kinds of people reads records, whichever way."""
        people = {
            "person": self.person.user_id,
            "superior": self.superior.user_id,
            "head": self.head.user_id,
            "colleague": self.members[1].user_id,
            "bare": self.bare,
            "trainer": self.trainer,
            "officer": self.training_officer,
            "appraisal manager": self.manager,
            "appraisal officer": self.officer,
            "auditor": self.auditor,
            "stranger": self.stranger,
            "portal": self.portal,
            "public": self.env.ref("base.public_user"),
        }
        readers = set()
        for name, user in people.items():
            mine = records.with_user(user)
            found = self._finds(mine)
            self.assertEqual(found, mine.has_access("read"), name)
            if found:
                readers.add(name)
        return readers

    def _finds(self, records):
        try:
            return records.search([("id", "in", records.ids)]) == records
        except AccessError:
            return False

    def test_a_draft_is_the_author_s_alone(self):
        plan = self._plan()
        self.assertEqual(self._get_readers(plan), {"person"})
        self.assertEqual(self._get_readers(plan.line_ids), {"person"})

    def test_sent_it_is_read_by_who_verifies_hr_and_auditors(self):
        readers = {"person", "superior", "trainer", "auditor"}
        plan = self._plan()
        plan.action_submit()
        self.assertEqual(self._get_readers(plan), readers)
        self.assertEqual(self._get_readers(plan.line_ids), readers)
        plan.with_user(self.superior.user_id).action_approve()
        self.assertEqual(self._get_readers(plan.version_ids), readers)

    def test_evidence_is_read_by_those_who_read_the_plan(self):
        line = self._approved().line_ids
        self._note_done(line)
        evidence = line.attachment_ids
        for user in (self.superior.user_id, self.trainer, self.auditor):
            self.assertTrue(evidence.with_user(user).raw)
        for user in (self.head.user_id, self.bare, self.training_officer):
            with self.assertRaises(AccessError):
                evidence.with_user(user).read(["raw"])

    def test_nobody_but_the_person_writes(self):
        plan = self._plan()
        plan.action_submit()
        readers = (self.superior.user_id, self.trainer, self.auditor)
        for user in readers:
            theirs = plan.with_user(user)
            for call in (
                lambda record=theirs: record.write({"note": "x"}),
                lambda record=theirs: record.line_ids.write({"hours": 9}),
                theirs.unlink,
                theirs.action_submit,
                theirs.action_take_back,
                theirs.action_generate,
            ):
                with self.assertRaises(AccessError):
                    call()
        for user in (self.bare, self.trainer, self.auditor, self.person.user_id):
            with self.assertRaises(AccessError):
                plan.with_user(user).action_approve()

    def test_nobody_writes_a_plan_for_somebody_else(self):
        Plan = self.env["asn.training.plan"]
        for user in (self.superior.user_id, self.trainer, self.bare):
            with self.assertRaises(AccessError):
                Plan.with_user(user).create({"employee_id": self.person.id})

    def test_a_reason_points_at_nothing_that_is_not_read(self):
        plan = self._plan()
        Reason = self.env["asn.training.reason"].with_user(self.bare)
        with self.assertRaises(AccessError):
            Reason.create({"step": "return", "plan_id": plan.id, "reason": "x"})
