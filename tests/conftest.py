# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Lets Odoo's test classes be used here, outside any addon."""

import inspect

from odoo.tests import BaseCase


def pytest_pycollect_makeitem(obj):
    """Give a class the attributes that Odoo sets for tests of an addon only."""
    if inspect.isclass(obj) and issubclass(obj, BaseCase):
        if not hasattr(obj, "test_tags"):
            obj.test_tags = {"standard", "post_install"}
        obj.test_module = "tests"
