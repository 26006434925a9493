# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_acting import ActingCommon

# What somebody could send along over RPC in the hope that code trusts it.
FORGED = {
    "su": True,
    "workflow": True,
    "_workflow": True,
    "asn_workflow": True,
    "install_mode": True,
    "tracking_disable": True,
    "default_kind": "plh",
    "default_state": "active",
}


@tagged("post_install", "-at_install")
class TestActingAttacks(ActingCommon):
    """An acting superior gets what the order gives, while it holds, and no more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        cls.user = cls.deputy.user_id

    def _reads(self, *, user=None):
        """Return whose appraisals the acting person finds."""
        self.env.flush_all()
        self.env.invalidate_all()
        Appraisal = self.env["asn.appraisal"].with_user(user or self.user)
        found = Appraisal.search([("cycle_id", "=", self.cycle.id)])
        return found.sudo().employee_id - self.deputy

    def _assert_powerless(self):
        """Neither by reading nor by a step is anything of the team left."""
        self.assertFalse(self._reads() & self.members)
        appraisal = self._appraisal().with_user(self.user)
        for call in (
            lambda: appraisal.read(["state"]),
            lambda: appraisal.with_context(**FORGED).read(["state"]),
            lambda: (
                self.env["asn.appraisal.decision"]
                .with_user(self.user)
                .with_context(**FORGED)
                .create({"appraisal_id": appraisal.id})
                .action_apply()
            ),
            lambda: appraisal.with_context(**FORGED).write(
                {"superior_id": self.deputy.id}
            ),
        ):
            with self.assertRaises(UserError):
                call()
        self.assertEqual(self._appraisal().superior_id, self.superior)

    # ------------------------------------------------------------
    # WHEN
    # ------------------------------------------------------------

    def test_before_the_first_day(self):
        self._act(date_start="2026-11-12")
        self._assert_powerless()
        with freeze_time("2026-11-11 16:00:00"):
            self.env["asn.appraisal.acting"]._cron_follow_dates()
            self._assert_powerless()

    def test_after_the_last_day(self):
        acting = self._act()
        self.assertIn(self.person, self._reads())
        self._run_cron("2026-11-21")
        self.assertEqual(acting.state, "ended")
        self._assert_powerless()

    def test_ended_by_hand(self):
        self._act().action_end()
        self._assert_powerless()

    def test_the_own_order_cannot_be_made_longer(self):
        acting = self._act()
        mine = acting.with_user(self.user)
        for vals in (
            {"date_end": "2026-12-31"},
            {"state": "active"},
            {"does_decision": True},
            {"replaced_id": self.head.id},
        ):
            with self.assertRaises(UserError):
                mine.with_context(**FORGED).write(vals)
        self._run_cron("2026-11-21")
        for step in ("action_end", "action_take_back_forms", "copy", "unlink"):
            with self.assertRaises(UserError):
                getattr(mine, step)()

    # ------------------------------------------------------------
    # WHAT
    # ------------------------------------------------------------

    def test_another_unit_is_not_covered(self):
        other = self.env["hr.department"].create({"name": "Other"})
        self._act(department_id=other.id)
        self._assert_powerless()

    def test_other_people_of_the_same_unit_are_not_covered(self):
        self._act()
        outsider = self.superior  # whose superior is another one
        self.assertNotIn(outsider, self._reads())
        with self.assertRaises(AccessError):
            self._appraisal(outsider).with_user(self.user).read(["state"])

    def test_decides_nothing_without_that_task(self):
        self._answer_all()
        self._act(does_decision=False)
        self._close_evaluation()
        appraisal = self._appraisal()
        self.assertEqual(appraisal.superior_id, self.superior)
        with self.assertRaises(UserError):
            self.env["asn.appraisal.decision"].with_user(self.user).with_context(
                **FORGED
            ).create({"appraisal_id": appraisal.id}).action_apply()

    def test_confidential_forms_stay_closed(self):
        self._answer_all()
        self._act()
        forms = self._appraisal().evaluation_ids.filtered(
            lambda form: (
                form.confidentiality == "confidential" and form.rater_id != self.deputy
            )
        )
        self.assertTrue(forms)
        Form = self.env["asn.appraisal.evaluation"].with_user(self.user)
        self.assertFalse(Form.with_context(**FORGED).search([("id", "in", forms.ids)]))
        for form in forms.with_user(self.user).with_context(**FORGED):
            for call in (
                lambda form: form.read(["rater_id"]),
                lambda form: form.read(["strengths"]),
                lambda form: form.get_sheet(),
                lambda form: form.answer_ids.read(["value"]),
            ):
                with self.assertRaises(AccessError):
                    call(form)
        with self.assertRaises(AccessError):
            self.env["asn.appraisal.answer"].with_user(self.user).search([])
        groups = Form._read_group(
            [("appraisal_id", "=", self._appraisal().id)], ["rater_id"], ["__count"]
        )
        self.assertFalse({rater for rater, __ in groups} & set(forms.sudo().rater_id))

    # ------------------------------------------------------------
    # ON TO SOMEBODY ELSE
    # ------------------------------------------------------------

    def test_nobody_delegates_what_was_delegated(self):
        third = self._employee("asn_third", self.head)
        self._act()
        common = {"employee_id": third.id}
        for vals in (
            {"kind": "delegate"},
            {"kind": "plh"},
            {"kind": "delegate", "replaced_id": self.head.id},
        ):
            with self.assertRaises(UserError):
                self._act(self.user, **common | vals)
            with self.assertRaises(UserError):
                Acting = self.env["asn.appraisal.acting"].with_user(self.user)
                Acting.with_context(**FORGED).create(
                    {
                        "replaced_id": self.superior.id,
                        "date_start": "2026-11-10",
                        "date_end": "2026-11-20",
                    }
                    | common
                    | vals
                )
        self.assertEqual(self._get_superiors(), self.deputy)
        self.assertFalse(self._reads(user=third.user_id) & self.members)
