# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..scoring import RulesError, decide
from .asn_appraisal_calibration_line import POINTS, RATED, RATINGS
from .asn_one_record import check_one


class AsnAppraisalCalibrationLine(models.Model):
    """What members do about a person: propose, agree as second one, or take back.

    Each method takes the ``revision`` that the member saw. Where another member was
    faster nothing is written, and the answer says how the row stands now.
    """

    _inherit = "asn.appraisal.calibration.line"

    waiting_change_id = fields.Many2one(
        "asn.appraisal.calibration.change",
        string="Waits for a Second Member",
        compute="_compute_waiting_change_id",
    )

    @api.depends("change_ids.state")
    def _compute_waiting_change_id(self):
        waiting = self.change_ids.filtered(lambda change: change.state == "proposed")
        found = waiting.grouped("line_id")
        for line in self:
            line.waiting_change_id = found.get(line, waiting.browse())[:1]

    # ------------------------------------------------------------
    # STEPS OF MEMBERS
    # ------------------------------------------------------------

    def propose(self, revision, vals, reason_id, reason):
        """Change a rating, or say that an extreme one is right.

        :param int revision: the one that the member saw
        :param dict vals: ``result_rating`` and ``behaviour_rating``, or
            ``result_points`` and ``behaviour_points``
        :param int reason_id: asn.calibration.reason
        :param str reason: in the member's words, for the minutes
        :return: dict of ``is_stale`` (nothing was done) and ``row``, see
            ``get_calibration``
        :raise AccessError: for anybody but the members who see the row
        :raise UserError: without a reason, or when the session is not open
        :raise ValidationError: for ratings that the method does not know
        """
        self._check_member()
        if self.revision != revision:
            return self._answer(is_stale=True)
        if self.waiting_change_id:
            raise UserError(
                self.env._("A proposal about this person waits for a second member.")
            )
        code = self.env["asn.calibration.reason"].browse(reason_id).exists()
        if not code or not (reason or "").strip():
            raise UserError(self.env._("Please choose a reason and say it in words."))
        self._propose(self._prepare_after(vals), code, reason.strip())
        return self._answer()

    def answer_change(self, revision, agrees, reason):
        """Agree or not to what another member proposed about an extreme rating.

        :param int revision: the one that the member saw
        :param bool agrees: whether the rating shall be as proposed
        :param str reason: why, for the minutes
        :return: as for ``propose``
        :raise AccessError: for the member who proposed it and for the appraiser
        :raise UserError: without a reason, or where nothing waits
        """
        self._check_member()
        if self.revision != revision:
            return self._answer(is_stale=True)
        if not (reason or "").strip():
            raise UserError(self.env._("Please give the reason in words."))
        self._check_second()
        # sudo: asn.appraisal.calibration.change - a step of the workflow, checked
        change = self.sudo().waiting_change_id
        change._workflow_write(
            {
                "state": "agreed" if agrees else "refused",
                "second_id": self.env.uid,
                "second_on": fields.Datetime.now(),
                "second_reason": reason.strip(),
            }
        )
        self._step({name: change[name] for name in RATED} if agrees else {}, agrees)
        return self._answer()

    def withdraw_change(self, revision):
        """Take back what one proposed and nobody has answered.

        :param int revision: the one that the member saw
        :return: as for ``propose``
        :raise AccessError: for what somebody else proposed
        """
        self._check_member()
        if self.revision != revision:
            return self._answer(is_stale=True)
        # sudo: asn.appraisal.calibration.change - a step of the workflow, checked next
        change = self.sudo().waiting_change_id
        if change.user_id != self.env.user:
            raise AccessError(self.env._("Only who proposed it takes it back."))
        change._workflow_write({"state": "withdrawn"})
        self._step({}, self.is_confirmed)
        return self._answer()

    def _answer(self, is_stale=False):
        self.invalidate_recordset()
        row = self.env["asn.appraisal.calibration.agenda"]._describe_lines(self)[0]
        return {"is_stale": is_stale, "row": row}

    # ------------------------------------------------------------
    # PROPOSING
    # ------------------------------------------------------------

    def _prepare_after(self, vals):
        """Return the ratings with the predicate that follows by the frozen rules."""
        names = RATINGS if self.kind == "matrix" else POINTS
        after = {name: self[name] for name in (*RATINGS, *POINTS)}
        after |= {name: vals[name] for name in names if name in vals}
        # sudo: asn.appraisal.outcome - whether a new idea was recognised
        outcome = self.sudo().outcome_id
        try:
            decided = decide(
                outcome.cycle_id._get_frozen_rules(),
                after["result_rating"] or None,
                after["behaviour_rating"] or None,
                f"{float(after['result_points']):.2f}",
                f"{float(after['behaviour_points']):.2f}",
                outcome.innovation,
            )
        except (RulesError, TypeError, ValueError) as error:
            raise ValidationError(
                self.env._("Please give both ratings, inside the range of the method.")
            ) from error
        predicate = outcome._get_predicate(decided["predicate"])
        total = float(decided["total"] or 0)
        return after | {"total": total, "predicate_id": predicate.id}

    def _propose(self, after, code, reason):
        is_kept = all(self[name] == after[name] for name in (*RATINGS, *POINTS))
        is_extreme = after["predicate_id"] in self._get_extremes().ids
        if is_kept and not is_extreme:
            raise UserError(self.env._("This is how the rating is already."))
        # sudo: asn.appraisal.calibration.change - a step of the workflow, checked
        change = self.env["asn.appraisal.calibration.change"].sudo()
        change._workflow_create(
            [
                after
                | self._prepare_change_before()
                | {
                    "kind": "keep" if is_kept else "move",
                    "state": "proposed" if is_extreme else "agreed",
                    "needs_second": is_extreme,
                    "reason_id": code.id,
                    "reason": reason,
                }
            ]
        )
        if is_extreme:
            self._step({}, self.is_confirmed)
        else:
            self._step({name: after[name] for name in RATED}, False)

    def _prepare_change_before(self):
        return {
            "line_id": self.id,
            "calibration_id": self.calibration_id.id,
            "company_id": self.company_id.id,
            "user_id": self.env.uid,
            "proposed_on": fields.Datetime.now(),
            "result_before": self.result_rating,
            "behaviour_before": self.behaviour_rating,
            "result_points_before": self.result_points,
            "behaviour_points_before": self.behaviour_points,
            "predicate_before_id": self.predicate_id.id,
        }

    def _step(self, vals, is_confirmed):
        """Write the row as it is after a step, and that the member is there."""
        # sudo: asn.appraisal.calibration.line, member - a step that was checked
        sudo = self.sudo()
        sudo._workflow_write(
            vals | {"is_confirmed": is_confirmed, "revision": self.revision + 1}
        )
        seats = sudo.calibration_id.member_ids
        mine = seats.filtered(lambda m: m.user_id == self.env.user)
        if not mine.is_present:
            mine._workflow_write({"is_present": True, "state": "accepted"})

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_member(self):
        """Let members act on rows that they see, while the session is open.

        Two who act at once wait for each other.

        :raise AccessError: for everybody else
        :raise UserError: when it is too early or too late
        """
        check_one(self)
        self.check_access("read")
        # sudo: asn.appraisal.calibration.line, session - the lock, and its members
        line = self.sudo()
        line.lock_for_update(allow_referencing=True)
        line.invalidate_recordset()
        calibration = line.calibration_id
        if not calibration._is_member(self.env.user):
            raise AccessError(self.env._("Only members of the session may do this."))
        if calibration.state != "open" or calibration.cycle_id.state != "calibration":
            raise UserError(
                self.env._("The session is not open; nothing can be changed.")
            )
        if not line.is_calibrated:
            raise UserError(
                self.env._(
                    "%s is not decided yet: the appraiser decides first.",
                    line.employee_id.name,
                )
            )

    def _check_second(self):
        """:raise AccessError: for who proposed it, by any account, and the appraiser"""
        # sudo: res.users, hr.employee - whether two accounts are of one person
        change, user = self.sudo().waiting_change_id, self.env.user.sudo()
        if not change:
            raise UserError(self.env._("Nothing waits for a second member here."))
        proposer = change.user_id
        is_same = (
            proposer == user
            or proposer.partner_id == user.partner_id
            or proposer.employee_ids & user.employee_ids
        )
        if is_same or self.sudo().superior_id in user.employee_ids:
            raise AccessError(
                self.env._(
                    "A second member has to agree: neither who proposed it nor the "
                    "appraiser of the person."
                )
            )
