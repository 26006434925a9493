# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who acts in the demonstration data, and where they work."""

import json

from odoo.tools import file_open

PREFIX = "asn_appraisal.demo_"


def read(name):
    """Return the content of a JSON file of this folder."""
    with file_open(f"asn_appraisal/demo/{name}") as file:
        return json.load(file)


def as_user(records, user):
    """Return records as ``user`` sees them, in the language of ``user``."""
    return records.with_user(user).with_context(lang=user.lang)


def get_login(employee):
    """Return the login of an employee, which is the key of all scripts."""
    return employee.user_id.login


def get_unit(department):
    """Return the name of a demo department within its external id."""
    return department.get_external_id()[department.id].removeprefix(
        f"{PREFIX}department_"
    )


def get_profile(script, login, draw):
    """Return what others think of a person; most people do what is expected.

    :param dict script: with ``profiles``: ``{login: [result, behaviour]}``
    :param draw: function of names that returns a generator
    """
    levels = script["profiles"].get(login)
    if not levels:
        chance = draw("profile", login)
        levels = [chance.uniform(3.1, 3.8), chance.uniform(3, 3.8)]
    return dict(zip(("result", "behaviour"), levels, strict=True))
