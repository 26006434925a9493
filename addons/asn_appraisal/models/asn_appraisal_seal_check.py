# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools import SQL

from ..sealing import Chain, Link, digest, parse, plain
from .asn_appraisal_seal import REPEATED, SECRET

BATCH = 1000
COMPARED = ("outcome", "appraisal", "cycle", "results")
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)


class AsnAppraisalSealCheck(models.AbstractModel):
    """Looks at a whole chain: hashes first, then what each seal says against the rows.

    Everything is read straight from the tables, in batches, as one transaction sees
    them; nothing is written. A finding is a dict of ``kind`` and ``number`` (the seal's
    place), and where it is known ``outcome_id`` and ``path``, the column that differs.
    """

    _name = "asn.appraisal.seal.check"
    _description = "Verification of the Chain of Seals"

    @api.model
    def _check(self, chain, noted=None):
        """Check one chain, in a constant number of queries per batch.

        :param chain: asn.appraisal.seal.chain
        :param dict noted: fingerprint by number, as somebody noted them outside
        :return: list of findings
        """
        self.env.flush_all()
        latest, known = self._fetch_overview(chain)
        links, rules, found = Chain(known, noted), {}, []
        for rows in self._fetch_batches(chain):
            for row in rows:
                link = Link(*(row[name] for name in Link._fields))
                found += [
                    {"kind": kind, "number": number}
                    for kind, number in links.feed(link)
                ]
            found += self._compare(rows, latest, rules)
        found += [{"kind": k, "number": n} for k, n in links.finish(chain.count)]
        if not found and chain.count and chain.head not in links.ends:
            found.append({"kind": "changed", "number": chain.count, "path": "head"})
        return self._merge(found + self._find_unsealed(chain))

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.model
    def _fetch_overview(self, chain):
        """Return ``{appraisal id: latest version}`` and the set of all hashes."""
        self.env.cr.execute(
            SQL(
                "SELECT appraisal_id, version, hash FROM asn_appraisal_seal"
                " WHERE company_id = %s ORDER BY number",
                chain.company_id.id,
            )
        )
        rows = self.env.cr.fetchall()
        latest = {appraisal: version for appraisal, version, __ in rows}
        return latest, {hash_ for __, __, hash_ in rows}

    @api.model
    def _fetch_batches(self, chain):
        """Yield lists of seals as dicts, in the order of the chain."""
        Seal = self.env["asn.appraisal.seal"]
        names = dict.fromkeys((*Link._fields, *REPEATED, *SECRET, "id"))
        place = (0, 0)
        while True:
            self.env.cr.execute(
                SQL(
                    "SELECT %s FROM %s WHERE company_id = %s AND (number, id) > %s"
                    " ORDER BY number, id LIMIT %s",
                    SQL(", ").join(map(SQL.identifier, names)),
                    SQL.identifier(Seal._table),
                    chain.company_id.id,
                    place,
                    BATCH,
                )
            )
            rows = self.env.cr.dictfetchall()
            if not rows:
                return
            place = rows[-1]["number"], rows[-1]["id"]
            yield rows

    @api.model
    def _find_unsealed(self, chain):
        """Find published results without a seal: put in, or their seal is gone."""
        self.env.cr.execute(
            SQL(
                "SELECT id FROM asn_appraisal_outcome AS o WHERE company_id = %s"
                " AND state IN ('published', 'superseded') AND NOT EXISTS"
                " (SELECT FROM asn_appraisal_seal WHERE outcome_id = o.id)",
                chain.company_id.id,
            )
        )
        return [
            {"kind": "unsealed", "number": 0, "outcome_id": id_}
            for (id_,) in self.env.cr.fetchall()
        ]

    # ------------------------------------------------------------
    # COMPARING
    # ------------------------------------------------------------

    @api.model
    def _compare(self, rows, latest, rules):
        """Compare what seals say with the rows that they are about."""
        outcome_ids = [row["outcome_id"] for row in rows]
        today = self.env["asn.appraisal.seal.content"]._collect(outcome_ids, rules)
        states = self._fetch_states(outcome_ids)
        found = []
        for row in rows:
            try:
                sealed = parse(row["content"])
                paths = self._list_paths(sealed, row, today.get(row["outcome_id"]))
            except UNREADABLE:
                paths = ["content"]
            is_latest = latest[row["appraisal_id"]] == row["version"]
            right = "published" if is_latest else "superseded"
            if states.get(row["outcome_id"], right) != right:
                paths.append("outcome.state")
            common = {"number": row["number"], "outcome_id": row["outcome_id"]}
            found += [common | {"kind": "changed", "path": path} for path in paths]
        return found

    @api.model
    def _fetch_states(self, outcome_ids):
        query = "SELECT id, state FROM asn_appraisal_outcome WHERE id = ANY(%s)"
        self.env.cr.execute(SQL(query, outcome_ids))
        return dict(self.env.cr.fetchall())

    @api.model
    def _list_paths(self, sealed, row, today):
        """Return the paths of what differs between a seal and today's rows."""
        stored = plain({name: row[name] for name in REPEATED})
        stored |= {name: digest(row[name]) for name in SECRET}
        paths = [f"seal.{name}" for name in _differ(sealed["seal"], stored)]
        if not today:
            return [*paths, "outcome"]
        for part in COMPARED:
            if sealed[part] != today[part]:
                paths += [
                    f"{part}.{name}" for name in _differ(sealed[part], today[part])
                ]
        if sealed["rules"] != today["rules"]:
            paths.append("rules")
        if sealed["comments"] != today["comments"]:
            paths.append("comments")
        return paths

    @api.model
    def _merge(self, found):
        """Leave out that a seal was changed where it is said what was changed."""
        named = {f["number"] for f in found if f["kind"] == "changed" and "path" in f}
        return [
            finding
            for finding in found
            if finding["kind"] != "changed"
            or "path" in finding
            or finding["number"] not in named
        ]


def _differ(one, other, path=""):
    """Return the keys whose values differ; one level deeper where both are dicts.

    >>> _differ({"a": 1, "b": {"c": 1, "d": 2}}, {"a": 1, "b": {"c": 1, "d": 3}})
    ['b.d']
    >>> _differ({"a": 1}, {"b": 2})
    ['a', 'b']
    """
    names = []
    for name in sorted(one.keys() | other.keys()):
        left, right = one.get(name), other.get(name)
        if left == right:
            continue
        if not path and isinstance(left, dict) and isinstance(right, dict):
            names += _differ(left, right, f"{name}.")
        else:
            names.append(f"{path}{name}")
    return names
