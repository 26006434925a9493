# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Which counts of people can be shown to everybody, so that nobody is told apart.

Plain Python: no ORM and no text for people.
"""

from .cells import Protected, is_safe, protect

__all__ = ["Protected", "is_safe", "protect"]
