# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tests.common import warmup
from odoo.tools import mute_logger

from .plan_common import PlanCommon


@tagged("post_install", "-at_install")
class TestSheetEvidence(PlanCommon, HttpCase):
    """What stands beside the criteria, and for whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._agree()
        cls.indicator = cls.plan.indicator_ids
        cls.entry = cls._note(cls.indicator, 6)
        cls.file = cls.env["ir.attachment"].create(
            {
                "name": "receipt.txt",
                "res_model": cls.entry._name,
                "res_id": cls.entry.id,
                "raw": b"Six files",
            }
        )
        cls._open_evaluation()

    def _form(self, rater):
        return self._evaluation(self.person, rater)

    def _get(self, rater=None):
        return self._form(rater or self.superior).get_evidence()

    # ------------------------------------------------------------
    # WHAT IS SHOWN
    # ------------------------------------------------------------

    def test_plan_realisation_and_evidence(self):
        for rater in (self.superior, self.person):
            evidence = self._get(rater)
            [goal] = evidence["plan"]["goals"]
            [indicator] = goal["indicators"]
            self.assertEqual(goal["name"], "Twelve")
            self.assertEqual(indicator["target"], "12 files")
            self.assertEqual(indicator["realisation"], "6 files")
            self.assertEqual(indicator["percent"], "50 %")
            [entry] = indicator["log"]
            self.assertEqual(entry["amount"], "6 files")
            self.assertEqual([file["name"] for file in entry["files"]], ["receipt.txt"])
            self.assertFalse(evidence["other"])

    def test_the_link_opens_the_file(self):
        [goal] = self._get()["plan"]["goals"]
        url = goal["indicators"][0]["log"][0]["files"][0]["url"]
        login = self.superior.user_id.login
        self.authenticate(login, login.ljust(8, "x"))
        self.assertEqual(self.url_open(url).content, b"Six files")
        login = self.members[1].user_id.login
        self.authenticate(login, login.ljust(8, "x"))
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_questioned_entry_is_marked(self):
        entry = self.entry.with_user(self.superior.user_id)
        entry.action_question("Which files?")
        [goal] = self._get()["plan"]["goals"]
        [line] = goal["indicators"][0]["log"]
        self.assertTrue(line["is_questioned"])
        self.assertEqual(line["question"], "Which files?")

    def test_work_beside_the_plan(self):
        self.env["asn.appraisal.progress"].with_user(self.person.user_id).create(
            {
                "appraisal_id": self.appraisal.id,
                "name": "Helped with the flood",
                "date": "2026-04-01",
            }
        )
        [line] = self._get()["other"]
        self.assertEqual(line["name"], "Helped with the flood")
        self.assertEqual(line["amount"], "")

    def test_checks_that_are_done(self):
        self.assertFalse(self._get()["checks"])
        check = self.appraisal.check_ids[0].with_user(self.superior.user_id)
        check.write({"rating": "meets", "comment": "Go on like this"})
        check.action_complete()
        for rater in (self.superior, self.person):
            [line] = self._get(rater)["checks"]
            self.assertEqual(line["comment"], "Go on like this")

    def test_nothing_planned(self):
        other = self.members[1]
        form = self._evaluation(other, self.superior)
        evidence = form.get_evidence()
        self.assertFalse(evidence["plan"]["goals"])
        self.assertFalse(evidence["other"] or evidence["checks"])

    def test_the_page_knows_whether_to_ask(self):
        for rater, expected in (
            (self.superior, True),
            (self.person, True),
            (self.members[1], False),
        ):
            head = self._form(rater).get_sheet()["evaluation"]
            self.assertEqual(head["has_evidence"], expected)

    # ------------------------------------------------------------
    # FOR WHOM
    # ------------------------------------------------------------

    def test_peers_and_subordinates_get_nothing(self):
        with self.assertRaisesRegex(AccessError, "superior alone"):
            self._get(self.members[1])
        upward = self._evaluation(self.superior, self.person)
        self.assertEqual(upward.role_kind, "subordinate")
        with self.assertRaisesRegex(AccessError, "superior alone"):
            upward.get_evidence()

    def test_forms_of_others(self):
        form = self._form(self.superior)
        users = (
            self.bare,
            self.members[1].user_id,
            self.person.user_id,
            self.manager,
            self.auditor,
        )
        for user in users:
            with self.assertRaises(AccessError, msg=user.login):
                form.with_user(user).get_evidence()

    def test_over_rpc(self):
        rights = {self.superior: True, self.person: True, self.members[1]: False}
        for rater, may in rights.items():
            form, login = self._form(rater), rater.user_id.login
            self.authenticate(login, login.ljust(8, "x"))
            params = {
                "model": form._name,
                "method": "get_evidence",
                "args": [form.ids],
                "kwargs": {},
            }
            if may:
                found = self.make_jsonrpc_request("/web/dataset/call_kw", params)
                self.assertTrue(found["plan"]["goals"])
                continue
            with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
                self.make_jsonrpc_request("/web/dataset/call_kw", params)

    def test_one_form_at_a_time(self):
        forms = self._form(self.superior) | self._evaluation(
            self.members[1], self.superior
        )
        with self.assertRaises(UserError):
            forms.get_evidence()

    # ------------------------------------------------------------
    # COST
    # ------------------------------------------------------------

    @warmup
    def test_cost_does_not_grow(self):
        form = self._form(self.superior)
        few = self._count_queries(form.get_evidence)
        sudo = self.plan.sudo()
        for number in range(5):
            goal = self._goal(sudo, f"Goal {number}")
            for _ in range(3):
                indicator = self._indicator(goal)
                entry = self._note(indicator)
                self.file.copy({"res_id": entry.id})
        many = self._count_queries(form.get_evidence)
        self.assertEqual(len(form.get_evidence()["plan"]["goals"]), 6)
        self.assertLessEqual(many, few)
        self.assertLessEqual(many, 40)
