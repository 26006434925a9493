# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tests.common import warmup

from .common import SECRET, AppraisalCommon

OWN = "Written on a named form"


@tagged("post_install", "-at_install")
class TestExplanation(AppraisalCommon):
    """What unfolds below a result, for each who may read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.appraisal = cls._appraisal()
        for value, form in enumerate(cls.appraisal.evaluation_ids):
            named = form.confidentiality == "named"
            cls._answer(form, 3 + value % 2, comment=OWN if named else SECRET)
        cls._close_evaluation()

    def _finish(self, **vals):
        self._decide(self.appraisal, **vals)
        self._publish()

    def _read(self, user):
        outcome = self.appraisal.outcome_ids.with_user(user)
        outcome.invalidate_recordset()
        return outcome.get_explanation()

    def _row(self, view, role, dimension=1):
        return next(
            r for r in view["dimensions"][dimension]["rows"] if r["code"] == role
        )

    def _text(self, part):
        return json.dumps(part, ensure_ascii=False)

    # ------------------------------------------------------------
    # WHO READS WHAT
    # ------------------------------------------------------------

    def test_down_to_named_answers(self):
        self._finish()
        self.assertNotIn(OWN, self._text(self._read(self.manager)))
        self.appraisal.with_user(self.manager)._open_comments("Asked by the person")
        for user in (self.person.user_id, self.superior.user_id, self.manager):
            view = self._read(user)
            for role, rater in (("self", self.person), ("superior", self.superior)):
                values = self._row(view, role)["children"]
                self.assertEqual(len(values), 7)
                answers = values[0]["children"][0]["children"]
                self.assertEqual([a["title"] for a in answers], [rater.name])
                self.assertIn(OWN, self._text(answers))
                self.assertIn(values[0]["children"][0]["value"][0], answers[0]["value"])

    def test_criterion_without_statements(self):
        """It is not listed once more below itself."""
        row = self._row(self._read(self.superior.user_id), "superior", 0)
        value = row["children"][0]
        self.assertEqual(value["title"], "Quantity of results")
        answers = [answer["title"] for answer in value["children"]]
        self.assertEqual(answers, [self.superior.name])

    def test_confidential_groups_end_at_statements(self):
        self._finish()
        for user in (self.person.user_id, self.superior.user_id, self.manager):
            view = self._read(user)
            self.assertNotIn(SECRET, self._text(view))
            row = self._row(view, "peer")
            self.assertIn("read by nobody", self._text(row["notes"]))
            statements = [s for value in row["children"] for s in value["children"]]
            self.assertEqual(len(statements), 21)
            self.assertTrue(all(s["value"] for s in statements))
            self.assertFalse([s for s in statements if s["children"]])

    def test_own_answers_of_a_colleague_who_is_manager(self):
        """Not even one's own: the page would tell who among the many one was."""
        user = self.members[1].user_id
        user.group_ids += self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        row = self._row(self._read(user), "peer")
        statements = [s for value in row["children"] for s in value["children"]]
        self.assertTrue(statements)
        self.assertFalse([s for s in statements if s["children"]])

    def test_auditor_reads_no_answer(self):
        view = self._read(self.auditor)
        self.assertNotIn(OWN, self._text(view))
        row = self._row(view, "superior")
        self.assertIn("superior and HR alone", self._text(row["notes"]))
        self.assertTrue(row["children"])
        for value in row["children"]:
            self.assertFalse([s for s in value["children"] if s["children"]])

    def test_new_account(self):
        """The page opens to a new account, without the form of the former one."""
        self._finish()
        former, account = self.person.user_id, self.env.ref("base.user_admin").copy()
        former.active = False
        self.person.user_id = account
        account.group_ids = self.env.ref("base.group_user")
        view = self._read(account)
        own, superior = self._row(view, "self"), self._row(view, "superior")
        self.assertTrue(own["children"])
        self.assertNotIn(OWN, self._text(own))
        self.assertIn(OWN, self._text(superior))

    def test_nobody_else(self):
        for user in (
            self.bare,
            self.officer,
            self.members[1].user_id,
            self.head.user_id,
            self.person.user_id,  # not yet published
        ):
            with self.assertRaises(AccessError):
                self._read(user)
            with self.assertRaises(AccessError):
                self.appraisal.outcome_ids.with_user(user).get_verification()

    def test_too_few_answers(self):
        cycle = self._cycle(
            name="Few",
            population_domain=str([("id", "=", self.person.id)]),
            date_start="2027-01-01",
            date_end="2027-12-31",
        )
        cycle.action_launch()
        self._run_jobs(cycle)
        forms = cycle.appraisal_ids.evaluation_ids
        peers = forms.filtered(lambda form: form.role_id.code == "peer")
        for form in forms - peers[2:]:
            self._answer(form, 2 if form in peers else 4, comment=SECRET)
        cycle.action_close_evaluation()
        self._run_jobs(cycle)
        outcome = cycle.appraisal_ids.outcome_ids.with_user(self.manager)
        view = outcome.get_explanation()
        peer = self._row(view, "peer")
        self.assertFalse(peer["children"] or peer["mean"] or peer["respondents"])
        self.assertIn("fewer than 3 answers", self._text(peer["notes"]))
        self.assertIn(
            "= 40 %, all moved to Superior; counts with 0 %.", self._text(peer["notes"])
        )
        superior = self._row(view, "superior")
        self.assertIn("from Peer", self._text(superior["notes"]))
        self.assertEqual(superior["effective_weight"], "100 %")

    # ------------------------------------------------------------
    # WHAT IT SAYS
    # ------------------------------------------------------------

    def test_matrix_marks_suggested_and_decided(self):
        self._finish(behaviour_rating="below", behaviour_reason="Misconduct in May")
        view = self._read(self.person.user_id)
        marks = {
            cell["mark"]: (row["title"], view["predicate"]["table"]["head"][n])
            for row in view["predicate"]["table"]["rows"]
            for n, cell in enumerate(row["cells"], 1)
            if cell["mark"]
        }
        low, outcome = "Below expectation", self.appraisal.outcome_ids
        self.assertEqual(marks["decided"][1], low)
        self.assertNotEqual(marks["suggested"][1], low)
        self.assertEqual(view["predicate"]["value"], outcome.predicate_id.name)
        notes = self._text(view["dimensions"][1]["rating"]["notes"])
        self.assertIn("Misconduct in May", notes)
        result = self._text(view["dimensions"][0]["rating"]["notes"])
        self.assertIn("decided as suggested", result)

    def test_undecided(self):
        view = self._read(self.superior.user_id)
        self.assertIn("not decided yet", self._text(view["dimensions"][0]["rating"]))
        self.assertNotIn("decided", self._text(view["predicate"]["table"]))

    def test_sums_can_be_done_by_hand(self):
        """Contributions of the table add up to the score that is shown."""
        view = self._read(self.manager)
        for dimension in view["dimensions"]:
            total = sum(float(r["contribution"] or 0) for r in dimension["rows"])
            self.assertAlmostEqual(total, float(dimension["score"]), 2)
            for row in dimension["rows"]:
                if float((row["effective_weight"] or "0 %")[:-2]):
                    weight = float(row["effective_weight"][:-2])
                    product = weight * float(row["mean"]) / 100
                    self.assertAlmostEqual(product, float(row["contribution"]), 3)

    def _score_again(self, form, values):
        """Change answers of the first value, then score anew."""
        items = form._get_items()
        first = next(i["group_id"] for i in items if i["dimension"] == "behaviour")
        ids = [i["criterion_id"] for i in items if i["group_id"] == first]
        answers = {a.criterion_id.id: a for a in form.sudo().answer_ids}
        for id_, value in zip(ids, values, strict=True):
            answers[id_].write({"value": value, "not_observed": not value})
        self.appraisal.outcome_ids.sudo().unlink()
        self.env["asn.appraisal.job.score"]._score(self.cycle, self.appraisal)

    def test_mean_of_a_value(self):
        form = self.appraisal.evaluation_ids.filtered(lambda e: e.role_kind == "self")
        self._score_again(form, (5, 0, 3))
        row = self._row(self._read(self.superior.user_id), "self")
        value = row["children"][0]
        self.assertEqual(value["value"], "4.00")
        left_out = value["children"][1]
        self.assertFalse(left_out["value"])
        self.assertIn("left out of the mean", self._text(left_out["notes"]))
        self.assertIn("Not observed", self._text(left_out["children"]))
        self.assertEqual(
            value["formula"], "Mean by weight: (1/3 × 5.00 + 1/3 × 3.00) ÷ 2/3 = 4.00."
        )
        # (2/3 × 4 + 6 × 3) ÷ 20/3
        self.assertEqual(row["mean"], "3.10")
        self.assertIn("÷ 20/3 = 3.10", self._text(row["notes"]))

    def test_exact_where_rounding_hides_it(self):
        form = self.appraisal.evaluation_ids.filtered(lambda e: e.role_kind == "self")
        self._score_again(form, (5, 4, 4))
        row = self._row(self._read(self.superior.user_id), "self")
        # (13/3 + 6 × 3) ÷ 7
        self.assertEqual(row["mean"], "3.1905")
        self.assertIn("Exact mean: 67/21.", row["notes"])

    def test_not_everybody_observed_everything(self):
        peers = self.appraisal.evaluation_ids.filtered(
            lambda form: form.role_id.code == "peer"
        )
        self._score_again(peers[0], (1, 0, 0))
        row = self._row(self._read(self.superior.user_id), "peer")
        # forms give 1, 4, 3, 4; statements (1 + 4 + 3 + 4) ÷ 4 and twice 11/3, which
        # nobody is told: the one form that left them out would be the difference
        value = row["children"][0]
        self.assertEqual(value["value"], "3.00")
        self.assertIn("Each of the 4 forms counts once", value["notes"][0])
        self.assertEqual(
            [bool(n["value"]) for n in value["children"]], [True, False, False]
        )
        self.assertIn("by nearly all", self._text(value["children"][1]["notes"]))
        self.assertNotIn("formula", value)

    def test_numeric_method(self):
        cycle = self._cycle(
            name="Points",
            method_id=self.env.ref("asn_appraisal.method_score_2019_feedback").id,
            population_domain=str([("id", "=", self.person.id)]),
            date_start="2028-01-01",
            date_end="2028-12-31",
        )
        cycle.action_launch()
        self._run_jobs(cycle)
        for form in cycle.appraisal_ids.evaluation_ids:
            self._answer(form, 4)
        cycle.action_close_evaluation()
        self._run_jobs(cycle)
        self._decide(
            cycle.appraisal_ids,
            innovation=True,
            result_points=120,
            result_reason="New idea",
        )
        outcome = cycle.appraisal_ids.outcome_ids.with_user(self.manager)
        view = outcome.get_explanation()
        rows = view["predicate"]["table"]["rows"]
        marked = {r["cells"][0]["mark"]: r for r in rows if r["cells"][0]["mark"]}
        self.assertEqual(set(marked), {"suggested", "decided"})
        self.assertIn("with a new idea", marked["decided"]["title"])
        self.assertEqual(marked["suggested"]["title"], "90.00 to 120.00")
        self.assertIn("70.00 to below 90.00", [r["title"] for r in rows])
        self.assertIn(
            "90.00 + (4.00 − 3) × (105.00 − 90.00) ÷ (4 − 3) = 105.00 points",
            self._text(view["dimensions"][0]["rating"]),
        )
        self.assertIn("120.00. Reason: New idea", self._text(view["dimensions"][0]))

    def test_weight_that_is_passed_on(self):
        """What a missing role got from another one and gave on adds up."""
        Breakdown = self.env["asn.appraisal.breakdown"]
        peer = {
            "role": "peer",
            "status": "no_raters",
            "weight": "20",
            "effective_weight": "0",
            "moved_to": [{"role": "superior", "weight": "40"}],
        }
        giver = {"role": "sub", "moved_to": [{"role": "peer", "weight": "20"}]}
        names = {"superior": "Superior", "sub": "Subordinate"}
        self.assertEqual(
            Breakdown._explain_weight(peer, [peer, giver], names),
            "Weight: 20 % as announced + 20 % from Subordinate = 40 %, all moved to "
            "Superior; counts with 0 %.",
        )
        shared = [("superior", "30"), ("sub", "10")]
        peer["moved_to"] = [{"role": r, "weight": w} for r, w in shared]
        self.assertEqual(
            Breakdown._explain_weight(peer, [peer], names),
            "Weight: 20 % as announced, all moved: 30 % to Superior, 10 % to "
            "Subordinate; counts with 0 %.",
        )
        peer |= {"moved_to": [], "effective_weight": "40"}
        self.assertEqual(
            Breakdown._explain_weight(peer, [peer, giver], names),
            "Weight: 20 % as announced + 20 % from Subordinate = 40 %.",
        )

    def test_role_that_the_method_does_not_know(self):
        role = self.env.ref("asn_appraisal.role_external")
        form = self.env.ref("asn_appraisal.template_staff")
        # named: nobody is promised anything that the method would have to keep
        named = {"role_id": role.id, "confidentiality": "named"}
        form.role_ids = [Command.create(named)]
        behaviour = form.line_ids.filtered(lambda line: line.dimension == "behaviour")
        behaviour.role_ids += role
        self.assertNotIn(role, self.cycle.method_id.role_ids.role_id)
        cycle = self._cycle(
            name="Citizens",
            population_domain=str([("id", "=", self.person.id)]),
            date_start="2029-01-01",
            date_end="2029-12-31",
        )
        cycle.action_launch()
        self._run_jobs(cycle)
        appraisal = cycle.appraisal_ids
        for number in range(3):
            rater = self._employee(f"asn_citizen_{number}")
            vals = {"appraisal_id": appraisal.id, "role_code": "external"}
            Rater = self.env["asn.appraisal.rater"].with_user(self.manager)
            Rater.create(vals | {"rater_id": rater.id}).action_apply()
        for evaluation in appraisal.evaluation_ids:
            self._answer(evaluation, 4, comment=SECRET)
        cycle.action_close_evaluation()
        self._run_jobs(cycle)
        outcome = appraisal.outcome_ids.with_user(self.manager)
        row = self._row(outcome.get_explanation(), "external")
        self.assertEqual(row["status_text"], "Shown, not counted")
        self.assertEqual({v["value"] for v in row["children"]}, {"4.00"})
        flat = outcome.explanation_view["dimensions"][1]["rows"]
        self.assertIn("external", [r["code"] for r in flat])

    def test_language(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        outcome = self.appraisal.outcome_ids.with_user(self.superior.user_id)
        english = outcome.get_explanation()
        indonesian = outcome.with_context(lang="id_ID").get_explanation()
        for dimension, other in zip(
            english["dimensions"], indonesian["dimensions"], strict=True
        ):
            for row, same in zip(dimension["rows"], other["rows"], strict=True):
                self.assertEqual(len(row["notes"]), len(same["notes"]))
                self.assertFalse(set(row["notes"]) & set(same["notes"]))

    @warmup
    def test_queries(self):
        self._finish()
        for user, limit in (
            (self.person.user_id, 12),
            (self.manager, 15),  # and whether a reason was given
        ):
            outcome = self.appraisal.outcome_ids.with_user(user)
            self.env.flush_all()
            self.env.invalidate_all()
            with self.assertQueryCount(limit):
                outcome.get_explanation()
