# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plays a calibration session: invited to, opened, talked about, and maybe closed."""

from odoo.fields import Command, Datetime

from .people import PREFIX, as_user

WORDS = ("name", "place", "minutes")


def calibrate(cycle, script):
    """Let a session go as far as ``script`` says.

    :param cycle: asn.appraisal.cycle in which superiors have decided
    :param dict script: ``calibration`` of the cycle in play.json
    """
    Calibration(cycle, script).run()


class Calibration:
    """One session, its members and what they agree on."""

    def __init__(self, cycle, script):
        self.env, self.cycle, self.script = cycle.env, cycle, script
        self.chair = self._get("user", script["chair"])
        self.session = self._make()

    def _get(self, kind, name):
        return self.env.ref(f"{PREFIX}{kind}_{name}")

    def _make(self):
        departments = [self._get("department", name) for name in self.script["units"]]
        units = self.cycle.unit_ids.filtered(lambda u: u.department_id in departments)
        members = [self._get("user", login) for login in self.script["members"]]
        day = self.cycle.decision_end
        Session = as_user(self.env["asn.appraisal.calibration"], self.chair)
        return Session.create(
            {name: self.script[name] for name in WORDS if name in self.script}
            | {
                "cycle_id": self.cycle.id,
                "unit_ids": [Command.set(units.ids)],
                "chair_id": self.chair.id,
                # nine o'clock where the agency is
                "scheduled_on": Datetime.to_datetime(day).replace(hour=2),
                "member_ids": [Command.create({"user_id": m.id}) for m in members],
            }
        )

    def run(self):
        """Play the session."""
        self.session.action_invite()
        silent = self.script.get("silent", ())
        for seat in self.session.member_ids:
            if seat.user_id.login not in silent:
                as_user(seat, seat.user_id).action_accept()
        self.session.action_open()
        for line in self.script["changes"]:
            self._change(line)
        if "confirmed" in self.script:
            self._confirm_extremes(self.script["confirmed"])
        if self.script.get("is_closed"):
            self.session.action_close()

    def _change(self, script):
        """Let a member propose another rating, and a second one agree where needed."""
        employee = self._get("employee", script["person"])
        line = self.session.line_ids.filtered(lambda ln: ln.employee_id == employee)
        # on another day's draw of answers a superior may have decided so already
        ratings = {
            name: rating
            for name, rating in script["ratings"].items()
            if line.sudo().outcome_id[name] != rating
        }
        if ratings or not script["ratings"]:
            self._propose(line, script, ratings, script["code"])

    def _confirm_extremes(self, script):
        """Let two members say that the best and the worst ratings are right."""
        extremes = self.session._get_extremes()
        for line in self.session.line_ids:
            if line.predicate_id in extremes and not line.change_ids:
                self._propose(line, script, {}, "confirmed")

    def _propose(self, line, script, ratings, code):
        reason = self.env.ref(f"asn_appraisal.calibration_reason_{code}")
        mine = as_user(line, self._get("user", script["by"]))
        mine.propose(mine.revision, ratings, reason.id, script["reason"])
        if "second" in script:
            theirs = as_user(line, self._get("user", script["second"]))
            theirs.answer_change(theirs.revision, True, script["second_reason"])
