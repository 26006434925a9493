# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The pages on which raters are proposed, approved and declined."""

from odoo.fields import Command

from .browser import open_page
from .test_accessibility import CORE, EMPTY, RECORDS, Place, Walk

PLACES = [
    Place("rater", "action_my_nominations", None, RECORDS),
    Place("rater", "action_my_nominations", "proposal", "[name=action_submit]"),
    Place("boss", "action_team_nominations", None, RECORDS),
    Place("boss", "action_team_nominations", "proposed", "[name=action_approve]"),
    Place("manager", "action_asn_appraisal_nomination", None, RECORDS),
    Place("manager", "action_asn_appraisal_decline", None, RECORDS),
    Place("manager", "action_asn_appraisal_decline", "decline", "[name=declined_on]"),
    Place("bare", "action_my_nominations", None, EMPTY),
    Place("bare", "action_team_nominations", None, EMPTY),
    Place("bare", "action_inbox", None, ".o_asn_inbox_empty"),
    Place("colleague", "action_inbox", None, ".o_asn_inbox_decline"),
]
PEOPLE = {place.user for place in PLACES}


class TestAccessibilityNomination(Walk):
    places = PLACES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.members[4].user_id
        form = cls.env.ref("asn_appraisal.template_staff")
        line = form.role_ids.filtered(lambda line: line.role_id.kind == "peer")
        line.proposal = "nomination"
        cls.population = cls.person | cls.members[1]
        cls.cycle = cls._cycle(
            nomination_end="2026-12-01", date_start="2050-01-01", date_end="2050-12-31"
        )
        cls._launch()
        found = cls.cycle.nomination_ids.grouped("employee_id")
        mine, proposed = found[cls.person], found[cls.members[1]]
        cls._propose(mine, cls.members[2])
        cls._propose(proposed, cls.members[3])
        proposed.with_user(cls.members[1].user_id).action_submit()
        cls.records |= {
            "proposal": mine,
            "proposed": proposed,
            "decline": cls._decline_one(),
        }
        cls.env.flush_all()

    @classmethod
    def _propose(cls, nomination, rater):
        own = nomination.with_user(nomination.employee_id.user_id)
        own.write({"line_ids": [Command.create({"rater_id": rater.id})]})

    @classmethod
    def _decline_one(cls):
        """Let a peer decline in the cycle in which all are asked."""
        forms = cls.cycles["evaluation"].appraisal_ids.evaluation_ids
        form = forms.filtered(lambda form: form.rater_id == cls.members[2])
        return form.with_user(form.rater_id.user_id)._decline(
            {"kind": "load", "reason": "Nine forms", "replacement_id": cls.head.id}
        )

    def _visit_more(self, page, user, look):
        if user == "colleague":
            page.run("document.querySelector('button.o_asn_inbox_decline').click()")
            page.wait_for(".modal [name=action_apply]")
            look("reason", ".modal-content", CORE)

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
