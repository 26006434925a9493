# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_nomination import NominationCommon

STEPS = "asn.appraisal.rater.step"


@tagged("post_install", "-at_install")
class TestRaterStep(NominationCommon):
    """The auditor reads who changed raters, and never learns who they are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()

    def _rows(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        Journal = self.env["asn.appraisal.journal"].with_user(user or self.auditor)
        return Journal.search([("res_model", "=", STEPS)], order="id")

    def _add(self, code, rater, **vals):
        vals = {
            "appraisal_id": self._appraisal().id,
            "role_code": code,
            "rater_id": rater.id,
        } | vals
        Wizard = self.env["asn.appraisal.rater"].with_user(self.manager)
        Wizard.create(vals).action_apply()

    def _assert_unnamed(self, rows, rater):
        """No cell of a row, nor of the record behind, names the rater."""
        step = self.env[STEPS].browse(rows.mapped("res_id")).with_user(self.auditor)
        told = str(rows.read()) + str(step.read())
        self.assertNotIn(rater.name, told)
        self.assertFalse(
            [
                name
                for name, field in self.env[STEPS]._fields.items()
                if field.comodel_name == "hr.employee" and name != "employee_id"
            ]
        )

    def test_added_and_replaced_by_hr(self):
        outsider = self._employee("asn_outsider", self.head)
        self._add("peer", outsider, reason="Worked on the same project")
        self._add("superior", outsider)
        added, replaced = self._rows()
        self.assertEqual(added.kind, "rater_added")
        self.assertEqual(added.user_id, self.manager)
        self.assertEqual(added.reason, "Worked on the same project")
        self.assertEqual(added.employee_id, self.person)
        self.assertEqual(added.detail, self.role.name)
        self.assertTrue(added.date)
        self.assertEqual(replaced.kind, "rater_superior")
        self._assert_unnamed(added, outsider)

    def test_list_returned_approved_and_closed(self):
        nomination = self._propose(self.peers[:2])
        mine = nomination.with_user(self.superior.user_id)
        mine.return_reason = f"Not {self.peers[0].name}"
        mine.action_give_back()
        nomination.action_submit()
        mine.action_approve()
        self._nomination(self.members[1], self.manager).action_close()
        rows = self._rows()
        self.assertEqual(
            [(row.kind, row.user_id) for row in rows],
            [
                ("raters_returned", self.superior.user_id),
                ("raters_approved", self.superior.user_id),
                ("raters_closed", self.manager),
            ],
        )
        self._assert_unnamed(rows[:2], self.peers[0])

    def test_the_clock_has_no_name(self):
        self._run_cron("2026-12-02 03:00:00")
        rows = self._rows()
        self.assertEqual(set(rows.mapped("kind")), {"raters_closed"})
        self.assertFalse(rows.user_id)

    def test_who_reads_a_step(self):
        Step = self.env[STEPS]
        Step._note(self._appraisal(), self.role.id, "rater_added", "x")
        step = Step.search([("appraisal_id", "=", self._appraisal().id)])
        for user in (self.person.user_id, self.superior.user_id, self.officer):
            with self.assertRaises(AccessError):
                step.with_user(user).read(["kind"])
        self.person.user_id.group_ids += self.manager.group_ids
        self.env.invalidate_all()
        self.assertFalse(self._rows(self.person.user_id))
        self.assertTrue(self._rows(self.manager))
        for call in (
            lambda own: own.write({"reason": "y"}),
            lambda own: own.unlink(),
            lambda own: own.create({"kind": "rater_added"}),
        ):
            with self.assertRaises(AccessError):
                call(step.with_user(self.manager))
