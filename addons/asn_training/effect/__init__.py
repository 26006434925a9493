# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What became of a value of people who learnt, beside people who did not.

Plain values in, plain values out; nothing of Odoo.
"""

from .change import LEAST_PEOPLE, Comparison, compare_changes, t_quantile

__all__ = ["LEAST_PEOPLE", "Comparison", "compare_changes", "t_quantile"]
