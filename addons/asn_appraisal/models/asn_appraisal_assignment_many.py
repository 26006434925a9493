# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..raters import find_refusal

# Where somebody works was looked at when they were chosen: a new superior or another
# unit since then takes nobody off a list.
PLACES = ("team", "unit", "branch", "not_led", "days")


class AsnAppraisalAssignment(models.AbstractModel):
    """Raters of one kind for many people, whom somebody has chosen."""

    _inherit = "asn.appraisal.assignment"

    @api.model
    def _get_candidates(self, appraisal, role):
        """Return who is looked at for a role, eligible or not.

        :param appraisal: one asn.appraisal
        :param dict role: of its frozen form
        :return: hr.employee
        """
        appraisal = appraisal.sudo()
        cycle, case = appraisal.cycle_id, self._get_case(appraisal)
        world = self._get_world(cycle, [case], [role])
        rule = self._get_frozen_rule(appraisal, role)
        people = world.get_candidates(case, rule)
        ids = [person.id for person in people if person.id != case.person]
        return self.env["hr.employee"].browse(sorted(ids))

    @api.model
    def _get_frozen_rule(self, appraisal, role):
        template = appraisal.template_id
        form = appraisal.cycle_id._get_frozen_form(template)
        return self._get_rule(form, template, role)

    @api.model
    def _ask_many(self, cycle, role, wanted):
        """Ask raters as ``_ask`` does, in a constant number of queries.

        The caller has checked who may ask. Who is no longer eligible is left out.

        :param cycle: one asn.appraisal.cycle, in the name of the code
        :param dict role: of the frozen form
        :param list wanted: pairs of asn.appraisal and hr.employee
        :return: the forms that were not there before or were taken back
        """
        Form = self.env["asn.appraisal.evaluation"]
        wanted = self._leave_out(cycle, role, wanted)
        appraisals = self.env["asn.appraisal"].union(*(pair[0] for pair in wanted))
        known = Form.search_fetch(
            [("appraisal_id", "in", appraisals.ids), ("role_id", "=", role["id"])],
            ["appraisal_id", "rater_id", "state"],
        ).grouped(lambda form: (form.appraisal_id, form.rater_id))
        back = Form.union(*(known.get(pair, Form) for pair in wanted))
        back = back.filtered(lambda form: form.state == "cancelled")
        back._reopen()
        shared = self._prepare_role_vals(role)
        forms = back | Form._workflow_insert(
            [
                self._prepare_evaluation_vals(appraisal)
                | shared
                | {"rater_id": rater.id}
                for appraisal, rater in wanted
                if (appraisal, rater) not in known
            ]
        )
        if not cycle.job:  # whose last step invites everybody
            self.env["asn.appraisal.job.notify"]._invite(forms)
        return forms

    @api.model
    def _leave_out(self, cycle, role, wanted):
        """Return the pairs of appraisal and rater without those who may not rate."""
        cases = {pair[0]: self._get_case(pair[0]) for pair in wanted}
        raters = self.env["hr.employee"].union(*(pair[1] for pair in wanted))
        world = self._get_world(cycle, cases.values(), [role], raters)
        found = []
        for appraisal, rater in wanted:
            rule = self._get_frozen_rule(appraisal, role)
            case, person = cases[appraisal], world.people[rater.id]
            refusal = find_refusal(case, rule, person, world)
            if not refusal or refusal.reason in PLACES:
                world.add(person.id, case.person, rule.role, rule.cost)
                found.append((appraisal, rater))
        return found
