# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.tests import tagged, warmup

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestResultPage(AppraisalCommon):
    """The page says what rules let its reader know, and nothing beyond."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.resource_calendar_id.tz = "Asia/Jakarta"
        cls.cycle.write({"receipt_days": 7, "response_days": 14})
        with freeze_time("2027-01-04 03:00:00"):
            cls._launch()
            cls._answer_differently()
            cls._close_evaluation()
            for appraisal in cls.cycle.appraisal_ids:
                cls._decide(appraisal)
        cls.outcome = cls._appraisal().outcome_ids
        cls.appraisal = cls._appraisal().with_user(cls.person.user_id)

    @classmethod
    def _answer_differently(cls):
        """Let the person overrate the first value and underrate the last one."""
        for form in cls.cycle.appraisal_ids.evaluation_ids:
            evaluation = form.with_user(form.rater_id.user_id)
            for group in evaluation.get_sheet()["groups"]:
                for item in group["items"]:
                    value = cls._choose(evaluation.sudo(), item["id"])
                    evaluation.save_answer(item["id"], {"value": value, "comment": "x"})
            evaluation.save_notes({"strengths": None})
            evaluation.submit_sheet()

    @classmethod
    def _choose(cls, evaluation, criterion_id):
        form = cls.cycle._get_frozen_form(evaluation.appraisal_id.template_id)
        values = {
            item["criterion_id"]: item["group_id"]
            for item in form["items"]
            if item["dimension"] == "behaviour"
        }
        first, *__, last = dict.fromkeys(values.values())
        own = evaluation.role_id.code == "self"
        if values.get(criterion_id) == first:
            return 5 if own else 2
        if values.get(criterion_id) == last:
            return 2 if own else 5
        return 4

    def _publish_now(self):
        with freeze_time("2027-01-04 03:00:00"):
            self._publish()
        self.env.invalidate_all()

    def _get_page(self, user=None):
        return self.appraisal.with_user(user or self.person.user_id).result_page

    def _get_step(self, code):
        steps = self._get_page()["steps"]
        return next(step for step in steps if step["code"] == code)

    # ------------------------------------------------------------
    # WHO AND WHEN
    # ------------------------------------------------------------

    def test_nothing_before_the_publication(self):
        for user in (self.person, self.superior, self.head):
            appraisal = self.appraisal.with_user(user.user_id)
            if appraisal.has_access("read"):
                self.assertFalse(appraisal.result_page)

    def test_the_same_for_everybody_whom_rules_let_read(self):
        self._publish_now()
        page = self._get_page()
        for user in (self.superior.user_id, self.manager, self.auditor):
            other = self._get_page(user)
            self.assertEqual(other["values"], page["values"])
            self.assertEqual(other["headline"], page["headline"])

    def test_officer_who_may_not_read_the_result_gets_none(self):
        self.department.manager_id = self.env["hr.employee"].create(
            {"name": "Officer", "user_id": self.officer.id}
        )
        self._publish_now()
        self.assertTrue(self.appraisal.with_user(self.officer).has_access("read"))
        self.assertFalse(self._get_page(self.officer))

    # ------------------------------------------------------------
    # WHAT IT SAYS
    # ------------------------------------------------------------

    def test_predicate_in_words(self):
        self._publish_now()
        headline = self._get_page()["headline"]
        self.assertEqual(headline["predicate"], self.appraisal.predicate_id.name)
        labels = dict(self.outcome._fields["behaviour_rating"].selection)
        rating = labels[self.outcome.behaviour_rating]
        self.assertIn(f"Work Behaviour: {rating}.", headline["sentences"])

    def test_self_against_others(self):
        self._publish_now()
        values = self._get_page()["values"]
        first, *middle, last = (v for v in values if v["dimension"] == "behaviour")
        self.assertEqual((first["self"], first["others"]), (5, 2))
        self.assertEqual(first["gap"], "less")
        self.assertEqual((last["self"], last["others"]), (2, 5))
        self.assertEqual(last["gap"], "more")
        self.assertEqual({row["gap"] for row in middle}, {"alike"})

    def test_what_stands_out(self):
        self._publish_now()
        sides = {side["code"]: side["values"] for side in self._get_page()["sides"]}
        self.assertEqual(sides["strengths"][0]["others"], 5)
        self.assertTrue(all(row["others"] >= 4 for row in sides["strengths"]))
        self.assertEqual([row["others"] for row in sides["improvements"]], [2])

    def test_group_below_its_minimum_is_in_no_number(self):
        """Others are what is shown of them: without a group, as if it had not been."""
        lines = self._appraisal().outcome_ids.result_ids
        line = lines.filtered(lambda found: found.role_id.code == "peer")[:1]
        line._workflow_write({"is_suppressed": True, "respondents": 0, "mean": 0})
        self._publish_now()
        values = self._get_page()["values"]
        row = next(row for row in values if row["id"] == line.criterion_id.id)
        self.assertEqual(row["hidden"], ["peer"])
        self.assertNotIn("peer", row["means"])
        self.assertNotIn("peer", row["shown"])
        means = [float(m) for code, m in row["means"].items() if code != "self"]
        self.assertEqual(row["others"], sum(means) / len(means))

    def test_page_holds_nothing_of_single_raters(self):
        self._publish_now()
        text = str(self._get_page())
        for rater in self.members[1:]:
            self.assertNotIn(rater.name, text)

    # ------------------------------------------------------------
    # TREND
    # ------------------------------------------------------------

    def test_trend_holds_what_was_published_before(self):
        self._publish_now()
        first = self.appraisal
        following = self._cycle(
            name="Next Year", date_start="2027-01-01", date_end="2027-12-31"
        )
        self.patch(type(self), "cycle", following)
        with freeze_time("2028-01-04"):
            self._play()
        self.appraisal = self._appraisal().with_user(self.person.user_id)
        names = [past["cycle"] for past in self._get_page()["trend"]]
        self.assertEqual(names, ["Test Cycle", "Next Year"])
        past = first.with_user(self.person.user_id).result_page["trend"]
        self.assertEqual([found["cycle"] for found in past], ["Test Cycle"])

    # ------------------------------------------------------------
    # NEXT STEPS
    # ------------------------------------------------------------

    def test_steps_and_days(self):
        self._publish_now()
        self.assertEqual(self._get_step("published")["text"], "01/04/2027")
        self.assertIn("01/11/2027", self._get_step("received")["text"])
        self.assertEqual(self._get_step("response")["status"], "open")
        with freeze_time("2027-01-05 20:00:00"):  # the day after in Jakarta
            self.appraisal.record_receipt()
        self.assertIn("01/06/2027", self._get_step("received")["text"])
        self.assertIn("01/20/2027", self._get_step("response")["text"])
        wizard = self.env["asn.appraisal.response"].with_user(self.person.user_id)
        with freeze_time("2027-01-07"):
            wizard.create({"appraisal_id": self.appraisal.id}).action_apply()
        self.assertEqual(self._get_step("response")["status"], "done")

    def test_objection_is_among_the_steps(self):
        self._publish_now()
        self.assertIn("14 days", self._get_step("objection")["text"])
        with freeze_time("2027-01-05 20:00:00"):
            self.appraisal.record_receipt()
        with freeze_time("2027-01-10"):
            step = self._get_step("objection")
        self.assertEqual(step["status"], "open")
        self.assertIn("01/20/2027", step["text"])
        self.env.invalidate_all()
        with freeze_time("2027-02-10"):
            self.assertEqual(self._get_step("objection")["status"], "done")

    @warmup
    def test_queries(self):
        self._publish_now()
        self._get_page()  # what is read once per server
        self.env.invalidate_all()
        with self.assertQueryCount(17):
            self.appraisal.read(["result_page"])
