# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged, warmup

from odoo.addons.asn_appraisal.tests.common import AppraisalCommon

BEFORE = [2.0, 2.2, 2.4, 2.6, 2.8, 3.0]


@tagged("post_install", "-at_install")
class TestEffect(AppraisalCommon):
    """Two published cycles, a course between them, six who took it and six not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trainer = cls._user(
            "asn_trainer", "asn_training.group_asn_training_manager"
        )
        cls.criterion = cls.env["asn.criterion"].search(
            [("dimension", "=", "behaviour"), ("parent_id", "=", False)], limit=1
        )
        cls.programme = cls.env["asn.training.programme"].create(
            {
                "name": "Working Together",
                "code": "together",
                "method_id": cls.env.ref("asn_training.method_course").id,
                "hours": 8,
                "cost": 100,
                "criterion_ids": cls.criterion.ids,
            }
        )
        cls.people = cls.env["hr.employee"].create(
            [{"name": f"Learner {n}"} for n in range(2 * len(BEFORE))]
        )
        cls.learners, cls.others = cls.people[:6], cls.people[6:]
        cls.earlier = cls._published("2025")
        cls.later = cls._published("2026")

    @classmethod
    def _published(cls, year):
        cycle = cls._cycle(
            name=year,
            date_start=f"{year}-01-01",
            date_end=f"{year}-12-31",
            evaluation_start=f"{year}-12-01",
            evaluation_end=f"{year}-12-10",
            decision_end=f"{year}-12-20",
            publication_date=f"{year}-12-30",
        )
        cycle._workflow_write({"state": "published"})
        return cycle

    def _outcomes(self, cycle, people):
        """Return the published outcomes of people, made where they are missing."""
        Outcome = self.env["asn.appraisal.outcome"]
        ids = [person.id for person in people]
        found = Outcome.search(
            [("cycle_id", "=", cycle.id), ("employee_id", "in", ids)]
        )
        vals_list = [
            {"cycle_id": cycle.id, "employee_id": person.id}
            | {"company_id": cycle.company_id.id}
            for person in people
            if person not in found.employee_id
        ]
        of_appraisal = {
            "template_id": self.env.ref("asn_appraisal.template_staff").id,
            "date_start": cycle.date_start,
            "date_end": cycle.date_end,
        }
        appraisals = self.env["asn.appraisal"]._workflow_create(
            [vals | of_appraisal for vals in vals_list]
        )
        return found | Outcome._workflow_create(
            [
                vals | {"appraisal_id": appraisal.id, "state": "published"}
                for vals, appraisal in zip(vals_list, appraisals, strict=True)
            ]
        )

    def _rate(self, cycle, values, role="peer", **vals):
        """Give people a published group result of the value."""
        outcomes = self._outcomes(cycle, values)
        return self.env["asn.appraisal.result"]._workflow_create(
            [
                {
                    "outcome_id": outcome.id,
                    "criterion_id": self.criterion.id,
                    "dimension": "behaviour",
                    "role_id": self.env.ref(f"asn_appraisal.role_{role}").id,
                    "mean": values[outcome.employee_id],
                }
                | vals
                for outcome in outcomes
            ]
        )

    def _rate_all(self, gain=0.5, drift=0.1):
        """Let all drift, and those who learnt gain on top of it."""
        starts = dict(zip(self.people, BEFORE + BEFORE, strict=True))
        gains = {p: drift + (gain if p in self.learners else 0) for p in self.people}
        # a little scatter, the same in both groups, that no line explains
        bumps = dict(
            zip(self.people, [0.02, -0.02, 0.02, 0, -0.02, 0] * 2, strict=True)
        )
        self._rate(self.earlier, starts)
        return self._rate(
            self.later, {p: starts[p] + gains[p] + bumps[p] for p in self.people}
        )

    def _complete(self, people, day="2026-05-20"):
        return self.env["hr.resume.line"]._credit_training(
            [
                {
                    "employee_id": person.id,
                    "programme_id": self.programme.id,
                    "event_id": False,
                    "date_start": day,
                    "date_end": day,
                    "source": f"test,{person.id},{day}",
                }
                for person in people
            ]
        )

    def _study(self, user=None):
        return (
            self.env["asn.training.study"]
            .with_user(user or self.trainer)
            .create({"earlier_cycle_id": self.earlier.id, "cycle_id": self.later.id})
        )

    def _measure(self):
        study = self._study()
        study.action_measure()
        return study.line_ids

    # ------------------------------------------------------------
    # FIGURES
    # ------------------------------------------------------------

    def test_the_gain_is_found(self):
        self._rate_all()
        self._complete(self.learners)
        line = self._measure()
        self.assertEqual(line.told, "all")
        self.assertEqual((line.participants, line.comparable), (6, 6))
        self.assertAlmostEqual(line.change, 0.6, 2)
        self.assertAlmostEqual(line.others, 0.1, 2)
        self.assertAlmostEqual(line.difference, 0.5, 2)
        self.assertLess(line.low, 0.5)
        self.assertGreater(line.low, 0.4)
        self.assertIn("more than chance explains", line.reading)
        self.assertEqual(line.cost, 100)

    def test_no_gain_may_be_chance(self):
        self._rate_all(gain=0)
        self._complete(self.learners)
        line = self._measure()
        self.assertAlmostEqual(line.difference, 0, 2)
        self.assertIn("may be chance", line.reading)

    def test_four_participants_tell_nothing(self):
        self._rate_all()
        self._complete(self.learners[:4])
        line = self._measure()
        self.assertEqual(line.told, "nothing")
        self.assertEqual(
            (line.change, line.others, line.difference, line.low, line.high),
            (0, 0, 0, 0, 0),
        )
        self.assertEqual(line.reading, "Too few people to say anything.")

    def test_four_others_tell_nothing_of_them(self):
        self._rate_all()
        self._complete(self.learners | self.others[:2])
        line = self._measure()
        self.assertEqual(line.told, "change")
        self.assertEqual((line.participants, line.comparable), (8, 4))
        self.assertEqual((line.others, line.difference), (0, 0))

    def test_only_what_was_learnt_between_the_evaluations_counts(self):
        self._rate_all()
        self._complete(self.learners[:2], "2025-12-10")
        self._complete(self.learners[2:4], "2026-12-11")
        self._complete(self.learners[4:], "2026-12-10")
        self.assertEqual(self._measure().participants, 2)

    def test_suppressed_groups_count_for_nobody(self):
        """Whose only group was hidden in one cycle, is in neither group."""
        results = self._rate_all()
        self._complete(self.learners)
        mine = results.filtered(lambda r: r.outcome_id.employee_id == self.learners[0])
        mine._workflow_write({"is_suppressed": True})
        self.assertEqual(self._measure().participants, 5)

    def test_a_group_shown_in_one_cycle_alone_moves_nobody(self):
        self._rate_all()
        self._complete(self.learners)
        self._rate(self.later, dict.fromkeys(self.learners, 5.0), role="subordinate")
        self.assertAlmostEqual(self._measure().change, 0.6, 2)

    def test_own_ratings_count_for_nothing(self):
        self._rate_all()
        self._complete(self.learners)
        for cycle, value in ((self.earlier, 1.0), (self.later, 5.0)):
            self._rate(cycle, dict.fromkeys(self.learners, value), role="self")
        self.assertAlmostEqual(self._measure().change, 0.6, 2)

    def test_who_learnt_it_elsewhere_is_in_neither_group(self):
        self._rate_all()
        self._complete(self.learners)
        other = self.programme.copy()
        self.env["hr.resume.line"]._credit_training(
            [
                {
                    "employee_id": self.others[0].id,
                    "programme_id": other.id,
                    "event_id": False,
                    "date_start": "2026-05-20",
                    "date_end": "2026-05-20",
                    "source": "test,elsewhere",
                }
            ]
        )
        lines = self._measure()
        line = lines.filtered(lambda found: found.programme_id == self.programme)
        self.assertEqual(line.comparable, 5)

    # ------------------------------------------------------------
    # ONCE, AND BY WHOM
    # ------------------------------------------------------------

    def test_measured_once(self):
        self._rate_all()
        self._complete(self.learners)
        study = self._study()
        study.action_measure()
        with self.assertRaisesRegex(UserError, "measured already"):
            study.action_measure()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            study.minimum = 6
        with self.assertRaises(AccessError):
            study.unlink()
        with self.assertRaises(AccessError):
            study.line_ids.unlink()

    def test_unpublished_cycles_are_not_measured(self):
        self.later._workflow_write({"state": "calibration"})
        with self.assertRaisesRegex(UserError, "not published"):
            self._study().action_measure()

    def test_cycles_in_the_wrong_order(self):
        self.earlier, self.later = self.later, self.earlier
        with self.assertRaisesRegex(UserError, "not an earlier cycle"):
            self._study()
        self.later = self.earlier
        with self.assertRaisesRegex(UserError, "not the same one twice"):
            self._study()

    def test_who_reads(self):
        self._rate_all()
        self._complete(self.learners)
        line = self._measure()
        self.assertAlmostEqual(line.with_user(self.auditor).change, 0.6, 2)
        bare = new_test_user(self.env, "effect_bare", groups="base.group_user")
        for user in (bare, self.superior.user_id, self.officer):
            with self.assertRaises(AccessError):
                line.with_user(user).read(["change"])

    @warmup
    def test_queries_do_not_grow_with_people(self):
        self._rate_all()
        self._complete(self.learners)
        study = self._study()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(20):
            study.action_measure()
            self.env.flush_all()
