# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""How many learning hours (JP) a completed training is worth, and why.

Plain Python: no ORM and no text for people.
"""

from .count import Credit, Entry, Rule, Used, count, count_all

__all__ = ["Credit", "Entry", "Rule", "Used", "count", "count_all"]
