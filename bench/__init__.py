# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the main job costs, beside plain SQL and beside Odoo's own surveys.

``scripts/bench`` prepares the databases and starts :mod:`bench.__main__`.
"""
