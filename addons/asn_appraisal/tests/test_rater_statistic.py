# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models import asn_appraisal_job_statistic as job_module
from .common import AppraisalCommon

MODEL = "asn.appraisal.rater.statistic"


class StatisticCommon(AppraisalCommon):
    """Five members rate each other, each by all others; the superior rates them all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["asn.appraisal.template.role"].search([]).max_raters = 10
        cls._launch()
        cls.peer = cls.env.ref("asn_appraisal.role_peer")
        cls.superior_role = cls.env.ref("asn_appraisal.role_superior")

    @classmethod
    def _answer_by(cls, get_value):
        """Let everybody answer the level that ``get_value(form)`` says."""
        for form in cls.cycle.appraisal_ids.evaluation_ids:
            cls._fill(form, get_value(form))

    @classmethod
    def _fill(cls, form, value):
        """Submit a form in one call."""
        answer = {"value": value, "comment": "x"}
        answers = {item["criterion_id"]: answer for item in form._get_items()}
        form.with_user(form.rater_id.user_id).submit_sheet(answers)

    @classmethod
    def _of(cls, rater, role):
        return cls.env[MODEL].search(
            [("rater_id", "=", rater.id), ("role_id", "=", role.id)]
        )

    def _is_by_peer(self, form, rater):
        return form.rater_id == rater and form.role_id == self.peer


@tagged("post_install", "-at_install")
class TestRaterStatistic(StatisticCommon):
    # ------------------------------------------------------------
    # MEASURES
    # ------------------------------------------------------------

    def test_milder_and_stricter_raters_are_measured(self):
        mild = self.members[1]

        def level(form):
            if form.role_id == self.superior_role:
                return 3
            return 5 if self._is_by_peer(form, mild) else 4

        self._answer_by(level)
        self._close_evaluation()
        found = self._of(mild, self.peer)
        self.assertTrue(found.is_compared)
        # three other peers with 4 and the superior with 3
        self.assertAlmostEqual(found.leniency, 1.3)  # 5 - 15/4, coarsely
        self.assertAlmostEqual(found.distance, 1.3)
        strict = self._of(self.superior, self.superior_role)
        self.assertLess(strict.leniency, -1)
        self.assertEqual(strict.named_rater_id, self.superior)
        self.assertEqual(strict.people_count, 5)

    def test_an_even_form_is_told_by_spread_and_row(self):
        self._answer_by(lambda form: 4)
        self._close_evaluation()
        found = self._of(self.superior, self.superior_role)
        self.assertEqual((found.spread, found.straight), (0, 100))
        self.assertTrue(found.is_spread_known and found.is_straight_known)

    def test_what_nobody_timed_is_not_fast(self):
        self._answer_by(lambda form: 4)
        self._close_evaluation()
        found = self._of(self.superior, self.superior_role)
        self.assertFalse(found.is_timed or found.fast)

    def test_very_fast_forms_are_counted(self):
        self._answer_by(lambda form: 4)
        forms = self.cycle.appraisal_ids.evaluation_ids.filtered(
            lambda form: (
                form.role_id == self.superior_role and form.rater_id == self.superior
            )
        )
        forms.seconds_spent = 1000
        forms[0].seconds_spent = 3
        self._close_evaluation()
        found = self._of(self.superior, self.superior_role)
        self.assertTrue(found.is_timed)
        self.assertEqual(found.fast, 20)

    def test_pairs_that_favour_each_other_are_counted(self):
        one, other = self.members[:2]
        pair = {(one, other), (other, one)}

        def level(form):
            is_deal = (form.rater_id, form.employee_id) in pair
            return 5 if is_deal and form.role_id == self.peer else 3

        self._answer_by(level)
        self._close_evaluation()
        self.assertEqual(self._of(one, self.peer).mutual_count, 1)
        self.assertEqual(self._of(other, self.peer).mutual_count, 1)
        self.assertEqual(self._of(self.members[2], self.peer).mutual_count, 0)

    # ------------------------------------------------------------
    # PROTECTION
    # ------------------------------------------------------------

    def test_too_few_raters_of_a_role_are_not_kept(self):
        self._answer_by(lambda form: 4)
        with patch.object(job_module, "MIN_RATERS", 6):
            self._close_evaluation()
        self.assertFalse(self.env[MODEL].search([("role_id", "=", self.peer.id)]))
        self.assertTrue(self._of(self.superior, self.superior_role))

    def test_too_few_pairs_tell_nothing(self):
        self._answer_by(lambda form: 4)
        with patch.object(job_module, "MIN_PAIRS", 11):
            self._close_evaluation()
        found = self._of(self.members[1], self.peer)
        self.assertFalse(found.is_mutual_known)

    def test_a_suppressed_group_is_on_no_side_of_a_difference(self):
        """HR reads the answers of superiors: their measure must not tell the rest."""
        forms = self.cycle.appraisal_ids.evaluation_ids
        peers = forms.filtered(lambda form: form.role_id == self.peer)
        for form in forms - peers:
            self._fill(form, 3)
        # two peers answer about each: below the minimum
        for about in peers.grouped("employee_id").values():
            for form in about[:2]:
                self._fill(form, 5)
        self._close_evaluation()
        found = self._of(self.superior, self.superior_role)
        self.assertTrue(found)
        self.assertFalse(found.is_compared)

    # ------------------------------------------------------------
    # JOB
    # ------------------------------------------------------------

    def test_job_goes_on_where_it_was_interrupted(self):
        self._answer_by(lambda form: 4)
        self.patch(type(self.env["asn.appraisal.job.statistic"]), "_batch_size", 1)
        self._close_evaluation()
        job = self.env["asn.appraisal.job.statistic"]
        self.assertFalse(job._count_remaining(self.cycle))
        # five peers about each other; superior and five members have forms enough
        before = self.env[MODEL].search_count([])
        self.cycle._start_job("statistic")
        self._run_jobs()
        self.assertEqual(self.env[MODEL].search_count([]), before)

    def test_everybody_may_look_at_the_progress(self):
        self._answer_by(lambda form: 4)
        self.cycle.with_user(self.manager).action_close_evaluation()
        while self.cycle.job == "score":
            score = self.cycle._get_job()
            score._run_batch(self.cycle)
            score._finish(self.cycle)
        self.assertEqual(self.cycle.job, "statistic")
        for user in (self.manager, self.officer, self.bare):
            cycle = self.cycle.with_user(user)
            cycle.invalidate_recordset()
            self.assertEqual(cycle.job_done, 0)

    def test_queries_do_not_grow_with_people(self):
        self._answer_by(lambda form: 4)
        self.cycle.with_user(self.manager).action_close_evaluation()
        job = self.env["asn.appraisal.job.statistic"]
        while self.cycle.job == "score":
            score = self.cycle._get_job()
            score._run_batch(self.cycle)
            score._finish(self.cycle)
        appraisals = self.cycle.appraisal_ids
        pairs = job._fetch_raters(self.cycle)
        self.assertGreater(len(pairs), 5)
        self._count_queries(job._examine, self.cycle, appraisals[:1])  # warm
        few = self._count_queries(job._examine, self.cycle, appraisals[1:2])
        many = self._count_queries(job._examine, self.cycle, appraisals[2:])
        self.assertEqual(few, many)
        self._count_queries(job._measure, self.cycle, pairs[:1])
        few = self._count_queries(job._measure, self.cycle, pairs[1:2])
        many = self._count_queries(job._measure, self.cycle, pairs[2:])
        self.assertEqual(few, many)

    def test_scores_are_what_they_are_without_statistics(self):
        self._answer_by(lambda form: 4)
        self._close_evaluation()
        before = self.cycle.appraisal_ids.outcome_ids.mapped("explanation")
        self.env[MODEL].search([]).unlink()
        self.cycle._start_job("statistic")
        self._run_jobs()
        self.assertEqual(
            self.cycle.appraisal_ids.outcome_ids.mapped("explanation"), before
        )

    # ------------------------------------------------------------
    # SECONDS
    # ------------------------------------------------------------

    def test_seconds_are_summed_capped_and_read_by_nobody(self):
        form = self._evaluation(self.person, self.superior)
        criterion = form.get_sheet()["groups"][0]["items"][0]["id"]
        form.save_answer(criterion, {"value": 4}, seconds=20)
        form.save_answers({criterion: {"value": 3}}, seconds=10**9)
        form.save_notes({"strengths": "x"}, seconds=-5)
        form.save_answer(criterion, {"value": 4}, seconds="9")
        self.assertEqual(form.sudo().seconds_spent, 620)
        with self.assertRaises(AccessError):
            form.read(["seconds_spent"])
        with self.assertRaises(AccessError):
            form.with_user(self.manager).search([("seconds_spent", "<", 60)])

    def test_seconds_stop_with_the_form(self):
        form = self._evaluation(self.person, self.superior)
        self._answer(form)
        form.submit_sheet(seconds=50)
        self.assertEqual(form.sudo().seconds_spent, 0)


@tagged("post_install", "-at_install")
class TestRaterStatisticAccess(StatisticCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._answer_by(lambda form: 4)
        cls._close_evaluation()

    def test_confidential_raters_stand_under_a_code(self):
        found = self._of(self.members[1], self.peer).with_user(self.manager)
        self.assertFalse(found.named_rater_id or found.department_id)
        self.assertEqual(found.people_count, 0)
        self.assertEqual(found.display_name, found.code)
        shown = json.dumps(found.read(), default=str)
        self.assertNotIn(self.members[1].name, shown)
        for name in ("rater_id", "create_uid", "write_date"):
            with self.assertRaises((AccessError, ValueError)[name != "rater_id"]):
                found.read([name])

    def test_nobody_searches_or_groups_by_who_it_is(self):
        statistics = self.env[MODEL].with_user(self.manager)
        with self.assertRaises(AccessError):
            statistics.search([("rater_id", "=", self.members[1].id)])
        with self.assertRaises(AccessError):
            statistics.search([("rater_id.name", "=", self.members[1].name)])
        with self.assertRaises(AccessError):
            statistics._read_group([], ["rater_id"])
        with self.assertRaises(AccessError):
            statistics.search([], order="rater_id")

    def test_ids_and_order_follow_nothing(self):
        found = self.env[MODEL].search([("role_id", "=", self.peer.id)])
        self.assertGreaterEqual(min(found.ids), 2**30)
        self.assertEqual(len(set(found.mapped("code"))), len(found))

    def test_auditors_read_without_names(self):
        found = self._of(self.superior, self.superior_role)
        self.assertEqual(found.with_user(self.manager).display_name, "asn_superior")
        seen = found.with_user(self.auditor)
        seen.invalidate_recordset()
        self.assertEqual(seen.display_name, found.code)
        with self.assertRaises(AccessError):
            seen.read(["named_rater_id"])
        with self.assertRaises(AccessError):
            seen.search([("department_id", "=", self.department.id)])

    def test_nobody_else_reads_statistics(self):
        found = self.env[MODEL].search([])
        for user in (self.officer, self.superior.user_id, self.person.user_id):
            with self.assertRaises(AccessError):
                found.with_user(user).read(["leniency"])
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_open_rater_statistics()

    def test_managers_read_all_codes_but_not_their_own_name(self):
        everything = self.env[MODEL].search([])
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        (self.superior | self.members[1]).user_id.group_ids += group
        seen = everything.with_user(self.superior.user_id).search([])
        self.assertNotIn(self._of(self.superior, self.superior_role), seen)
        seen = everything.with_user(self.members[1].user_id).search([])
        self.assertEqual(seen.ids, everything.ids)


@tagged("post_install", "-at_install")
class TestRaterHinge(StatisticCommon):
    def _find(self):
        return self.env["asn.appraisal.rater.hinge"].search(
            [("appraisal_id", "=", self._appraisal().id)]
        )

    def test_even_groups_hinge_on_nobody(self):
        self._answer_by(lambda form: 4)
        self._close_evaluation()
        found = self._find()
        self.assertEqual(found.finding, "stable")
        self.assertFalse(found.role_id)
        self.assertFalse(self._appraisal().hinge_text)
        self.assertEqual(self.cycle.hinge_count, 0)

    def test_one_who_tips_the_scale_is_noted_by_role(self):
        self._tip()
        found = self._find()
        self.assertEqual(set(found.mapped("finding")), {"hinges"})
        self.assertIn(self.peer, found.role_id)
        text = self._appraisal().with_user(self.manager).hinge_text
        self.assertIn(self.peer.name, text)
        self.assertNotIn(self.members[1].name, text)
        self.assertEqual(self.cycle.with_user(self.manager).hinge_count, 1)

    def test_nobody_reads_it_about_oneself(self):
        self._tip()
        appraisal, found = self._appraisal(), self._find()
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        self.person.user_id.group_ids += group
        self.assertFalse(appraisal.with_user(self.person.user_id).hinge_text)
        domain = [("appraisal_id", "=", appraisal.id)]
        self.assertFalse(found.with_user(self.person.user_id).search(domain))
        with self.assertRaises(AccessError):
            found.with_user(self.person.user_id).read(["role_id"])

    def test_superiors_and_officers_do_not_read_it(self):
        self._tip()
        for user in (self.superior.user_id, self.officer, self.bare):
            with self.assertRaises(AccessError):
                self._find().with_user(user).read(["role_id"])
        with self.assertRaises(AccessError):
            self._appraisal().with_user(self.superior.user_id).read(["hinge_text"])

    def _tip(self):
        """One peer of four gives the lowest level, which alone tips the scale."""
        low = self.members[1]
        self._answer_by(
            lambda form: (
                1
                if form.employee_id == self.person and self._is_by_peer(form, low)
                else 4
            )
        )
        self._close_evaluation()
