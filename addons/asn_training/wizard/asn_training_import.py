# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import base64
import hashlib
import io
from zipfile import BadZipFile

import openpyxl
import xlsxwriter

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

# The first row of the spreadsheet: codes, the same in all languages.
COLUMNS = ("nip", "training", "method", "programme", "start", "end", "hours")
COLUMNS += ("sessions", "abroad")
MOST_ROWS = 20000


class AsnTrainingImport(models.TransientModel):
    """Learning hours out of a spreadsheet: checked line by line, then credited.

    Lines that are right are taken, others say what is wrong. The same line a second
    time adds nothing, in whatever file it comes.
    """

    _name = "asn.training.import"
    _description = "Import of Learning Hours"

    file = fields.Binary(string="Spreadsheet (XLSX)", attachment=False)
    file_name = fields.Char()
    line_ids = fields.One2many(
        "asn.training.import.line", "import_id", string="Lines", readonly=True
    )
    good_count = fields.Integer(string="Lines That Can Be Taken", readonly=True)
    known_count = fields.Integer(string="Known Already", readonly=True)
    wrong_count = fields.Integer(string="Lines with Errors", readonly=True)
    is_checked = fields.Boolean(readonly=True, export_string_translation=False)
    is_done = fields.Boolean(readonly=True, export_string_translation=False)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_template(self):
        """Download an empty spreadsheet with the columns and the codes of methods."""
        check_one(self)
        self.check_access("write")
        output = io.BytesIO()
        with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
            hours = book.add_worksheet("hours")
            hours.write_row(0, 0, COLUMNS)
            # as text: a number of 18 digits would lose the last ones
            hours.set_column(0, 0, 22, book.add_format({"num_format": "@"}))
            sheet = book.add_worksheet("methods")
            methods = self.env["asn.training.method"].search([], limit=500)
            for row, method in enumerate(methods):
                sheet.write_row(row, 0, [method.code, method.name])
        self.file = base64.b64encode(output.getvalue())
        self.file_name = "hours.xlsx"
        url = f"/web/content/{self._name}/{self.id}/file/hours.xlsx?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def action_check(self):
        """Say line by line what would be taken; nothing is written to résumés.

        :raise UserError: for a file that is no such spreadsheet
        """
        check_one(self)
        self._check(self._read_rows())
        return self._reopen()

    def action_import(self):
        """Credit the lines that are right.

        :raise UserError: for a file that is no such spreadsheet
        """
        check_one(self)
        good = self._check(self._read_rows())
        self.env["hr.resume.line"]._credit_training(good)
        self.is_done = True
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import of Learning Hours"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    def _read_rows(self):
        """Return ``[(row number, {column: value})]`` of the spreadsheet."""
        if not self.file:
            raise UserError(self.env._("Choose a spreadsheet first."))
        try:
            content = io.BytesIO(base64.b64decode(self.file))
            book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        except (BadZipFile, KeyError, ValueError, OSError) as error:
            raise UserError(
                self.env._("The file is not a spreadsheet in the format XLSX.")
            ) from error
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, values_only=True)
        header = [str(cell or "").strip().lower() for cell in next(rows, ())]
        if missing := [name for name in COLUMNS[:6] if name not in header]:
            raise UserError(
                self.env._("These columns are missing: %s.", ", ".join(missing))
            )
        found = [
            (number, dict(zip(header, row, strict=False)))
            for number, row in enumerate(rows, start=2)
            if any(cell not in (None, "") for cell in row)
        ]
        if len(found) > MOST_ROWS:
            raise UserError(self.env._("At most %s lines at a time.", MOST_ROWS))
        return found

    def _check(self, rows):
        """Note what becomes of each row; return what is to be credited."""
        world = self.env["asn.training.import.line"]._get_world(rows)
        vals_list, good = [], []
        for number, row in rows:
            message, vals = self.env["asn.training.import.line"]._judge(row, world)
            state = "wrong" if message else "good"
            if vals and self._get_key(vals) in world["known"]:
                state = "known"
            elif vals:
                world["known"].add(self._get_key(vals))
                good.append(vals | {"source": self._get_source(vals)})
            vals_list.append(
                {
                    "import_id": self.id,
                    "number": number,
                    "name": f"{row.get('nip') or ''} {row.get('training') or ''}",
                    "state": state,
                    "message": message,
                }
            )
        # sudo: its lines - made by the check alone, read by whoever opened the import
        lines = self.env["asn.training.import.line"].sudo()
        self.sudo().line_ids.unlink()
        lines.create(vals_list)
        states = [vals["state"] for vals in vals_list]
        self.write(
            {
                f"{state}_count": states.count(state)
                for state in ("good", "known", "wrong")
            }
            | {"is_checked": True}
        )
        return good

    def _get_key(self, vals):
        name = " ".join(vals["name"].casefold().split())
        return vals["employee_id"], name, vals["date_start"], vals["date_end"]

    def _get_source(self, vals):
        """Return a stable reference: the same line in another file has the same."""
        text = "|".join(map(str, self._get_key(vals)))
        return f"asn.training.import,{hashlib.sha256(text.encode()).hexdigest()[:32]}"
