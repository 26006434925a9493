# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict
from operator import itemgetter

from odoo import api, models
from odoo.tools import SQL

from ..sealing import digest, parse, plain
from .asn_config_text import get_texts, load_texts

FORMAT = 1  # of the content; a later one says what is different
# Columns that no step of the workflow changes once an outcome is published.
OUTCOME = (
    *("appraisal_id", "cycle_id", "company_id", "employee_id", "department_id"),
    *("version", "kind", "result_score", "behaviour_score"),
    *("result_suggested", "behaviour_suggested"),
    *("result_points_suggested", "behaviour_points_suggested"),
    *("predicate_suggested_id", "result_rating", "behaviour_rating"),
    *("result_points", "behaviour_points", "innovation", "total", "predicate_id"),
    *("result_reason", "behaviour_reason", "decided_by_id", "decided_on"),
    *("published_on", "explanation", "year_result"),
)
APPRAISAL = (
    *("cycle_id", "employee_id", "company_id", "template_id", "department_id"),
    *("job_id", "job_title", "date_start", "date_end"),
)
CYCLE = ("date_start", "date_end")
RESULT = ("mean", "respondents", "is_suppressed", "details")
RESULT_KEY = ("dimension", "role_id", "criterion_id")
COMMENT = ("kind", "role_id", "criterion_id", "text", "salt")
# What PostgreSQL gives in types that JSON does not have, by type of field.
CONVERTED = {"json": parse, "date": plain, "datetime": plain}


class AsnAppraisalSealContent(models.AbstractModel):
    """Collects what is sealed of an outcome, straight from the tables.

    ``who`` is how people, units and predicate were called: for those who read the
    document, never compared, for people marry and units are renamed. All else is
    compared with today's rows, column by column.
    """

    _name = "asn.appraisal.seal.content"
    _description = "Content of a Seal"

    # ------------------------------------------------------------
    # CONTENT
    # ------------------------------------------------------------

    @api.model
    def _prepare(self, outcomes):
        """Return all that is sealed but what the seal says of itself.

        :param outcomes: asn.appraisal.outcome, read by sudo
        :return: ``{outcome id: dict of JSON's types}``
        """
        self._salt_comments(outcomes)
        records, who = self._collect(outcomes.ids), self._name_all(outcomes)
        return {
            id_: {"format": FORMAT, "who": who[id_]} | record
            for id_, record in records.items()
        }

    @api.model
    def _collect(self, outcome_ids, rules=None):
        """Return what is in the tables about outcomes, in a constant number of queries.

        :param list outcome_ids:
        :param dict rules: ``{cycle id: hash}`` of frozen rules read before; those that
            are read now are added
        :return: ``{outcome id: {"outcome", "appraisal", "cycle", "rules", "results",
            "comments"}}``; outcomes that are gone are left out
        """
        self.env.flush_all()
        outcomes = self._fetch("asn.appraisal.outcome", "id", outcome_ids, OUTCOME)
        ids = [row["appraisal_id"] for row in outcomes]
        appraisals = self._fetch("asn.appraisal", "id", ids, APPRAISAL)
        appraisals = {row.pop("id"): row for row in appraisals}
        cycle_ids = list({row["cycle_id"] for row in outcomes})
        cycles = self._fetch("asn.appraisal.cycle", "id", cycle_ids, CYCLE)
        cycles = {row.pop("id"): row for row in cycles}
        rules = self._hash_rules(cycle_ids, {} if rules is None else rules)
        results = self._collect_results(outcome_ids)
        comments = self._collect_comments(outcome_ids)
        return {
            row.pop("id"): {
                "outcome": row,
                "appraisal": appraisals.get(row["appraisal_id"], {}),
                "cycle": cycles.get(row["cycle_id"], {}),
                "rules": rules.get(row["cycle_id"]),
                "results": results[id_],
                "comments": sorted(comments[id_]),
            }
            for row in outcomes
            for id_ in (row["id"],)
        }

    # ------------------------------------------------------------
    # ROWS
    # ------------------------------------------------------------

    @api.model
    def _fetch(self, model, column, ids, names):
        """Return rows as dicts of JSON's types, ``id`` and ``column`` among them."""
        Model = self.env[model]
        columns = [self._select(Model._fields[name]) for name in names]
        columns += map(SQL.identifier, {"id", column} - set(names))
        self.env.cr.execute(
            SQL(
                "SELECT %s FROM %s WHERE %s = ANY(%s) ORDER BY id",
                SQL(", ").join(columns),
                SQL.identifier(Model._table),
                SQL.identifier(column),
                list(ids),
            )
        )
        rows = self.env.cr.dictfetchall()
        for name in names:
            if convert := CONVERTED.get(Model._fields[name].type):
                for row in rows:
                    row[name] = row[name] and convert(row[name])
        return rows

    @api.model
    def _select(self, field):
        """Return what is read of a column: a number with decimals as text, exactly."""
        name = SQL.identifier(field.name)
        if field.type == "float":
            return SQL("trim_scale(%s)::text AS %s", name, name)
        if field.type == "json":
            return SQL("%s::text AS %s", name, name)
        return name

    @api.model
    def _hash_rules(self, cycle_ids, known):
        """Return ``{cycle id: hash}`` of the rules as frozen, known ones unread."""
        unread = [id_ for id_ in cycle_ids if id_ not in known]
        for row in self._fetch("asn.appraisal.cycle", "id", unread, ("snapshot",)):
            known[row["id"]] = digest(row["snapshot"])
        return known

    @api.model
    def _collect_results(self, outcome_ids):
        """Return ``{outcome id: {key: group result}}``."""
        found = defaultdict(dict)
        names = (*RESULT_KEY, *RESULT)
        get_key, get_values = itemgetter(*RESULT_KEY), itemgetter(*RESULT)
        for row in self._fetch(
            "asn.appraisal.result", "outcome_id", outcome_ids, names
        ):
            key = "/".join(map(str, get_key(row)))
            lines = found[row["outcome_id"]]
            while key in lines:  # one that was put in beside the right one
                key += "+"
            lines[key] = dict(zip(RESULT, get_values(row), strict=True))
        return found

    # ------------------------------------------------------------
    # COMMENTS
    # ------------------------------------------------------------

    @api.model
    def _salt_comments(self, outcomes):
        """Give each published comment what nobody can guess.

        Its hash is sealed and not its text: where a comment is deleted one day, its
        salt goes with it, and what is left in the seal tells nothing.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE asn_appraisal_comment SET salt = gen_random_uuid()::text"
                " WHERE outcome_id = ANY(%s) AND salt IS NULL",
                outcomes.ids,
            )
        )
        self.env["asn.appraisal.comment"].invalidate_model(["salt"], flush=False)

    @api.model
    def _collect_comments(self, outcome_ids):
        """Return ``{outcome id: [hash of a comment and its salt]}``."""
        found = defaultdict(list)
        rows = self._fetch("asn.appraisal.comment", "outcome_id", outcome_ids, COMMENT)
        originals = self._get_originals([row["id"] for row in rows])
        for row in rows:
            row["text"] = originals.get(row["id"], row["text"])
            found[row["outcome_id"]].append(digest([row[name] for name in COMMENT]))
        return found

    @api.model
    def _get_originals(self, comment_ids):
        """Return ``{comment id: text}`` of comments in whose place another text stands.

        A withheld comment is still the one that was sealed, in each version.
        """
        if "asn.appraisal.moderation" not in self.env:
            return {}
        self.env.cr.execute(
            SQL(
                "SELECT c.id, m.sealed_text FROM asn_appraisal_comment AS c"
                " JOIN asn_appraisal_moderation AS m"
                " ON m.comment_id = COALESCE(c.origin_id, c.id)"
                " WHERE c.id = ANY(%s) AND m.state = 'withheld'",
                comment_ids,
            )
        )
        return dict(self.env.cr.fetchall())

    # ------------------------------------------------------------
    # NAMES
    # ------------------------------------------------------------

    @api.model
    def _name_all(self, outcomes):
        """Return ``{outcome id: names}`` as they are on the day of publication."""
        people = outcomes.employee_id | outcomes.superior_id
        people.fetch(["name", "barcode"])
        predicates = outcomes.predicate_id
        load_texts(predicates, "name")
        texts = {predicate: get_texts(predicate, "name") for predicate in predicates}
        return {
            outcome.id: {
                "agency": outcome.company_id.name,
                "person": self._name_one(outcome.employee_id),
                "appraiser": self._name_one(outcome.superior_id),
                "unit": outcome.department_id.name or None,
                "post": outcome.appraisal_id.job_title or None,
                "predicate": texts.get(outcome.predicate_id),
                "predicate_code": outcome.predicate_id.code or None,
            }
            for outcome in outcomes
        }

    @api.model
    def _name_one(self, employee):
        Document = self.env["report.asn_appraisal.report_appraisal_result"]
        return {
            "name": employee.name or None,
            "number": Document._get_employee_number(employee) or None,
        }
