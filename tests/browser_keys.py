# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The keyboard as people use it who have no mouse."""


class Keys:
    """Presses keys, and sees after each where the focus is."""

    def _press(self, page, *keys, shift=False):
        """Press keys, and see after each that the focus is there and is seen."""
        for key in keys:
            page.press(key, shift=shift)
            focus = page.get_focus()
            self.assertFalse(focus["lost"], f"The focus is lost after {key}")
            self.assertFalse(focus["covered"], f"Not to be seen: {focus['html']}")
            self.assertTrue(focus["marked"], f"Focus not marked: {focus['html']}")

    def _tab_to(self, page, selector, shift=False):
        """Press Tab until an element has the focus, as one would."""
        for __ in range(120):
            if page.has_focus(selector):
                return
            self._press(page, "Tab", shift=shift)
        self.fail(f"Tab does not reach {selector}")
