# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import HttpCase, tagged

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestTour(AppraisalCommon, HttpCase):
    """One cycle played in a browser by everybody who takes part in it."""

    def _tour(self, name, user, action, record=None):
        url = f"/odoo/action-asn_appraisal.{action}"
        if record:
            url += f"/{record.id}"
        self.start_tour(url, f"asn_appraisal_{name}", login=user.login)

    def _rate(self, employee, rater):
        form = self._evaluation(employee, rater)
        self._tour("rate", rater.user_id, "action_my_evaluations", form)
        self.assertEqual(form.state, "submitted")

    def test_cycle(self):
        cycles = "action_asn_appraisal_cycle"
        self._tour("launch", self.manager, cycles, self.cycle)
        self._run_jobs()
        self._rate(self.person, self.person)
        self._rate(self.person, self.superior)
        self._rate(self.person, self.members[1])
        self._rate(self.superior, self.person)
        for form in self.cycle.appraisal_ids.evaluation_ids:
            if form.state != "submitted":
                self._answer(form, 3)
        self._tour("close_evaluation", self.manager, cycles, self.cycle)
        self._run_jobs()
        appraisal = self._appraisal()
        self._tour("decide", self.superior.user_id, "action_my_team", appraisal)
        self.assertEqual(appraisal.state, "rated")
        self._tour("publish", self.manager, cycles, self.cycle)
        self._run_jobs()
        self._tour("read_result", self.person.user_id, "action_my_appraisals")
