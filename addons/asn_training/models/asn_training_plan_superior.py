# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from odoo.addons.asn_appraisal.models.asn_talk_people import can_rate


class AsnTrainingPlan(models.Model):
    """Who verifies a plan: the superior, or who acts for them by an order."""

    _inherit = "asn.training.plan"

    @api.model
    def _find_places(self, employees):
        """Return where people stand today, in a constant number of queries.

        :param employees: hr.employee with sudo
        :return: ``{employee id: values}`` of company, department and superior
        """
        superiors = self._find_superiors(employees)
        return {
            employee.id: {
                "company_id": employee.company_id.id,
                "department_id": employee.department_id.id,
                "superior_id": superiors[employee.id].id,
            }
            for employee in employees
        }

    @api.model
    def _find_superiors(self, employees):
        """Return who leads each person today.

        Orders and delegations that cover plans count, as in the appraisal itself.

        :param employees: hr.employee with sudo
        :return: ``{employee id: hr.employee}``, an empty one where there is none
        """
        # sudo: asn.appraisal.acting - who acts for whom is told to those led
        orders = (
            self.env["asn.appraisal.acting"]
            .sudo()
            .search(
                [
                    ("state", "=", "active"),
                    ("does_plans", "=", True),
                    ("company_id", "in", employees.company_id.ids),
                ]
            )
        )
        by_place = {
            (order.company_id, order.replaced_id.id, order.department_id.id): order
            for order in orders
        }
        return {e.id: self._find_superior(e, by_place) for e in employees}

    @api.model
    def _find_superior(self, employee, by_place):
        superior, unit = employee.parent_id, employee.department_id.id
        places = [(superior.id, unit), (superior.id, False)]
        if not superior.active:  # or none
            places.append((False, unit))
        for place in places:
            order = by_place.get((employee.company_id, *place))
            if order and order.employee_id != employee:
                return order.employee_id
        return superior if superior != employee else superior.browse()

    @api.model
    def _follow_superiors(self, companies=None):
        """Let open plans name who verifies today; twice is once.

        :param companies: res.company, or all
        """
        domain = [("state", "!=", "draft"), ("year", ">=", self._get_this_year() - 1)]
        if companies:
            domain.append(("company_id", "in", companies.ids))
        # sudo: asn.training.plan - a step of the workflow, by the organisation alone
        plans = self.sudo().search(domain)
        superiors = self._find_superiors(plans.employee_id)
        for superior, group in plans.grouped(
            lambda plan: superiors[plan.employee_id.id]
        ).items():
            changed = group.filtered(lambda plan, by=superior: plan.superior_id != by)
            changed._workflow_write({"superior_id": superior.id})
            changed.filtered(lambda plan: plan.state == "waiting")._ask_to_verify()

    def _has_able_superior(self):
        """Tell whether there is a superior who can log in and verify."""
        # sudo: hr.employee - whether there is an account to verify with
        return bool(can_rate(self.sudo().superior_id))


class AsnAppraisalActing(models.Model):
    """Development plans go with the appraisals to who acts, and back."""

    _inherit = "asn.appraisal.acting"

    def _start(self):
        result = super()._start()
        self.env["asn.training.plan"]._follow_superiors(self.company_id)
        return result

    def _finish(self):
        result = super()._finish()
        self.env["asn.training.plan"]._follow_superiors(self.company_id)
        return result

    def _end(self):
        result = super()._end()
        self.env["asn.training.plan"]._follow_superiors(self.company_id)
        return result
