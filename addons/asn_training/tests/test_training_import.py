# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import base64
import io
from datetime import date

import openpyxl

from odoo.exceptions import AccessError, UserError

from .training_common import TrainingCommon


class TestTrainingImport(TrainingCommon):
    """Hours out of a spreadsheet: line by line, in part, and again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.barcode = "199001012020121001"
        cls.colleague.barcode = "199001012020122002"
        cls.manager.barcode = "198001012010121003"

    def _import(self, *rows):
        wizard = (
            self.env["asn.training.import"].with_user(self.manager.user_id).create({})
        )
        wizard.action_template()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.file)))
        for row in rows:
            book.worksheets[0].append(row)
        output = io.BytesIO()
        book.save(output)
        wizard.file = base64.b64encode(output.getvalue())
        return wizard

    def _row(self, **cells):
        row = {
            "nip": self.person.barcode,
            "training": "Archives",
            "method": "course",
            "programme": None,
            "start": date(2026, 3, 2),
            "end": "03/03/2026",
            "hours": 12,
        } | cells
        return list(row.values())

    def _lines(self):
        people = self.person + self.colleague + self.manager
        return self.env["hr.resume.line"].search([("employee_id", "in", people.ids)])

    def test_a_check_writes_nothing_and_names_what_is_wrong(self):
        wizard = self._import(
            self._row(),
            self._row(nip="1"),
            self._row(method="none"),
            self._row(start="soon"),
            self._row(end=date(2099, 1, 1)),
            self._row(hours="many"),
            self._row(programme="none"),
            self._row(nip=self.manager.barcode),
            self._row(),
        )
        wizard.action_check()
        self.assertFalse(self._lines())
        self.assertEqual(wizard.line_ids.mapped("number"), list(range(2, 11)))
        states = ["good", *["wrong"] * 7, "known"]
        self.assertEqual(wizard.line_ids.mapped("state"), states)
        self.assertEqual(len(set(wizard.line_ids.mapped("message"))), 8)
        self.assertIn("your own", wizard.line_ids[7].message)

    def test_what_is_right_is_taken_once(self):
        rows = (
            self._row(),
            self._row(nip="1"),
            self._row(nip=self.colleague.barcode, programme="service", training=None),
        )
        self._import(*rows).action_import()
        lines = self._lines()
        self.assertEqual(sorted(lines.mapped("hours")), [12, 24])
        self.assertEqual(set(lines.mapped("verification")), {"verified"})
        again = self._import(*rows)
        again.action_import()
        self.assertEqual(self._lines(), lines)
        self.assertEqual((again.good_count, again.known_count), (0, 2))

    def test_no_spreadsheet(self):
        wizard = self._import()
        for content in (b"text", b"PK"):
            wizard.file = base64.b64encode(content)
            with self.assertRaisesRegex(UserError, "XLSX"):
                wizard.action_check()

    def test_managers_alone_import(self):
        for actor in (self.person, self.officer, self.auditor):
            with self.assertRaises(AccessError):
                self.env["asn.training.import"].with_user(actor.user_id).create({})
