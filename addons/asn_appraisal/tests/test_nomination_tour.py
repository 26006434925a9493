# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import HttpCase, tagged

from .test_nomination import NominationCommon


@tagged("post_install", "-at_install")
class TestNominationTour(NominationCommon, HttpCase):
    """From the person's proposal to a rater who declines, in a browser."""

    def _tour(self, name, page, employee):
        self.start_tour(
            f"/odoo/action-asn_appraisal.{page}",
            f"asn_appraisal_nomination_{name}",
            login=employee.user_id.login,
        )
        self.env.invalidate_all()

    def test_nomination(self):
        self._launch()
        nomination = self._nomination()
        self._tour("propose", f"action_my_nominations/{nomination.id}", self.person)
        self.assertEqual(nomination.state, "submitted")
        self._tour("approve", f"action_team_nominations/{nomination.id}", self.superior)
        self.assertEqual(nomination.state, "approved")
        asked = self.members[1] | self.members[2] | self.members[4]
        self.assertEqual(self._get_raters(), asked)
        self._tour("decline", "action_inbox", self.members[4])
        form = self._evaluation(self.person, self.members[4])
        self.assertEqual(form.state, "declined")
        decline = self.env["asn.appraisal.decline"].search([("state", "=", "open")])
        self.assertEqual(decline.evaluation_id.id, form.id)
