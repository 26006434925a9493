# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..models.asn_config_text import pick
from .asn_appraisal_link_report import draw_square


class AsnAppraisalResultReport(models.AbstractModel):
    """Values of the result document."""

    _name = "report.asn_appraisal.report_appraisal_result"
    _description = "Result Document of an Appraisal"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the values of the document, for published appraisals alone.

        :raise AccessError: for appraisals that the user may not read
        :raise UserError: for one that is not published
        """
        appraisals = self.env["asn.appraisal"].browse(docids)
        appraisals.check_access("read")
        appraisals._check_published()
        appraisals.outcome_id.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": "asn.appraisal",
            "docs": appraisals,
            "get_explanation": self._get_explanation,
            "get_year": self.env["asn.appraisal.page"]._describe_year,
            "get_people": self._get_people,
            "stamps": self._get_stamps(appraisals.outcome_id),
        }

    @api.model
    def _get_stamps(self, outcomes):
        """Return what proves each document, with its QR code.

        :return: ``{outcome id: dict}``, see ``asn.appraisal.seal._get_stamps``
        """
        stamps = self.env["asn.appraisal.seal"]._get_stamps(outcomes)
        return {
            id_: stamp | {"square": draw_square(stamp["url"])}
            for id_, stamp in stamps.items()
        }

    @api.model
    def _get_people(self, appraisal, signed=None):
        """Return identities as noted at launch; ids and titles only by name.

        :param signed: the outcome or plan that is printed: once somebody has signed
            it, that person stands there whoever is the superior now
        :return: dict of dicts with ``name``, ``number``, ``post``, ``unit`` and, of
            the superior, ``title`` of one who acts for a time
        """
        # sudo: hr.employee, hr.department - names in a document that the user may read
        appraisal, signed = appraisal.sudo(), signed and signed.sudo()
        superior, title = appraisal.superior_id, appraisal.superior_title
        if signed and signed.signatory_id:
            superior, title = signed.signatory_id, signed.signatory_title
        return {
            "employee": {
                "name": appraisal.employee_id.name,
                "number": self._get_employee_number(appraisal.employee_id),
                "post": appraisal.job_title or appraisal.job_id.name,
                "unit": appraisal.department_id.name,
            },
            "superior": self._get_superior(superior, title),
        }

    @api.model
    def _get_superior(self, superior, title):
        """Return the identity of a superior, an acting one with what they act as.

        :param superior: hr.employee, with sudo
        :param title: such as “Plt. Camat X”, or False
        """
        posts = [superior.job_title or superior.job_id.name, title]
        return {
            "name": superior.name,
            "number": self._get_employee_number(superior),
            "post": " / ".join(post for post in posts if post),
            "unit": superior.department_id.name,
            "title": title,
        }

    @api.model
    def _get_employee_number(self, employee):
        """Return the number that identifies a civil servant (NIP)."""
        return employee.barcode

    @api.model
    def _get_explanation(self, outcome):
        """Return the explanation down to what whoever prints may read.

        The sentences are those of the screen; ``table`` of a dimension puts the
        values and statements of all roles side by side, ``plan`` its goals with their
        indicators line by line, ``periods`` the shorter periods.

        :return: see ``asn.appraisal.outcome.get_explanation``
        """
        view = outcome.get_explanation()
        for dimension in view["dimensions"]:
            rows = dimension["rows"]
            dimension["table"] = self._get_table([r for r in rows if not r["kind"]])
            dimension["plan"] = self._get_plan([r for r in rows if r["kind"] == "plan"])
            dimension["periods"] = [
                node for r in rows if r["kind"] == "period" for node in r["children"]
            ]
        return view | {"levels": self._list_levels(outcome)}

    @api.model
    def _get_plan(self, rows):
        """Return goals and indicators as lines; a goal starts each list of lines.

        :param list rows: the row of the plan, or nothing
        :return: list of lists of nodes, each with ``is_goal``
        """
        return [
            [goal | {"is_goal": True}]
            + [line | {"is_goal": False} for line in goal["children"]]
            for row in rows
            for goal in row["children"]
        ]

    @api.model
    def _list_levels(self, outcome):
        scale = outcome._get_rules()["scale"]
        return [f"{lv['value']} {pick(lv['name'], self.env.lang)}" for lv in scale]

    @api.model
    def _get_table(self, rows):
        """Return values and statements as lines, with a column for each role.

        :param list rows: rows of roles, each with its nodes below
        :return: dict of ``roles`` (names), ``groups`` (a value with its statements:
            lists of lines, each with ``title``, ``weight``, ``is_value``, ``cells``)
            and ``footnotes``
        """
        rows = [row for row in rows if row["children"]]
        lines, footnotes = {}, {}
        for column, row in enumerate(rows):
            for node, is_value in self._list_nodes(row["children"]):
                line = lines.setdefault(
                    (is_value, node["key"]),
                    {
                        "title": node["title"],
                        "weight": node["weight_text"],
                        "is_value": is_value,
                        "cells": ["–"] * len(rows),
                    },
                )
                line["cells"][column] = self._get_cell(node)
                for note in node["notes"]:
                    about = f"{node['title']}, " if node["value"] else "* "
                    footnotes.setdefault(f"{about}{row['role']}: {note}")
        return {
            "roles": [row["role"] for row in rows],
            "groups": self._group_lines(lines, rows),
            "footnotes": list(footnotes),
        }

    @api.model
    def _list_nodes(self, values):
        """List each value and then its statements, not the answers below them."""
        for value in values:
            yield value, True
            for node in self._list_statements(value):
                yield node, False

    @api.model
    def _list_statements(self, value):
        return [node for node in value["children"] if "weight_text" in node]

    @api.model
    def _get_cell(self, node):
        """Write a mean; where several people sign, what each of them chose as well."""
        if not node["value"]:
            return "*"
        single = [str(a["level"]) for a in node["children"] if "level" in a]
        if len(single) > 1:
            return f"{node['value']} ({'; '.join(single)})"
        return node["value"]

    @api.model
    def _group_lines(self, lines, rows):
        """Bring statements below their value, whichever role was asked about them."""
        groups = {}
        for row in rows:
            for value in row["children"]:
                group = groups.setdefault(value["key"], {(True, value["key"]): None})
                statements = self._list_statements(value)
                group |= {(False, node["key"]): None for node in statements}
        return [[lines[key] for key in group] for group in groups.values()]
