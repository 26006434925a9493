# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A copy of the test database, in which transactions end for good."""

from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.sql_db import close_db
from odoo.tests import BaseCase
from odoo.tools import config

from .beside_odoo import clone, drop


class CopyCase(BaseCase):
    """Tests on a database of their own; ``_make_world`` fills it once."""

    name = ""  # of the copy

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        source = config["db_name"]
        source = source if isinstance(source, str) else source[0]
        cls.database = f"{source}_{cls.name}"
        close_db(source)  # a database that is in use is not copied
        clone(source, cls.database)
        cls.addClassCleanup(drop, cls.database)
        cls.addClassCleanup(close_db, cls.database)
        cls.addClassCleanup(Registry.delete, cls.database)
        # Odoo would look for tests of each addon that it loads
        with patch.dict(config.options, {"test_enable": False}):
            registry = Registry(cls.database)
        with registry.cursor() as cr:
            cls._make_world(api.Environment(cr, SUPERUSER_ID, {}))

    @classmethod
    def _make_world(cls, env):
        """Fill the copy; it is committed afterwards."""

    def _transact(self, work, uid=SUPERUSER_ID):
        """Call ``work(env)`` in a transaction of its own, as a request does.

        A transaction that met another one is run again.

        :return: what ``work`` returned
        """
        with Registry(self.database).cursor() as cr:
            env = api.Environment(cr, uid, {})
            return retrying(lambda: work(env), env)
