# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who rates whom: eligibility and the draw, on plain values and without Odoo.

Everything here is a pure function: the same people and the same seed give the same
raters, in whatever order they are handed in. Why somebody may not rate is a value, a
:class:`~raters.eligibility.Refusal`, which the models put into words.
"""

from .lots import ALGORITHM, Panel, draw
from .eligibility import Case, Person, Refusal, Rule, World, find_refusal, get_branch
from .together import days_together, spells

__all__ = [
    "ALGORITHM",
    "Case",
    "Panel",
    "Person",
    "Refusal",
    "Rule",
    "World",
    "days_together",
    "draw",
    "find_refusal",
    "get_branch",
    "spells",
]
