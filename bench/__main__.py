# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Run as ``python -m bench DATABASE FILE [NAME …]``: measure, write the rows to FILE.

With names, only what they name is measured; the steps before it are taken all the same.
"""

import functools
import gc
import resource
import sys
from pathlib import Path

import psycopg2

from odoo import SUPERUSER_ID, api

from . import assign, recommend, rollup, screens, survey
from . import cycle as ours
from .odoo_setup import open_registry
from .plain_sql import Rows, last_ids
from .server import serve
from .timing import Row, Sample, best, measure, write

REPEAT = 3
FORMS = 100
STATEMENTS = 21
DOCUMENTS = 20
VALUE = 3  # a level that asks for no comment


class Bench:
    """One run on a database of its own: the steps of a cycle in their order."""

    def __init__(self, database, only=()):
        self.database = database
        self.only = frozenset(only)
        self.registry = open_registry(database)
        self.rows = []
        self.peak = None  # MB
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.manager_id = ours.create_manager(env).id
            self.cycle_id = ours.create_cycle(env).id
            self.survey_id = survey.create_survey(env, STATEMENTS).id
            cr.commit()

    def run(self):
        """Measure everything that is wanted; return the rows."""
        if self.wants("assign"):
            self.assign()
        self.launch()
        if self.wants("remind"):
            self.remind()
        if self.wants("submit"):
            self.submit()
        self.score()
        if self.wants("rollup"):
            self.rollup()
        self.publish()
        self.screens()
        if self.wants("pdf_20"):
            self.documents()
        return self.rows

    def wants(self, name):
        """Return whether the row of that name is to be measured."""
        return not self.only or name in self.only

    # ------------------------------------------------------------
    # DATABASE
    # ------------------------------------------------------------

    def transaction(self, work, *, keep=False):
        """Call ``work(env)`` in a transaction of its own.

        :param bool keep: commit in the end; otherwise roll back and clean the tables,
            so that the next attempt finds them as this one did
        """
        with self.registry.cursor() as cr:
            result = work(api.Environment(cr, SUPERUSER_ID, {}))
            if keep:
                cr.commit()
            else:
                cr.rollback()
        self.vacuum(analyze=keep)
        return result

    def vacuum(self, *, analyze):
        """Do what PostgreSQL does by itself, at a moment that disturbs nothing."""
        connection = psycopg2.connect(dbname=self.database)
        connection.autocommit = True
        connection.cursor().execute("VACUUM ANALYZE" if analyze else "VACUUM")
        connection.close()

    def step(self, env, function):
        """Measure one step of the cycle, taken by the manager."""
        cycle = env["asn.appraisal.cycle"].browse(self.cycle_id)
        manager = env["res.users"].browse(self.manager_id)
        return measure(env, lambda: function(cycle, manager))[1]

    def repeat_step(self, function):
        """Measure a step several times from the same state; return the best."""
        return best(
            [
                self.transaction(lambda env: self.step(env, function))
                for __ in range(REPEAT)
            ]
        )

    def measure_and_keep(self, name, count, function):
        """Measure a step if it is wanted, then take it for those that follow."""
        if self.wants(name):
            self.add(name, count, self.repeat_step(function))
        self.transaction(lambda env: self.step(env, function), keep=True)

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def assign(self):
        """Choose raters with limits, conflicts and lots; nothing of it is kept."""
        count, sample = self.transaction(self._assign)
        self.peak = peak_memory()
        self.add("assign", count, sample)

    def _assign(self, env):
        cycle = assign.prepare(env)
        count = len(cycle.appraisal_ids)
        queries, sample = measure(env, lambda: assign.assign(cycle))
        # the first one warms caches; no batch takes more for being a later one
        assert max(queries) == queries[0], queries
        assign.check(cycle)
        return count, sample

    def launch(self):
        """Launch beside the same rows by plain SQL and as many survey invitations."""
        if self.wants("launch"):
            self._measure_launch()
        self.transaction(lambda env: self.step(env, ours.launch), keep=True)
        self.peak = self.peak or peak_memory()

    def _measure_launch(self):
        rows, count = self.transaction(self._launch_and_copy)
        samples, limits = [], []
        for __ in range(REPEAT):
            samples.append(self.transaction(lambda env: self.step(env, ours.launch)))
            limits.append(self.transaction(lambda env: rows.insert(env.cr)))
        peer = self.transaction(lambda env: self._invite(env, count))
        self.add("launch", count, best(samples), min(limits), peer)

    def _launch_and_copy(self, env):
        before = last_ids(env.cr)
        self.step(env, ours.launch)
        self.peak = peak_memory()
        count = env["asn.appraisal.evaluation"].search_count([])
        return Rows(env.cr, before), count

    def _invite(self, env, count):
        partners = env["res.users"].search([("login", "like", "pegawai")]).partner_id
        invited = [partners[number % len(partners)] for number in range(count)]
        peer = env["survey.survey"].browse(self.survey_id)
        inputs, sample = measure(env, lambda: survey.invite(peer, invited))
        assert len(inputs) == count, (len(inputs), count)
        return sample.seconds

    def remind(self):
        """Remind every rater by one mail, first taking the steps of the escalation."""

        def count(env):
            cycle = env["asn.appraisal.cycle"].browse(self.cycle_id)
            return len(cycle.appraisal_ids.evaluation_ids.rater_id)

        raters = self.transaction(count)
        sample = self.repeat_step(ours.remind)
        self.add("remind", raters, sample)

    def submit(self):
        """Answer and submit forms beside as many answers to core's surveys.

        As on the web: each form in a transaction of its own, with nothing in the cache
        of the ORM, and by a rater who has opened it before.
        """
        forms, inputs = self.transaction(self._prepare_submit, keep=True)
        samples, peers = [], []
        for n in range(REPEAT):
            chosen = slice(n * FORMS, (n + 1) * FORMS)
            samples.append(self._sum(self._submit, forms[chosen]))
            peers.append(self._sum(self._submit_peer, inputs[chosen]))
        self.transaction(lambda env: self._compare_answers(env, forms, inputs))
        self.add("submit", FORMS, best(samples), None, best(peers).seconds)

    def _prepare_submit(self, env):
        """Choose forms, and invite as many respondents.

        :return: list of (evaluation id, user id of the rater, answers), and list of ids
            of survey inputs
        """
        cycle = env["asn.appraisal.cycle"].browse(self.cycle_id)
        forms = ours.find_forms(cycle, STATEMENTS)[: REPEAT * FORMS]
        own = [form.with_user(form.rater_id.user_id) for form in forms]
        chosen = [(f.id, f.env.uid, ours.prepare_answers(f, VALUE)) for f in own]
        partners = env["res.users"].search([("login", "like", "pegawai")]).partner_id
        peer = env["survey.survey"].browse(self.survey_id)
        inputs = survey.invite(peer, partners[: REPEAT * FORMS])
        return chosen, inputs.ids

    def _sum(self, work, things):
        """Measure ``work(env, thing)`` in a transaction for each; return the sum."""
        gc.collect()
        seconds = queries = cpu = 0
        for thing in things:
            with self.registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                call = functools.partial(work, env, thing)
                sample = measure(env, call, tidy=False)[1]
                cr.commit()
            seconds += sample.seconds
            queries += sample.queries
            cpu += sample.cpu
        return Sample(seconds, queries, cpu)

    def _submit(self, env, form):
        form_id, user_id, answers = form
        Evaluation = env(user=user_id)["asn.appraisal.evaluation"]
        ours.submit(Evaluation.browse(form_id), answers)

    def _submit_peer(self, env, input_id):
        survey.submit(env["survey.user_input"].browse(input_id), VALUE)

    def _compare_answers(self, env, forms, inputs):
        """Check that both sides have stored as many answers."""
        form_ids = [form_id for form_id, __, __ in forms]
        answers = ours.count_answers(env["asn.appraisal.evaluation"].browse(form_ids))
        peers = survey.count_answers(env["survey.user_input"].browse(inputs))
        assert answers == peers == REPEAT * FORMS * STATEMENTS, (answers, peers)

    def score(self):
        """Close the evaluation stage and score everybody."""

        def fill_in(env):
            cycle = env["asn.appraisal.cycle"].browse(self.cycle_id)
            ours.fill_in(cycle)
            cycle._workflow_write({"job": False})
            return len(cycle.appraisal_ids)

        count = self.transaction(fill_in, keep=True)
        self.measure_and_keep("score_cycle", count, ours.score)
        self.measure_and_keep("rater_statistic", count, ours.measure_raters)

    def rollup(self):
        """Score everybody's plan of ten indicators, beside the bare sums in SQL.

        Nothing of it is kept: the other steps are measured without plans.
        """
        count, sample, limit = min(
            (self.transaction(self._roll_up) for __ in range(REPEAT)),
            key=lambda found: found[1].seconds,
        )
        self.add("rollup", count, sample, limit)

    def _roll_up(self, env):
        cycle = env["asn.appraisal.cycle"].browse(self.cycle_id)
        count = rollup.add_plans(cycle)
        env.cr.execute("ANALYZE")
        (values, queries), sample = measure(env, lambda: rollup.roll_up(cycle))
        assert len(set(queries[1:])) <= 1, queries  # the first one warms caches
        expected, limit = rollup.roll_up_in_sql(cycle)
        assert values.keys() == expected.keys() and len(values) == count, count
        for id_, value in values.items():
            assert abs(float(value) - float(expected[id_])) < 1e-6, (id_, value)
        return count, sample, limit

    def publish(self):
        """Publish everybody's decided result, with a mail to each."""

        def decide(env):
            cycle = env["asn.appraisal.cycle"].browse(self.cycle_id)
            ours.decide_all(cycle)
            return len(cycle.appraisal_ids)

        count = self.transaction(decide, keep=True)
        self.measure_and_keep("publish", count, ours.publish)
        if self.wants("verify_chain"):
            self.verify_chain(count)
        if self.wants("simulate"):
            self.simulate(count)
        if self.wants("recommend"):
            self.transaction(recommend.prepare, keep=True)
            self.add("recommend", count, self.repeat_step(recommend.recommend))

    def simulate(self, count):
        """Try another method on the published results; nothing of it is kept."""

        def work(env):
            cycle = env["asn.appraisal.cycle"].browse(self.cycle_id)
            manager = env["res.users"].browse(self.manager_id)
            found, sample = measure(env, lambda: ours.simulate(cycle, manager))
            assert found == count, (found, count)
            return sample

        samples = [self.transaction(work) for __ in range(REPEAT)]
        self.add("simulate", count, best(samples))

    def verify_chain(self, count):
        """Verify the chain of seals that the publication has made."""

        def verify(env):
            found, sample = measure(env, lambda: ours.verify_chain(env))
            assert found == count, (found, count)
            return sample

        samples = [self.transaction(verify) for __ in range(REPEAT)]
        self.add("verify_chain", count, best(samples))

    def screens(self):
        """Open the list of appraisals and one form, as the manager."""
        for name, view_type, xml_id in (
            ("list_80", "list", screens.LIST),
            ("open_form", "form", screens.FORM),
        ):
            if not self.wants(name):
                continue
            read = self._read_list if view_type == "list" else self._read_form
            samples = [
                self.transaction(lambda env: read(env, view_type, xml_id))  # noqa: B023
                for __ in range(REPEAT)
            ]
            self.add(name, 80 if view_type == "list" else 1, best(samples))

    def _read_list(self, env, view_type, xml_id):
        env = env(user=self.manager_id)
        fields = screens.specify(env, "asn.appraisal", view_type, xml_id)
        found, sample = measure(env, lambda: screens.read_list(env, fields))
        assert len(found["records"]) == 80
        return sample

    def _read_form(self, env, view_type, xml_id):
        env = env(user=self.manager_id)
        fields = screens.specify(env, "asn.appraisal", view_type, xml_id)
        appraisal = env["asn.appraisal"].search([], limit=1)
        return measure(env, lambda: screens.read_form(appraisal, fields))[1]

    def documents(self):
        """Print result documents in one batch."""
        with serve(self.database) as url:
            self.add("pdf_20", DOCUMENTS, self._repeat_print(url))

    def _repeat_print(self, url):
        def work(env):
            env["ir.config_parameter"].set_param("report.url", url)
            env = env(user=self.manager_id)
            appraisals = env["asn.appraisal"].search([], limit=DOCUMENTS)
            pdf, sample = measure(env, lambda: screens.print_documents(appraisals))
            assert pdf.startswith(b"%PDF"), pdf[:20]
            return sample

        return best([self.transaction(work) for __ in range(REPEAT)])

    def add(self, name, n, sample, limit=None, peer=None):
        """Note a row and say that it is there."""
        row = Row(name, n, sample.seconds, sample.queries, limit, peer, sample.cpu)
        self.rows.append(row)
        print(f"{name}: {row.as_dict()}", file=sys.stderr)


def main(database, path, *only):
    """Measure on ``database``, which is used up by it."""
    bench = Bench(database, only)
    write(bench.run(), Path(path))
    print(f"\nMemory of the process: {bench.peak:.0f} MB at most up to the launch")


def peak_memory():
    """Return the largest resident size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
