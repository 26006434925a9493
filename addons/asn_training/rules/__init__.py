# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Which programmes follow from a published result, and why.

Plain values in, plain values out: nothing here knows Odoo.
"""

from .matching import Person, Rule, match, shown_mean

__all__ = ["Person", "Rule", "match", "shown_mean"]
