# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..raters import find_refusal
from .asn_rater_choice import CHOSEN_KINDS


class AsnAppraisalAssignment(models.AbstractModel):
    """Why somebody may not rate, in the language of whoever asks."""

    _inherit = "asn.appraisal.assignment"

    @api.model
    def _get_refusals(self, appraisal, role, employees):
        """Say who may not rate, and why.

        Whether somebody is asked already is not looked at: it is nobody's business who
        only wants to know who is eligible.

        :param appraisal: one asn.appraisal
        :param dict role: of its frozen form
        :param employees: hr.employee, any
        :return: dict of employee's id to a sentence; who may rate is not in it
        """
        cycle = appraisal.sudo().cycle_id
        template = appraisal.sudo().template_id
        case = self._get_case(appraisal)
        world = self._get_world(cycle, [case], [role], employees)
        rule = self._get_rule(cycle._get_frozen_form(template), template, role)
        found = {}
        # sudo: hr.employee - the name of somebody the caller has chosen
        for employee in employees.sudo():
            rater = world.people[employee.id]
            if refusal := find_refusal(case, rule, rater, world):
                found[employee.id] = self._describe_refusal(
                    refusal, employee, appraisal.sudo().employee_id
                )
        return found

    @api.model
    def _explain(self, appraisal):
        """Say of everybody near a person who rates, who could, and why others cannot.

        :param appraisal: one asn.appraisal, whose user may read who is asked
        :return: list of dicts: ``role_id``, ``rater_id``, ``state`` and ``reason``
        """
        # sudo: appraisal, hr.employee - HR looks at who stands where
        appraisal = appraisal.sudo()
        cycle, template = appraisal.cycle_id, appraisal.template_id
        form, case = cycle._get_frozen_form(template), self._get_case(appraisal)
        roles = [role for role in form["roles"] if role["kind"] in CHOSEN_KINDS]
        near = self.sudo()._find_near(case, roles)
        world = self._get_world(cycle, [case], roles, near)
        asked = appraisal.evaluation_ids.filtered(lambda f: f.state != "cancelled")
        asked = {(form.role_id.id, form.rater_id.id) for form in asked}
        found = []
        for role in roles:
            rule = self._get_rule(form, template, role)
            for rater in world.get_candidates(case, rule):
                refusal = find_refusal(case, rule, rater, world)
                is_asked = (rule.role, rater.id) in asked
                state = "asked" if is_asked else "refused" if refusal else "eligible"
                names = near.browse(rater.id), appraisal.employee_id
                reason = state == "refused" and self._describe_refusal(refusal, *names)
                found.append(
                    {
                        "role_id": rule.role,
                        "rater_id": rater.id,
                        "state": state,
                        "reason": reason,
                    }
                )
        return found

    @api.model
    def _find_near(self, case, roles):
        """Return who is in a pool, also those who cannot log in or are archived."""
        own = {id_ for id_ in (case.person, case.superior) if id_}
        places = self._get_places_domain([case], own, roles)
        Employee = self.env["hr.employee"].with_context(active_test=False)
        return Employee.search(places)

    @api.model
    def _describe_refusal(self, refusal, rater, person):
        """Return a sentence.

        :param refusal: raters.Refusal
        :param rater: hr.employee who is refused
        :param person: hr.employee who is appraised
        """
        names = {"rater": rater.name, "person": person.name}
        numbers = refusal.numbers
        if refusal.reason == "days":
            return self.env._(
                "%(rater)s and %(person)s worked in the same unit for %(days)s of the "
                "%(needed)s days needed.",
                **names,
                **numbers,
            )
        if refusal.reason == "load":
            return self.env._(
                "%(rater)s would have forms for %(minutes)s minutes, at most %(limit)s "
                "are allowed.",
                **names,
                minutes=-(-numbers["seconds"] // 60),
                limit=numbers["limit"] // 60,
            )
        return self._get_reasons(names)[refusal.reason]

    @api.model
    def _get_reasons(self, names):
        return {
            "self": self.env._("%(person)s is the person appraised.", **names),
            "other": self.env._("Only %(person)s rates as “self”.", **names),
            "archived": self.env._("%(rater)s is archived.", **names),
            "company": self.env._("%(rater)s belongs to another company.", **names),
            "no_user": self.env._("%(rater)s has no user and cannot log in.", **names),
            "superior": self.env._(
                "%(rater)s is the appraiser of %(person)s.", **names
            ),
            "subordinate": self.env._("%(rater)s is led by %(person)s.", **names),
            "above": self.env._("%(rater)s is a superior of the appraiser.", **names),
            "not_led": self.env._("%(rater)s is not led by %(person)s.", **names),
            "team": self.env._(
                "%(rater)s and %(person)s have not the same unit and superior.", **names
            ),
            "unit": self.env._(
                "%(rater)s and %(person)s are not in the same unit.", **names
            ),
            "branch": self.env._(
                "%(rater)s and %(person)s are not in the same branch.", **names
            ),
            "conflict": self.env._(
                "Between %(rater)s and %(person)s there is a recorded conflict of "
                "interest.",
                **names,
            ),
            "objection": self.env._(
                "Between %(rater)s and %(person)s an objection is open.", **names
            ),
            "mutual": self.env._(
                "%(person)s rates %(rater)s already, and mutual ratings are not "
                "allowed.",
                **names,
            ),
        }
