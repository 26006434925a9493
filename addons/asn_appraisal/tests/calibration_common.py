# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.fields import Command

from .common import AppraisalCommon


class CalibrationCommon(AppraisalCommon):
    """A cycle in which superiors have decided, and a session of three members.

    The chair and the second member have no group of ours; the third is among those
    who are calibrated.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.department.manager_id = cls.head
        cls.chair = cls._user("asn_chair")
        cls.second = cls._user("asn_second_member")
        cls.third = cls.members[4].user_id
        cls.reason = cls.env.ref("asn_appraisal.calibration_reason_comparable")
        cls._launch()
        cls._answer_all(3)
        cls._close_evaluation()
        for appraisal in cls.cycle.appraisal_ids:
            cls._decide(appraisal)
        cls.unit = cls._appraisal().unit_id

    @classmethod
    def _session(cls, is_open=True, **vals):
        users = cls.chair | cls.second | cls.third
        session = cls.env["asn.appraisal.calibration"].with_user(cls.manager)
        session = session.create(
            {
                "name": "Session",
                "cycle_id": cls.cycle.id,
                "unit_ids": [Command.set(cls.unit.ids)],
                "chair_id": cls.chair.id,
                "member_ids": [Command.create({"user_id": user.id}) for user in users],
            }
            | vals
        )
        if is_open:
            session.with_user(session.chair_id).action_open()
        return session

    @classmethod
    def _line(cls, session, employee=None, user=None):
        employee = employee or cls.person
        lines = session.sudo().line_ids.filtered(lambda ln: ln.employee_id == employee)
        return lines.with_user(user or cls.chair)

    def _propose(self, line, result="meets", behaviour="below", revision=None):
        ratings = {"result_rating": result, "behaviour_rating": behaviour}
        if revision is None:
            revision = line.sudo().revision
        return line.propose(revision, ratings, self.reason.id, "Because of this")

    def _confirm(self, line, by=None):
        """Agree as the second member, or as somebody else."""
        line = line.with_user(by or self.second)
        return line.answer_change(line.sudo().revision, True, "I agree")
