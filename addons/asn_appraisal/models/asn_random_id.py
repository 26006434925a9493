# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets

from odoo.tools import SQL

# The upper half of what an id can be. Sequences count up from 1 and do not get there.
FIRST = 2**30


def insert_in_no_order(cr, table, rows, *, log_exceptions=True):
    """Insert rows whose ids tell nothing about when they came.

    Ids that count up are a clock: who watches them learns in which order people
    answered. An id that is taken is drawn again.

    :param cr: cursor
    :param str table: name of a table
    :param list rows: dictionaries of column and value, each with the same columns
    :param bool log_exceptions: False where the caller expects a refusal of the database
    :return: ids, in order of ``rows``
    """
    found = {}
    while len(found) < len(rows):
        waiting = [number for number in range(len(rows)) if number not in found]
        drawn = {FIRST + secrets.randbelow(FIRST): number for number in waiting}
        cr.execute(_get_query(table, rows, drawn), log_exceptions=log_exceptions)
        found |= {drawn[id_]: id_ for (id_,) in cr.fetchall()}
    return [found[number] for number in range(len(rows))]


def _get_query(table, rows, drawn):
    """Return the statement that inserts rows with ids, but those that are taken."""
    columns = map(SQL.identifier, ["id", *rows[0]])
    values = [(id_, *rows[number].values()) for id_, number in drawn.items()]
    return SQL(
        "INSERT INTO %s (%s) VALUES %s ON CONFLICT (id) DO NOTHING RETURNING id",
        SQL.identifier(table),
        SQL(", ").join(columns),
        SQL(", ").join(values),
    )
