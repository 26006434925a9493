# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import UserError


def check_one(records):
    """Let a method that works on one record be called on one alone.

    Unlike ``ensure_one``, it answers in words for people: such a method can be called
    from outside, on any number of records.

    :raise UserError: for none, or for two and more
    """
    if len(records) != 1:
        raise UserError(
            records.env._(
                "This is possible for one record at a time; %s were chosen.",
                len(records),
            )
        )
