# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Measuring: time and queries of one call, rows as JSON and as a table."""

import gc
import json
import time
from dataclasses import dataclass

HEAD = (
    "name",
    "n",
    "seconds",
    "CPU s",
    "queries",
    "µs each",
    "× limit",
    "× faster than peer",
)


@dataclass(frozen=True)
class Sample:
    """What one call took.

    ``seconds`` of wall clock, ``queries`` sent to PostgreSQL, ``cpu`` seconds that this
    process worked, without PostgreSQL: what other work on the machine hardly changes.
    """

    seconds: float
    queries: int
    cpu: float | None = None


@dataclass(frozen=True)
class Row:
    """One line of the bench: the best of several samples, and what it is held against.

    ``n`` is the number of records worked on; ``limit_seconds`` is plain SQL for the
    same rows, ``peer_seconds`` Odoo's own way of doing as much; None where there is
    nothing to compare with.
    """

    name: str
    n: int
    seconds: float
    queries: int
    limit_seconds: float | None = None
    peer_seconds: float | None = None
    cpu: float | None = None

    def as_dict(self):
        """Return the row as ``.run/bench.json`` has it."""
        return {
            "name": self.name,
            "n": self.n,
            "seconds": round(self.seconds, 6),
            "cpu_seconds": _round(self.cpu),
            "queries": self.queries,
            "us_per_record": round(1e6 * self.seconds / self.n, 1),
            "limit_seconds": _round(self.limit_seconds),
            "ratio_to_limit": _ratio(self.seconds, self.limit_seconds),
            "peer_seconds": _round(self.peer_seconds),
            "ratio_to_peer": _ratio(self.peer_seconds, self.seconds),
        }


def measure(env, function, *, tidy=True):
    """Call ``function`` with cold ORM caches.

    :param env: the environment whose cursor counts the queries
    :param function: called without arguments
    :param bool tidy: collect garbage before, so that none of it falls into the time
    :return: ``(result, Sample)``
    """
    env.flush_all()
    env.invalidate_all()
    if tidy:
        gc.collect()
    queries, start = env.cr.sql_log_count, time.perf_counter()
    cpu = time.process_time()
    result = function()
    env.flush_all()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return result, Sample(seconds, env.cr.sql_log_count - queries, cpu)


def best(samples):
    """Return the quickest sample: noise of the machine only ever adds time."""
    return min(samples, key=lambda sample: sample.seconds)


def write(rows, path):
    """Write rows as JSON and print them as a table for people."""
    dicts = [row.as_dict() for row in rows]
    path.write_text(json.dumps(dicts, indent=2) + "\n", encoding="utf-8")
    lines = [HEAD, *(_as_text(row) for row in dicts)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        cells += [
            cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)
        ]
        print("| " + " | ".join(cells) + " |")
        if line is HEAD:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def _as_text(row):
    return (
        row["name"],
        f"{row['n']:,}",
        f"{row['seconds']:.3f}",
        "–" if row["cpu_seconds"] is None else f"{row['cpu_seconds']:.3f}",
        f"{row['queries']:,}",
        f"{row['us_per_record']:,.0f}",
        _show(row["ratio_to_limit"]),
        _show(row["ratio_to_peer"]),
    )


def _show(ratio):
    return "–" if ratio is None else f"{ratio:.1f}"


def _round(seconds):
    return None if seconds is None else round(seconds, 6)


def _ratio(one, other):
    return None if one is None or not other else round(one / other, 3)
