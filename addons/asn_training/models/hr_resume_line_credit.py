# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict
from datetime import date
from decimal import Decimal

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from ..hours import Entry, Used, count_all


class HrResumeLine(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.resume.line"

    @api.model
    def _credit_training(self, vals_list):
        """Credit completed trainings: the only way by which one gives hours by itself.

        What was credited before, by its source or by its session, stays as it is and
        adds nothing, whoever confirms it again. The number of queries does not depend
        on how many are credited at once. The caller has checked the right to do so.

        :param list vals_list: dictionaries with ``employee_id``, ``programme_id``,
            ``date_start``, ``date_end`` and ``source`` (a stable text such as
            "asn.training.enrolment,12"); where known ``event_id``, ``hours`` and
            ``sessions`` actually taken, ``days`` (dates on which it took place, for
            methods that count sessions one for each), ``is_abroad``, ``name``,
            ``training_method_id``, ``certificate_file``, ``certificate_filename``
        :return: the lines, old and new, in the order of ``vals_list``
        """
        # sudo: hr.resume.line - a completion writes to résumés of other people
        ledger = self.sudo()
        known = ledger._find_credited(vals_list)
        new = {}
        for vals in vals_list:
            if not any(key in known or key in new for key in _get_keys(vals)):
                new.update(dict.fromkeys(_get_keys(vals), vals))
        unique = list({id(vals): vals for vals in new.values()}.values())
        lines = ledger._create_credited(unique)
        for vals, line in zip(unique, lines, strict=True):
            known.update(dict.fromkeys(_get_keys(vals), line))
        found = (
            next(known[key] for key in _get_keys(vals) if key in known)
            for vals in vals_list
        )
        return self.browse(line.id for line in found)

    def _find_credited(self, vals_list):
        """Return ``{(employee, source or event): line}`` of what counts already."""
        lines = self.search(
            [
                ("employee_id", "in", [vals["employee_id"] for vals in vals_list]),
                "|",
                ("training_source", "in", [vals["source"] for vals in vals_list]),
                "&",
                ("verification", "=", "verified"),
                ("event_id", "in", [vals.get("event_id") or 0 for vals in vals_list]),
            ],
            order="id",
        )
        known = {(line.employee_id.id, line.event_id.id): line for line in lines}
        return known | {
            (line.employee_id.id, line.training_source): line for line in lines
        }

    def _create_credited(self, vals_list):
        """Create lines that count, with the hours that the rules leave."""
        line_type = self.env.ref("hr_skills.resume_type_training", False)
        common = {"line_type_id": line_type and line_type.id}
        prepared = [common | self._prepare_credited(vals) for vals in vals_list]
        entries = [
            self._prepare_entry(vals, line)
            for vals, line in zip(vals_list, prepared, strict=True)
        ]
        for line, hours in zip(prepared, self._count(prepared, entries), strict=True):
            line.update(hours)
        try:
            with self.env.cr.savepoint():
                return self._workflow_create(prepared)
        except UniqueViolation as error:
            # Somebody else has credited it meanwhile: try again and find it.
            raise ConcurrencyError(str(error)) from error

    def _prepare_credited(self, vals):
        """Return the values of a line that counts, without its hours."""
        programme = self.env["asn.training.programme"].browse(vals["programme_id"])
        end = fields.Date.to_date(vals.get("date_end") or vals["date_start"])
        months = programme.validity_months
        given = ("is_abroad", "certificate_file", "certificate_filename")
        return {key: vals[key] for key in given if key in vals} | {
            "employee_id": vals["employee_id"],
            "name": vals.get("name") or programme.name,
            "date_start": vals["date_start"],
            "date_end": end,
            "course_type": "onsite" if vals.get("event_id") else "external",
            "event_id": vals.get("event_id"),
            "programme_id": programme.id,
            "training_method_id": vals.get("training_method_id")
            or programme.method_id.id,
            "hours_asked": vals.get("hours") or 0,
            "session_count": vals.get("sessions") or 0,
            "valid_until": months and fields.Date.add(end, months=months),
            "verification": "verified",
            "verified_on": fields.Datetime.now(),
            "training_source": vals["source"],
        }

    def _prepare_entry(self, vals, line):
        """Return a completion as the rules count it."""
        programme = self.env["asn.training.programme"].browse(line["programme_id"])
        return Entry(
            fields.Date.to_date(line["date_start"]),
            fields.Date.to_date(line["date_end"] or line["date_start"]),
            line["hours_asked"],
            line["session_count"],
            programme.hours if programme else None,
            bool(line.get("is_abroad")),
            tuple(fields.Date.to_date(day) for day in vals.get("days") or ()),
        )

    # ------------------------------------------------------------
    # COUNTING
    # ------------------------------------------------------------

    def _count(self, lines, entries):
        """Count completions in their order, after all that counts already.

        :param list lines: values with ``employee_id`` and ``training_method_id``
        :param list entries: their completions, ``hours.Entry``
        :return: list of values of the fields that hold the result
        """
        places = defaultdict(list)
        for place, line in enumerate(lines):
            places[line["employee_id"], line["training_method_id"]].append(place)
        used = self._get_used(lines, entries)
        results = [None] * len(lines)
        for (employee, method_id), numbers in places.items():
            method = self.env["asn.training.method"].browse(method_id)
            counted = count_all(
                method._get_hours_rule(),
                [entries[number] for number in numbers],
                used.get((employee, method_id)),
            )
            for number, credit in zip(numbers, counted, strict=True):
                results[number] = _prepare_hours(credit)
        return results

    def _get_used(self, lines, entries):
        """Return ``{(employee, method): Used}`` of the months of some completions."""
        if not lines:
            return {}
        starts = [min((entry.start, *entry.days)) for entry in entries]
        ends = [max((entry.end, *entry.days)) for entry in entries]
        earlier = self.search_fetch(
            [
                ("employee_id", "in", list({line["employee_id"] for line in lines})),
                (
                    "training_method_id",
                    "in",
                    list({line["training_method_id"] for line in lines}),
                ),
                ("verification", "=", "verified"),
                ("completed_on", ">=", min(starts).replace(day=1)),
                ("date_start", "<=", fields.Date.end_of(max(ends), "month")),
            ],
            ["employee_id", "training_method_id", "hours_days"],
        )
        used = defaultdict(lambda: Used({}, {}))
        for line in earlier:
            _add_used(used[line.employee_id.id, line.training_method_id.id], line)
        return used


def _get_keys(vals):
    """Return by what a completion is known: its source, and its session."""
    keys = [(vals["employee_id"], vals["source"])]
    if vals.get("event_id"):
        keys.append((vals["employee_id"], vals["event_id"]))
    return keys


def _add_used(used, line):
    for text, (hours, sessions) in (line.hours_days or {}).items():
        day = date.fromisoformat(text)
        used.hours[day] = Decimal(str(used.hours.get(day, 0))) + Decimal(hours)
        used.sessions[day] = used.sessions.get(day, 0) + sessions


def _prepare_hours(credit):
    """Return the values of the fields that hold what a completion is worth."""
    days = sorted({*credit.days, *credit.sessions})
    return {
        "hours": float(credit.hours),
        "hours_days": {
            day.isoformat(): [
                str(credit.days.get(day, 0)),
                credit.sessions.get(day, 0),
            ]
            for day in days
        },
        "hours_parts": [
            [str(v) if isinstance(v, Decimal) else v for v in part]
            for part in credit.parts
        ],
    }
