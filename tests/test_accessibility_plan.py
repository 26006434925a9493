# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The pages of plans, log and checks, looked at as all others are."""

from odoo import fields

from odoo.addons.asn_appraisal.tests.plan_common import PlanCommon

from .browser import open_page
from .test_accessibility import CORE, RECORDS, TABS, Place, Walk

INDICATOR = ".o_asn_indicator_toggle"
# Core's panel of people beside a list has buttons that fold it, without a name.
PANEL = CORE | {
    "button-name": CORE["button-name"]
    + ", .o_search_panel *, .o_search_panel_sidebar *"
}
PLACES = [
    Place("rater", "action_my_plans", None, RECORDS),
    Place("rater", "action_my_plans", "plan", ".o_asn_goal"),
    Place("rater", "action_my_plans", "change", ".o_asn_difference"),
    Place("rater", "action_my_progress", None, RECORDS),
    Place("rater", "action_my_progress", "entry", ".alert-warning"),
    Place("rater", "action_my_checks", "done", ".o_asn_check .o_asn_goal"),
    # first: a form opens on the tab that was looked at last
    Place("boss", "action_my_plans", "empty", ".o_asn_beginnings"),
    Place("boss", "action_team_plans", "plan", ".o_asn_goal"),
    Place("boss", "action_team_plans", "change", "[name=action_agree]"),
    Place("boss", "action_team_progress", None, RECORDS, PANEL),
    Place("boss", "action_team_progress", "entry", ".o_asn_files"),
    Place("boss", "action_team_checks", "due", ".o_asn_check .o_asn_goal"),
]


class TestAccessibilityPlan(Walk, PlanCommon):
    places = PLACES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.appraisal.cycle_id  # not the last of those that have no plans
        cls._agree()
        indicator = cls.plan.indicator_ids
        entry = cls._note(indicator, 5, fields.Date.today())
        cls._as_superior(entry).action_question("Where was it?")
        cls.env["ir.attachment"].with_user(cls.rater).create(
            {
                "name": "counter.txt",
                "raw": b"5 files",
                "res_model": entry._name,
                "res_id": entry.id,
            }
        )
        done, due = cls._as_superior(cls.appraisal.check_ids[:2])
        done.write({"rating": "meets", "comment": "Goes well"})
        done.action_complete()
        cls.plan.action_amend("More work")
        change = cls.appraisal.plan_ids.filtered(lambda plan: plan.version == 2)
        change = change.with_user(cls.rater)
        change.goal_ids.name = "Thirteen"
        change.action_submit()
        cls.records |= {
            "plan": cls.plan,
            "change": change,
            "entry": entry,
            "done": done,
            "due": due,
            "empty": cls._plan(cls.superior),
        }
        cls.env.flush_all()

    @classmethod
    def _cycle_with_planning(cls, year):
        # The browser's clock cannot be stopped: work is noted today.
        cls.population = cls.superior | cls.person
        return super()._cycle_with_planning(fields.Date.today().year)

    def _visit(self, page, place, look):
        super()._visit(page, place, look)
        if place.record == "plan":
            self._open_indicator(page, place, look)

    def _open_indicator(self, page, place, look):
        """Look at the chart of an indicator, and at the form that notes work for it."""
        page.run(f"document.querySelector('{TABS}').click()")
        page.wait_for(INDICATOR)
        page.run(f"document.querySelector('{INDICATOR}').click()")
        page.wait_for(".o_asn_burn_up canvas")
        look(f"{place.user} chart", ".o_asn_plan", place.known)
        if place.user == "rater":
            page.run("document.querySelector('.o_asn_note').click()")
            page.wait_for(".modal .o_asn_choice_made")
            look("rater note", ".modal-content", place.known)
            page.run("document.querySelector('.modal .o_asn_choice_again').click()")
            page.wait_for(".modal .o_asn_choice")
            look("rater choice", ".modal-content", CORE)
            page.run("document.querySelector('.modal .o_form_button_cancel').click()")
            page.wait("!document.querySelector('.modal')")

    def test_desk(self):
        """1400 px, in English."""
        with open_page(self) as page:
            page.resize(1400)
            self._walk(page, {"rater", "boss"}, self._check(page, "1400 px en"))
        self._report()

    def test_phone(self):
        """390 px in Indonesian."""
        self._speak("id_ID")
        with open_page(self) as page:
            page.resize(390, touch=True)
            self._walk(page, {"rater", "boss"}, self._check(page, "390 px id"))
        self._report()
