# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Inbox, notice and the page for all people: keyboard, finger, axe, edges."""

from .browser import open_page
from .browser_common import BrowserCommon
from .browser_keys import Keys
from .test_accessibility import AREA, CORE, SCROLLERS
from .test_keyboard import TARGET

SMALL = """
[...document.querySelectorAll("%s")].filter((button) => {
    const {width, height} = button.getBoundingClientRect();
    return Math.min(width, height) < %d;
}).map((button) => button.outerHTML)
"""
SIZES = ((1400, "en_US"), (390, "id_ID"))


class TestInboxPages(Keys, BrowserCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.population = cls.members
        cls.team = cls._make_cycle("evaluation", 2040)
        cls.forms = cls.team.appraisal_ids.evaluation_ids.filtered(
            lambda form: form.rater_id == cls.superior
        )
        cls.forms = cls.forms.sorted(lambda form: form.employee_id.name)
        cls.items = [item["criterion_id"] for item in cls.forms[0]._get_items()]
        cls.env.flush_all()

    def _open(self, page, action, ready, user=None):
        page.login(user or self.boss)
        page.show(action)
        page.wait_for(ready)

    def _open_grid(self, page, ready):
        self._open(page, "action_inbox", ".o_asn_inbox_grid")
        page.run("[...document.querySelectorAll('.o_asn_inbox_grid')].at(-1).click()")
        page.wait_for(ready)

    def _wait_saved(self, page):
        page.wait("document.querySelector('.o_asn_grid_saved').innerText === 'Saved'")

    def _get_answers(self, form):
        form = form.with_user(self.boss)
        form.invalidate_recordset()
        return form._get_answers()

    def _cell(self, form, number):
        return f"[data-item='{form.id}:{self.items[number]}']"

    def _look(self, page, area=AREA):
        return [
            *page.check(area, CORE),
            *page.get_cut_off(area, f"{SCROLLERS}, .o_asn_grid_scroll"),
        ]

    # ------------------------------------------------------------
    # KEYBOARD AND FINGER
    # ------------------------------------------------------------

    def test_grid_by_keyboard(self):
        first, second = self.forms[:2]
        with open_page(self) as page:
            page.resize(1400)
            self._open_grid(page, ".o_asn_grid_table [data-cell]")
            self._tab_to(page, ".o_asn_grid_table [data-item]")
            self._press(page, "ArrowRight")
            self.assertTrue(page.has_focus(self._cell(first, 0)))
            self._press(page, "5", "c")
            page.wait_for(".o_asn_grid_panel textarea:focus")
            page.type("Seen in May")
            page.press("Escape")
            page.wait_for(f"{self._cell(first, 0)}:focus")
            self._press(page, "ArrowRight", "n", "ArrowDown", "3", "Delete")
            self._press(page, "ArrowLeft", "4", "End", "2")
            self._wait_saved(page)
        answers = self._get_answers(first)
        self.assertEqual(answers[self.items[0]]["value"], 5)
        self.assertEqual(answers[self.items[0]]["comment"], "Seen in May")
        self.assertTrue(answers[self.items[1]]["not_observed"])
        answers = self._get_answers(second)
        self.assertFalse(answers[self.items[1]]["value"])
        self.assertEqual(answers[self.items[0]]["value"], 4)
        self.assertEqual(answers[self.items[-1]]["value"], 2)

    def test_grid_by_touch(self):
        with open_page(self) as page:
            page.resize(390, touch=True)
            self._open_grid(page, ".o_asn_grid_place")
            self.assertFalse(page.run(SMALL % (".o_asn_grid_page button", TARGET)))
            for form in self.forms[:2]:
                name = f"[data-answer='{form.id}:{self.items[0]}']"
                page.tap(f"{name} [data-value='4']")
            page.tap(".o_asn_grid_forward")
            name = f"[data-answer='{form.id}:{self.items[1]}']"
            page.wait_for(name)
            page.tap(f"{name} .o_asn_grid_none")
            self._wait_saved(page)
            page.tap(".o_asn_grid_by_person")
            page.wait_for(".o_asn_grid_by_person.active")
            self.assertFalse(page.run(SMALL % (".o_asn_grid_page button", TARGET)))
        for form in self.forms[:2]:
            self.assertEqual(self._get_answers(form)[self.items[0]]["value"], 4)
        self.assertTrue(self._get_answers(form)[self.items[1]]["not_observed"])

    def test_submit_all_complete(self):
        complete = self.forms[0].with_user(self.boss)
        complete.save_answers({item: {"value": 4} for item in self.items})
        with open_page(self) as page:
            page.resize(1400)
            self._open_grid(page, ".o_asn_grid_done")
            page.run("document.querySelector('.o_asn_grid_submit').click()")
            page.wait_for(".modal .btn-primary")
            page.run("document.querySelector('.modal .btn-primary').click()")
            page.wait_for(".o_asn_grid_report li button")
            # The cell that Tab reached is gone with its form: another one takes over.
            page.wait_for(".o_asn_grid_scroll [tabindex='0']")
            self.assertFalse(self._look(page))
            self.assertFalse(
                page.run(f'!!document.querySelector("{self._cell(complete, 0)}")')
            )
        complete.invalidate_recordset()
        self.assertEqual(complete.state, "submitted")
        self.assertEqual(set(self.forms[1:].mapped("state")), {"pending"})

    def test_from_the_inbox_to_the_next_person(self):
        name = self.forms[1].employee_id.name
        with open_page(self) as page:
            page.resize(1400)
            self._open(page, "action_inbox", ".o_asn_inbox_form")
            self._tab_to(page, f"[data-form='{self.forms[0].id}']")
            page.press("Enter")
            page.wait_for(".o_asn_sheet_skip")
            page.press("4")
            page.run("document.querySelector('.o_asn_sheet_skip').click()")
            page.wait(
                f"document.querySelector('.o_asn_sheet h2')?.innerText === '{name}'"
            )
            page.wait_for(".o_asn_sheet_previous:not(:disabled)")
            page.run("document.querySelector('.o_asn_sheet_previous').click()")
            page.wait_for(".o_asn_chosen[data-value='4']")
        self.assertEqual(self.forms[0].state, "draft")

    def test_notice_before_the_first_form(self):
        self.team.asks_pledge = True
        self.env.flush_all()
        with open_page(self) as page:
            page.resize(390, touch=True)
            page.login(self.boss)
            page.show("action_my_evaluations", record=self.forms[0])
            page.wait_for(".o_asn_pledge")
            self.assertFalse(self._look(page))
            page.tap("label[for='asn_pledge_read']")
            page.wait_for(".o_asn_pledge_confirm:not(:disabled)")
            page.tap(".o_asn_pledge_confirm")
            page.wait_for(".o_asn_sheet_item")
            page.resize(1400)
            self._open_grid(page, ".o_asn_grid_table [data-cell]")
        pledge = self.env["asn.appraisal.pledge"].search(
            [("cycle_id", "=", self.team.id)]
        )
        self.assertEqual(pledge.rater_id, self.superior)

    # ------------------------------------------------------------
    # AXE AND EDGES OF THE SCREEN
    # ------------------------------------------------------------

    def test_pages_for_everybody(self):
        for width, lang in SIZES:
            for user in (self.boss, self.rater, self.bare):
                user.lang = lang
            self.env.flush_all()
            with open_page(self) as page:
                page.resize(width, touch=width < 500)
                for user in (self.boss, self.rater, self.bare):
                    self._open(page, "action_inbox", ".o_asn_inbox_page", user)
                    self.assertFalse(self._look(page), f"{user.login} {width}")
                page.show("action_team_grid")
                page.wait_for(".o_asn_grid_nobody")
                self.assertFalse(self._look(page), width)
                page.run("document.querySelector('.o_asn_grid_nobody button').click()")
                page.wait_for(".o_asn_inbox_guide")
                page.run("document.querySelector('.o_asn_inbox_guide').click()")
                page.wait_for(".modal .o_asn_rater_errors")
                self.assertFalse(page.check(".modal-content", CORE), width)
                self._open_grid(page, ".o_asn_grid_page button")
                self.assertFalse(self._look(page), width)
                if width > 500:
                    page.run("document.querySelector('[data-cell]').focus()")
                    page.wait_for(".o_asn_grid_panel textarea")
                    self.assertFalse(self._look(page), width)
                for mode in ("criterion", "person"):
                    page.run(f"document.querySelector('.o_asn_grid_by_{mode}').click()")
                    page.wait_for(f".o_asn_grid_by_{mode}.active")
                    self.assertFalse(self._look(page), f"{mode} {width}")
                page.show("action_my_evaluations", record=self.forms[0])
                page.wait_for(".o_asn_sheet_way")
                self.assertFalse(self._look(page), width)
