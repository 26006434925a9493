# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Until when somebody may object, on plain values and without Odoo."""

from .clock import LONGEST_BREAK, add_days, get_end, get_last_day, is_in_time

__all__ = ["LONGEST_BREAK", "add_days", "get_end", "get_last_day", "is_in_time"]
