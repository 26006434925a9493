# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TrainingCommon


@tagged("post_install", "-at_install")
class TestRecommendation(TrainingCommon):
    """What follows from published results, who reads it, and who decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.low = cls._rule(1, criterion_id=cls.value.id, criterion_limit=3)
        cls.high = cls._rule(
            2,
            cls.advanced,
            kind="advance",
            criterion_id=cls.value.id,
            criterion_test="above",
            criterion_limit=3,
        )
        cls._launch()
        for form in cls.cycle.appraisal_ids.evaluation_ids:
            low = form.employee_id == cls.person
            cls._answer(form, 2 if low else 4)
        cls._close_evaluation()
        for appraisal in cls.cycle.appraisal_ids:
            cls._decide(appraisal)

    def test_publication_recommends_and_explains(self):
        self.assertFalse(self._get_recommendations())
        self._publish()
        found = self._get_recommendations()
        self.assertEqual(found.programme_id, self.programme)
        self.assertEqual((found.state, found.kind), ("new", "help"))
        text = found.with_user(self.person.user_id).explanation
        self.assertIn(f"{self.value.name} 2.00, below 3.00, rule T1", text)
        others = self._get_recommendations(self.members[1])
        self.assertEqual(others.programme_id, self.advanced)
        self.assertEqual(others.kind, "advance")

    def test_values_are_told_to_whoever_reads_the_result(self):
        self._publish()
        found = self._get_recommendations()
        for user in (self.person.user_id, self.superior.user_id, self.auditor):
            self.assertIn("2.00", found.with_user(user).explanation, user.login)
        text = found.with_user(self.trainer).explanation
        self.assertIn("below 3.00", text)
        self.assertNotIn("2.00", text)
        with self.assertRaises(AccessError):
            found.with_user(self.members[1].user_id).read(["explanation"])
        with self.assertRaises(AccessError):
            found.with_user(self.trainer).read(["reasons"])

    def test_nothing_follows_from_a_group_that_is_not_shown(self):
        """Two people who differ in suppressed answers alone get the same."""
        twin, others = self.members[1], self.members[2]
        for employee, mean in ((twin, 1), (others, 5)):
            lines = self._appraisal(employee).outcome_ids.result_ids.filtered(
                lambda r: r.role_id.kind != "superior"
            )
            hidden = {"mean": mean, "respondents": 2, "is_suppressed": True}
            lines._workflow_write(hidden)
        self._publish()
        found = [
            [(one.programme_id, one.reasons) for one in self._get_recommendations(who)]
            for who in (twin, others)
        ]
        self.assertTrue(found[0])
        self.assertEqual(found[0], found[1])

    def test_a_run_again_changes_nothing(self):
        self._publish()
        before = self.env["asn.training.recommendation"].search([])
        snapshot = before.read(["state", "reasons", "write_date", "priority"])
        self.cycle.with_user(self.trainer).action_recommend()
        self._run_jobs()
        after = self.env["asn.training.recommendation"].search([])
        self.assertEqual(before, after)
        again = after.read(["state", "reasons", "write_date", "priority"])
        self.assertEqual(snapshot, again)

    def test_an_interrupted_run_goes_on(self):
        self._publish()
        done = self.env["asn.training.recommendation"].search([])
        keys = sorted(one._get_key() for one in done)
        done.unlink()
        self.cycle.with_user(self.trainer).action_recommend()
        job = self.env["asn.appraisal.job.recommend"]
        self.patch(type(job), "_batch_size", 2)
        job._run_batch(self.cycle)
        self.env.invalidate_all()
        self.assertTrue(self.cycle.job)
        self._run_jobs()
        again = self.env["asn.training.recommendation"].search([])
        self.assertEqual(sorted(one._get_key() for one in again), keys)

    def test_what_people_decided_survives(self):
        self._publish()
        found = self._get_recommendations().with_user(self.person.user_id)
        with self.assertRaisesRegex(UserError, "why it is not wanted"):
            found.action_dismiss()
        found.dismiss_reason = "Took it last year"
        found.action_dismiss()
        self.low.criterion_limit = 2.5
        self.cycle.with_user(self.trainer).action_recommend()
        self._run_jobs()
        self.assertEqual(self._get_recommendations().state, "dismissed")
        with self.assertRaisesRegex(UserError, "decided already"):
            found.dismiss_reason = "x"

    def test_what_no_longer_follows_is_outdated_and_comes_back(self):
        self._publish()
        self.low.active = False
        self.cycle.with_user(self.trainer).action_recommend()
        self._run_jobs()
        found = self._get_recommendations()
        self.assertEqual(found.state, "outdated")
        self.low.active = True
        self.cycle.with_user(self.trainer).action_recommend()
        self._run_jobs()
        self.assertEqual(found.state, "new")

    def test_a_later_version_is_looked_at_at_once(self):
        predicate = self.env.ref("asn_appraisal.predicate_good")
        self._rule(3, self.advanced, predicate_ids=[Command.set(predicate.ids)])
        self._publish()
        former = self._appraisal().outcome_ids
        kept = former.copy_data()[0]
        self.assertNotEqual(former.predicate_id, predicate)
        later = former._workflow_create(
            [kept | {"version": 2, "state": "decided", "predicate_id": predicate.id}]
        )
        later._publish()
        states = {r.programme_id: r.state for r in self._get_recommendations()}
        self.assertEqual(states, {self.programme: "outdated", self.advanced: "new"})

    def test_skills_that_the_post_asks_for(self):
        skill_type = self.env["hr.skill.type"].create(
            {
                "name": "Service",
                "skill_ids": [Command.create({"name": "Listening"})],
                "skill_level_ids": [
                    Command.create({"name": "Some", "level_progress": 40}),
                    Command.create({"name": "Much", "level_progress": 80}),
                ],
            }
        )
        levels = skill_type.skill_level_ids.sorted("level_progress")
        job = self.env["hr.job"].create(
            {
                "name": "Counter",
                "job_skill_ids": [
                    Command.create(
                        {
                            "skill_type_id": skill_type.id,
                            "skill_id": skill_type.skill_ids.id,
                            "skill_level_id": levels[1].id,
                        }
                    )
                ],
            }
        )
        self.members[:2].job_id = job
        self.env["hr.employee.skill"].create(
            {
                "employee_id": self.members[1].id,
                "skill_type_id": skill_type.id,
                "skill_id": skill_type.skill_ids.id,
                "skill_level_id": levels[1].id,
            }
        )
        self._rule(4, self._programme("listening"), has_gap=True)
        self._publish()
        texts = self._get_recommendations().mapped("explanation")
        self.assertIn("Listening at 0%, the post asks for 80%, rule T4", texts)
        self.assertNotIn("T4", self._get_recommendations(self.members[1]).rule_codes)

    def test_a_trial_counts_and_writes_nothing(self):
        self._publish()
        self.env["asn.training.recommendation"].search([]).unlink()
        trial = (
            self.env["asn.training.trial"]
            .with_user(self.trainer)
            .create({"cycle_id": self.cycle.id})
        )
        self.assertIn("T1 Rule 1: 1 people", trial.summary)
        self.assertIn("T2 Rule 2: 5 people", trial.summary)
        self.assertFalse(self.env["asn.training.recommendation"].search([]))

    def test_who_computes_and_decides(self):
        with self.assertRaisesRegex(UserError, "not published"):
            self.cycle.with_user(self.trainer).action_recommend()
        self._publish()
        with self.assertRaisesRegex(AccessError, "Training managers"):
            self.cycle.with_user(self.superior.user_id).action_recommend()
        found = self._get_recommendations()
        with self.assertRaises(AccessError):
            found.with_user(self.auditor).dismiss_reason = "x"
        with self.assertRaises(AccessError):
            found.with_user(self.person.user_id).state = "done"

    def test_rules_that_could_never_hold(self):
        with self.assertRaisesRegex(ValidationError, "condition on the result"):
            self._rule(5)
        with self.assertRaisesRegex(ValidationError, "never hold"):
            self._rule(6, criterion_id=self.value.id, criterion_limit=1)
        with self.assertRaisesRegex(ValidationError, "half of a rating"):
            self._rule(7, dimension="behaviour", criterion_id=self.value.id)
        with self.assertRaisesRegex(ValidationError, "proposes no programme"):
            self.low.programme_ids = False
