# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Another program works with us by an API key, as the README shows."""

import json
import os
import re
from contextlib import redirect_stdout
from datetime import timedelta
from io import StringIO
from unittest.mock import patch

import odoolib

from odoo import fields
from odoo.tests import HttpCase

from odoo.addons.asn_appraisal.tests.common import SECRET, AppraisalCommon

from .beside_odoo import ROOT

EXAMPLE = r"<!-- api: {} -->\n\n```python\n(.*?)```\n\n<!-- /api -->"


def get_example(name):
    """Return a block of Python from the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(EXAMPLE.format(name), readme, re.DOTALL)[1]


class ApiCase(AppraisalCommon, HttpCase):
    """People with API keys, and a server that answers them."""

    def _key(self, user, scope="rpc"):
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        keys = self.env(user=user)["res.users.apikeys"]
        return keys._generate(scope, "test", tomorrow)

    def _connect(self, key):
        self.env.flush_all()
        return odoolib.get_connection(
            protocol="json2",
            hostname="127.0.0.1",
            port=self.http_port(),
            database=self.env.cr.dbname,
            password=key,
        )

    def _call(self, user, model, method, **values):
        """Call a method as a program with the user's key does.

        :return: what the method returned, or the error as a dictionary
        """
        with self.allow_requests(all_requests=True):
            remote = self._connect(self._key(user)).get_model(model)
            try:
                return getattr(remote, method)(**values)
            except ValueError as error:
                return self._read_error(str(error))
            finally:
                self.env.invalidate_all()

    @staticmethod
    def _read_error(text):
        """Return the error that the library has wrapped into one of its own."""
        found, __ = json.JSONDecoder().raw_decode(text, text.index("{"))
        status = re.search(r"status code (\d+)", text)
        return found | {"status": int(status[1]) if status else 422}

    def _assert_refused(self, user, model, method, **values):
        found = self._call(user, model, method, **values)
        self.assertEqual(found["status"], 403, found)
        self.assertEqual(found["name"], "odoo.exceptions.AccessError")
        return found["message"]


class TestReadme(ApiCase):
    """The examples run as they stand, the person who copies them included."""

    def _run(self, code, names):
        where = {
            "ODOO_HOST": "127.0.0.1",
            "ODOO_PORT": str(self.http_port()),
            "ODOO_DATABASE": self.env.cr.dbname,
            "ODOO_API_KEY": self._key(self.manager),
        }
        self.env.flush_all()
        printed = StringIO()
        with (
            patch.dict(os.environ, where),
            patch("time.sleep", lambda seconds: self._work(names["ids"])),
            redirect_stdout(printed),
            self.allow_requests(all_requests=True),
        ):
            exec(compile(code, "README.md", "exec"), names)  # noqa: S102
        self.env.invalidate_all()
        return printed.getvalue()

    def _work(self, ids):
        """Do one batch of what the cron does while the program waits."""
        self.env.invalidate_all()
        cycle = self.env["asn.appraisal.cycle"].browse(ids)
        job = cycle._get_job()
        job._run_batch(cycle)
        if not job._count_remaining(cycle):
            job._finish(cycle)
        self.env.flush_all()

    def test_examples(self):
        Launch = self.env.registry["asn.appraisal.job.launch"]
        self.patch(Launch, "_batch_size", 4)
        self.head.barcode, self.person.barcode = "19800101", "19900101"
        names = {}
        printed = self._run(get_example("launch"), names)
        self.assertIn("left out: asn_head has no superior.", printed)
        total = len(self.population)
        self.assertIn(f"launch: 0 of {total}\nlaunch: 4 of {total}\n", printed)
        self.assertRegex(printed, r"notify: 0 of \d+\n")
        self.assertTrue(printed.endswith("0 % answered\n"), printed)
        cycle = self.env["asn.appraisal.cycle"].browse(names["ids"])
        self.patch(type(self), "cycle", cycle)
        self.assertEqual(self.cycle.state, "evaluation")
        self.assertEqual(self.cycle.appraisal_ids.employee_id, self.population)
        rules = self.cycle.template_rule_ids
        self.assertEqual(rules.mapped("only_leaders"), [True, False])
        self._assert_running_again_adds_nothing(names["ids"])
        self._assert_results(names)

    def _assert_running_again_adds_nothing(self, ids):
        before = self.cycle.appraisal_ids.evaluation_ids
        again = {}
        self._run(get_example("launch"), again)
        self.assertEqual(again["ids"], ids)
        self.assertEqual(self.cycle.appraisal_ids.evaluation_ids, before)

    def _assert_results(self, names):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self.assertFalse(self._run(get_example("results"), names))
        self._confirm_pledges()
        self._answer_all()
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self.assertFalse(self._run(get_example("results"), names))
        self._publish()
        lines = self._run(get_example("results"), names).splitlines()
        self.assertEqual(len(lines), len(self.population))
        self.assertIn("19900101; asn_member_0; Sangat Baik; above; above", lines)

    def _confirm_pledges(self):
        """Let every rater read and confirm the notice, as a new cycle asks."""
        forms = self.cycle.appraisal_ids.evaluation_ids
        for rater, asked in forms.grouped("rater_id").items():
            asked[0].with_user(rater.user_id).confirm_pledge()


class TestApi(ApiCase):
    """What a key opens is what its owner may do, and no more."""

    def test_actions_answer(self):
        ids = self.cycle.ids
        for action in (
            "action_check_readiness",
            "action_launch",
            "action_close_evaluation",
        ):
            self.assertTrue(self._call(self.manager, self.cycle._name, action, ids=ids))
            self._run_jobs()
        reasons = {"result_reason": "x", "behaviour_reason": "x"}
        for appraisal in self.cycle.appraisal_ids:
            self._decide(
                appraisal, result_rating="meets", behaviour_rating="meets", **reasons
            )
        for action in ("action_publish", "action_close"):
            self.assertIs(
                self._call(self.manager, self.cycle._name, action, ids=ids), True
            )
            self._run_jobs()
        self.assertEqual(self.cycle.state, "closed")

    def test_progress_is_read_without_writing(self):
        """Waiting for a job may be left to a replica of the database."""
        self.cycle.action_launch()
        values = {"ids": self.cycle.ids, "fields": ["job", "job_done", "job_total"]}
        self.assertTrue(self.env["asn.appraisal.cycle"].read._readonly)
        found = self._call(self.manager, self.cycle._name, "read", **values)
        self.assertEqual(found["job"], "launch")
        self.assertEqual(found["job_done"], 0)
        self.assertEqual(found["job_total"], len(self.population))

    def test_who_may_launch(self):
        for user in (self.bare, self.officer, self.auditor, self.superior.user_id):
            message = self._assert_refused(
                user, self.cycle._name, "action_launch", ids=self.cycle.ids
            )
            self.assertIn("Appraisal Cycle", message, user.login)
        self.assertEqual(self.cycle.state, "draft")

    def test_a_refusal_speaks_the_language_asked_for(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self.cycle.evaluation_end = False
        for lang, words in (
            ("en_US", "it has no evaluation deadline"),
            ("id_ID", "batas waktu"),
        ):
            found = self._call(
                self.manager,
                self.cycle._name,
                "action_launch",
                ids=self.cycle.ids,
                context={"lang": lang},
            )
            self.assertEqual(found["status"], 422, found)
            self.assertIn(words, found["message"])

    def test_keys_that_open_nothing(self):
        key = self._key(self.manager)
        expired = self._key(self.manager)
        other = self._key(self.manager, scope="something else")
        self.env.cr.execute(
            "UPDATE res_users_apikeys SET expiration_date = now() - interval '1 day' "
            "WHERE index = %s",
            [expired[:8]],
        )
        with self.allow_requests(all_requests=True):
            for wrong in ("wrong", key[:-1], expired, other):
                self.assertFalse(self._connect(wrong).check_login(), wrong)
            self.assertTrue(self._connect(key).check_login())

    def test_nothing_confidential_is_readable(self):
        self._launch()
        for form in self.cycle.appraisal_ids.evaluation_ids:
            self._answer(form, comment=SECRET)
        self._close_evaluation()
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        self._publish()
        peer = self._evaluation(self.person, self.members[1]).sudo()
        cycle, form = {"ids": self.cycle.ids}, {"ids": peer.ids}
        calls = (
            ("asn.appraisal.answer", "search_read", {"domain": []}),
            ("asn.appraisal.cycle", "read", cycle | {"fields": ["snapshot"]}),
            ("asn.appraisal.cycle", "read", cycle | {"fields": ["seed"]}),
            ("asn.appraisal.evaluation", "read", form | {"fields": ["strengths"]}),
            ("asn.appraisal.evaluation", "get_sheet", form),
        )
        for user in (self.manager, self.auditor, self.person.user_id, self.bare):
            for model, method, values in calls:
                with self.subTest(user=user.login, model=model, values=values):
                    self._assert_refused(user, model, method, **values)

    def test_results_are_for_those_concerned(self):
        self._play()
        domain = [["cycle_id", "=", self.cycle.id], ["state", "=", "published"]]
        people = {
            self.manager: self.population,
            self.auditor: self.population,
            self.person.user_id: self.person,
            self.superior.user_id: self.population,
            self.bare: self.env["hr.employee"],
        }
        for user, seen in people.items():
            found = self._call(
                user,
                "asn.appraisal.outcome",
                "search_read",
                domain=domain,
                fields=["employee_id"],
            )
            ids = sorted(result["employee_id"][0] for result in found)
            self.assertEqual(ids, sorted(seen.ids), user.login)
