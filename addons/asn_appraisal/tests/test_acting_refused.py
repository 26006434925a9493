# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_acting import TASKS, ActingCommon


@tagged("post_install", "-at_install")
class TestActingRefused(ActingCommon):
    """Who may not act, and for whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()

    # ------------------------------------------------------------
    # REFUSED
    # ------------------------------------------------------------

    def test_incomplete(self):
        for vals, message in (
            ({"replaced_id": False}, "for whom"),
            ({"kind": "plt", "replaced_id": False}, "for whom"),
            ({"date_end": False}, "last day is needed"),
            (dict.fromkeys(TASKS, False) | {"kind": "delegate"}, "one task"),
        ):
            with self.assertRaisesRegex(ValidationError, message):
                self._act(**vals)
        self.deputy.user_id.active = False
        with self.assertRaisesRegex(ValidationError, "no account"):
            self._act()

    def test_overlap_chain_and_self(self):
        self._act()
        with self.assertRaisesRegex(ValidationError, "already stands in"):
            self._act(employee_id=self.head.id, date_start="2026-11-20")
        with self.assertRaisesRegex(ValidationError, "third person"):
            self._act(employee_id=self.superior.id, replaced_id=self.head.id)
        with self.assertRaisesRegex(ValidationError, "cannot be stood in"):
            self._act(employee_id=self.members[1].id, replaced_id=self.deputy.id)
        later = self._act(
            employee_id=self.head.id, date_start="2026-11-21", date_end="2026-12-01"
        )
        self.assertEqual(later.state, "planned")

    @mute_logger("odoo.sql_db")
    def test_nobody_for_themselves(self):
        with self.assertRaises(IntegrityError):
            self._act(employee_id=self.superior.id)

    def test_two_delegates_share_the_tasks(self):
        first = self._act(kind="delegate")
        vals = {"does_plans": False, "does_rating": False, "does_decision": True}
        with self.assertRaises(ValidationError):
            self._act(kind="delegate", employee_id=self.head.id, **vals)
        first.action_end()
        self._act(
            kind="delegate", does_plans=True, does_rating=True, does_decision=False
        )
        self._act(kind="delegate", employee_id=self.head.id, **vals)
        self.assertEqual(self._get_superiors(), self.deputy)
        for form in self.cycle.appraisal_ids.evaluation_ids.filtered("is_open"):
            self._answer(form)
        self._close_evaluation()
        self.assertEqual(self._get_superiors(), self.head)

    def test_fixed_once_active(self):
        acting = self._act()
        with self.assertRaisesRegex(UserError, "no longer change"):
            acting.employee_id = self.head
        with self.assertRaisesRegex(UserError, "kept, as the trace"):
            acting.unlink()
        acting.action_end()
        with self.assertRaisesRegex(UserError, "stays as it was"):
            acting.date_end = "2026-12-01"

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def test_superior_delegates_the_own_team_alone(self):
        user = self.superior.user_id
        acting = self._act(user, kind="delegate")
        self.assertEqual(self._get_superiors(), self.deputy)
        acting.action_end()
        for vals in (
            {"kind": "plh"},
            {"kind": "delegate", "replaced_id": self.head.id},
        ):
            with self.assertRaises(AccessError):
                self._act(user, **vals)
        for other in (self.person.user_id, self.officer, self.auditor, self.bare):
            with self.assertRaises(AccessError):
                self._act(other, kind="delegate")
        defaults = self.env["asn.appraisal.acting"].with_user(user)
        defaults = defaults.default_get(["kind", "replaced_id"])
        self.assertEqual(
            defaults, {"kind": "delegate", "replaced_id": self.superior.id}
        )

    def test_nobody_chooses_the_own_superior(self):
        self.person.user_id.group_ids += self.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        with self.assertRaisesRegex(UserError, "decides about you"):
            self._act(self.person.user_id)

    def test_former_superior_reads_no_more(self):
        self._answer(self._evaluation(self.person, self.person))
        self._act()
        own = self._evaluation(self.person, self.person)
        self.assertTrue(own.with_user(self.deputy.user_id).has_access("read"))
        self.assertFalse(own.with_user(self.superior.user_id).has_access("read"))
