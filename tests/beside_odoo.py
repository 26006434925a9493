# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""An Odoo that has our addons by pip alone, and what its databases hold."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from odoo import release
from odoo.tools import config

ROOT = Path(__file__).resolve().parent.parent
ODOO_HOME = Path(release.__file__).resolve().parent.parent

# Columns that tell when something was written, not what.
TIMES = ["create_date", "create_uid", "write_date", "write_uid"]

SCHEMA = """
    SELECT format('%s.%s %s %s', attrelid::regclass, attname,
                  format_type(atttypid, atttypmod), attnotnull)
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm')
       AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('sequence %s', relname) FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
"""


def run(*command, log=None, **options):
    """Run a command to its end.

    :param Path log: where its output goes; it is returned otherwise
    :return: what it printed
    :raise AssertionError: with its last lines, when it fails
    """
    options = {"cwd": ROOT, "stdin": subprocess.DEVNULL} | options
    if "input" in options:
        del options["stdin"]
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,
    )
    if log:
        log.write_text(done.stdout)
    assert not done.returncode, done.stdout[:6000]
    return done.stdout


class BesideOdoo:
    """A venv that knows Odoo's source, but not this checkout's addons.

    :param Path folder: where all of it lives
    """

    def __init__(self, folder):
        self.folder = folder
        self.python = folder / "venv" / "bin" / "python"
        venv.create(folder / "venv", with_pip=False, symlinks=True)
        self.site = Path(
            sysconfig.get_path("purelib", vars={"base": str(folder / "venv")})
        )
        paths = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
        # What a plain `pip install` cannot bring: Odoo and its requirements.
        (self.site / "beside.pth").write_text("\n".join([*paths, str(ODOO_HOME)]))
        self.conf = folder / "odoo.conf"
        self.conf.write_text(
            "[options]\n"
            f"addons_path = {','.join(self._get_core_addons())}\n"
            f"data_dir = {config['data_dir']}\n"
            "max_cron_threads = 0\nworkers = 0\n"
        )

    @staticmethod
    def _get_core_addons():
        return [p for p in config["addons_path"] if Path(p).is_relative_to(ODOO_HOME)]

    def pip(self, *arguments):
        """Run pip for this venv, which reaches no registry."""
        return run(sys.executable, "-m", "pip", "--python", self.python, *arguments)

    def odoo(self, name, *arguments, **options):
        """Run Odoo; its log is kept as ``name`` and has neither warning nor error.

        :return: what it printed
        """
        log = self.folder / f"{name}.log"
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        command = [self.python, "-W", "ignore::DeprecationWarning", "-m", "odoo"]
        printed = run(*command, *arguments, log=log, env=environment, **options)
        run("checklog-odoo", "--no-err-if-empty", log)
        return printed

    def install(self, name, database, *arguments):
        """Start Odoo with ``arguments`` such as ``-i ADDON`` until they are done."""
        where = ["-c", self.conf, "-d", database, "--no-http", "--stop-after-init"]
        return self.odoo(name, *where, *arguments)

    def module(self, name, database, verb, addon):
        """Run ``odoo module install|upgrade|uninstall``."""
        return self.odoo(name, "module", verb, "-c", self.conf, "-d", database, addon)

    def shell(self, name, database, script):
        """Let ``odoo shell`` run a script."""
        return self.odoo(
            name, "shell", "-c", self.conf, "-d", database, "--no-http", input=script
        )


def lib(script):
    """Run lines of shell with the functions of scripts/lib.sh."""
    return run("bash", "-c", f". scripts/lib.sh && enter && {script}").strip()


def clone(source, target):
    """Copy a database; ``base`` names the template with what our addons need."""
    lib(f'db_clone "{"$(base_db)" if source == "base" else source}" "{target}"')


def drop(*databases):
    """Drop databases with their files, whoever is connected."""
    lib(" && ".join(f'db_drop "{name}"' for name in databases))


@contextmanager
def cursor(database):
    """Give a cursor on a database that Odoo is not running on."""
    with closing(psycopg2.connect(dbname=database)) as connection:
        yield connection.cursor()


def read(database, query, *values):
    """Return the rows of a query."""
    with cursor(database) as cr:
        cr.execute(query, values or None)
        return cr.fetchall()


def get_content(database, skip=()):
    """Return all that a database holds, apart from times of writing.

    :param skip: names of tables, or ``table.column``, to leave out
    :return: dict of table name to Counter of rows as text; the key ``schema`` holds
        columns, indexes, constraints and sequences
    """
    content = {"schema": Counter(row for (row,) in read(database, SCHEMA))}
    with cursor(database) as cr:
        cr.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        for (table,) in cr.fetchall():
            if table in skip:
                continue
            columns = [part[2] for s in skip if (part := s.partition("."))[0] == table]
            cr.execute(
                f'SELECT (to_jsonb(t) - %s)::text FROM "{table}" t',  # noqa: S608
                [TIMES + columns],
            )
            content[table] = Counter(row for (row,) in cr.fetchall())
    return content


def get_changes(before, after):
    """Return a readable list of what two contents do not have in common.

    Of a row that is in both under one id, only the columns that differ are told.
    """
    changes = []
    for table in sorted(before.keys() | after.keys()):
        old, new = before.get(table, Counter()), after.get(table, Counter())
        gone, come = _by_id(old - new), _by_id(new - old)
        for key in sorted(gone.keys() | come.keys()):
            was, is_ = gone.get(key, {}), come.get(key, {})
            columns = {c for c in was.keys() | is_.keys() if was.get(c) != is_.get(c)}
            values = {c: (was.get(c), is_.get(c)) for c in sorted(columns)}
            changes.append(f"{table} {key}: {values}"[:500])
    return changes


def _by_id(rows):
    """Return ``{id, or the row's text: row as dictionary}``."""
    found = {}
    for text in rows:
        row = json.loads(text) if text.startswith("{") else {"definition": text}
        found[str(row.get("id", text))] = row
    return found
