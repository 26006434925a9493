# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .asn_appraisal_board import get_due
from .asn_appraisal_escalation_step import MINIMUM
from .asn_one_record import check_one
from .asn_told_number import ToldInteger

# Who leads whom today: the superior, and whoever acts as one by an active order.
LED = """
    SELECT id AS rater_id, parent_id AS superior_id
      FROM hr_employee WHERE parent_id IS NOT NULL
     UNION
    SELECT rater.id, acting.employee_id
      FROM asn_appraisal_acting acting
      JOIN hr_employee rater ON rater.company_id = acting.company_id
       AND rater.id != acting.employee_id
      LEFT JOIN hr_employee line ON line.id = rater.parent_id
      LEFT JOIN hr_version post ON post.id = rater.current_version_id
     WHERE acting.state = 'active' AND acting.does_rating
       AND (line.id = acting.replaced_id
            OR acting.replaced_id IS NULL AND line.active IS NOT TRUE)
       AND (acting.department_id IS NULL OR acting.department_id = post.department_id)
"""


class AsnAppraisalBoardTeam(models.Model):
    """How far somebody's own team is as raters in a cycle: numbers, and few of them.

    So that nobody learns who was the last to submit: one row a cycle, without roles;
    forms about the superior are left out; numbers are those of this morning; and of
    fewer than three raters there is none.
    """

    _name = "asn.appraisal.board.team"
    _description = "Progress of the Own Team"
    _auto = False
    _order = "cycle_id desc, id"
    _rec_name = "cycle_id"
    _depends = {
        "asn.appraisal.evaluation": [
            *("rater_id", "employee_id", "cycle_id", "state", "submitted_on"),
        ],
        "hr.employee": ["parent_id", "user_id"],
        "asn.appraisal.acting": [
            *("state", "employee_id", "replaced_id", "department_id", "does_rating"),
        ],
        "asn.appraisal.cycle": ["state", "evaluation_end"],
    }

    cycle_id = fields.Many2one("asn.appraisal.cycle", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Superior", readonly=True)
    is_hidden = fields.Boolean(
        string="Too Few Raters",
        readonly=True,
        help="Of fewer than three raters no number is shown.",
    )
    invited_count = ToldInteger(string="Forms Asked For", readonly=True)
    submitted_count = ToldInteger(string="Submitted by This Morning", readonly=True)
    late_count = ToldInteger(string="Late This Morning", readonly=True)
    note = fields.Char(string="About the Numbers", compute="_compute_note")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT form.cycle_id::bigint * 1000000 + superior.user_id AS id,
                   form.cycle_id, form.company_id, superior.user_id,
                   %(few)s AS is_hidden,
                   CASE WHEN NOT %(few)s THEN count(*) END AS invited_count,
                   CASE WHEN NOT %(few)s THEN count(*) FILTER (WHERE %(done)s) END
                       AS submitted_count,
                   CASE WHEN NOT %(few)s THEN count(*) FILTER (
                       WHERE NOT %(done)s AND %(due)s < %(today)s
                         AND form.state IN ('pending', 'draft', 'submitted')
                   ) END AS late_count
              FROM asn_appraisal_evaluation form
              JOIN asn_appraisal_cycle cycle ON cycle.id = form.cycle_id
              JOIN hr_employee rater ON rater.id = form.rater_id
              JOIN (%(led)s) led ON led.rater_id = rater.id
              JOIN hr_employee superior ON superior.id = led.superior_id
              JOIN hr_employee person ON person.id = form.employee_id
             WHERE superior.user_id IS NOT NULL
               AND superior.active
               AND person.user_id IS DISTINCT FROM superior.user_id
               AND form.employee_id IS DISTINCT FROM rater.parent_id
               AND rater.user_id IS DISTINCT FROM superior.user_id
               AND form.state != 'cancelled'
               AND cycle.state = 'evaluation'
             GROUP BY form.cycle_id, form.company_id, superior.user_id
            """,
            led=SQL(LED),
            few=SQL("(count(DISTINCT form.rater_id) < %s)", MINIMUM),
            done=SQL(
                "(form.state = 'submitted' AND form.submitted_on < %s)",
                self._get_morning(),
            ),
            due=get_due(self.env),
            today=fields.Date.context_today(self),
        )

    @api.model
    def _get_morning(self):
        """Return when today began for the company, in UTC."""
        company = self.env.company
        time = self.env["asn.appraisal.working.time"]
        yesterday = time._add_days(company, time._get_today(company), -1, working=False)
        return time._get_end(company, yesterday)

    @api.depends("is_hidden")
    @api.depends_context("lang")
    def _compute_note(self):
        few = self.env._(
            "Fewer than three raters: a number would speak of single ones."
        )
        rest = self.env._("As of this morning, without forms about you.")
        for row in self:
            row.note = few if row.is_hidden else rest

    def _get_led(self):
        """Return the ids of the employees whom the user of this row leads."""
        query = SQL(
            "SELECT led.rater_id FROM (%s) led JOIN hr_employee superior"
            " ON superior.id = led.superior_id WHERE superior.user_id = %s",
            SQL(LED),
            self.user_id.id,
        )
        return [id_ for (id_,) in self.env.execute_query(query)]

    def action_nudge(self):
        """Remind everybody in the own team who still has forms to fill in.

        :return: notification, which says the same however many there are
        :raise UserError: once the evaluation stage is over
        """
        check_one(self)
        self.check_access("read")
        if not self.exists():
            raise UserError(self.env._("The evaluation stage of this cycle is over."))
        # sudo: asn.appraisal.evaluation, hr.employee - whose mail it is, told to nobody
        forms = self.env["asn.appraisal.evaluation"].sudo()
        forms = forms.search(
            [
                ("cycle_id", "=", self.cycle_id.id),
                ("rater_id", "in", self._get_led()),
            ]
        )
        self.env["asn.appraisal.nudge"]._nudge(
            forms, {"cycle_id": self.cycle_id.id, "company_id": self.company_id.id}
        )
        message = self.env._(
            "Whoever in your team still has forms to fill in is reminded by mail, once "
            "a day at most."
        )
        return self.env["asn.appraisal.nudge"]._prepare_notification(message)
