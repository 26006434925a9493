# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Odoo inside this process, without its server."""

import logging
import os

from odoo.modules.registry import Registry
from odoo.tools import config


def open_registry(database):
    """Load Odoo's registry of ``database`` with the settings of this checkout.

    :param str database: an initialized database
    :return: the registry
    """
    arguments = ["-c", os.environ["ODOO_RC"], "-d", database]
    config.parse_config(arguments, setup_logging=False)
    logging.basicConfig(level=logging.WARNING)
    return Registry(database)
