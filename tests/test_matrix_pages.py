# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Matrix, goals for many, and evidence: by keyboard, by finger, and through axe."""

from odoo.tests import HttpCase, tagged

from odoo.addons.asn_appraisal.tests.plan_common import PlanCommon

from .browser import open_page
from .browser_keys import Keys
from .test_accessibility import CORE, SCROLLERS

AREA = ".o_action_manager .o_content"
TARGET = 44  # CSS pixels, for a thumb
SMALL = """
[...document.querySelectorAll(
    ".o_asn_matrix_place button, .o_asn_evidence_panel button"
)]
    .filter((button) => button.getBoundingClientRect().height < %d)
    .map((button) => button.outerHTML)
"""


@tagged("post_install", "-at_install")
class TestMatrixPages(Keys, PlanCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        cls.boss = cls.superior.user_id
        cls.row = cls._goal(cls._plan(cls.superior), "Files in one day")
        cls.goal = cls._goal(cls.plan, "Counter", parent_id=cls.row.id)
        cls._agree(cls._plan(cls.members[1]))

    def _open_matrix(self, page, user=None):
        page.login(user or self.boss)
        page.show("action_role_matrix")
        page.wait_for(".o_asn_matrix_page [data-item]")

    # ------------------------------------------------------------
    # KEYBOARD AND FINGER
    # ------------------------------------------------------------

    def test_matrix_by_keyboard(self):
        plan = self.plan.id
        with open_page(self) as page:
            page.resize(1400)
            self._open_matrix(page)
            self._tab_to(page, ".o_asn_matrix_table [data-item]")
            self._press(page, "ArrowDown")
            self.assertTrue(page.has_focus(f"[data-item='goal-{self.goal.id}']"))
            page.press("Enter")
            page.wait_for(".o_asn_goal_editor textarea:focus")
            page.type(" in one day")
            page.press("Enter")
            page.wait_for(f"[data-item='goal-{self.goal.id}']:focus")
            self._press(page, "ArrowDown")
            page.press("Enter")
            page.wait_for(".o_asn_goal_editor textarea:focus")
            page.type("By keyboard")
            page.press("Enter")
            page.wait_for(f"[data-item='add-{self.row.id}:{plan}']:focus")
            self._press(page, "ArrowLeft", "ArrowRight", "ArrowUp")
        new = self.plan.goal_ids - self.goal
        self.assertEqual(self.goal.name, "Counter in one day")
        self.assertEqual((new.name, new.parent_id), ("By keyboard", self.row))

    def test_matrix_by_touch(self):
        with open_page(self) as page:
            page.resize(390, touch=True)
            self._open_matrix(page)
            self.assertFalse(page.run(SMALL % TARGET))
            page.tap(".o_asn_matrix_by_goal")
            page.wait_for(".o_asn_matrix_by_goal.active")
            page.tap(f"[data-item='add-{self.row.id}:{self.plan.id}']")
            page.wait_for(".o_asn_goal_editor textarea:focus")
            self.assertFalse(page.run(SMALL % TARGET))
            page.type("By finger")
            page.tap(".o_asn_goal_save")
            page.wait("!document.querySelector('.o_asn_goal_editor')")
        new = self.plan.goal_ids - self.goal
        self.assertEqual((new.name, new.parent_id), ("By finger", self.row))

    def test_hand_on_from_a_row(self):
        with open_page(self) as page:
            page.resize(1400)
            self._open_matrix(page)
            page.run("document.querySelector('.o_asn_matrix_hand_on').click()")
            page.wait_for(".modal .o_asn_assign_preview tbody tr")
            self.assertFalse(page.check(".modal-content", CORE))
            page.run("document.querySelector('.modal [name=action_apply]').click()")
            page.wait("!document.querySelector('.modal')")
            page.wait(
                "document.querySelectorAll('.o_asn_matrix_table .o_asn_matrix_goal')"
                ".length > 5"
            )
        copies = self.row.child_ids.filtered(lambda goal: goal.name == self.row.name)
        self.assertEqual(len(copies), 4, "one plan is agreed and stays as it is")

    # ------------------------------------------------------------
    # AXE AND EDGES OF THE SCREEN
    # ------------------------------------------------------------

    def _look(self, page, area=AREA):
        return [
            *page.check(area, CORE),
            *page.get_cut_off(area, f"{SCROLLERS}, .o_asn_matrix_scroll"),
        ]

    def test_matrix_for_everybody(self):
        people = self.boss | self.person.user_id | self.manager | self.bare
        for lang in ("en_US", "id_ID"):
            people.lang = lang
            self.env.flush_all()  # while no request reads
            with open_page(self) as page:
                for user in people:
                    self._look_at_matrix(page, user)

    def _look_at_matrix(self, page, user):
        page.login(user)
        for width in (1400, 390):
            page.resize(width, touch=width < 500)
            page.show("action_role_matrix")
            page.wait_for(".o_asn_matrix_page [data-item], .o_asn_matrix_none")
            self.assertFalse(self._look(page), f"{user.login} {user.lang} {width}")

    def test_evidence_beside_the_sheet(self):
        self._draft()
        self._indicator(self.goal)
        self._agree()
        entry = self._note(self.goal.indicator_ids, 6)
        self.env["ir.attachment"].create(
            {"name": "receipt.txt", "res_model": entry._name, "res_id": entry.id}
        )
        self._open_evaluation()
        form = self._evaluation(self.person, self.superior)
        with open_page(self) as page:
            page.resize(1400)
            page.login(self.boss)
            page.show("action_my_evaluations", record=form)
            page.wait_for(".o_asn_evidence_goal")
            self.assertFalse(self._look(page))
            page.run("document.querySelector('.o_asn_evidence_close').click()")
            page.wait_for(".o_asn_evidence_toggle:focus")
            page.resize(390, touch=True)
            page.tap(".o_asn_evidence_toggle")
            page.wait_for("#asn_evidence_title:focus")
            page.wait_for(".o_asn_evidence_goal")
            self.assertFalse(page.run(SMALL % TARGET))
            self.assertFalse(self._look(page))
            page.press("Escape")
            page.wait("!document.querySelector('.o_asn_evidence_panel')")
