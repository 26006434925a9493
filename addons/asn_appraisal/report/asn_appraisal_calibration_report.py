# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import UserError


class AsnAppraisalCalibrationReport(models.AbstractModel):
    """Values of the printed minutes of a calibration session.

    Each reader gets a copy of their own: the row about oneself, and about people close
    to oneself, is in none of its tables and in none of its numbers.
    """

    _name = "report.asn_appraisal.report_calibration"
    _description = "Minutes of a Calibration Session"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the values of the minutes, as the reader may see them.

        :raise AccessError: for sessions that the user may not read
        :raise UserError: for one that was never open
        """
        sessions = self.env["asn.appraisal.calibration"].browse(docids)
        sessions.check_access("read")
        for session in sessions:
            if not session.opened_on:
                raise UserError(
                    self.env._("%s was not opened: there are no minutes.", session.name)
                )
        return {
            "doc_ids": docids,
            "doc_model": "asn.appraisal.calibration",
            "docs": sessions,
            "get_content": self._get_content,
        }

    @api.model
    def _get_content(self, session):
        """Return what one reader's copy holds.

        :return: dict of ``people_text``, ``flagged`` and ``changes`` (lists of
            dicts), ``cycle``, ``units``, ``seats``
            and ``chair``
        """
        Agenda = self.env["asn.appraisal.calibration.agenda"]
        lines = self.env["asn.appraisal.calibration.line"].search(
            [("calibration_id", "=", session.id)]
        )
        flags = Agenda._get_flags(lines, "_before")
        changes = self.env["asn.appraisal.calibration.change"].search(
            [("calibration_id", "=", session.id)]
        )
        # sudo: names of people in rows that the reader sees, of cycle, units, members
        sudo = session.sudo()
        flagged = [
            self._describe_person(line) | {"flags": flags[line.id]}
            for line in lines.sudo()
            if flags[line.id]
        ]
        return {
            "people_text": self.env._(
                "%(people)s, of them %(flagged)s flagged",
                people=len(lines),
                flagged=len(flagged),
            ),
            "flagged": flagged,
            "changes": [self._describe_change(change) for change in changes.sudo()],
            "cycle": sudo.cycle_id.name,
            "units": ", ".join(sudo.unit_ids.department_id.mapped("name")),
            "seats": sudo.member_ids,
            "chair": sudo.chair_id.name,
        }

    @api.model
    def _describe_person(self, line):
        return {
            "name": line.employee_id.name,
            "post": line.appraisal_id.job_title,
            "unit": line.unit_id.department_id.name,
            "before": line.predicate_before_id.name,
        }

    @api.model
    def _describe_change(self, change):
        Agenda = self.env["asn.appraisal.calibration.agenda"]
        return {
            **Agenda._describe_change(change),
            **{
                name: self._describe_ratings(change, suffix)
                for name, suffix in (("from", "_before"), ("to", ""))
            },
            "person": self._describe_person(change.line_id),
        }

    @api.model
    def _describe_ratings(self, change, suffix):
        """Return both ratings in words, or both numbers of points."""
        if change.line_id.kind == "score":
            points = (
                change[f"{name}_points{suffix}"] for name in ("result", "behaviour")
            )
            return " / ".join(f"{number:.2f}" for number in points)
        levels = dict(change._fields["result_rating"]._description_selection(self.env))
        names = (f"{name}{suffix or '_rating'}" for name in ("result", "behaviour"))
        return " / ".join(levels.get(change[name], "–") for name in names)
