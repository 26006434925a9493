# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import SECRET, AppraisalCommon


@tagged("post_install", "-at_install")
class TestVerification(AppraisalCommon):
    """Whatever is changed behind the back of the workflow is found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        forms = cls.cycle.appraisal_ids.evaluation_ids
        peers = cls._appraisal(cls.members[1]).evaluation_ids.filtered(
            lambda form: form.role_id.code == "peer"
        )
        for value, form in enumerate(forms - peers[2:]):  # two are too few
            cls._answer(form, 3 + value % 2, strengths=SECRET)
        own = cls._appraisal(cls.members[2]).evaluation_ids.sudo().answer_ids
        own[::7].write({"value": 0, "not_observed": True})
        cls._close_evaluation()
        for appraisal in cls.cycle.appraisal_ids:
            cls._decide(appraisal)
        cls._publish()
        cls.appraisal = cls._appraisal()
        cls.outcome = cls.appraisal.outcome_ids
        cls.outcomes = cls.cycle.appraisal_ids.outcome_ids

    def _tamper(self, record, name, value):
        """Change a column as somebody with the database's password would."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(record._table),
                SQL.identifier(name),
                value,
                record.id,
            )
        )
        self.assertEqual(self.env.cr.rowcount, 1)
        self.env.invalidate_all()

    def _compare(self, user=None):
        return self.outcome.with_user(user or self.manager).get_verification()

    def _differences(self, user=None):
        found = self._compare(user)
        self.assertEqual(found["state"], "deviating")
        return {d["label"]: (d["stored"], d["computed"]) for d in found["differences"]}

    def _result(self, role):
        return self.outcome.result_ids.filtered(
            lambda r: r.role_id.code == role and r.dimension == "behaviour"
        )[0]

    def _form(self, role):
        return self.appraisal.evaluation_ids.filtered(
            lambda form: form.role_id.code == role
        )[0]

    # ------------------------------------------------------------
    # ONE OUTCOME
    # ------------------------------------------------------------

    def test_untouched(self):
        for user in (
            self.manager,
            self.auditor,
            self.superior.user_id,
            self.person.user_id,
        ):
            found = self._compare(user)
            self.assertEqual(found["state"], "identical")
            self.assertFalse(found["differences"])
            count = int("".join(c for c in found["message"] if c.isdigit()))
            self.assertGreater(count, 250)

    def test_untouched_with_gaps(self):
        """Groups below their minimum and what was not observed are no deviation."""
        self.assertTrue(any(self.outcomes.result_ids.mapped("is_suppressed")))
        found = self.env["asn.appraisal.verification"]._compare(self.outcomes)
        self.assertEqual([c["differences"] for c in found], [{}] * 6)

    def test_untouched_numeric(self):
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
        vals = {"result_points": 110.5, "result_reason": "New idea"}
        self._decide(cycle.appraisal_ids, innovation=True, **vals)
        outcome = cycle.appraisal_ids.outcome_ids
        found = outcome.with_user(self.manager).get_verification()
        self.assertEqual(found["state"], "identical")
        self._tamper(outcome, "total", 119)
        found = outcome.with_user(self.manager).get_verification()
        (difference,) = found["differences"]
        self.assertEqual(difference["label"], "Total Points")
        self.assertEqual(difference["stored"], "119.00")

    def test_nothing_is_written(self):
        self.env.flush_all()
        before = self.outcome.read()[0], self.outcome.result_ids.read()
        self._compare()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(
            (self.outcome.read()[0], self.outcome.result_ids.read()), before
        )

    def test_stored_score(self):
        self._tamper(self.outcome, "behaviour_score", 4.99)
        self.assertEqual(
            self._differences(),
            {"Behaviour Score": ("4.99", f"{self._score('behaviour'):.2f}")},
        )

    def _score(self, dimension):
        return float(self.outcome.explanation["dimensions"][dimension]["score"])

    def test_suggested_rating_and_predicate(self):
        self._tamper(self.outcome, "result_suggested", "below")
        good = self.env.ref("asn_appraisal.predicate_very_poor")
        self._tamper(self.outcome, "predicate_suggested_id", good.id)
        found = self._differences()
        self.assertEqual(found["Result Suggested"][0], "Below expectation")
        self.assertEqual(found["Suggested Predicate"][0], good.name)

    def test_explanation(self):
        explanation = self.outcome.explanation
        rows = explanation["dimensions"]["behaviour"]["rows"]
        next(row for row in rows if row["role"] == "superior")["weight"] = "61"
        self._tamper(self.outcome, "explanation", json.dumps(explanation))
        ((label, values),) = self._differences().items()
        self.assertEqual(label, "Work Behaviour › Superior › Weight")
        self.assertEqual(values, ("61", "60"))

    def test_result_row_of_a_named_role(self):
        self._tamper(self._result("superior"), "mean", 1.5)
        ((label, values),) = self._differences().items()
        self.assertEqual(label, "Service oriented › Superior › Mean")
        self.assertEqual(values[0], "1.50")
        self.assertIn(values[1], ("3.00", "4.00"))

    def test_statement_mean(self):
        result = self._result("self")
        details = dict.fromkeys(result.details, "1.25")
        self._tamper(result, "details", json.dumps(details))
        self.assertEqual(len(self._differences()), 3)

    def test_missing_result_row(self):
        self.env.cr.execute(
            SQL(
                "DELETE FROM asn_appraisal_result WHERE id = %s",
                self._result("self").id,
            )
        )
        self.env.invalidate_all()
        self.assertIn("Service oriented › Self › Mean", self._differences())

    def test_decided_predicate(self):
        very_good = self.env.ref("asn_appraisal.predicate_very_good")
        self._tamper(self.outcome, "predicate_id", very_good.id)
        stored, computed = self._differences()["Predicate"]
        self.assertEqual(stored, very_good.name)
        self.assertEqual(computed, self.outcome.predicate_suggested_id.name)

    def test_decided_rating(self):
        self._tamper(self.outcome, "behaviour_rating", "below")
        self.assertIn("Predicate", self._differences())

    def test_comments_are_counted(self):
        comment = self.outcome.comment_ids[0]
        self.env.cr.execute(
            SQL("DELETE FROM asn_appraisal_comment WHERE id = %s", comment.id)
        )
        self.env.invalidate_all()
        for user in (self.manager, self.auditor):
            found = self._differences(user)
            self.assertEqual(list(found), ["Number of comments"])
            self.assertNotIn(SECRET, str(found))

    def test_answer_of_a_named_role(self):
        answer = self._form("superior").sudo().answer_ids[0]
        self._tamper(answer, "value", 1)
        self.assertTrue(self._differences())

    def test_answer_of_a_colleague_is_not_told(self):
        """What was 4 and is 1 now could be told from the two means."""
        answer = self._form("peer").sudo().answer_ids[0]
        self._tamper(answer, "value", 1)
        for user in (self.manager, self.auditor, self.person.user_id):
            found = self._differences(user)
            self.assertIn("Behaviour Score", found)
            self.assertIn("Work Behaviour › Peer › Mean", found)
            for label, (__, computed) in found.items():
                self.assertIn("protect raters", computed, label)

    def test_removed_form_of_a_colleague_is_not_told(self):
        self._tamper(self._form("peer"), "state", "cancelled")
        found = self._differences()
        self.assertIn("Work Behaviour › Peer › Answers", found)
        for label, (__, computed) in found.items():
            if label != "Number of comments":
                self.assertIn("protect raters", computed, label)

    def test_answer_outside_of_the_scale(self):
        """One broken answer hides nobody else's comparison."""
        self._tamper(self._form("superior").sudo().answer_ids[0], "value", 900)
        self.assertEqual(
            list(self._differences()), ["The answers do not fit the frozen rules"]
        )
        comparisons = self.env["asn.appraisal.verification"]._compare(self.outcomes)
        states = [comparison["state"] for comparison in comparisons]
        self.assertEqual(states.count("deviating"), 1)
        self.assertEqual(states.count("identical"), 5)

    def test_answers_gone(self):
        self.appraisal.evaluation_ids.sudo().answer_ids.unlink()
        found = self._compare()
        self.assertEqual(found["state"], "gone")
        self.assertIn("have been deleted", found["message"])
        self._tamper(self.outcome, "behaviour_rating", "below")
        self.assertEqual(list(self._differences()), ["Predicate"])

    def test_today_s_configuration_changes_nothing(self):
        roles = self.cycle.method_id.role_ids
        self.env.cr.execute(
            SQL(
                "UPDATE asn_rating_method_role SET behaviour_weight = 25"
                " WHERE id IN %s",
                tuple(roles.ids),
            )
        )
        self.env.invalidate_all()
        self.assertEqual(self._compare()["state"], "identical")

    def test_indonesian(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self._tamper(self._result("superior"), "mean", 1.5)
        outcome = self.outcome.with_user(self.manager).with_context(lang="id_ID")
        (found,) = outcome.get_verification()["differences"]
        self.assertIn("Rerata", found["label"])
        self.assertEqual(found["stored"], "1,50")

    # ------------------------------------------------------------
    # A WHOLE CYCLE
    # ------------------------------------------------------------

    def _verify(self):
        self.cycle.with_user(self.manager).action_verify()
        self._run_jobs()

    def test_cycle(self):
        self._tamper(self.outcome, "result_score", 1)
        self._verify()
        self.assertEqual(self.cycle.deviating_count, 1)
        self.assertTrue(self.cycle.verified_on)
        self.assertEqual(self.outcome.verification_state, "deviating")
        others = self.outcomes - self.outcome
        self.assertEqual(set(others.mapped("verification_state")), {"identical"})
        action = self.cycle.with_user(self.auditor).action_open_deviating()
        found = self.env["asn.appraisal.outcome"].search(action["domain"])
        self.assertEqual(found, self.outcome)

    def test_interrupted(self):
        """A batch that was done is not done again; the rest is."""
        self.cycle.action_verify()
        job = self.cycle._get_job()
        self.patch(type(job), "_batch_size", 2)
        self.assertEqual(job._run_batch(self.cycle), 2)
        self.assertEqual(job._count_remaining(self.cycle), 4)
        self.assertEqual(self.cycle.job, "verify")
        self._run_jobs()
        self.assertFalse(self.cycle.job)
        self.assertNotIn(False, self.outcomes.mapped("verified_on"))

    def test_managers_are_told_once(self):
        self._tamper(self.outcome, "result_score", 1)
        before = self.cycle.message_ids
        self._verify()
        message = self.cycle.message_ids - before
        self.assertIn("1 of 6 outcomes deviate", message.body)
        self.assertIn(self.manager.partner_id, message.notified_partner_ids)
        self.assertNotIn(self.person.name, message.body)
        self._verify()
        self.assertEqual(self.cycle.message_ids - before, message)
        self._tamper(self.outcome, "result_score", self._score("result"))
        self._verify()
        self.assertFalse(self.cycle.deviating_count)

    def test_answers_gone_are_counted(self):
        self.appraisal.evaluation_ids.sudo().answer_ids.unlink()
        self._verify()
        self.assertEqual(self.cycle.unverifiable_count, 1)
        self.assertFalse(self.cycle.deviating_count)

    def test_every_night(self):
        Cycle = self.env["asn.appraisal.cycle"]
        with freeze_time("2026-12-31 18:00"):
            Cycle._cron_verify()
            self.assertEqual(self.cycle.job, "verify")
            self._run_jobs()
        self.cycle.action_close()
        with freeze_time("2027-01-01 18:00"):
            Cycle._cron_verify()
            self.assertFalse(self.cycle.job)
        with freeze_time("2027-01-08 18:00"):
            Cycle._cron_verify()
            self.assertEqual(self.cycle.job, "verify")

    def test_who_and_when(self):
        for user in (self.superior.user_id, self.auditor, self.officer, self.bare):
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_verify()
        with self.assertRaises(UserError):
            self._cycle(name="New").with_user(self.manager).action_verify()
        with self.assertRaises(AccessError):
            self.outcome.with_user(self.manager).write({"verification_state": False})
        with self.assertRaises(AccessError):
            self.cycle.with_user(self.person.user_id).read(["deviating_count"])

    def test_queries_do_not_grow(self):
        counts = []
        for number in (1, 6):
            batch = self.outcomes[:number].sudo()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["asn.appraisal.verification"]._compare(batch)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
        self.assertLessEqual(counts[1], 16)
