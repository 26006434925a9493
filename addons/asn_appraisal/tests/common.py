# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged

SECRET = "Only this rater writes these words"


@tagged("post_install", "-at_install")
class AppraisalCommon(TransactionCase):
    """A unit with a head, a superior and five members, and one user per role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_world()

    @classmethod
    def _make_world(cls):
        cls.env = cls.env(context={**cls.env.context, "no_reset_password": True})
        group = "asn_appraisal.group_asn_appraisal_"
        cls.manager = cls._user("asn_manager", f"{group}manager")
        cls.auditor = cls._user("asn_auditor", f"{group}auditor")
        cls.officer = cls._user("asn_officer", f"{group}officer")
        cls.bare = cls._user("asn_bare")
        cls.department = cls.env["hr.department"].create({"name": "Unit"})
        cls.head = cls._employee("asn_head")
        cls.superior = cls._employee("asn_superior", cls.head)
        cls.members = cls.env["hr.employee"].union(
            *(cls._employee(f"asn_member_{n}", cls.superior) for n in range(5))
        )
        cls.person = cls.members[0]
        cls.population = cls.superior | cls.members
        cls.cycle = cls._cycle()

    @classmethod
    def _user(cls, login, *groups):
        return new_test_user(
            cls.env,
            login,
            groups=",".join(["base.group_user", *groups]),
            email=f"{login}@example.com",
        )

    @classmethod
    def _employee(cls, login, superior=None):
        return cls.env["hr.employee"].create(
            {
                "name": login,
                "user_id": cls._user(login).id,
                "department_id": cls.department.id,
                "parent_id": superior and superior.id,
                "job_title": f"Post of {login}",
            }
        )

    @classmethod
    def _cycle(cls, **vals):
        forms = [("template_leader", True), ("template_staff", False)]
        return cls.env["asn.appraisal.cycle"].create(
            {
                "name": "Test Cycle",
                "method_id": cls.env.ref("asn_appraisal.method_matrix_2022").id,
                "date_start": "2026-01-01",
                "date_end": "2026-12-31",
                "evaluation_start": "2026-01-01",
                "evaluation_end": "2026-12-10",
                "decision_end": "2026-12-20",
                "publication_date": "2026-12-30",
                "asks_pledge": False,  # see test_pledge.py
                "population_domain": str([("id", "in", cls.population.ids)]),
                "template_rule_ids": [
                    Command.create(
                        {
                            "sequence": sequence,
                            "template_id": cls.env.ref(f"asn_appraisal.{form}").id,
                            "only_leaders": leaders,
                        }
                    )
                    for sequence, (form, leaders) in enumerate(forms)
                ],
            }
            | vals
        )

    @classmethod
    def _run_jobs(cls, cycle=None):
        """Do what the cron does, without its commits."""
        cycle = cycle or cls.cycle
        for __ in range(100):
            if not cycle.job:
                return
            job = cycle._get_job()
            done = job._run_batch(cycle)
            if not done or not job._count_remaining(cycle):
                job._finish(cycle)
        raise AssertionError("The job does not end")

    @classmethod
    def _launch(cls):
        cls.cycle.with_user(cls.manager).action_launch()
        cls._run_jobs()

    @classmethod
    def _appraisal(cls, employee=None):
        return cls.cycle.appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id == (employee or cls.person)
        )

    @classmethod
    def _evaluation(cls, employee, rater):
        evaluation = cls._appraisal(employee).evaluation_ids.filtered(
            lambda evaluation: evaluation.rater_id == rater
        )
        return evaluation.with_user(rater.user_id)

    @classmethod
    def _answer(cls, evaluation, value=4, strengths=None, comment="x"):
        """Fill in and submit a form as its rater."""
        evaluation = evaluation.with_user(evaluation.sudo().rater_id.user_id)
        for group in evaluation.get_sheet()["groups"]:
            for item in group["items"]:
                evaluation.save_answer(item["id"], {"value": value, "comment": comment})
        evaluation.save_notes({"strengths": strengths})
        return evaluation.submit_sheet()

    @classmethod
    def _answer_all(cls, value=4):
        for evaluation in cls.cycle.appraisal_ids.evaluation_ids:
            cls._answer(evaluation, value)

    @classmethod
    def _close_evaluation(cls):
        cls.cycle.with_user(cls.manager).action_close_evaluation()
        cls._run_jobs()

    @classmethod
    def _decide(cls, appraisal, **vals):
        wizard = (
            cls.env["asn.appraisal.decision"]
            .with_user(appraisal.superior_id.user_id)
            .create({"appraisal_id": appraisal.id} | vals)
        )
        wizard.action_apply()
        return appraisal.outcome_ids

    @classmethod
    def _publish(cls):
        cls.cycle.with_user(cls.manager).action_publish()
        cls._run_jobs()

    @classmethod
    def _play(cls, value=4):
        """Play the cycle from launch to publication."""
        cls._launch()
        cls._answer_all(value)
        cls._close_evaluation()
        for appraisal in cls.cycle.appraisal_ids:
            cls._decide(appraisal)
        cls._publish()

    def _count_queries(self, function, *args):
        """Return how many queries a call takes with a cold cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        function(*args)
        self.env.flush_all()
        return self.cr.sql_log_count - before
