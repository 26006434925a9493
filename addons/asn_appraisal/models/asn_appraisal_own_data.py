# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import io
import json
import zipfile

import xlsxwriter

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import html2plaintext

# What is about a person: model, the path to the person, the path to the cycle.
SECTIONS = [
    ("asn.appraisal", "employee_id", "cycle_id"),
    ("asn.appraisal.plan", "employee_id", "cycle_id"),
    ("asn.appraisal.indicator", "plan_id.employee_id", "plan_id.cycle_id"),
    ("asn.appraisal.progress", "employee_id", "cycle_id"),
    ("asn.appraisal.check", "employee_id", "cycle_id"),
    ("asn.appraisal.outcome", "employee_id", "cycle_id"),
    ("asn.appraisal.result", "outcome_id.employee_id", "outcome_id.cycle_id"),
    ("asn.appraisal.comment", "outcome_id.employee_id", "outcome_id.cycle_id"),
    ("asn.appraisal.objection", "employee_id", "cycle_id"),
    (
        "asn.appraisal.objection.step",
        "objection_id.employee_id",
        "objection_id.cycle_id",
    ),
    ("asn.appraisal.duty", "employee_id", "cycle_id"),
    ("asn.appraisal.dialogue", "employee_id", "cycle_id"),
    (
        "asn.appraisal.dialogue.answer",
        "dialogue_id.employee_id",
        "dialogue_id.cycle_id",
    ),
    ("asn.appraisal.feedback", "employee_id", None),
    ("asn.appraisal.reading", "appraisal_ids.employee_id", "appraisal_ids.cycle_id"),
    ("asn.appraisal.pledge", "rater_id", "cycle_id"),
    ("asn.credit.entry", "employee_id", "cycle_id"),
]
TYPES = {"char", "text", "html", "integer", "float", "boolean", "date", "datetime"}
TYPES |= {"selection", "many2one", "json"}
# Who wrote a row and its number would tell what its fields do not.
AUTOMATIC = {"id", *models.MAGIC_COLUMNS}
MAX_SHEET_NAME = 31


class AsnAppraisalOwnData(models.AbstractModel):
    """What the system holds about the user, for the user (right of access).

    Every row is searched and read with the rights of the user and of nobody else, and
    only what is about the user: nothing is here that the pages do not show, so that no
    confidential rater is told. Of the forms that the user filled in, the own answers.
    """

    _name = "asn.appraisal.own.data"
    _description = "Data about Oneself"

    # ------------------------------------------------------------
    # CONTENT
    # ------------------------------------------------------------

    @api.model
    def _collect(self, cycle=None):
        """Return all that is about the user.

        :param cycle: one asn.appraisal.cycle, None for all and for what has none
        :return: list of ``(title, rows)``, rows being dicts of label and value
        """
        sections = [self._collect_section(*section, cycle) for section in SECTIONS]
        sections.append((self.env._("Forms I filled in"), self._collect_forms(cycle)))
        return [(title, rows) for title, rows in sections if rows]

    @api.model
    def _collect_section(self, name, person_path, cycle_path, cycle):
        records = self.env[name]
        title = self.env["ir.model"]._get(name).sudo().name
        if (cycle and not cycle_path) or not records.has_access("read"):
            return title, []
        domain = Domain(f"{person_path}.user_id", "=", self.env.uid)
        if cycle:
            domain &= Domain(cycle_path, "=", cycle.id)
        labels = self._list_labels(records)
        records = records.search(domain)
        rows = [
            {labels[key]: self._write_value(record, key) for key in labels}
            for record in records
        ]
        return title, rows

    @api.model
    def _list_labels(self, records):
        """Return ``{field: label}`` of what the user reads, each label once."""
        labels = {}
        for name, field in records._fields.items():
            if (
                field.store
                and field.type in TYPES
                and name not in AUTOMATIC
                and records._has_field_access(field, "read")
            ):
                label = field._description_string(self.env) or name
                labels[name] = label if label not in labels.values() else name
        return labels

    @api.model
    def _write_value(self, record, name):
        field, value = record._fields[name], record[name]
        if field.type == "many2one":
            # sudo: of what - a name, as the page shows it
            return value.sudo().display_name or ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "html":
            return html2plaintext(value or "")
        if field.type in ("date", "datetime"):
            return field.to_string(value) if value else ""
        if field.type in ("char", "text"):
            return value or ""
        return value

    @api.model
    def _collect_forms(self, cycle):
        """Return a row for each answer and note of forms that the user filled in."""
        domain = Domain("rater_id.user_id", "=", self.env.uid)
        domain &= Domain("state", "!=", "pending")
        if cycle:
            domain &= Domain("cycle_id", "=", cycle.id)
        forms = self.env["asn.appraisal.evaluation"].search(domain)
        return [
            row
            for form in forms
            if not form._is_of_another_account()
            for row in self._list_answers(form)
        ]

    @api.model
    def _list_answers(self, form):
        sheet = form.get_sheet()
        head = sheet["evaluation"]
        about = {
            self.env._("About"): head["employee_name"],
            self.env._("Cycle"): head["cycle"],
            self.env._("Rates As"): head["role_name"],
        }
        what, level, words = (
            self.env._("Question"),
            self.env._("Level"),
            self.env._("Comment"),
        )
        fields_ = self.env["asn.appraisal.evaluation"]._fields
        notes = [
            {what: fields_[name]._description_string(self.env), level: "", words: text}
            for name, text in sheet["notes"].items()
            if text
        ]
        answers = [
            {
                what: item["text"],
                level: item.get("value") or "",
                words: item.get("comment") or "",
            }
            for group in sheet["groups"]
            for item in group["items"]
        ]
        return [about | row for row in answers + notes]

    # ------------------------------------------------------------
    # FILES
    # ------------------------------------------------------------

    @api.model
    def _make_zip(self):
        """Return the data twice: for people as a workbook, for programs as JSON.

        :return: bytes of a ZIP
        """
        sections = self._collect()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("data.json", self._write_json(sections))
            archive.writestr("data.xlsx", self._write_workbook(sections))
        return out.getvalue()

    @api.model
    def _write_json(self, sections):
        content = {
            "person": self.env.user.name,
            "made_on": fields.Datetime.to_string(fields.Datetime.now()),
            "sections": [{"title": title, "rows": rows} for title, rows in sections],
        }
        return json.dumps(content, ensure_ascii=False, indent=1, default=str)

    @api.model
    def _write_workbook(self, sections):
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, (title, rows) in enumerate(sections, 1):
            name = f"{number} {_plain(title)}"[:MAX_SHEET_NAME]
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(rows[0]) - 1, 24, wrapped)
            for column, label in enumerate(rows[0]):
                sheet.write_string(0, column, label, bold)
            for line, row in enumerate(rows, 1):
                for column, value in enumerate(row.values()):
                    sheet.write_string(line, column, _text(value))
        if not sections:
            book.add_worksheet().write_string(0, 0, self.env._("Nothing is held."))
        book.close()
        return out.getvalue()


def _text(value):
    """Return a value as text, never as a formula; cells hold 32,767 letters."""
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    return ("" if value is False or value is None else str(value))[:32767]


def _plain(title):
    """Return a title without the letters that names of sheets must not have."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
