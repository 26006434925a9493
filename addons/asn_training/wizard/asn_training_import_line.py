# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import re
from datetime import date, datetime

from odoo import api, fields, models


class AsnTrainingImportLine(models.TransientModel):
    """What becomes of one row of a spreadsheet, and why."""

    _name = "asn.training.import.line"
    _description = "Line of an Import of Learning Hours"
    _order = "number, id"

    import_id = fields.Many2one(
        "asn.training.import", required=True, index=True, ondelete="cascade"
    )
    number = fields.Integer(string="Row", aggregator=None)
    name = fields.Char(string="Training")
    state = fields.Selection(
        [("good", "Taken"), ("known", "Known Already"), ("wrong", "Error")]
    )
    message = fields.Char(string="What Is Wrong")

    @api.model
    def _get_world(self, rows):
        """Return what rows are checked against, read at once for all of them."""
        numbers = {_text(row.get("nip")) for _number, row in rows} - {""}
        people = self.env["hr.employee"].search(
            [
                ("barcode", "in", list(numbers)),
                ("company_id", "in", self.env.companies.ids),
            ]
        )
        lines = self.env["hr.resume.line"].search_fetch(
            [
                ("employee_id", "in", people.ids),
                ("verification", "in", ["submitted", "verified"]),
            ],
            ["employee_id", "name", "date_start", "completed_on"],
        )
        methods = self.env["asn.training.method"].search([], limit=1000)
        programmes = self.env["asn.training.programme"].search([], limit=5000)
        return {
            "people": {person.barcode: person for person in people},
            "methods": {method.code: method for method in methods},
            "programmes": {programme.code: programme for programme in programmes},
            "known": {
                (
                    line.employee_id.id,
                    " ".join(line.name.casefold().split()),
                    line.date_start,
                    line.completed_on,
                )
                for line in lines
            },
        }

    @api.model
    def _judge(self, row, world):
        """Return what is wrong with a row, or the values to credit.

        :return: sentence or False, dictionary or None
        """
        person = world["people"].get(_text(row.get("nip")))
        programme = world["programmes"].get(_text(row.get("programme")))
        method = world["methods"].get(_text(row.get("method"))) or (
            programme and programme.method_id
        )
        start = _day(row.get("start"))
        vals = {
            "employee_id": person and person.id,
            "name": _text(row.get("training")) or (programme and programme.name),
            "training_method_id": method and method.id,
            "programme_id": bool(programme) and programme.id,
            "date_start": start,
            "date_end": _day(row.get("end")) or start,
            "hours": _number(row.get("hours")),
            "sessions": _number(row.get("sessions")),
            "is_abroad": _text(row.get("abroad")).lower() in ("1", "x", "ya", "yes"),
        }
        wrong = self._find_fault(vals, person, row, programme)
        if wrong:
            return wrong, None
        return False, vals | {"sessions": int(vals["sessions"])}

    @api.model
    def _find_fault(self, vals, person, row, programme):
        """Return the first thing that is wrong, in words."""
        today = fields.Date.context_today(self)
        if not person:
            return self.env._("No employee of your agency has this number (NIP).")
        if person.user_id == self.env.user:
            return self.env._(
                "These are your own hours: somebody else has to import them."
            )
        if _text(row.get("programme")) and not programme:
            return self.env._("There is no programme with this code.")
        if not vals["training_method_id"]:
            return self.env._("There is no method with this code.")
        if not vals["name"]:
            return self.env._("The name of the training is missing.")
        if not vals["date_start"] or not vals["date_end"]:
            return self.env._("The first or the last day is no date.")
        if not vals["date_start"] <= vals["date_end"] <= today:
            return self.env._("The last day is before the first, or is still to come.")
        if None in (vals["hours"], vals["sessions"]):
            return self.env._("Hours and sessions are numbers, and not below zero.")
        return False


def _text(value):
    """Return a cell as text; a number without decimals, as spreadsheets keep a NIP."""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return str(value if value is not None else "").strip()


def _number(value):
    """Return a cell as a number that is not negative, None for anything else."""
    try:
        number = float(str(value or 0).replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < 10000 else None


def _day(value):
    """Return a cell as a date, None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    parts = re.split(r"[-/.]", _text(value))
    try:
        first, middle, last = (int(part) for part in parts)
        return date(first, middle, last) if first > 31 else date(last, middle, first)
    except ValueError:
        return None
