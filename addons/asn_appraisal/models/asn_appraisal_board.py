# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .asn_appraisal_evaluation import OPEN_STATES
from .asn_one_record import check_one

# While raters answer, and as long as somebody may ask how many did.
BOARD_STAGES = ("evaluation", "calibration")


class AsnAppraisalBoard(models.Model):
    """How far the raters of one role are with the people of one unit.

    Counted over the forms that the user may read, by the rules that hold for them:
    whoever reads the numbers can open the rows behind, and nobody counts forms about
    oneself.
    """

    _name = "asn.appraisal.board"
    _description = "Progress of a Unit"
    _auto = False
    _order = "cycle_id desc, department_id, role_id, id"
    _rec_name = "department_id"
    _depends = {
        "asn.appraisal.evaluation": ["appraisal_id", "cycle_id", "role_id", "state"],
        "asn.appraisal": ["department_id"],
        "asn.appraisal.cycle": ["state", "evaluation_end"],
    }

    cycle_id = fields.Many2one("asn.appraisal.cycle", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    role_id = fields.Many2one("asn.rater.role", string="Rates As", readonly=True)
    invited_count = fields.Integer(string="Asked", readonly=True)
    started_count = fields.Integer(string="Started", readonly=True)
    submitted_count = fields.Integer(string="Submitted", readonly=True)
    late_count = fields.Integer(string="Late", readonly=True)
    submitted_rate = fields.Float(
        string="Answered", readonly=True, aggregator="avg", help="Percent of all forms."
    )
    is_open = fields.Boolean(string="Still Running", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (form.cycle_id::bigint * 1000000
                    + coalesce(appraisal.department_id, 0)) * 1000
                   + form.role_id AS id,
                   form.cycle_id, form.company_id, appraisal.department_id,
                   form.role_id, cycle.state = 'evaluation' AS is_open,
                   count(*) AS invited_count,
                   count(*) FILTER (WHERE form.state = 'draft') AS started_count,
                   count(*) FILTER (WHERE form.state = 'submitted')
                       AS submitted_count,
                   count(*) FILTER (
                       WHERE form.state IN %(open)s AND %(due)s < %(today)s
                   ) AS late_count,
                   100.0 * count(*) FILTER (WHERE form.state = 'submitted') / count(*)
                       AS submitted_rate
              FROM asn_appraisal_evaluation form
              JOIN asn_appraisal appraisal ON appraisal.id = form.appraisal_id
              JOIN asn_appraisal_cycle cycle ON cycle.id = form.cycle_id
             WHERE form.id IN %(forms)s
             GROUP BY form.cycle_id, form.company_id, appraisal.department_id,
                      form.role_id, cycle.state
            """,
            open=OPEN_STATES,
            due=get_due(self.env),
            today=fields.Date.context_today(self),
            forms=self._get_forms_query(),
        )

    @api.model
    def _get_forms_query(self):
        """Return the statement that finds the forms that the user may read."""
        Evaluation = self.env["asn.appraisal.evaluation"]
        return Evaluation._search(self._get_forms_domain()).subselect()

    @api.model
    def _get_forms_domain(self):
        return (
            Domain("state", "!=", "cancelled")
            & Domain("confidentiality", "!=", "anonymous")
            & Domain("cycle_id.state", "in", BOARD_STAGES)
            & Domain("employee_id.user_id", "!=", self.env.uid)
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_forms(self):
        """List who of this row has answered and who has not."""
        check_one(self)
        self._check_found()
        action = self.cycle_id.action_open_evaluations()
        return action | {
            "name": self.display_name,
            "domain": list(self._get_row_domain() & self._get_forms_domain()),
        }

    def action_nudge(self):
        """Remind the raters of these rows who have not submitted yet.

        Nothing is sent here: their next mail comes within the hour, on working days
        and in working hours, once a day at most.

        :return: notification with the number of people
        :raise AccessError: for anybody but officers and managers
        """
        self._check_can_nudge()
        count = sum(row._nudge() for row in self)
        message = self.env._(
            "%s people get a mail. Whoever has had one today is not written to again.",
            count,
        )
        return self.env["asn.appraisal.nudge"]._prepare_notification(message)

    def _nudge(self):
        forms = self.env["asn.appraisal.evaluation"].search(
            self._get_row_domain() & self._get_forms_domain()
        )
        # sudo: asn.appraisal.evaluation, hr.employee - whose mail it is
        return self.env["asn.appraisal.nudge"]._nudge(
            forms.sudo(),
            {
                "cycle_id": self.cycle_id.id,
                "company_id": self.company_id.id,
                "department_id": self.department_id.id,
                "role_id": self.role_id.id,
            },
        )

    def _get_row_domain(self):
        self.ensure_one()
        return (
            Domain("cycle_id", "=", self.cycle_id.id)
            & Domain("role_id", "=", self.role_id.id)
            & Domain("appraisal_id.department_id", "=", self.department_id.id)
        )

    def _check_found(self):
        """Refuse rows that hold forms of no unit that the user reads.

        A row is made for each user from the forms that the user reads: no rule looks
        at it, and its id can be guessed.

        :raise AccessError: for rows that the user does not find
        """
        self.check_access("read")
        if self.search_count([("id", "in", self.ids)]) != len(self):
            raise AccessError(self.env._("You do not read the progress of this unit."))

    def _check_can_nudge(self):
        self._check_found()
        if not self.env.user.has_group("asn_appraisal.group_asn_appraisal_officer"):
            raise AccessError(
                self.env._("Only HR and unit officers remind the raters of a unit.")
            )

    @api.depends("department_id", "role_id")
    def _compute_display_name(self):
        for row in self:
            names = row.department_id.name or "", row.role_id.name or ""
            row.display_name = " – ".join(filter(None, names))


def get_due(env):
    """Return the column that holds until when a form is asked for, as SQL."""
    field = env["asn.appraisal.evaluation"]._fields["due_date"]
    return SQL("form.due_date") if field.store else SQL("cycle.evaluation_end")
