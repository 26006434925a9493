# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_appraisal_calibration_line import POINTS, RATINGS

# Where the stored explanation tells what a session changed.
CALIBRATION = "calibration"


class AsnAppraisalOutcome(models.Model):
    """What a calibration session did to an outcome, and who had a part in it."""

    _inherit = "asn.appraisal.outcome"

    calibration_line_ids = fields.One2many(
        "asn.appraisal.calibration.line",
        "outcome_id",
        groups="asn_appraisal.group_asn_appraisal_manager,"
        "asn_appraisal.group_asn_appraisal_auditor",
    )

    def _calibrate(self, line, change):
        """Take over what a session agreed about this outcome, by sudo.

        The appraiser's reasons and signature stay. The explanation says that a
        session changed the rating, and for which reason; not who said so.

        :param line: asn.appraisal.calibration.line
        :param change: the asn.appraisal.calibration.change that was agreed last
        """
        self.ensure_one()
        vals = {name: line[name] for name in (*RATINGS, *POINTS, "total")}
        vals["predicate_id"] = line.predicate_id.id
        decision = vals | {
            "outcome_id": self.id,
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
            "innovation": self.innovation,
            "result_reason": change.reason,
            "behaviour_reason": change.reason,
        }
        vals["explanation"] = (self.explanation or {}) | {
            CALIBRATION: self._prepare_calibration(line, change)
        }
        self._workflow_write(vals)
        if any(line[name] != line[before] for name, before in BEFORE.items()):
            self.decision_ids._workflow_create([decision])

    def _prepare_calibration(self, line, change):
        """Return what the explanation keeps, of JSON's types."""
        codes = {
            predicate["id"]: code
            for code, predicate in self._get_rules()["predicates"].items()
        }
        return {
            "version": self.version,
            "session": line.calibration_id.id,
            "on": fields.Date.to_string(fields.Date.context_today(self)),
            "is_changed": any(line[name] != line[b] for name, b in BEFORE.items()),
            "reason": change.reason_id._prepare_snapshot(),
            "before": {
                "predicate": codes.get(line.predicate_before_id.id),
                "result": _write(line, "result", "_before"),
                "behaviour": _write(line, "behaviour", "_before"),
            },
            "after": {
                "predicate": codes.get(line.predicate_id.id),
                "result": _write(line, "result", ""),
                "behaviour": _write(line, "behaviour", ""),
            },
        }

    def _get_involved_users(self):
        """Add members of sessions who looked at it, but for those it was hidden from.

        :return: res.users with sudo
        """
        users = super()._get_involved_users()
        # sudo: calibration - who took part, compared with who decides an objection
        outcomes = self.sudo()
        lines = outcomes.calibration_line_ids
        changes = lines.change_ids
        users |= changes.user_id | changes.second_id
        Calibration = self.env["asn.appraisal.calibration"]
        for line in lines:
            present = line.calibration_id.member_ids.filtered("is_present").user_id
            users |= present.filtered(
                lambda user, person=line.employee_id: (
                    person not in Calibration._get_hidden_employees(user)
                )
            )
        return users


BEFORE = {
    "result_rating": "result_before",
    "behaviour_rating": "behaviour_before",
    "result_points": "result_points_before",
    "behaviour_points": "behaviour_points_before",
}


def _write(line, dimension, suffix):
    """Write a rating as the explanation does: a level, or points as text."""
    if line.kind == "score":
        return f"{line[f'{dimension}_points{suffix}']:.2f}"
    return line[f"{dimension}{suffix or '_rating'}"] or None
