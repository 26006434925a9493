# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.asn_appraisal_seal import REPEATED, SECRET
from ..models.asn_appraisal_seal_content import APPRAISAL, CYCLE, OUTCOME, RESULT
from ..sealing import canonical_json, fingerprint
from .seal_common import SealCommon

# What a column is changed to where its own kind of value is not enough.
SPECIAL = {"explanation": '{"predicate": "x"}', "details": '{"1": 1}'}
SPECIAL |= {"year_result": '{"predicate": "x"}'}
SEALED = {
    "asn.appraisal.outcome": ("outcome", OUTCOME),
    "asn.appraisal": ("appraisal", APPRAISAL),
    "asn.appraisal.cycle": ("cycle", CYCLE),
    "asn.appraisal.result": ("results", RESULT),
    "asn.appraisal.seal": ("seal", (*REPEATED, *SECRET)),
}


@tagged("post_install", "-at_install")
class TestSealTamper(SealCommon):
    """Whatever is changed, taken away or put in past Odoo is found, and named."""

    def setUp(self):
        super().setUp()
        # what somebody with the database's password would do first
        self._execute("SET LOCAL session_replication_role = replica")

    def _get_records(self):
        records = (
            *(self.outcome, self._appraisal(), self.cycle, self.seal),
            self.outcome.result_ids[0],
        )
        return {record._name: record for record in records}

    def _get_other(self, record, name):
        """Return another value of the kind of a column, as SQL takes it."""
        field = record._fields[name]
        if name in SPECIAL:
            return SPECIAL[name]
        return {
            "many2one": 2**30,
            "integer": 2**20,
            "float": 1.23,
            "boolean": not record[name],
            "date": "1999-01-01" if name == "date_start" else "2099-01-01",
            "datetime": "1999-01-01 00:00:00",
            "selection": "x",
        }.get(field.type, "other")

    # ------------------------------------------------------------
    # CHANGED
    # ------------------------------------------------------------

    def test_untouched(self):
        self.assertFalse(self._check())

    def test_every_sealed_column(self):
        for model, record in self._get_records().items():
            part, names = SEALED[model]
            for name in names:
                if (part, name) in (("seal", "number"), ("seal", "company_id")):
                    continue  # a place in a chain: below
                with self.subTest(f"{model}.{name}"), self.env.cr.savepoint() as undo:
                    self._tamper(record, name, self._get_other(record, name))
                    found = self._check()
                    paths = {path for kind, __, path in found if kind == "changed"}
                    hits = [
                        path
                        for path in paths
                        if path and path.startswith(part) and name in path
                    ]
                    # whoever points to another record is found there as well
                    is_key = (model, name) == ("asn.appraisal.outcome", "cycle_id")
                    self.assertTrue(hits or (is_key and paths), found)
                    undo.rollback()
                    self.env.invalidate_all()

    def test_state(self):
        for state in ("superseded", "decided", "suggested"):
            with self.subTest(state):
                self._tamper(self.outcome, "state", state)
                found = self._check()
                self.assertEqual(
                    found, {("changed", self.seal.number, "outcome.state")}
                )
        self._tamper(self.outcome, "state", "published")
        later = self._next_version()
        self._tamper(self.outcome, "state", "published")
        self.assertIn(("changed", self.seal.number, "outcome.state"), self._check())
        self._tamper(self.outcome, "state", "superseded")
        self.assertFalse(self._check())
        self._tamper(later, "state", "superseded")
        self.assertEqual(len(self._check()), 1)

    def test_frozen_rules(self):
        self._execute(
            "UPDATE asn_appraisal_cycle SET snapshot ="
            " jsonb_set(snapshot, '{method,kind}', '\"score\"') WHERE id = %s",
            self.cycle.id,
        )
        numbers = self.seals.mapped("number")
        self.assertEqual(self._check(), {("changed", n, "rules") for n in numbers})

    def test_group_results(self):
        line = self.outcome.result_ids[0]
        with self.env.cr.savepoint() as undo:
            self._execute("DELETE FROM asn_appraisal_result WHERE id = %s", line.id)
            self.assertEqual(len(self._check()), 1)
            undo.rollback()
        self.env.invalidate_all()
        names = [*line._workflow_fields, "sequence"]
        columns = SQL(", ").join(map(SQL.identifier, sorted({*names})))
        self._execute(
            "INSERT INTO asn_appraisal_result (%s) SELECT %s FROM asn_appraisal_result"
            " WHERE id = %s",
            columns,
            columns,
            line.id,
        )
        self.assertEqual(len(self._check()), 1)

    def test_comments(self):
        comment = self.outcome.comment_ids[0]
        for query in (
            "UPDATE asn_appraisal_comment SET text = 'other' WHERE id = %s",
            "UPDATE asn_appraisal_comment SET salt = 'other' WHERE id = %s",
            "DELETE FROM asn_appraisal_comment WHERE id = %s",
        ):
            with self.subTest(query), self.env.cr.savepoint() as undo:
                self._execute(query, comment.id)
                self.assertEqual(
                    self._check(), {("changed", self.seal.number, "comments")}
                )
                undo.rollback()
                self.env.invalidate_all()

    def test_content_and_hashes(self):
        for name in ("content", "hash", "previous"):
            with self.subTest(name), self.env.cr.savepoint() as undo:
                self._tamper(self.seal, name, "0" * 64)
                found = self._check()
                kinds = {(kind, number) for kind, number, __ in found}
                self.assertEqual(kinds, {("changed", self.seal.number)})
                undo.rollback()
                self.env.invalidate_all()

    def test_several_at_once(self):
        first, last = self.seals[0], self.seals[-1]
        self._tamper(first.outcome_id, "result_points", 5)
        self._tamper(first.appraisal_id, "job_title", "Head")
        self._tamper(last.outcome_id, "behaviour_reason", "x")
        self.assertEqual(
            self._check(),
            {
                ("changed", first.number, "outcome.result_points"),
                ("changed", first.number, "appraisal.job_title"),
                ("changed", last.number, "outcome.behaviour_reason"),
            },
        )

    # ------------------------------------------------------------
    # MISSING, INSERTED, REORDERED
    # ------------------------------------------------------------

    def _delete(self, record):
        self._execute(
            "DELETE FROM %s WHERE id = %s", SQL.identifier(record._table), record.id
        )

    def test_missing_seal(self):
        for seal in (self.seals[0], self.seal, self.seals[-1]):
            number = seal.number
            with self.subTest(number), self.env.cr.savepoint() as undo:
                self._delete(seal)
                found = self._check()
                self.assertIn(("missing", number, None), found)
                self.assertIn(("unsealed", 0, None), found)
                undo.rollback()
                self.env.invalidate_all()

    def test_missing_result(self):
        number = self.seal.number
        self._delete(self.outcome)
        self.assertEqual(self._check(), {("changed", number, "outcome")})
        self.chain._verify()
        self.assertFalse(self.chain.finding_ids.outcome_id)

    def test_result_published_past_odoo(self):
        outcome = self.outcome
        names = sorted(outcome._workflow_fields - {"version"})
        columns = SQL(", ").join(map(SQL.identifier, names))
        self._execute(
            "INSERT INTO asn_appraisal_outcome (version, %s) SELECT 2, %s"
            " FROM asn_appraisal_outcome WHERE id = %s",
            columns,
            columns,
            outcome.id,
        )
        self.assertEqual(self._check(), {("unsealed", 0, None)})

    def _insert(self, seal, **vals):
        """Copy a seal past Odoo; texts and numbers of ``vals`` differ."""
        names = {
            name for name, field in seal._fields.items() if field.store and name != "id"
        }
        given = {name: SQL("%s", value) for name, value in vals.items()}
        names = sorted(names)
        self._execute(
            "INSERT INTO asn_appraisal_seal (%s) SELECT %s FROM asn_appraisal_seal"
            " WHERE id = %s",
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(given.get(name, SQL.identifier(name)) for name in names),
            seal.id,
        )

    def test_inserted_seal(self):
        for name in ("number", "outcome", "code"):
            self._execute(
                "DROP INDEX %s", SQL.identifier(f"asn_appraisal_seal_unique_{name}")
            )
        last = self.seals[-1]
        with self.env.cr.savepoint() as undo:
            self._insert(self.seal)
            found = self._check()
            self.assertIn(("inserted", self.seal.number, None), found)
            undo.rollback()
        self.env.invalidate_all()
        self._insert(
            last,
            number=last.number + 1,
            previous=last.hash,
            hash=fingerprint(last.content, last.hash),
        )
        self.assertIn(("inserted", last.number + 1, None), self._check())

    def test_reordered_seals(self):
        first, second = self.seals[1:3]
        numbers = first.number, second.number
        self._tamper(first, "number", 2**20)
        self._tamper(second, "number", numbers[0])
        self._tamper(first, "number", numbers[1])
        found = self._check()
        for number in numbers:
            self.assertIn(("reordered", number, None), found)

    def test_other_company(self):
        company = self.env["res.company"].create({"name": "Other agency"})
        self._tamper(self.seal, "company_id", company.id)
        self.assertIn(("missing", self.seal.number, None), self._check())

    # ------------------------------------------------------------
    # REWRITTEN
    # ------------------------------------------------------------

    def test_rewritten_chain(self):
        """Only what was noted outside shows it."""
        last = self.seals[-1]
        noted = {last.number: last.hash}
        self.assertFalse(self._check(noted))
        self._tamper(self.outcome, "result_rating", "below")
        self._rewrite()
        self.assertFalse(self._check())
        self.assertEqual(self._check(noted), {("rewritten", last.number, None)})

    def _rewrite(self):
        """Seal everything anew, and make the chain and its head agree."""
        contents = self.env["asn.appraisal.seal.content"]._prepare(
            self.seals.outcome_id
        )
        end = self.seals[0].previous
        for seal in self.seals:
            row = {name: seal[name] for name in ("number", "version", "reference")}
            row |= {"sealed_on": seal.sealed_on}
            for name in ("company_id", "outcome_id", "appraisal_id", "cycle_id"):
                row[name] = seal[name].id
            row |= {name: seal[name] for name in SECRET}
            content = contents[seal.outcome_id.id] | {"seal": seal._get_repeated(row)}
            text = canonical_json(content)
            previous, end = end, fingerprint(text, end)
            for name, value in (
                ("content", text),
                ("previous", previous),
                ("hash", end),
            ):
                self._tamper(seal, name, value)
        self._tamper(self.chain, "head", end)

    def test_head(self):
        self._tamper(self.chain, "head", "0" * 64)
        self.assertEqual(self._check(), {("changed", self.chain.count, "head")})
