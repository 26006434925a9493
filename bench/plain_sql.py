# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The limit: the same rows of the same tables by ``INSERT … SELECT``.

Constraints, foreign keys and indexes work as ever, so no program that leaves such
rows behind can be quicker than this on the same server.
"""

import io
import time
from graphlib import TopologicalSorter

from odoo.tools import SQL


class Rows:
    """What a transaction has inserted, kept outside the database."""

    def __init__(self, cr, before):
        """Copy the rows that came after ``before``, see :func:`last_ids`."""
        self.data = {}
        self.count = 0
        grown = [t for t, last in last_ids(cr).items() if last > before[t]]
        for table in _in_order(cr, grown):
            buffer = io.BytesIO()
            query = SQL(
                "COPY (SELECT * FROM %s WHERE id > %s) TO STDOUT (FORMAT binary)",
                SQL.identifier(table),
                before[table],
            )
            cr.copy_expert(cr.mogrify(query.code, query.params).decode(), buffer)
            self.count += cr.rowcount
            self.data[table] = buffer.getvalue()

    def insert(self, cr):
        """Insert the rows again.

        :return: seconds that the ``INSERT … SELECT`` statements took
        """
        for table, data in self.data.items():
            name = f'"bench_{table}"'
            cr.execute(f'CREATE TEMP TABLE {name} (LIKE "{table}") ON COMMIT DROP')
            cr.copy_expert(f"COPY {name} FROM STDIN (FORMAT binary)", io.BytesIO(data))
            cr.execute(f"ANALYZE {name}")
        start = time.perf_counter()
        inserted = 0
        for table in self.data:
            cr.execute(f'INSERT INTO "{table}" SELECT * FROM "bench_{table}"')
            inserted += cr.rowcount
        seconds = time.perf_counter() - start
        assert inserted == self.count, (inserted, self.count)
        return seconds


def last_ids(cr):
    """Return ``{table: highest id}`` of all tables that have an id of numbers."""
    cr.execute(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'id'"
        " AND table_schema = current_schema() AND data_type = 'integer'"
        " AND table_name IN (SELECT relname FROM pg_stat_user_tables)"
    )
    ids = {}
    for (table,) in cr.fetchall():
        cr.execute(SQL("SELECT coalesce(max(id), 0) FROM %s", SQL.identifier(table)))
        ids[table] = cr.fetchone()[0]
    return ids


def _in_order(cr, tables):
    """Return tables so that each comes after those that it refers to."""
    cr.execute(
        "SELECT conrelid::regclass::text, confrelid::regclass::text"
        " FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid"
    )
    graph = {table: set() for table in tables}
    for table, target in cr.fetchall():
        if table in graph and target in graph:
            graph[table].add(target)
    return list(TopologicalSorter(graph).static_order())
