# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Tries every operation on every record as every actor, against the table."""

from unittest.mock import patch

from psycopg2 import IntegrityError
from psycopg2.errors import UndefinedTable

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_model import IrModelAccess
from odoo.addons.base.models.ir_rule import IrRule

from .access_common import AccessCommon
from .access_matrix import ACTORS, MATRIX, expand, parse

TABLE = parse(MATRIX)
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
# What is written: the first of these that a model has and that may well be written,
# for others a field of the workflow, which must be refused to everybody.
HARMLESS = ["resources", "answer", "decline_reason", "return_reason", "agenda"]
HARMLESS += ["description", "introduction", "message", "legal_reference", "innovation"]
HARMLESS += ["max_raters", "min_comments", "needs_innovation", "sequence", "rater_id"]
HARMLESS += ["predicate_id", "text", "comment", "strengths", "mean", "date_end"]
HARMLESS += ["issue_count", "problems", "problem", "minutes", "fewest", "percent"]
HARMLESS += ["parent_id", "question", "confirmed_on", "label", "client", "sent_on"]
HARMLESS += ["version", "found_count", "path", "is_present", "basis"]
HARMLESS += ["reason", "lot", "appraisal_id"]
HARMLESS += ["days", "told_count", "invited_count"]
HARMLESS += ["deviation_reason", "held_count"]
HARMLESS += ["note", "kept_count"]
HARMLESS += ["rank_need"]
HARMLESS += ["minimum", "participants"]
HARMLESS += ["level_id", "hours", "file_name"]
HARMLESS += ["dismiss_reason", "amount", "rule_ids", "enrolment_ids"]
HARMLESS += ["briefing_ids", "cycle_id"]


class _UndoError(Exception):
    """Thrown to take back what an actor was able to do."""


class AccessCheck(AccessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Refused all the same, without the long text, which costs most of the time.
        for model in (IrModelAccess, IrRule):
            cls.startClassPatcher(
                patch.object(model, "_make_access_error", lambda *args: AccessError(""))
            )

    def _find_deviations(self, model, actors=tuple(ACTORS), letters="rwcd"):
        """Yield a sentence for each cell of ``model`` that is not as expected."""
        for label, cells in TABLE[model]:
            for words in expand(label, self._get_possible(model)):
                yield from self._check_row(model, words, cells, actors, letters)

    def _check_row(self, model, words, cells, actors, letters):
        with self._undone():
            for actor in actors:
                record = self._prepare(model, words, actor)
                for letter in letters:
                    found = self._try(letter, record)
                    expected = [c for c in cells[actor] if c.lower() == letter]
                    if found != "".join(expected):
                        yield (
                            f"{model} {' '.join(words)}: {actor} ({ACTORS[actor]}), "
                            f"{OPERATIONS[letter]}: expected {expected}, found {found}"
                        )

    # ------------------------------------------------------------
    # OPERATIONS
    # ------------------------------------------------------------

    def _try(self, letter, record):
        """Return the letter of an operation, a capital or nothing, as in the table."""
        if letter == "r":
            return self._try_read(record)
        operation = OPERATIONS[letter]
        target = record.browse() if letter == "c" else record
        passes = target.has_access(operation)
        works = self._attempt(getattr(self, f"_prepare_{operation}")(record))
        if works:
            return letter if passes else f"{letter} in spite of the access lines"
        return letter.upper() if passes else ""

    def _attempt(self, call):
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                call()
                raise _UndoError
        except _UndoError:
            return True
        except (UserError, IntegrityError, UndefinedTable):  # a view has no table
            return False

    def _prepare_write(self, record):
        fields = record._fields
        name = next(name for name in HARMLESS if name in fields)
        value = fields[name].convert_to_write(record.sudo()[name], record)
        vals = {name: value or "x" if fields[name].type in ("char", "text") else value}
        return lambda: (record.write(vals), record.env.flush_all())

    def _prepare_create(self, record):
        vals = record.sudo().copy_data()[0]
        return lambda: (record.browse().create(vals), record.env.flush_all())

    def _prepare_unlink(self, record):
        return record.unlink

    def _try_read(self, record):
        """Look for a record in every way; all of them must agree."""
        ways = [name for name in READ_WAYS if self._sees(READ_WAYS[name], record)]
        if len(ways) == len(READ_WAYS):
            return "r"
        return ", ".join(ways)

    def _sees(self, way, record):
        try:
            return way(record)
        except UserError:
            return False


def _domain(record):
    return [("id", "=", record.id)]


READ_WAYS = {
    "check": lambda r: r.has_access("read"),
    "read": lambda r: bool(r.read(["display_name"])),
    "search": lambda r: bool(r.search(_domain(r))),
    "group": lambda r: r._read_group(_domain(r), [], ["__count"])[0][0] == 1,
    "name": lambda r: bool(r.name_search("", _domain(r))),
    "export": lambda r: bool(r.export_data(["display_name"])["datas"]),
}
