# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import warmup

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestPledge(AppraisalCommon):
    """Before the first form of a cycle a rater reads a notice and confirms it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.asks_pledge = True
        cls._launch()
        cls.form = cls._evaluation(cls.person, cls.superior)
        cls.item = cls.form._get_items()[0]["criterion_id"]

    def _get_pledges(self):
        return self.env["asn.appraisal.pledge"].search(
            [("cycle_id", "=", self.cycle.id)]
        )

    def test_asked_by_default(self):
        fields = ["asks_pledge"]
        self.assertTrue(self.cycle.default_get(fields)["asks_pledge"])

    def test_cycles_from_before_go_on(self):
        """An update that brings the notice in asks nothing of running cycles."""
        self.env.cr.execute("UPDATE asn_appraisal_cycle SET asks_pledge = NULL")
        self.cycle._init_column("asks_pledge")
        self.cycle.invalidate_recordset()
        self.assertFalse(self.cycle.asks_pledge)

    def test_no_answer_before(self):
        for call in (
            lambda: self.form.save_answer(self.item, {"value": 4}),
            lambda: self.form.save_notes({"strengths": "x"}),
            lambda: self.form.submit_sheet({self.item: {"value": 4}}),
            self.form.submit_sheets,
        ):
            with self.assertRaisesRegex(UserError, "once a cycle"):
                call()
        self.assertEqual(self.form.state, "pending")
        self.assertTrue(self.form.get_sheet()["evaluation"]["needs_pledge"])

    def test_confirmed_once_for_all_forms(self):
        self.assertFalse(self.form.get_pledge()["confirmed_on"])
        self.form.confirm_pledge()
        self.form.confirm_pledge()  # another tab
        pledge = self._get_pledges()
        self.assertEqual(pledge.rater_id, self.superior)
        self.assertEqual(pledge.company_id, self.cycle.company_id)
        self.assertTrue(self.form.get_pledge()["confirmed_on"])
        other = self._evaluation(self.members[1], self.superior)
        for form in (self.form, other):
            form.save_answer(self.item, {"value": 4})
            self.assertFalse(form.get_sheet()["evaluation"]["needs_pledge"])
        peer = self._evaluation(self.person, self.members[1])
        with self.assertRaises(UserError):
            peer.save_answer(self.item, {"value": 4})

    def test_asked_again_in_the_next_cycle(self):
        self.form.confirm_pledge()
        first = self.form
        self.cycle = self._cycle(
            asks_pledge=True, date_start="2027-01-01", date_end="2027-12-31"
        )
        self._run_launch(self.cycle)
        later = self.cycle.appraisal_ids.evaluation_ids.filtered(
            lambda form: (
                form.rater_id == first.rater_id
                and form.employee_id == first.employee_id
            )
        ).with_user(first.env.user)
        with self.assertRaises(UserError):
            later.save_answer(self.item, {"value": 4})

    def _run_launch(self, cycle):
        cycle.action_launch()
        self._run_jobs(cycle)

    def test_says_who_reads_what_for_each_role(self):
        roles = self._evaluation(self.person, self.members[1]).get_pledge()["roles"]
        texts = {role["role_name"]: role["visibility"] for role in roles}
        self.assertEqual(len(texts), 3, "self, peer, and subordinate of the superior")
        self.assertEqual(len(set(texts.values())), 2)

    def test_nobody_confirms_for_another(self):
        for user in (self.manager, self.person.user_id, self.auditor, self.bare):
            for method in ("confirm_pledge", "get_pledge"):
                with self.assertRaises(AccessError):
                    getattr(self.form.with_user(user), method)()

    def test_closed_form_is_not_confirmed(self):
        self._close_evaluation()
        with self.assertRaisesRegex(UserError, "closed"):
            self.form.confirm_pledge()
        self.assertFalse(self._get_pledges())

    def test_nothing_but_the_day(self):
        """Neither a time nor who wrote when, and no order that tells it."""
        Pledge = self.env["asn.appraisal.pledge"]
        types = {field.type for field in Pledge._fields.values()}
        self.assertNotIn("datetime", types)
        self.assertFalse(Pledge._log_access)
        self.assertEqual(Pledge._order, "cycle_id, confirmed_on, rater_id")

    def test_written_by_the_rater_alone(self):
        self.form.confirm_pledge()
        pledge = self._get_pledges()
        vals = pledge.copy_data()[0] | {"rater_id": self.person.id}
        with self.assertRaises(AccessError):
            pledge.sudo().create(vals)
        with self.assertRaises(AccessError):
            pledge.sudo().write({"confirmed_on": "2020-01-01"})

    @warmup
    def test_costs_nothing_after_the_first_answer(self):
        self.form.confirm_pledge()
        self.form.save_answer(self.item, {"value": 3})
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            self.form.save_answer(self.item, {"value": 4})
            self.env.flush_all()
