# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The pages about raters: links and posters, guide, orders, conflicts, reminders.

Inbox, notice and grid are in ``test_inbox_pages.py``, nominations and declines in
``test_accessibility_nomination.py``, boards in ``test_accessibility.py``.
"""

from odoo import fields

from odoo.addons.asn_appraisal.tests.link_common import LinkCommon

from .browser import STILL, get_axe, open_page
from .test_accessibility import EMPTY, RECORDS, Place, Walk

PLACES = [
    Place("boss", "action_asn_appraisal_link", None, RECORDS),
    Place("boss", "action_asn_appraisal_link", "poster", "[name=action_print_poster]"),
    Place("boss", "action_asn_appraisal_link", "mail", "[name=email]"),
    Place("boss", "action_my_delegations", None, RECORDS),
    Place("boss", "action_my_delegations", "acting", "[name=date_end]"),
    Place("manager", "action_asn_appraisal_link", None, RECORDS),
    Place("manager", "action_asn_appraisal_acting", None, RECORDS),
    Place("manager", "action_asn_appraisal_acting", "acting", "[name=date_end]"),
    Place("manager", "action_asn_appraisal_draw", None, EMPTY),
    Place("manager", "action_asn_rater_conflict", None, RECORDS),
    Place("manager", "action_asn_rater_role", None, RECORDS),
    Place("manager", "action_asn_appraisal_pledge", None, EMPTY),
    Place("manager", "action_asn_appraisal_extension", None, EMPTY),
    Place("manager", "action_asn_appraisal_nudge", None, EMPTY),
    Place("manager", "action_asn_appraisal_rater_statistic", None, EMPTY),
    Place("rater", "action_guide", None, ".o_asn_guide_chapter"),
]
PEOPLE = {place.user for place in PLACES}


class TestAccessibilityRater(Walk):
    places = PLACES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        poster, mail = cls._make_links()
        today = fields.Date.today()
        acting = cls.env["asn.appraisal.acting"].with_user(cls.boss)
        acting = acting.create(
            {
                "kind": "delegate",
                "employee_id": cls.members[1].id,
                "replaced_id": cls.superior.id,
                "date_start": fields.Date.add(today, days=30),
                "date_end": fields.Date.add(today, days=40),
            }
        )
        cls.env["asn.rater.conflict"].with_user(cls.manager).create(
            {
                "employee_id": cls.members[2].id,
                "other_id": cls.members[3].id,
                "reason": "Married",
            }
        )
        cls.records |= {"poster": poster, "mail": mail, "acting": acting}
        cls.env.flush_all()

    @classmethod
    def _make_links(cls):
        """Make a poster and a link by mail about a teacher."""
        cls.cycle = LinkCommon._teacher_cycle.__func__(
            cls, date_start="2050-01-01", date_end="2050-12-31"
        )
        cls._launch()
        Link = cls.env["asn.appraisal.link"].with_user(cls.boss)
        common = {
            "appraisal_id": cls.cycle.appraisal_ids.id,
            "expires_on": "2099-12-31",
            "lang": "id_ID",
        }
        pupil = cls.env.ref("asn_appraisal.role_pupil")
        parent = cls.env.ref("asn_appraisal.role_parent")
        return Link.create(
            [
                common | {"role_id": pupil.id, "label": "7A"},
                common
                | {
                    "role_id": parent.id,
                    "label": "Parents' council",
                    "kind": "personal",
                    "email": "outside@example.com",
                },
            ]
        )

    def test_desk(self):
        """1400 px, in English."""
        with open_page(self) as page:
            page.resize(1400)
            self._walk(page, PEOPLE, self._check(page, "1400 px en"))
        self._report()

    def test_phone(self):
        """390 px in Indonesian."""
        self._speak("id_ID")
        with open_page(self) as page:
            page.resize(390, touch=True)
            self._walk(page, PEOPLE, self._check(page, "390 px id"))
        self._report()

    def test_poster(self):
        """What is printed, read on a screen."""
        poster = self.records["poster"]
        url = f"{self.base_url()}/report/html/asn_appraisal.report_link_poster/"
        with open_page(self) as page:
            page.resize(800)
            page.login(self.boss)
            page.browser.navigate_to(f"{url}{poster.id}", wait_stop=True)
            page.wait_for("main, .page, .article")
            page.run(f"{STILL}; {get_axe()}; true")
            self.problems += page.check("body", {})
        self._report()
