# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import SECRET, AppraisalCommon


@tagged("post_install", "-at_install")
class TestRpc(AppraisalCommon, HttpCase):
    """What somebody with a browser's console can and cannot do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.action_launch()
        cls._run_jobs()
        for form in cls.cycle.appraisal_ids.evaluation_ids:
            cls._answer(form, strengths=SECRET)
        cls._close_evaluation()
        cls.appraisal = cls._appraisal()

    def _call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.make_jsonrpc_request("/web/dataset/call_kw", params)

    def _assert_refused(self, *args, **kwargs):
        with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
            self._call(*args, **kwargs)

    def _log_in(self, user):
        self.authenticate(user.login, user.login.ljust(8, "x"))

    def test_state_and_predicate(self):
        good = self.env.ref("asn_appraisal.predicate_very_good").id
        outcome, appraisal = self.appraisal.outcome_ids, self.appraisal
        for user in (self.person.user_id, self.superior.user_id, self.manager):
            self._log_in(user)
            for context in ({}, {"asn_workflow": True}, {"su": True}):
                for model, ids, vals in (
                    ("asn.appraisal", appraisal.ids, {"state": "published"}),
                    ("asn.appraisal.outcome", outcome.ids, {"predicate_id": good}),
                    ("asn.appraisal.outcome", outcome.ids, {"total": 120}),
                ):
                    self._assert_refused(model, "write", ids, vals, context=context)
        self.assertEqual(appraisal.state, "evaluation")
        self.assertEqual(outcome.state, "suggested")

    def test_private_methods(self):
        self._log_in(self.manager)
        for model, method, args in (
            ("asn.appraisal", "_workflow_write", [{"state": "published"}]),
            ("asn.appraisal.outcome", "_workflow_write", [{"total": 120}]),
            ("asn.appraisal.job.publish", "_run_batch", [self.cycle.id]),
            ("asn.appraisal.cycle", "_close_evaluation", []),
        ):
            self._assert_refused(model, method, self.appraisal.ids, *args)

    def test_answers_leak_nowhere(self):
        peer = self._evaluation(self.person, self.members[1]).sudo()
        for user in (self.person.user_id, self.superior.user_id, self.manager):
            self._log_in(user)
            self._assert_refused("asn.appraisal.answer", "search_read", [], ["value"])
            self._assert_refused(
                "asn.appraisal.evaluation", "read", peer.ids, ["strengths"]
            )
            self._assert_refused(
                "asn.appraisal.evaluation", "export_data", peer.ids, ["strengths"]
            )
            self._assert_refused(
                "asn.appraisal.evaluation",
                "search_count",
                [("behaviour_mean", "=", "4/1")],
            )
            self._assert_refused("asn.appraisal.evaluation", "get_sheet", peer.ids)
            self._assert_refused(
                "asn.appraisal.cycle", "read", self.cycle.ids, ["seed"]
            )

    def test_person_learns_nothing_of_peers(self):
        self._log_in(self.person.user_id)
        forms = self._call(
            "asn.appraisal.evaluation",
            "search_read",
            [("employee_id", "=", self.person.id)],
            ["rater_id", "state"],
        )
        raters = {form["rater_id"][0] for form in forms}
        self.assertFalse(raters & set(self.members[1:].ids))
        found = self._call(
            "asn.appraisal",
            "web_search_read",
            [("id", "=", self.appraisal.id)],
            {
                "outcome_ids": {"fields": {"total": {}}},
                "evaluation_ids": {"fields": {}},
            },
        )["records"][0]
        self.assertFalse(found["outcome_ids"])

    def test_decision_shows_nothing_to_others(self):
        """The wizard's related fields are no way around the rules of the outcome."""
        vals = {"appraisal_id": self.appraisal.id}
        fields = ["result_suggested", "behaviour_suggested", "explanation_view"]
        spec = {name: {} for name in fields}
        for user in (self.person.user_id, self.bare, self.members[1].user_id):
            self._log_in(user)
            self._assert_refused("asn.appraisal.decision", "create", vals)
            self._assert_refused("asn.appraisal.decision", "web_save", [], vals, spec)
            self.assertFalse(self._read_onchange(vals, spec, user))

    def _read_onchange(self, vals, spec, user):
        """Return what the form of a decision would show without being saved."""
        Decision = self.env["asn.appraisal.decision"].with_user(user)
        try:
            found = Decision.onchange(vals, ["appraisal_id"], spec)["value"]
        except AccessError:
            return []
        return [name for name in spec if found.get(name)]

    def test_appraisal_shows_nothing_before_publication(self):
        person = self.appraisal.with_user(self.person.user_id)
        self._decide(self.appraisal, result_rating="below", result_reason=SECRET)
        names = [
            "outcome_id",
            "predicate_id",
            "predicate_color",
            "explanation_view",
            "result_reason",
            "result_ids",
            "comment_ids",
        ]
        found = person.read(names)[0]
        self.assertFalse([name for name in names if found[name]])
        self.assertTrue(self.appraisal.with_user(self.manager).predicate_id)

    def test_another_cannot_answer(self):
        form = self._evaluation(self.superior, self.members[1]).sudo()
        self._log_in(self.members[2].user_id)
        self._assert_refused("asn.appraisal.evaluation", "submit_sheet", form.ids)
        self._assert_refused(
            "asn.appraisal.evaluation", "save_notes", form.ids, {"strengths": "x"}
        )
