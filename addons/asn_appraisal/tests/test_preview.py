# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import Counter

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tests.common import warmup

from .common import AppraisalCommon

# Whatever a launch writes: none of it may remain.
TRACES = (
    "asn.appraisal",
    "asn.appraisal.evaluation",
    "bus.bus",
    "ir.cron.trigger",
    "mail.activity",
    "mail.followers",
    "mail.mail",
    "mail.message",
    "mail.tracking.value",
)

KINDS = ("self", "superior", "peer", "subordinate", "external")


@tagged("post_install", "-at_install")
class TestPreview(AppraisalCommon):
    """The dry run tells what the launch then does, and leaves nothing behind."""

    @classmethod
    def _preview(cls, cycle=None):
        action = (cycle or cls.cycle).with_user(cls.manager).action_preview_launch()
        return cls.env[action["res_model"]].browse(action["res_id"])

    def _get_traces(self):
        self.cr.flush()
        self.env.invalidate_all()
        counts = {model: self.env[model].sudo().search_count([]) for model in TRACES}
        vals = self.cycle.sudo().read(
            ["state", "snapshot", "seed", "launched_on", "job", "criterion_ids"]
        )
        return counts, vals

    def test_nothing_remains(self):
        before = self._get_traces()
        hooks = self.cr.postcommit, list(self.cr.postcommit._funcs)
        preview = self._preview()
        self.assertEqual(preview.person_count, len(self.population))
        self.assertEqual(self._get_traces(), before)
        self.assertEqual((self.cr.postcommit, list(self.cr.postcommit._funcs)), hooks)
        self.assertFalse(self.cr.precommit._funcs)

    def test_nothing_remains_after_a_crash(self):
        before = self._get_traces()
        Launch = self.env.registry["asn.appraisal.job.launch"]

        def crash(job, cycle):
            Launch._run_batch.origin(job, cycle)
            raise ZeroDivisionError

        crash.origin = Launch._run_batch
        self.patch(Launch, "_run_batch", crash)
        with self.assertRaises(ZeroDivisionError):
            self._preview()
        self.assertEqual(self._get_traces(), before)

    def _get_preview(self, preview):
        persons = {
            row.employee_id: (
                row.template_id,
                row.superior_id,
                *(row[f"{kind}_count"] for kind in KINDS),
            )
            for row in preview.person_ids
        }
        roles = {
            (row.template_id, row.role_id): row.evaluation_count
            for row in preview.role_ids
            if row.evaluation_count
        }
        return persons, roles

    def _get_launched(self):
        persons, roles = {}, Counter()
        for appraisal in self.cycle.appraisal_ids:
            kinds = appraisal.evaluation_ids.mapped("role_kind")
            persons[appraisal.employee_id] = (
                appraisal.template_id,
                appraisal.superior_id,
                *(kinds.count(kind) for kind in KINDS),
            )
            for form in appraisal.evaluation_ids:
                roles[appraisal.template_id, form.role_id] += 1
        return persons, dict(roles)

    def test_preview_tells_what_the_launch_does(self):
        self.members[4].user_id.email = False
        preview = self._preview()
        told = self._get_preview(preview)
        self._launch()
        self.assertEqual(told, self._get_launched())
        forms = self.cycle.appraisal_ids.evaluation_ids
        self.assertEqual(preview.evaluation_count, len(forms))
        self.assertEqual(preview.rater_count, len(forms.rater_id))
        mails = self.env["mail.mail"].search([("model", "=", forms._name)])
        self.assertEqual(preview.mail_count, len(mails))
        self.assertEqual(preview.no_mail_count, 1)

    def test_minutes(self):
        self.env.ref("asn_appraisal.template_staff").seconds_per_criterion = 60
        self.cycle.load_limit = 120
        preview = self._preview()
        self.env.invalidate_all()  # lists are in the order in which they are read
        rows = {rater.rater_id: rater for rater in preview.rater_ids}
        # five members with 24 criteria each, and oneself as a leader with 24
        self.assertEqual(rows[self.superior].form_count, 6)
        self.assertEqual(rows[self.superior].item_count, 6 * 24)
        self.assertAlmostEqual(rows[self.superior].minutes, 5 * 24 + 24 * 20 / 60)
        # oneself, four peers with 21 criteria, and the superior with 21
        self.assertAlmostEqual(rows[self.person].minutes, 24 + 4 * 21 + 21 * 20 / 60)
        self.assertTrue(rows[self.superior].is_overloaded)
        self.assertEqual(preview.rater_ids[0].rater_id, self.superior)
        self.assertEqual(preview.overloaded_count, 1)
        self.assertEqual(preview.minutes_max, 128)
        self.assertEqual(preview.minutes_median, 115)
        self.assertEqual(preview.minutes_total, 128 + 5 * 115 + 8)

    def test_impossible_launch_is_explained(self):
        cycle = self._cycle(
            template_rule_ids=[], evaluation_end=False, population_domain="[(0,'=',1)]"
        )
        preview = self._preview(cycle)
        for words in ("no evaluation deadline", "no form", "nobody belongs"):
            self.assertIn(words, preview.problems)
        self.assertFalse(preview.person_ids)
        self.assertIn("no_population", preview.gap_ids.mapped("kind"))

    def test_left_out(self):
        self.members[1].parent_id = False
        preview = self._preview()
        left_out = preview.person_ids.filtered("is_left_out")
        self.assertEqual(left_out.employee_id, self.members[1])
        self.assertEqual(left_out.problem, "No superior")
        self.assertEqual(preview.left_out_count, 1)
        self.assertEqual(preview.person_count, len(self.population) - 1)

    def test_late_joiners(self):
        self._launch()
        late = self._employee("asn_late", self.superior)
        self.cycle.included_employee_ids = late
        before = self._get_traces()
        preview = self._preview()
        self.assertEqual(preview.person_ids.employee_id, late)
        self.assertEqual(preview.evaluation_count, 7)
        self.assertEqual(self._get_traces(), before)

    def test_launch_that_fails_for_one(self):
        Launch = self.env.registry["asn.appraisal.job.launch"]
        origin, person = Launch._launch, self.person

        def fail(job, cycle, employees):
            if person in employees:
                raise ValueError("This one fails")
            return origin(job, cycle, employees)

        self.patch(Launch, "_launch", fail)
        with self.assertLogs("odoo.addons.asn_appraisal", "ERROR"):
            preview = self._preview()
        self.assertEqual(preview.person_count, len(self.population) - 1)
        self.assertIn("error", preview.gap_ids.mapped("kind"))
        self.assertEqual(
            self.cycle.issue_ids.filtered("is_blocking").employee_id, person
        )
        self.assertEqual(self.cycle.state, "draft")

    def test_draw_differs_from_the_launch(self):
        """Whoever looks often cannot learn or choose the draw of the launch."""
        seeds = []
        Launch = self.env.registry["asn.appraisal.job.launch"]
        origin = Launch._run_batch

        def note(job, cycle):
            seeds.append(cycle.sudo().seed)
            return origin(job, cycle)

        self.patch(Launch, "_run_batch", note)
        self._preview()
        self._launch()
        late = self._employee("asn_late", self.superior)
        self.cycle.included_employee_ids = late
        self._preview()
        self.assertEqual(len(set(seeds)), 3)
        self.assertEqual(self.cycle.sudo().seed, seeds[1])

    def test_only_managers(self):
        others = (self.officer, self.auditor, self.bare, self.superior.user_id)
        for user in others:
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_preview_launch()
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_open_population()
        preview = self._preview()
        second = self._user("asn_second", "asn_appraisal.group_asn_appraisal_manager")
        for records in (
            preview,
            preview.person_ids,
            preview.rater_ids,
            preview.role_ids,
        ):
            self.assertTrue(records.with_user(self.manager).read())
            for user in (*others, second):
                with self.assertRaises(AccessError):
                    records.with_user(user).read()
            for user in (*others, second, self.manager):
                with self.assertRaises(AccessError):
                    records.with_user(user).write({"create_uid": user.id})
                with self.assertRaises(AccessError):
                    records.with_user(user).unlink()

    def test_lists_are_one_click_away(self):
        self.members[1].parent_id = False
        preview = self._preview().with_user(self.manager)
        for action, count in (
            ("action_open_persons", len(self.population)),
            ("action_open_forms", len(self.population)),
            ("action_open_left_out", len(self.population)),
            ("action_open_raters", preview.rater_count),
            ("action_open_overloaded", preview.rater_count),
            ("action_open_without_mail", preview.rater_count),
            ("action_open_roles", len(preview.role_ids)),
            ("action_open_issues", len(self.cycle.issue_ids)),
        ):
            opened = getattr(preview, action)()
            Model = self.env[opened["res_model"]].with_user(self.manager)
            self.assertEqual(Model.search_count(opened["domain"]), count, action)

    def test_not_while_at_work(self):
        self.cycle.with_user(self.manager).action_launch()
        with self.assertRaisesRegex(UserError, "still at work"):
            self._preview()


@tagged("post_install", "-at_install")
class TestPreviewPerformance(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members |= cls.env["hr.employee"].union(
            *(cls._employee(f"asn_many_{n}", cls.superior) for n in range(15))
        )
        cls.cycle.load_limit = 0  # with many people, their superior is over any

    @warmup
    def test_queries_do_not_grow_with_people(self):
        counts = {}
        for count in (2, 20):
            people = self.members[:count]
            self.cycle.population_domain = str([("id", "in", people.ids)])
            counts[count] = self._count_queries(self.cycle.action_preview_launch)
        self.assertLessEqual(counts[20], counts[2])
        self.assertLessEqual(counts[20], 170)


@tagged("post_install", "-at_install")
class TestPreviewTour(AppraisalCommon, HttpCase):
    """A manager looks at a draft in a browser."""

    def _tour(self, name):
        url = f"/odoo/action-asn_appraisal.action_asn_appraisal_cycle/{self.cycle.id}"
        self.start_tour(url, f"asn_appraisal_{name}", login=self.manager.login)
        self.assertEqual(self.cycle.state, "draft")
        self.assertFalse(self.cycle.appraisal_ids)

    def test_preview_launch(self):
        extra = self._employee("asn_member_5", self.superior)
        self.cycle.included_employee_ids = extra
        self.members[1].parent_id = False
        self._tour("preview_launch")

    def test_preview_sheet(self):
        self._tour("preview_sheet")
