# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SECRET, AppraisalCommon

WORKFLOW = {
    "asn.appraisal": {"state": "published", "superior_id": False},
    "asn.appraisal.evaluation": {"state": "submitted", "rater_id": 1},
    "asn.appraisal.outcome": {"state": "published", "predicate_id": 1, "total": 120},
    "asn.appraisal.result": {"mean": 5.0},
    "asn.appraisal.cycle": {"state": "published"},
}

LINES = ("result_ids", "comment_ids")


@tagged("post_install", "-at_install")
class TestAccess(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.action_launch()
        cls._run_jobs()
        for evaluation in cls.cycle.appraisal_ids.evaluation_ids:
            cls._answer(evaluation, strengths=SECRET)
        cls.cycle.action_close_evaluation()
        cls._run_jobs()
        cls.appraisal = cls._appraisal()
        cls.peers = cls.appraisal.evaluation_ids.filtered(
            lambda e: e.role_id.code == "peer"
        )
        cls.everybody = (
            cls.manager
            | cls.auditor
            | cls.officer
            | cls.bare
            | cls.population.user_id
            | cls.head.user_id
        )

    def _find(self, model, user, domain=()):
        return self.env[model].with_user(user).search(list(domain))

    def test_answers_are_closed_to_everybody(self):
        for user in self.everybody:
            Answer = self.env["asn.appraisal.answer"].with_user(user)
            with self.assertRaises(AccessError):
                Answer.search([])
            with self.assertRaises(AccessError):
                Answer._read_group([], ["criterion_id"], ["value:avg"])

    def test_fields_of_answers_are_closed(self):
        for user in self.everybody:
            form = self.peers[0].with_user(user)
            for name in ("strengths", "improvements", "behaviour_mean", "submitted_on"):
                with self.assertRaises(AccessError):
                    form.read([name])
                with self.assertRaises(AccessError):
                    form.search([(name, "!=", False)])

    def test_confidential_forms(self):
        person = self.person.user_id
        self.assertFalse(
            self._find("asn.appraisal.evaluation", person)
            & self.peers.with_user(person)
        )
        self.assertFalse(
            self._find("asn.appraisal.evaluation", self.superior.user_id)
            & self.peers.with_user(self.superior.user_id)
        )
        with self.assertRaises(AccessError):
            self.peers[0].with_user(self.manager).get_sheet()
        with self.assertRaises(AccessError):
            self.peers[0].with_user(self.superior.user_id).get_sheet()

    def test_bare_user_sees_nothing(self):
        for model in (
            "asn.appraisal",
            "asn.appraisal.evaluation",
            "asn.appraisal.outcome",
            "asn.appraisal.result",
            "asn.appraisal.comment",
        ):
            self.assertFalse(self._find(model, self.bare), model)

    def test_outcome_hidden_until_published(self):
        person = self.person.user_id
        for model in (
            "asn.appraisal.outcome",
            "asn.appraisal.result",
            "asn.appraisal.comment",
        ):
            self.assertFalse(self._find(model, person), model)
        self.assertFalse(self.appraisal.with_user(person).outcome_id)
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self._publish()
        outcome = self._find("asn.appraisal.outcome", person)
        self.assertEqual(outcome.employee_id.id, self.person.id)
        self.assertTrue(outcome.result_ids)
        self.assertTrue(outcome.explanation_view["dimensions"])

    def test_superior_sees_own_team_alone(self):
        superior = self.superior.user_id
        found = self._find("asn.appraisal.outcome", superior)
        self.assertEqual(found.sudo().employee_id, self.members)

    def test_manager_does_not_handle_own_appraisal(self):
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        self.person.user_id.group_ids += group
        person = self.person.user_id
        found = self._find("asn.appraisal.outcome", person)
        self.assertNotIn(self.person, found.sudo().employee_id)
        self.assertTrue(found)
        with self.assertRaises(AccessError):
            self.appraisal.with_user(person).action_cancel()

    def test_officer_sees_led_departments(self):
        self.assertFalse(self._find("asn.appraisal", self.officer))
        employee = self.env["hr.employee"].create(
            {"name": "Officer", "user_id": self.officer.id}
        )
        self.department.manager_id = employee
        self.env.invalidate_all()
        found = self._find("asn.appraisal", self.officer)
        self.assertEqual(found.sudo().employee_id, self.population)
        self.assertFalse(self._find("asn.appraisal.outcome", self.officer))

    def test_auditor_reads_results_not_comments(self):
        self.assertTrue(self._find("asn.appraisal.result", self.auditor))
        self.assertFalse(self._find("asn.appraisal.comment", self.auditor))
        appraisal = self.appraisal.with_user(self.auditor)
        fields = {name: {"fields": {"display_name": {}}} for name in LINES}
        read = appraisal.web_read(fields)[0]
        self.assertTrue(read["result_ids"])
        self.assertFalse(read["comment_ids"])

    def test_workflow_fields_are_written_by_the_workflow_alone(self):
        records = {
            "asn.appraisal": self.appraisal,
            "asn.appraisal.evaluation": self.peers[0],
            "asn.appraisal.outcome": self.appraisal.outcome_ids,
            "asn.appraisal.result": self.appraisal.outcome_ids.result_ids[0],
            "asn.appraisal.cycle": self.cycle,
        }
        for model, vals in WORKFLOW.items():
            for name, value in vals.items():
                for context in ({}, {"asn_workflow": True}, {"asn_workflow": {}}):
                    record = records[model].sudo().with_context(**context)
                    with self.assertRaises(AccessError):
                        record.write({name: value})
                for user in self.everybody:
                    with self.assertRaises(AccessError):
                        records[model].with_user(user).write({name: value})

    def test_results_are_not_created_by_hand(self):
        for user in (self.manager, self.superior.user_id, self.person.user_id):
            with self.assertRaises(AccessError):
                self.env["asn.appraisal.outcome"].with_user(user).create(
                    {"appraisal_id": self.appraisal.id, "version": 2}
                )

    def test_other_company(self):
        company = self.env["res.company"].create({"name": "Other agency"})
        stranger = self._user(
            "asn_stranger", "asn_appraisal.group_asn_appraisal_manager"
        )
        stranger.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        for model in ("asn.appraisal", "asn.appraisal.cycle", "asn.appraisal.outcome"):
            self.assertFalse(self._find(model, stranger), model)

    def _score_with_peers(self, count, year):
        """Play a cycle in which so many peers answer; return the outcome."""
        cycle = self._cycle(
            name=f"{count} peers",
            population_domain=str([("id", "=", self.person.id)]),
            date_start=f"{year}-01-01",
            date_end=f"{year}-12-31",
        )
        cycle.action_launch()
        self._run_jobs(cycle)
        peers = cycle.appraisal_ids.evaluation_ids.filtered(
            lambda e: e.role_id.code == "peer"
        )
        for form in cycle.appraisal_ids.evaluation_ids - peers[count:]:
            self._answer(form, 2 if form in peers else 4, SECRET)
        cycle.action_close_evaluation()
        self._run_jobs(cycle)
        return cycle.appraisal_ids.outcome_ids

    def test_lines_do_not_tell_whether_one_has_answered(self):
        """With nobody, one or two answers the same lines stand there, all empty."""
        names = ["criterion_id", "role_id", "mean", "respondents", "is_suppressed"]
        found = [
            [
                [line[name] for name in names]
                for line in self._score_with_peers(count, 2040 + count).result_ids
                if line.role_id.code == "peer"
            ]
            for count in range(3)
        ]
        self.assertTrue(found[0])
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0], found[2])

    def test_small_group_is_neither_shown_nor_scored(self):
        self.assertTrue(self.appraisal.outcome_ids)
        outcome = self._score_with_peers(2, 2027)
        self.assertEqual(outcome.behaviour_score, 4)
        rows = outcome.result_ids.filtered(lambda r: r.role_id.code == "peer")
        self.assertTrue(rows)
        self.assertFalse(any(rows.mapped("mean")) or any(rows.mapped("respondents")))
        peer = next(
            row
            for row in outcome.explanation["dimensions"]["behaviour"]["rows"]
            if row["role"] == "peer"
        )
        self.assertEqual(peer["status"], "suppressed")
        self.assertFalse({"mean", "respondents"} & peer.keys())
