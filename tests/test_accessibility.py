# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Every page is looked at by axe-core, on a desk, on a phone and at 200 %."""

from typing import NamedTuple

from .browser import open_page
from .browser_common import BrowserCommon
from .browser_talk import TALK_PLACES

AREA = ".o_action_manager .o_content"
TABS = ".o_notebook_headers .nav-link"
RECORDS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost), .o_group_header"
EMPTY = ".o_view_nocontent"
# Core's own widgets inside our views, which we cannot change: rule and element.
CORE = {
    # attributes that mean nothing on the role they are on
    "aria-allowed-attr": ".o_progress, .o_tag, .o_select_menu, .o_select_menu *, "
    ".o-dropdown, .o-autocomplete--input",
    "aria-prohibited-attr": ".o_field_daterange .fa-long-arrow-right",
    # role="tab" without a list of tabs around it
    "aria-required-parent": TABS,
    "autocomplete-valid": ".o_select_menu_toggler",
    # the column chooser, photographs beside their name, boxes that choose rows
    "button-name": ".o_list_actions_header .o-dropdown",
    "image-alt": ".o-mail-Avatar img",
    "label": ".o_list_renderer input[type=checkbox], .o_tree_editor input",
    # the editor of conditions
    "select-name": ".o_tree_editor select",
    "color-contrast": ".o_tree_editor *",
    # a wide table inside a form, on a phone
    "scrollable-region-focusable": ".o_field_x2many .o_list_renderer",
}
# What scrolls sideways by itself: tables, the tabs and the steps above a form.
SCROLLERS = (
    ".o_list_renderer, .o_notebook_headers, .o_statusbar_status, .table-responsive"
)


class Place(NamedTuple):
    """A page that somebody opens.

    `user` and `record` are names of `BrowserCommon`, `ready` is a CSS selector of what
    the page shows when it is there, `known` what is left out of the check.
    """

    user: str
    action: str
    record: str | None
    ready: str
    known: dict = CORE


PLACES = [
    Place("rater", "action_my_evaluations", None, RECORDS),
    Place("rater", "action_my_evaluations", "form", ".o_asn_sheet"),
    Place("rater", "action_my_appraisals", None, RECORDS),
    Place("rater", "action_my_appraisals", "published", TABS),
    Place("boss", "action_team_board", None, RECORDS),
    Place("boss", "action_my_team", None, RECORDS),
    Place("boss", "action_my_team", "undecided", "[name=action_decide]"),
    Place("manager", "action_asn_appraisal_cycle", None, RECORDS),
    Place("manager", "action_asn_appraisal_cycle", "cycle", TABS),
    Place("manager", "action_asn_appraisal_cycle", "draft", TABS),
    Place("manager", "action_asn_appraisal", None, RECORDS),
    Place("manager", "action_monitor_evaluations", None, RECORDS),
    Place("manager", "action_asn_appraisal_board", None, RECORDS),
    Place("manager", "action_asn_appraisal_outcome", None, RECORDS),
    Place("manager", "action_asn_appraisal_outcome", "outcome", TABS),
    Place("manager", "action_asn_rating_method", "method", TABS),
    Place("manager", "action_asn_appraisal_template", "template", TABS),
    Place("bare", "action_my_evaluations", None, EMPTY),
    Place("bare", "action_my_appraisals", None, EMPTY),
    Place("bare", "action_my_team", None, EMPTY),
]
# The last place of the boss is where the wizard of a decision opens.
PLACES = [*(Place(*place) for place in TALK_PLACES), *PLACES]
PEOPLE = {place.user for place in PLACES}
READERS = {"rater", "boss"}  # their pages are read by everybody, in both languages


class Walk(BrowserCommon):
    """Opens the places of people one after the other and notes what is wrong."""

    places: list[Place]

    # ------------------------------------------------------------
    # LOOKING
    # ------------------------------------------------------------

    def _walk(self, page, users, look):
        """Open every place of the users, and the wizard of a decision.

        Args:
            page: the browser's page.
            users: names of users.
            look: function of a name for messages, an area and what is known.
        """
        for user in sorted(users):
            page.login(getattr(self, user))
            for place in self.places:
                if place.user == user:
                    self._visit(page, place, look)
            self._visit_more(page, user, look)

    def _visit_more(self, page, user, look):
        """Look at what is reached from the user's last place alone: a dialog."""

    def _visit(self, page, place, look):
        page.show(place.action, record=self.records.get(place.record))
        page.wait_for(place.ready)
        name = f"{place.user} {place.action} {place.record or ''}"
        look(name, AREA, place.known)
        for number in range(1, page.run(f"document.querySelectorAll('{TABS}').length")):
            page.run(f"document.querySelectorAll('{TABS}')[{number}].click()")
            page.wait(f"document.querySelectorAll('{TABS}.active').length")
            page.wait(
                f"document.querySelectorAll('{TABS}')[{number}].matches('.active')"
            )
            look(f"{name} tab {number}", f"{AREA} .o_notebook_content", place.known)

    def _check(self, page, size):
        """Return a function that notes what is wrong on a screen of this size."""
        look_cut = self._look_cut(page, size)

        def look(name, area, known):
            for problem in page.check(area, known):
                self.problems.append(f"{size}, {name}: {problem}")
            look_cut(name, area, known)

        return look

    def _look_cut(self, page, size):
        """Return a function that notes what is cut off on a screen of this size."""

        def look(name, area, known):
            for problem in page.get_cut_off(area, SCROLLERS):
                self.problems.append(f"{size}, {name}: {problem}")

        return look

    def _speak(self, lang):
        for user in {place.user for place in self.places}:
            getattr(self, user).lang = lang
        self.env.flush_all()

    def setUp(self):
        super().setUp()
        self.problems = []

    def _report(self):
        self.assertFalse(self.problems, "\n" + "\n".join(self.problems))


class TestAccessibility(Walk):
    places = PLACES

    def _visit_more(self, page, user, look):
        if user == "boss":
            page.run("document.querySelector('[name=action_decide]').click()")
            page.wait_for(".modal .o_asn_explanation table")
            look("wizard", ".modal-content", CORE)

    def test_desk(self):
        """1400 px, in English."""
        with open_page(self) as page:
            page.resize(1400)
            self._walk(page, PEOPLE, self._check(page, "1400 px en"))
        self._report()

    def test_zoom(self):
        """1400 px at 200 % is 700 px; in Indonesian, whose words are longer."""
        self._speak("id_ID")
        with open_page(self) as page:
            page.resize(700, height=450)
            self._walk(page, PEOPLE, self._look_cut(page, "200 % id"))
        self._report()

    def test_phone(self):
        """390 px in Indonesian, and the narrowest phones: 360 px."""
        self._speak("id_ID")
        with open_page(self) as page:
            page.resize(390, touch=True)
            check = self._check(page, "390 px id")
            narrow = self._look_cut(page, "360 px id")

            def look(name, area, known):
                check(name, area, known)
                page.resize(360, touch=True)
                narrow(name, area, known)
                page.resize(390, touch=True)

            self._walk(page, PEOPLE, look)
        self._report()

    def test_phone_in_english(self):
        """What everybody reads, in the other language."""
        with open_page(self) as page:
            page.resize(390, touch=True)
            self._walk(page, READERS, self._look_cut(page, "390 px en"))
        self._report()
