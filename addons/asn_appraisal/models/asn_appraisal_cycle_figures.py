# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..figures import protect
from .asn_appraisal import PUBLISHED_STATES
from .asn_config_text import pick
from .asn_one_record import check_one

STAGES = ("published", "closed")
DONE, OPEN = "done", "open"
OBJECTED, ACCEPTED = "objected", "accepted"


class AsnAppraisalCycle(models.Model):
    """Figures of a cycle for the public: how far, with what predicates, how contested.

    They are counted once, when a manager publishes them, and never again: from two
    versions of a page the difference could be told, which is one person. Small numbers
    are joined with others, see ``figures/cells.py``; each of the three tables by
    itself, for they share nothing but the numbers of people, which are no secret.
    """

    _inherit = "asn.appraisal.cycle"

    figures = fields.Json(groups=fields.NO_ACCESS, copy=False)
    figures_on = fields.Date(
        string="Public Figures Since",
        readonly=True,
        copy=False,
        help="Since then everybody reads on the public page how many people have a "
        "result, which predicates and how many objections there are by agency.",
    )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_publish_figures(self):
        """Count once what the public page shows of this cycle.

        :raise AccessError: for anybody but appraisal managers
        :raise UserError: before results are published, where the agency has no public
            page, or where figures are out already
        """
        check_one(self)
        self._check_manager()
        self._check_state(*STAGES)
        self._check_no_job()
        if not self.company_id.asn_public_figures:
            raise UserError(
                self.env._("The public page is off: switch it on in the settings.")
            )
        if self.figures_on:
            raise UserError(
                self.env._(
                    "The figures are out already. They are never counted again, for "
                    "the difference could tell what concerns one person."
                )
            )
        # sudo: asn.appraisal and its parts - numbers that can be shown to everybody
        sudo = self.sudo()
        sudo._workflow_write(
            {
                "figures": sudo._count_figures(),
                "figures_on": fields.Date.context_today(self),
            }
        )
        return True

    # ------------------------------------------------------------
    # COUNTING
    # ------------------------------------------------------------

    def _count_figures(self):
        """Return what can be shown: the three tables and the names in them."""
        self.ensure_one()
        agencies = self._map_agencies()
        minimum = self.company_id.asn_figures_minimum
        predicates = self._get_frozen()["method"]["predicates"]
        return {
            "minimum": minimum,
            "agencies": {str(a.id): a.name for a in set(agencies.values())},
            "predicates": {code: p["name"] for code, p in predicates.items()},
            "tables": {
                "completion": _protect(self._count_states(agencies), minimum, False),
                "predicates": _protect(
                    self._count_predicates(agencies, list(predicates)), minimum, True
                ),
                "objections": _protect(
                    self._count_objections(agencies), minimum, False
                ),
            },
        }

    def _map_agencies(self):
        """Return ``{department: agency}``: the highest level that tells units apart."""
        found = self.env["asn.appraisal"]._read_group(
            [("cycle_id", "=", self.id), ("department_id", "!=", False)],
            ["department_id"],
        )
        departments = self.env["hr.department"].union(*(d for (d,) in found))
        departments = departments.with_context(active_test=False)
        paths = {
            d: [int(i) for i in d.parent_path.split("/") if i] for d in departments
        }
        depth = 0
        while len({_at(path, depth) for path in paths.values()}) == 1 and any(
            len(path) > depth + 1 for path in paths.values()
        ):
            depth += 1
        return {d: d.browse(_at(path, depth)) for d, path in paths.items()}

    def _count_states(self, agencies):
        groups = self.env["asn.appraisal"]._read_group(
            [("cycle_id", "=", self.id), ("state", "!=", "cancelled")],
            ["department_id", "state"],
            ["__count"],
        )
        rows = _make_rows(agencies, (DONE, OPEN))
        for department, state, count in groups:
            if department:
                answer = DONE if state in PUBLISHED_STATES else OPEN
                rows[str(agencies[department].id)][answer] += count
        return rows

    def _count_predicates(self, agencies, codes):
        groups = self.env["asn.appraisal.outcome"]._read_group(
            [
                ("cycle_id", "=", self.id),
                ("state", "=", "published"),
                ("annulled", "=", False),
            ],
            ["appraisal_id.department_id", "predicate_id"],
            ["__count"],
        )
        rows = _make_rows(agencies, codes)
        for department, predicate, count in groups:
            if department and predicate.code in codes:
                rows[str(agencies[department].id)][predicate.code] += count
        return rows

    def _count_objections(self, agencies):
        """Count people with a result who objected, and those who did not."""
        groups = self.env["asn.appraisal"]._read_group(
            [("cycle_id", "=", self.id), ("state", "in", PUBLISHED_STATES)],
            ["department_id"],
            ["id:recordset"],
        )
        objected = self._find_objected()
        rows = _make_rows(agencies, (OBJECTED, ACCEPTED))
        for department, appraisals in groups:
            if department:
                row = rows[str(agencies[department].id)]
                row[OBJECTED] += len(appraisals & objected)
                row[ACCEPTED] += len(appraisals - objected)
        return rows

    def _find_objected(self):
        """Return the appraisals whose result somebody objected to, however it ended."""
        objections = self.env["asn.appraisal.objection"].search(
            [("cycle_id", "=", self.id), ("state", "not in", ("draft", "withdrawn"))]
        )
        return objections.appraisal_id

    # ------------------------------------------------------------
    # SHOWING
    # ------------------------------------------------------------

    @api.model
    def _find_public(self):
        """Return the cycles whose figures everybody may read; to be called by sudo."""
        return self.search(
            [
                ("figures_on", "!=", False),
                ("state", "in", STAGES),
                ("company_id.asn_public_figures", "=", True),
            ],
            limit=50,
        )

    def _describe_figures(self):
        """Return the tables with the words of the language of the context.

        :return: list of dicts: ``key``, ``columns`` (of code and name) and ``rows`` (of
            name, total and the numbers by column, percent among them)
        """
        self.ensure_one()
        figures, lang = self.figures, self.env.lang
        names = {
            "completion": {
                DONE: self.env._("With a result"),
                OPEN: self.env._("Without a result yet"),
            },
            "predicates": {
                code: pick(name, lang) for code, name in figures["predicates"].items()
            },
            "objections": {
                OBJECTED: self.env._("Objected"),
                ACCEPTED: self.env._("Did not object"),
            },
        }
        return [
            {
                "key": key,
                "columns": list(names[key].items()),
                "rows": self._describe_rows(figures, key, list(names[key])),
            }
            for key in names
        ]

    def _describe_rows(self, figures, key, codes):
        table, agencies = figures["tables"][key], figures["agencies"]
        shown = sorted(table["shown"].items(), key=lambda item: agencies[item[0]])
        rows = [(agencies[id_], row) for id_, row in shown]
        if table["rest"]:
            many = self.env._("%s agencies together", len(table["hidden"]))
            rows.append((many, table["rest"]))
        return [
            {
                "name": name,
                "total": sum(row.values()),
                "counts": [row.get(code, 0) for code in codes],
                "percents": [
                    round(100 * row.get(code, 0) / sum(row.values()), 1)
                    for code in codes
                ],
            }
            for name, row in rows
        ]


def _at(path, depth):
    return path[min(depth, len(path) - 1)]


def _make_rows(agencies, answers):
    return {str(agency.id): dict.fromkeys(answers, 0) for agency in agencies.values()}


def _protect(rows, minimum, is_sensitive):
    found = protect(rows, minimum, is_sensitive=is_sensitive)
    return {"shown": found.shown, "rest": found.rest, "hidden": list(found.hidden)}
