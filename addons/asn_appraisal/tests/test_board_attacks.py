# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AppraisalCommon

UNIT, TEAM = "asn.appraisal.board", "asn.appraisal.board.team"
NUMBERS = ("invited_count", "submitted_count", "late_count")
FORGED = {"su": True, "uid": 1, "active_test": False, "default_user_id": 1}


@tagged("post_install", "-at_install")
class TestBoardAttacks(AppraisalCommon):
    """Progress of few people, asked for in every way, tells of nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-12-11 03:00:00"))
        leader = cls.env["hr.employee"].create(
            {"name": "asn_officer", "user_id": cls.officer.id}
        )
        cls.department.manager_id = leader
        cls._launch()
        cls.forms = cls.env["asn.appraisal.evaluation"].search(
            [("cycle_id", "=", cls.cycle.id)]
        )

    def _find(self, model, user, domain=()):
        self.env.flush_all()
        self.env.invalidate_all()
        Board = self.env[model].with_user(user).with_context(**FORGED)
        return Board.search([("cycle_id", "=", self.cycle.id), *domain])

    def _submit(self, rater):
        forms = self.forms.filtered(lambda form: form.rater_id == rater)
        forms._workflow_write(
            {"state": "submitted", "submitted_on": "2026-12-01 00:00:00"}
        )

    # ------------------------------------------------------------
    # A TEAM OF TWO
    # ------------------------------------------------------------

    def test_two_raters_are_no_number_in_any_way(self):
        user = self.superior.user_id
        self.members[2:].parent_id = self.head
        self._submit(self.members[0])
        row = self._find(TEAM, user)
        self.assertTrue(row.is_hidden)
        for name in NUMBERS:
            self.assertIs(row.read([name])[0][name], False)
            exported = row.sudo().export_data([name])
            self.assertEqual(exported["datas"], [[""]])
            for function in ("sum", "max", "min", "avg"):
                groups = row._read_group([], [], [f"{name}:{function}"])
                self.assertFalse(groups[0][0], function)
            for operator, value in ((">", 0), ("=", 0), ("!=", 3), ("<", 9)):
                # whatever is asked, the answer does not depend on who has submitted
                before = self._find(TEAM, user, [(name, operator, value)])
                with self.env.cr.savepoint() as undo:
                    self._submit(self.members[1])
                    after = self._find(TEAM, user, [(name, operator, value)])
                    self.assertEqual(before, after)
                    undo.rollback()

    def test_a_third_rater_who_is_taken_back_hides_it_again(self):
        user = self.superior.user_id
        self.members[3:].parent_id = self.head
        self.assertFalse(self._find(TEAM, user).is_hidden)
        self.forms.filtered(
            lambda form: form.rater_id == self.members[2]
        )._workflow_write({"state": "cancelled"})
        self.assertTrue(self._find(TEAM, user).is_hidden)

    def test_forms_of_one_rater_cannot_be_singled_out(self):
        """Nothing on a row leads to single forms, by a path or by a group."""
        user = self.superior.user_id
        for path in (
            "rater_id",
            "evaluation_id",
            "form_ids",
            "cycle_id.evaluation_ids",
        ):
            with self.assertRaises(ValueError):
                self._find(TEAM, user, [(path, "=", self.members[0].id)])
        for group in ("rater_id", "role_id", "employee_id"):
            with self.assertRaises(ValueError):
                self.env[TEAM].with_user(user)._read_group([], [group], ["__count"])

    # ------------------------------------------------------------
    # OTHER PEOPLE'S UNITS
    # ------------------------------------------------------------

    def test_an_officer_reads_the_led_unit_alone(self):
        other = self.env["hr.department"].create({"name": "Small"})
        self._appraisal(self.members[0])._workflow_write({"department_id": other.id})
        rows = self._find(UNIT, self.officer)
        self.assertEqual(rows.department_id, self.department)
        hidden = self._find(UNIT, self.manager) - rows
        self.assertIn(other, hidden.department_id)
        row = hidden[0].with_user(self.officer).with_context(**FORGED)
        for step in ("action_nudge", "action_open_forms"):
            self.env.invalidate_all()  # a request of its own starts with no cache
            with self.assertRaises(UserError):
                getattr(row, step)()

    def test_people_read_no_unit_and_no_team_of_others(self):
        for user in (self.person.user_id, self.superior.user_id, self.bare):
            with self.assertRaises(AccessError):
                self._find(UNIT, user).read(NUMBERS)
                self.env[UNIT].with_user(user).check_access("read")
        for user in (self.person.user_id, self.bare):
            self.assertFalse(self._find(TEAM, user))
