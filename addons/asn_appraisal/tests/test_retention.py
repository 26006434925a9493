# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.asn_appraisal_job_purge import RAW
from .common import SECRET
from .seal_common import SealCommon

# What must be the same before and after: results as published, and their proof.
KEPT = ["asn_appraisal_outcome", "asn_appraisal_result", "asn_appraisal_comment"]
KEPT += ["asn_appraisal_seal"]
CHANGING = ["write_date", "write_uid"]


class RetentionCommon(SealCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appraisals = cls.cycle.appraisal_ids
        cls.appraisals.outcome_ids._receive("deemed")
        cls._answer_by_link()
        later = fields.Datetime.now() + timedelta(days=14 + 31 * 6 + 2)
        clock = freeze_time(later)
        clock.start()
        cls.addClassCleanup(clock.stop)

    @classmethod
    def _cycle(cls, **vals):
        return super()._cycle(**{"retention_months": 6} | vals)

    @classmethod
    def _answer_by_link(cls):
        """Store what a person from outside answered."""
        form = cls._appraisal().evaluation_ids.filtered(
            lambda form: form.confidentiality == "confidential"
        )[0]
        cls.outside = cls.env["asn.appraisal.evaluation"]._workflow_create(
            [
                {
                    **{
                        name: form[name].id
                        for name in ("appraisal_id", "cycle_id", "company_id")
                    },
                    "employee_id": form.employee_id.id,
                    "template_id": form.template_id.id,
                    "role_id": cls.env.ref("asn_appraisal.role_external").id,
                    "confidentiality": "anonymous",
                    "state": "submitted",
                    "result_mean": "4",
                    "behaviour_mean": "4",
                    "strengths": SECRET,
                }
            ]
        )
        answer = {"value": 4, "not_observed": False, "comment": SECRET}
        cls.env["asn.appraisal.answer"]._store(
            cls.outside, {form.answer_ids[0].criterion_id.id: answer}
        )

    def _fetch(self, query, *args):
        self.env.flush_all()
        return self.env.execute_query(SQL(query, *args))

    def _count_raw(self, appraisals=None):
        """Return how many answers and filled columns of protected forms are left."""
        ids = (appraisals or self.appraisals).ids
        filled = SQL(" + ").join(SQL("count(%s)", SQL.identifier(n)) for n in RAW)
        ((columns,),) = self._fetch(
            "SELECT %s FROM asn_appraisal_evaluation"
            " WHERE confidentiality != 'named' AND appraisal_id = ANY(%s)",
            filled,
            ids,
        )
        ((answers,),) = self._fetch(
            "SELECT count(*) FROM asn_appraisal_answer answer"
            " JOIN asn_appraisal_evaluation form ON form.id = answer.evaluation_id"
            " WHERE confidentiality != 'named' AND appraisal_id = ANY(%s)",
            ids,
        )
        return answers + columns

    def _fetch_kept(self):
        return {
            table: self._fetch(
                "SELECT to_jsonb(kept) - %s::text[] FROM %s kept ORDER BY id",
                CHANGING,
                SQL.identifier(table),
            )
            for table in KEPT
        }

    def _purge(self):
        self.cycle.with_user(self.manager).action_purge()
        self._run_jobs()
        self.env.invalidate_all()

    def _hold(self, user=None, **vals):
        vals = {
            "cycle_id": self.cycle.id,
            "reference": "12/2027",
            "reason": "A lawsuit needs them",
        } | vals
        return (
            self.env["asn.appraisal.hold"].with_user(user or self.manager).create(vals)
        )

    def _release(self, hold, user=None):
        reason = self.env["asn.appraisal.reason"].with_user(user or self.manager)
        reason.create(
            {"step": "release", "hold_id": hold.id, "reason": "It is over"}
        ).action_apply()

    def _find_traces(self):
        return self.env["asn.appraisal.purge"].search(
            [("cycle_id", "=", self.cycle.id)]
        )


@tagged("post_install", "-at_install")
class TestPurge(RetentionCommon):
    """Raw answers go when their time is over; results and their proof stay."""

    def test_nothing_raw_is_left(self):
        self.assertGreater(self._count_raw(), 0)
        self.assertGreater(self._count_raw(self.outside.appraisal_id), 0)
        self._purge()
        self.assertEqual(self._count_raw(), 0)
        texts = self._fetch(
            "SELECT concat(strengths, improvements, private_note)"
            " FROM asn_appraisal_evaluation WHERE confidentiality != 'named'"
        )
        self.assertNotIn(SECRET, str(texts))
        self.assertTrue(all(self.appraisals.mapped("purged_on")))

    def test_forms_of_named_raters_stay(self):
        named = self.appraisals.evaluation_ids.filtered(
            lambda form: form.confidentiality == "named"
        )
        before = [
            (form.strengths, form.result_mean, len(form.answer_ids)) for form in named
        ]
        self._purge()
        after = [
            (form.strengths, form.result_mean, len(form.answer_ids)) for form in named
        ]
        self.assertEqual(before, after)

    def test_results_and_seals_are_unchanged(self):
        before = self._fetch_kept()
        self._purge()
        self.assertEqual(self._fetch_kept(), before)
        self.assertFalse(self._check(), "The chain is whole")

    def test_who_has_answered_stays(self):
        forms = self.appraisals.evaluation_ids
        before = [(form.rater_id, form.state) for form in forms]
        self._purge()
        self.assertEqual([(form.rater_id, form.state) for form in forms], before)

    def test_comments_that_were_never_published(self):
        self.outcome._workflow_write({"published_on": False, "state": "decided"})
        self.assertTrue(self.outcome.comment_ids)
        self.env["asn.appraisal.job.purge"]._delete(self.outcome.appraisal_id)
        self.assertFalse(self.outcome.comment_ids)

    def test_twice_is_once(self):
        self._purge()
        before = self._fetch_kept()
        with self.assertRaises(UserError):
            self._purge()
        self.env["asn.appraisal.cycle"]._cron_purge()
        self.assertFalse(self.cycle.job)
        self.assertEqual(self._fetch_kept(), before)
        self.assertEqual(len(self._find_traces()), 1)

    def test_interrupted_and_started_again(self):
        Job = self.env["asn.appraisal.job.purge"]
        with patch.object(type(Job), "_batch_size", 2):
            self.cycle.with_user(self.manager).action_purge()
            self.assertEqual(Job._run_batch(self.cycle), 2)
            self.env.flush_all()
            savepoint = self.env.cr.savepoint()
            Job._run_batch(self.cycle)
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.invalidate_all()
            self.assertEqual(self._find_traces().appraisal_count, 2)
            self._run_jobs()
        self.assertEqual(self._count_raw(), 0)
        self.assertEqual(self._find_traces().appraisal_count, len(self.appraisals))

    def test_trace(self):
        self._purge()
        trace = self._find_traces()
        self.assertEqual((trace.state, trace.user_id), ("done", self.manager))
        self.assertEqual(trace.retention_months, 6)
        self.assertTrue(trace.ended_on)
        for user in (self.manager, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                trace.with_user(user).unlink()
            with self.assertRaises(AccessError):
                trace.with_user(user).write({"appraisal_count": 0})
        with self.assertRaises(AccessError):
            trace.unlink()

    def test_queries_do_not_grow(self):
        Job = self.env["asn.appraisal.job.purge"]
        Job._delete(self.appraisals[0])
        one = self._count_queries(Job._delete, self.appraisals[0])
        self.assertEqual(self._count_queries(Job._delete, self.appraisals), one)


@tagged("post_install", "-at_install")
class TestRetention(RetentionCommon):
    """When raw answers go, what keeps them, and what is said about it."""

    def test_the_first_day(self):
        received = self.outcome._get_day(self.outcome.received_on)
        due = self.cycle.purge_due_on
        self.assertGreater(due, received + timedelta(days=14 + 180))
        with freeze_time(f"{due - timedelta(days=1)} 03:00:00"):
            self.env.invalidate_all()
            with self.assertRaises(UserError):
                self._purge()
            self.env["asn.appraisal.cycle"]._cron_purge()
            self.assertFalse(self.cycle.job)
        with freeze_time(f"{due} 03:00:00"):
            self.env.invalidate_all()
            self.env["asn.appraisal.cycle"]._cron_purge()
            self.assertEqual(self.cycle.job, "purge")

    def test_not_before_everybody_has_received_the_result(self):
        self.outcome._workflow_write({"received_on": False})
        self.assertFalse(self.cycle.purge_due_on)
        with self.assertRaises(UserError):
            self._purge()

    def test_kept_without_end(self):
        self.cycle.flush_recordset()
        self._execute("UPDATE asn_appraisal_cycle SET retention_months = 0")
        self.env["asn.appraisal.cycle"]._cron_purge()
        self.assertFalse(self.cycle.job)

    def test_the_promise_cannot_change(self):
        with self.assertRaises(UserError):
            self.cycle.with_user(self.manager).retention_months = 1
        self._cycle(name="Next").with_user(self.manager).retention_months = 1

    def test_months_of_the_agency(self):
        self.env.company.asn_retention_months = 9
        cycle = self.env["asn.appraisal.cycle"].new({})
        self.assertEqual(cycle.retention_months, 9)

    def test_preview(self):
        mine = self.cycle.with_user(self.manager)
        self.assertIn(str(len(self.appraisals)), mine.purge_preview)
        self.assertTrue(mine.can_purge)
        self._purge()
        self.assertFalse(mine.can_purge)

    def test_only_managers(self):
        for user in (self.auditor, self.officer, self.superior.user_id, self.bare):
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_purge()

    def test_an_unsealing_keeps_them(self):
        self.env["asn.appraisal.unsealing"]._workflow_create(
            [{"appraisal_id": self._appraisal().id, "reason": "x", "state": "asked"}]
        )
        with self.assertRaises(UserError):
            self._purge()

    # ------------------------------------------------------------
    # HOLDS
    # ------------------------------------------------------------

    def test_a_hold_on_the_cycle(self):
        hold = self._hold()
        self.assertEqual((hold.placed_by_id, hold.state), (self.manager, "active"))
        with self.assertRaises(UserError):
            self._purge()
        self._release(hold)
        self.assertEqual(hold.release_reason, "It is over")
        self._purge()
        self.assertEqual(self._count_raw(), 0)

    def test_a_hold_on_a_person(self):
        person = self._appraisal()
        hold = self._hold(appraisal_id=person.id)
        self._purge()
        self.assertGreater(self._count_raw(person), 0)
        self.assertEqual(self._count_raw(self.appraisals - person), 0)
        self.assertEqual(self._find_traces().held_count, 1)
        self._release(hold)
        self._purge()
        self.assertEqual(self._count_raw(), 0)
        self.assertEqual(
            sum(self._find_traces().mapped("appraisal_count")), len(self.appraisals)
        )

    def test_a_hold_ends_by_itself(self):
        today = fields.Date.today()
        self._hold(date_until=today)
        with self.assertRaises(UserError):
            self._purge()
        with freeze_time(f"{today + timedelta(days=2)} 03:00:00"):
            self._purge()
        self.assertEqual(self._count_raw(), 0)

    def test_a_hold_stops_a_running_deletion(self):
        Job = self.env["asn.appraisal.job.purge"]
        with patch.object(type(Job), "_batch_size", 2):
            self.cycle.with_user(self.manager).action_purge()
            Job._run_batch(self.cycle)
            self._hold()
            self.env.invalidate_all()
            self._run_jobs()
        self.assertFalse(self.cycle.job)
        trace = self._find_traces()
        self.assertEqual((trace.state, trace.appraisal_count), ("stopped", 2))
        self.assertGreater(self._count_raw(), 0)

    def test_who_places_and_releases(self):
        hold = self._hold()
        for user in (self.auditor, self.officer, self.superior.user_id, self.bare):
            with self.assertRaises(AccessError):
                self._hold(user)
            with self.assertRaises(AccessError):
                hold.with_user(user).action_release()
        with self.assertRaises(AccessError):
            hold.with_user(self.manager).write({"date_until": "2020-01-01"})
        with self.assertRaises(AccessError):
            hold.with_user(self.manager).unlink()
        self._release(hold)
        with self.assertRaises(UserError):
            hold.with_user(self.manager).action_release()

    def test_nobody_holds_or_releases_for_oneself(self):
        hold = self._hold(appraisal_id=self._appraisal().id)
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        self.person.user_id.group_ids += group
        self.assertFalse(hold.with_user(self.person.user_id).has_access("read"))
        with self.assertRaises(AccessError):
            self._hold(self.person.user_id, appraisal_id=self._appraisal().id)
        with self.assertRaises(AccessError):
            hold.with_user(self.person.user_id).action_release()

    def test_person_of_another_cycle(self):
        other = self._cycle(name="Other")
        with self.assertRaises(UserError):
            self._hold(cycle_id=other.id, appraisal_id=self._appraisal().id)

    # ------------------------------------------------------------
    # WHAT IS SAID
    # ------------------------------------------------------------

    def test_verification_says_so(self):
        self._purge()
        self.cycle.with_user(self.manager).action_verify()
        self._run_jobs()
        outcomes = self.appraisals.outcome_ids
        self.assertEqual(set(outcomes.mapped("verification_state")), {"gone"})
        self.assertFalse(self.cycle.deviating_count)
        Verification = self.env["asn.appraisal.verification"]
        comparison = Verification._compare(self.outcome)[0]
        text = Verification._describe_comparison(self.outcome, comparison)["message"]
        self.assertIn("6", text)
        self.assertFalse(comparison["differences"])

    def test_a_changed_decision_is_still_found(self):
        self._purge()
        predicates = self.env["asn.predicate"].search([], limit=9)
        other = predicates - self.outcome.predicate_id
        self._tamper(self.outcome, "predicate_id", other[0].id)
        comparison = self.env["asn.appraisal.verification"]._compare(self.outcome)[0]
        self.assertEqual(comparison["state"], "deviating")

    def test_journal(self):
        hold = self._hold()
        self._release(hold)
        self._purge()
        journal = self.env["asn.appraisal.journal"].with_user(self.auditor)
        for kind, reason in (
            ("hold", "A lawsuit needs them"),
            ("hold_released", "It is over"),
            ("purge", False),
        ):
            row = journal.search(
                [("kind", "=", kind), ("cycle_id", "=", self.cycle.id)]
            )
            self.assertEqual((row.user_id, row.reason), (self.manager, reason))
        self.assertEqual(row.number, len(self.appraisals))
