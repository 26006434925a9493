# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from lxml import etree

from odoo.tests import tagged
from odoo.tests.common import warmup

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestPerformance(AppraisalCommon):
    """Queries are counted per batch: ten times the people cost not one more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members |= cls.env["hr.employee"].union(
            *(cls._employee(f"asn_many_{n}", cls.superior) for n in range(15))
        )
        cls.cycles = {
            count: cls._cycle(
                name=f"{count} people",
                population_domain=str([("id", "in", cls.members[:count].ids)]),
                date_start=f"{2030 + count}-01-01",
                date_end=f"{2030 + count}-12-31",
                load_limit=0,  # with many people, their superior is over any
            )
            for count in (2, 20)
        }

    def _count(self, function, *args):
        """Return how many queries a call takes with a cold cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        function(*args)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _count_batches(self):
        """Return the queries of one batch of the job that each cycle waits for."""
        return {
            count: self._count(cycle._get_job()._run_batch, cycle)
            for count, cycle in self.cycles.items()
        }

    def _step(self, action):
        for cycle in self.cycles.values():
            getattr(cycle, action)()

    def _finish_jobs(self):
        for cycle in self.cycles.values():
            self._run_jobs(cycle)

    def test_cost_does_not_grow_with_people(self):
        click = {n: self._count(c.action_launch) for n, c in self.cycles.items()}
        self.assertLessEqual(click[20], click[2])
        launch = self._count_batches()
        self._finish_jobs()
        for cycle in self.cycles.values():
            for form in cycle.appraisal_ids.evaluation_ids:
                self._answer(form, comment="")
        self._step("action_close_evaluation")
        score = self._count_batches()
        self._finish_jobs()
        for cycle in self.cycles.values():
            for appraisal in cycle.appraisal_ids:
                self._decide(appraisal)
        self._step("action_publish")
        publish = self._count_batches()
        self.assertLessEqual(launch[20], launch[2])
        self.assertLessEqual(publish[20], publish[2])
        self.assertLessEqual(score[20], score[2])
        for counts, limit in ((launch, 31), (score, 25)):
            self.assertLessEqual(counts[20], limit)

    @warmup
    def test_rating_sheet(self):
        self._launch()
        form = self._evaluation(self.person, self.superior)
        item = form.get_sheet()["groups"][0]["items"][0]["id"]
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(10):
            form.get_sheet()
        with self.assertQueryCount(6):
            form.save_answer(item, {"value": 4})
            self.env.flush_all()

    @warmup
    def test_submit_in_one_go(self):
        self._launch()
        form = self._evaluation(self.person, self.superior)
        items = [
            item["id"]
            for group in form.get_sheet()["groups"]
            for item in group["items"]
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            found = form.submit_sheet({item: {"value": 3} for item in items})
            self.env.flush_all()
        self.assertEqual(found["state"], "submitted")

    def test_list_costs_the_same_at_any_length(self):
        """As many queries for a page of 20 as for one of 2, whoever looks."""
        self._step("action_launch")
        self._finish_jobs()
        view = self.env.ref("asn_appraisal.asn_appraisal_view_list")
        fields = etree.fromstring(view.arch).xpath("//field/@name")
        names = {
            name: {"fields": {"display_name": {}}}
            if self.env["asn.appraisal"]._fields[name].relational
            else {}
            for name in fields
        }
        for user in (self.manager, self.superior.user_id, self.auditor):
            Appraisal = self.env["asn.appraisal"].with_user(user)
            Appraisal.web_search_read([], names, limit=1)
            counts = [
                self._count(Appraisal.web_search_read, [], names, 0, limit)
                for limit in (2, 20)
            ]
            self.assertLessEqual(counts[1], counts[0])
            self.assertLessEqual(counts[1], 13)
