# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A form and a decision, done with the keyboard alone and with a finger alone."""

from .browser import open_page
from .browser_common import BrowserCommon
from .browser_keys import Keys

TARGET = 44  # CSS pixels: what WCAG 2.2 asks for at level AAA; AA asks for 24
SMALL = """
[...document.querySelectorAll(".o_asn_sheet button")].filter((button) => {
    const {width, height} = button.getBoundingClientRect();
    return Math.min(width, height) < %d;
}).map((button) => button.outerHTML)
"""


class TestKeyboard(Keys, BrowserCommon):
    def _open_sheet(self, page):
        page.login(self.rater)
        page.show("action_my_evaluations", record=self.records["form"])
        page.wait_for(".o_asn_sheet_item")

    def _get_rows(self, page):
        return page.run(
            "[...document.querySelectorAll('.o_asn_sheet_item')]"
            ".map((row) => row.dataset.criterion)"
        )

    def _wait_saved(self, page):
        page.wait(
            "document.querySelector('.o_asn_sheet_saved').textContent === 'Saved'"
        )

    def _get_answers(self):
        form = self.records["form"].with_user(self.rater)
        form.invalidate_recordset()
        return {
            str(item["id"]): (item["value"], item["not_observed"], item["comment"])
            for group in form.get_sheet()["groups"]
            for item in group["items"]
        }

    # ------------------------------------------------------------
    # KEYBOARD
    # ------------------------------------------------------------

    def test_sheet_by_keyboard(self):
        with open_page(self) as page:
            page.resize(1400)
            self._open_sheet(page)
            rows = self._get_rows(page)
            self._fill_in(page, rows)
            self._tab_to(page, ".o_asn_submit")
            self._press(page, "Enter")
            page.wait(
                f"document.activeElement.closest('[data-criterion=\"{rows[-1]}\"]')"
            )
            self._press(page, "4")
            self._tab_to(page, f"[data-criterion='{rows[0]}'] *", shift=True)
            self._tab_to(page, ".o_asn_submit")
            page.press("Enter")
            page.wait_for(".o_asn_sheet_thanks:focus")
            self.assertEqual(self._get_answers()[rows[2]], (None, True, ""))
            self._tab_to(page, ".o_asn_sheet_thanks .btn-secondary")
            page.press("Enter")
            page.wait_for(".o_asn_inbox_page")
        answers = self._get_answers()
        self.assertEqual(answers[rows[0]], (5, False, "Seen in May"))
        self.assertEqual(answers[rows[1]], (2, False, ""))
        self.assertEqual(answers[rows[-1]], (4, False, ""))
        self.assertEqual(self.records["form"].state, "submitted")

    def _fill_in(self, page, rows):
        """Answer all but the last row; the comment that 5 asks for is written."""
        self.assertTrue(
            page.has_focus(f"[data-criterion='{rows[0]}'] [data-value='1']")
        )
        self._press(page, "5")
        page.wait_for(f"[data-criterion='{rows[0]}'] textarea")
        self._press(page, "Tab")
        self.assertTrue(page.has_focus(f"[data-criterion='{rows[0]}'] textarea"))
        page.type("Seen in May")
        self._press(page, "Tab", "1", "ArrowRight")
        self.assertTrue(
            page.has_focus(f"[data-criterion='{rows[1]}'] [data-value='2']")
        )
        self._press(page, "ArrowDown", "0")
        self._wait_saved(page)
        self.assertTrue(
            page.has_focus(f"[data-criterion='{rows[2]}'] [data-value='0']")
        )
        for __ in rows[3:-1]:
            self._press(page, "ArrowDown", "3")
        self._wait_saved(page)
        self.assertFalse(page.get_focus()["lost"])

    def test_comment_by_keyboard(self):
        """The button that opens a comment goes away; the focus is in the comment."""
        with open_page(self) as page:
            page.resize(1400)
            self._open_sheet(page)
            row = self._get_rows(page)[0]
            self._press(page, "3", "Tab", "Enter")
            page.wait_for(f"[data-criterion='{row}'] textarea:focus")
            page.type("x")
            self._press(page, "Backspace")
            self.assertTrue(page.has_focus(f"[data-criterion='{row}'] textarea"))
            page.type("Helps others")
            self._press(page, "Tab")
            self._wait_saved(page)
        self.assertEqual(self._get_answers()[row], (3, False, "Helps others"))

    def test_decision_by_keyboard(self):
        appraisal = self.records["undecided"]
        rating = ".modal [name='behaviour_rating'] input"
        with open_page(self) as page:
            page.resize(1400)
            page.login(self.boss)
            page.show("action_my_team", record=appraisal)
            page.wait_for("[name=action_decide]")
            self._tab_to(page, "[name=action_decide]")
            page.press("Enter")
            page.wait_for(".modal .o_asn_explanation table")
            self._tab_to(page, rating)
            self._press(page, "ArrowUp")
            page.wait_for(".modal [name='behaviour_reason'] textarea")
            self._tab_to(page, ".modal [name='behaviour_reason'] textarea")
            page.type("Fewer visits than planned")
            self._tab_to(page, ".modal [name='action_apply']")
            page.press("Enter")
            page.wait("!document.querySelector('.modal')")
        outcome = appraisal.outcome_ids
        outcome.invalidate_recordset()
        self.assertEqual(outcome.state, "decided")
        self.assertEqual(outcome.behaviour_rating, "meets")
        self.assertIn("Fewer visits than planned", str(outcome.behaviour_reason))

    # ------------------------------------------------------------
    # FINGER
    # ------------------------------------------------------------

    def test_sheet_by_touch(self):
        with open_page(self) as page:
            page.resize(390, touch=True)
            self._open_sheet(page)
            self._check_targets(page)
            rows = self._get_rows(page)
            page.tap(f"[data-criterion='{rows[0]}'] .o_asn_pill_none")
            for row in rows[1:]:
                page.tap(f"[data-criterion='{row}'] [data-value='4']")
            page.tap(f"[data-criterion='{rows[1]}'] .o_asn_add_comment")
            page.wait_for(f"[data-criterion='{rows[1]}'] textarea:focus")
            page.type("Helps others")
            page.tap(".o_asn_submit")
            page.wait_for(".o_asn_sheet_thanks")
        answers = self._get_answers()
        self.assertEqual(answers[rows[0]], (None, True, ""))
        self.assertEqual(answers[rows[1]], (4, False, "Helps others"))
        self.assertEqual(self.records["form"].state, "submitted")

    def _check_targets(self, page):
        """All that is touched in answering is large enough for a thumb."""
        for width in (390, 360):
            page.resize(width, touch=True)
            small = page.run(SMALL % TARGET)
            self.assertFalse(small, f"Smaller than {TARGET} px at {width} px")
