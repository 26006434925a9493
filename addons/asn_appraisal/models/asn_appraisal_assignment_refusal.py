# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..raters import find_refusal


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
        world, cases = self._get_world(cycle, appraisal, [role], employees)
        rule = self._get_rule(cycle, appraisal.sudo().template_id, role)
        case = cases[appraisal.id]
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
