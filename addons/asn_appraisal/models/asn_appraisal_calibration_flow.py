# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .asn_appraisal_calibration import FEWEST_MEMBERS
from .asn_one_record import check_one


class AsnAppraisalCalibration(models.Model):
    """The steps of a session: invited to, opened, and closed or cancelled."""

    _inherit = "asn.appraisal.calibration"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_invite(self):
        """Ask those by mail who have not been asked yet.

        :raise AccessError: for anybody but the chair and HR's managers
        :raise UserError: once the session is over, or when nobody is left to be asked
        """
        check_one(self)
        self._check_arranger()
        self._check_step("draft", "open")
        # sudo: asn.appraisal.calibration.member - a step of the workflow, checked
        listed = self.sudo().member_ids.filtered(lambda m: m.state == "listed")
        if not listed:
            raise UserError(self.env._("Everybody on the list has been invited."))
        listed._workflow_write(
            {"state": "invited", "invited_on": fields.Datetime.now()}
        )
        template = self.env.ref("asn_appraisal.mail_template_calibration_invited")
        reachable = listed.filtered("user_id.email")
        self.env["asn.appraisal.working.time"]._send(
            template, reachable.ids, self.company_id
        )
        return True

    def action_open(self):
        """Put the people of the units on the table.

        :raise AccessError: for anybody but the chair and HR's managers
        :raise UserError: without members enough, without people, at the wrong stage,
            or where the own appraisal of the chair is among them
        """
        check_one(self)
        self._check_arranger()
        self._check_step("draft")
        self._check_cycle()
        self.cycle_id._check_no_job()
        self._seat_chair()
        self._check_members()
        # sudo: outcomes of people whom the user may not see - they are rows of others
        self.sudo()._fill()
        self._check_chair()
        # sudo: asn.appraisal.calibration - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {"state": "open", "opened_on": fields.Datetime.now()}
        )
        return True

    def action_close(self):
        """Make what was agreed part of the outcomes, with its trace.

        :raise AccessError: for anybody but the chair and HR's managers, and for
            whoever has a row in it that is hidden from them
        :raise UserError: while something waits for a second member
        """
        check_one(self)
        self._check_arranger()
        self._check_step("open")
        self._check_cycle()
        self.cycle_id._check_no_job()
        self._check_sees_all()
        self._check_nothing_waits()
        # sudo: asn.appraisal.calibration - a step of the workflow, checked above
        self.sudo()._apply()
        self._end("closed")
        return True

    def action_cancel(self):
        """End a session of which nothing remains but its record."""
        check_one(self)
        self._check_arranger()
        self._check_step("draft", "open")
        self._end("cancelled")
        return True

    def _end(self, state):
        # sudo: asn.appraisal.calibration, line, change - a step that was checked
        sudo = self.sudo()
        waiting = sudo.change_ids.filtered(lambda c: c.state == "proposed")
        waiting._workflow_write({"state": "lapsed"})
        sudo.line_ids._workflow_update({"is_open": False})
        sudo._workflow_write(
            {
                "state": state,
                "closed_on": fields.Datetime.now(),
                "closed_by_id": self.env.uid,
            }
        )

    # ------------------------------------------------------------
    # OPENING
    # ------------------------------------------------------------

    def _seat_chair(self):
        if self.chair_id not in self.member_ids.user_id:
            # sudo: asn.appraisal.calibration.member - the chair has a seat in any case
            self.member_ids.sudo()._workflow_create(
                [
                    {
                        "calibration_id": self.id,
                        "user_id": self.chair_id.id,
                        "state": "accepted",
                    }
                ]
            )

    def _check_members(self):
        seats = self.member_ids.filtered(lambda m: m.state != "declined")
        if len(seats) < FEWEST_MEMBERS:
            raise UserError(
                self.env._(
                    "A session needs %s members or more, so that two of them can look "
                    "at everybody's rating, also at that of a third one.",
                    FEWEST_MEMBERS,
                )
            )

    def _fill(self):
        """Make a row of each outcome that is calibrated, by sudo."""
        outcomes = self.env["asn.appraisal.outcome"].search(self._get_outcome_domain())
        if not outcomes:
            raise UserError(
                self.env._(
                    "Nobody in these units can be calibrated: there are no scored "
                    "appraisals, or they are in another open session."
                )
            )
        Line = self.env["asn.appraisal.calibration.line"]
        outcomes.fetch()
        Line._workflow_insert(
            [Line._prepare_line_vals(self, outcome) for outcome in outcomes]
        )

    def _get_outcome_domain(self):
        """Return what tells the outcomes that a session is about."""
        departments = self.unit_ids.department_id
        operator = "child_of" if self.includes_below else "in"
        domain = Domain("cycle_id", "=", self.cycle_id.id)
        domain &= Domain("state", "in", ("suggested", "decided"))
        domain &= Domain("appraisal_id.state", "in", ("evaluation", "rated"))
        domain &= Domain("unit_id.department_id", operator, departments.ids)
        return domain & ~Domain("calibration_line_ids", "any", [("is_open", "=", True)])

    def _check_chair(self):
        """:raise UserError: where the chair would not see everybody"""
        hidden = self._get_hidden_employees(self.chair_id)
        # sudo: asn.appraisal.calibration.line - whether the chair has a part in it
        if self.sudo().line_ids.employee_id & hidden:
            raise UserError(
                self.env._(
                    "%s cannot be in the chair: the own appraisal, or that of somebody "
                    "close, is among those to be calibrated.",
                    self.chair_id.name,
                )
            )

    # ------------------------------------------------------------
    # CLOSING
    # ------------------------------------------------------------

    def _check_sees_all(self):
        """:raise AccessError: where a row is hidden from the one who closes"""
        hidden = self._get_hidden_employees(self.env.user)
        # sudo: asn.appraisal.calibration.line - whether the user has a part in it
        if self.sudo().line_ids.employee_id & hidden:
            raise AccessError(
                self.env._(
                    "Somebody else closes this session: your own appraisal, or that of "
                    "somebody close to you, is in it."
                )
            )

    def _check_nothing_waits(self):
        """:raise UserError: naming those whose rating waits for a second member"""
        # sudo: asn.appraisal.calibration.line - the user sees all, checked before
        lines = self.sudo().line_ids.filtered("is_calibrated")
        waiting = lines.filtered("waiting_change_id")
        extremes = self._get_extremes()
        open_lines = lines.filtered(
            lambda line: line.predicate_id in extremes and not line.is_confirmed
        )
        if unfinished := waiting | open_lines:
            names = unfinished[:10].mapped("display_name")
            raise UserError(
                self.env._(
                    "%(count)s extreme ratings are not confirmed by two members yet: "
                    "%(names)s%(more)s",
                    count=len(unfinished),
                    names=", ".join(names),
                    more=" …" if len(unfinished) > len(names) else "",
                )
            )

    def _apply(self):
        """Write what was agreed into outcomes that are not published yet, by sudo."""
        changes = self.change_ids.filtered(lambda c: c.state == "agreed")
        for line, found in changes.grouped("line_id").items():
            if line.is_calibrated:
                line.outcome_id._calibrate(line, found[-1])

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_arranger(self):
        """:raise AccessError: for anybody but the chair and HR's managers"""
        self.check_access("read")
        if self.chair_id != self.env.user and not self._is_manager():
            raise AccessError(
                self.env._("Only the chair and managers of appraisal may do this.")
            )

    def _check_step(self, *states):
        """Let a step be taken at its time, and by one at a time.

        :raise UserError: when it is beyond that step
        """
        # sudo: asn.appraisal.calibration - the lock alone
        self.sudo().lock_for_update()
        self.invalidate_recordset(["state"])
        if self.state not in states:
            raise UserError(
                self.env._("This step is not possible any more, or not yet.")
            )

    # ------------------------------------------------------------
    # RULES
    # ------------------------------------------------------------

    def _get_extremes(self):
        """Return the best and the worst predicate of the method, as frozen."""
        self.ensure_one()
        predicates = self.cycle_id._get_frozen()["method"]["predicates"].values()
        ordered = sorted(predicates, key=lambda found: found["sequence"])
        ids = {found["id"] for found in (*ordered[:1], *ordered[-1:])}
        return self.env["asn.predicate"].browse(sorted(ids))

    def _has_acted(self, user):
        """Tell whether a member proposed or seconded anything."""
        # sudo: asn.appraisal.calibration.change - whether there is any, no more
        changes = self.sudo().change_ids
        return user in changes.user_id | changes.second_id
