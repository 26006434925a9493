# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who somebody's superiors and units are, for what people say to each other."""

from odoo.fields import Domain

# Appraisals on which the appraiser still works.
OPEN_APPRAISALS = ("planning", "agreed", "evaluation", "rated")


def get_own_employees(env):
    """Return the employee records of the user, in all companies."""
    # sudo: res.users - one's own records; they are only compared and named
    return env.user.sudo().employee_ids


def get_author(env):
    """Return the employee as whom the user speaks here, or none."""
    own = get_own_employees(env)
    return own.filtered(lambda employee: employee.company_id == env.company) or own[:1]


def get_team_ids(env):
    """Return the ids of those led by the user today or in an open appraisal.

    :param env: Environment of the user in question
    """
    own = get_own_employees(env)
    # sudo: hr.employee, asn.appraisal - who leads whom is public in the org chart
    team = env["hr.employee"].sudo().search([("parent_id", "in", own.ids)])
    appraisals = env["asn.appraisal"].sudo()
    open_ones = appraisals.search_fetch(
        [("superior_id", "in", own.ids), ("state", "in", OPEN_APPRAISALS)],
        ["employee_id"],
    )
    return ((team | open_ones.employee_id) - own).ids


def get_superiors(employee):
    """Return today's superior and the appraisers of open appraisals.

    :param employee: one hr.employee, or none
    :return: hr.employee with sudo, for their names
    """
    # sudo: hr.employee, asn.appraisal - who leads whom is public in the org chart
    employee = employee.sudo()
    appraisals = employee.env["asn.appraisal"].search_fetch(
        [("employee_id", "=", employee.id), ("state", "in", OPEN_APPRAISALS)],
        ["superior_id"],
    )
    return (employee.parent_id | appraisals.superior_id) - employee


def can_rate(employee):
    """Tell whether somebody is still there and has an account to rate with.

    :param employee: one hr.employee with sudo, or none
    """
    return employee.active and employee.user_id.active


def get_unit_ids(env):
    """Return the ids of the departments in which the user works or that they lead."""
    own = get_own_employees(env)
    led = env["asn.appraisal"]._get_led_departments()
    return (own.department_id | led).ids


def among(field, ids):
    """Return the domain of records whose ``field`` is one of ``ids``."""
    return Domain(field, "in", list(ids))
