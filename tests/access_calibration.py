# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Calibration sessions that ``access_matrix_calibration.py`` speaks of."""

from odoo.fields import Command

CALIBRATION_MODELS = [
    "asn.calibration.reason",
    "asn.appraisal.calibration",
    "asn.appraisal.calibration.member",
    "asn.appraisal.calibration.line",
    "asn.appraisal.calibration.change",
    "asn.appraisal.simulation",
]


class CalibrationRecords:
    """Makes sessions with seats for `self`, `sub` and, in the chair, `head`."""

    @classmethod
    def _make_calibrations(cls):
        ref = cls.env.ref
        cls.calibration_reason = ref("asn_appraisal.calibration_reason_comparable")
        first, second = (
            cls._make_cycle("decided", year).with_user(cls.manager)
            for year in (2070, 2071)
        )
        closed = cls._make_calibration(first, "above", cls.head.user_id)
        cls._force_closed(closed)
        cls.simulation = cls.env["asn.appraisal.simulation"].create(
            {
                "cycle_id": cls.cycles["published"].id,
                "method_id": ref("asn_appraisal.method_matrix_2022").id,
            }
        )
        cls.calibrations = {
            "draft": cls._make_calibration(cls.cycles["decided"]),
            "closed": closed,
            "open": cls._make_calibration(
                first, "meets", cls.subordinate.user_id, cls.head.user_id
            ),
            "waiting": cls._make_calibration(second, "above", cls.head.user_id),
        }

    @classmethod
    def _make_calibration(cls, cycle, rating=None, *by):
        """Make a session; each of ``by`` proposes ``rating`` for whom others did not.

        :param by: res.users
        """
        session = cls.env["asn.appraisal.calibration"].create(
            {
                "name": "Session",
                "cycle_id": cycle.id,
                "unit_ids": [Command.set(cycle.sudo().appraisal_ids.unit_id.ids)],
                "chair_id": cls.head.user_id.id,
                "member_ids": [
                    Command.create({"user_id": employee.user_id.id})
                    for employee in (cls.person, cls.subordinate, cls.head)
                ],
            }
        )
        if rating:
            session.with_user(cls.head.user_id).action_open()
        for user in by:
            for line in session.line_ids.filtered(lambda ln: not ln.change_ids):
                ratings = {"result_rating": rating, "behaviour_rating": rating}
                line.with_user(user).propose(0, ratings, cls.calibration_reason.id, "x")
        return session

    @classmethod
    def _force_closed(cls, session):
        session.line_ids._workflow_update({"is_open": False})
        session._workflow_write({"state": "closed"})

    @classmethod
    def _find_calibration(cls, model, words, subject):
        """Return a session, the seat of `sub` in it, or what it holds of somebody."""
        if model == "asn.calibration.reason":
            return cls.calibration_reason, None
        if model == "asn.appraisal.simulation":
            return cls.simulation, None
        session = cls.calibrations[words[0]]
        if model == "asn.appraisal.calibration":
            return session, None
        if model == "asn.appraisal.calibration.member":
            seats = session.member_ids
            sub = cls.subordinate.user_id
            return seats.filtered(lambda seat: seat.user_id == sub), None
        lines = session.line_ids.filtered(lambda line: line.employee_id == subject)
        is_line = model == "asn.appraisal.calibration.line"
        return lines if is_line else lines.change_ids, None
