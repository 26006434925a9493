# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.asn_appraisal.models.asn_one_record import check_one


class AsnTrainingBalance(models.Model):
    """The learning hours of one person in one year, beside what is asked for.

    A view over résumés, so that it is never behind them. The target is that of the
    status held on the last day of the year.
    """

    _name = "asn.training.balance"
    _description = "Learning Hours of a Year"
    _auto = False
    _order = "year desc, missing_hours desc, id"
    _rec_name = "employee_id"
    _depends = {
        "hr.resume.line": [
            *("employee_id", "training_year", "verification", "hours", "hours_asked"),
        ],
        "hr.employee": ["company_id", "user_id", "parent_id", "active"],
        "hr.version": [
            *("employee_id", "date_version", "department_id", "job_id"),
            *("asn_employment", "active"),
        ],
        "asn.training.target": [
            *("employment", "year_from", "company_id", "kind", "hours"),
        ],
    }

    employee_id = fields.Many2one("hr.employee", readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    superior_id = fields.Many2one("hr.employee", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    job_id = fields.Many2one("hr.job", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    employment = fields.Selection(
        selection=lambda self: self.env["asn.training.target"]._get_employments(),
        string="Status",
        readonly=True,
    )
    kind = fields.Selection(
        [("minimum", "At least"), ("maximum", "At most")],
        string="Target Is",
        readonly=True,
    )
    target_hours = fields.Float(string="Target (JP)", digits=(16, 2), readonly=True)
    hours = fields.Float(string="Verified (JP)", digits=(16, 2), readonly=True)
    waiting_hours = fields.Float(
        string="Waiting for Verification", digits=(16, 2), readonly=True
    )
    missing_hours = fields.Float(string="Missing (JP)", digits=(16, 2), readonly=True)
    planned_hours = fields.Float(
        string="Planned (JP)",
        digits=(16, 2),
        compute="_compute_planned_hours",
        help="From trainings of this year that are confirmed and not completed yet.",
    )
    will_miss = fields.Boolean(
        string="Will Miss the Target",
        compute="_compute_planned_hours",
        search="_search_will_miss",
        help="Verified and planned hours together do not reach the target.",
    )
    summary = fields.Char(compute="_compute_summary")
    progress = fields.Float(
        string="Progress (%)", compute="_compute_summary", digits=(16, 0)
    )
    line_ids = fields.One2many(
        "hr.resume.line", compute="_compute_line_ids", string="Trainings"
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT person.id::bigint * 200 + year.year - 1950 AS id,
                   person.id AS employee_id, person.user_id, person.company_id,
                   person.parent_id AS superior_id,
                   post.department_id, post.job_id, post.asn_employment AS employment,
                   year.year, target.kind, target.hours AS target_hours,
                   COALESCE(ledger.hours, 0) AS hours,
                   COALESCE(ledger.waiting, 0) AS waiting_hours,
                   CASE WHEN target.kind = 'minimum'
                        THEN GREATEST(target.hours - COALESCE(ledger.hours, 0), 0)
                        ELSE 0 END AS missing_hours
              FROM hr_employee person
             CROSS JOIN (%(years)s) year
              LEFT JOIN LATERAL (%(post)s) post ON TRUE
              LEFT JOIN LATERAL (%(target)s) target ON TRUE
              LEFT JOIN (%(ledger)s) ledger
                     ON ledger.employee_id = person.id AND ledger.year = year.year
             WHERE person.active OR ledger.hours > 0
            """,
            years=self._get_years_query(),
            post=self._get_post_query(),
            target=self._get_target_query(),
            ledger=self._get_ledger_query(),
        )

    @api.model
    def _get_years_query(self):
        """Return all years with hours, this year and the next."""
        this_year = fields.Date.context_today(self).year
        return SQL(
            "SELECT DISTINCT training_year AS year FROM hr_resume_line"
            " WHERE verification = 'verified' AND training_year BETWEEN 1951 AND 2149"
            " UNION SELECT %s UNION SELECT %s",
            this_year,
            this_year + 1,
        )

    @api.model
    def _get_post_query(self):
        """Return the post held on the last day of the year."""
        return SQL(
            "SELECT department_id, job_id, asn_employment FROM hr_version"
            " WHERE employee_id = person.id AND active"
            " AND date_version <= make_date(year.year, 12, 31)"
            " ORDER BY date_version DESC LIMIT 1"
        )

    @api.model
    def _get_target_query(self):
        """Return the target in force: the agency's own before the common one."""
        return SQL(
            "SELECT kind, hours FROM asn_training_target"
            " WHERE employment = post.asn_employment AND year_from <= year.year"
            " AND (company_id IS NULL OR company_id = person.company_id)"
            " ORDER BY company_id NULLS LAST, year_from DESC LIMIT 1"
        )

    @api.model
    def _get_ledger_query(self):
        return SQL(
            "SELECT employee_id, training_year AS year,"
            " sum(hours) FILTER (WHERE verification = 'verified') AS hours,"
            " sum(hours_asked) FILTER (WHERE verification = 'submitted') AS waiting"
            " FROM hr_resume_line WHERE verification IN ('verified', 'submitted')"
            " GROUP BY employee_id, training_year"
        )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("hours", "missing_hours")
    def _compute_planned_hours(self):
        for year, balances in self.grouped("year").items():
            planned = self._get_planned_hours(balances.employee_id, year)
            for balance in balances:
                hours = planned.get(balance.employee_id.id, 0)
                balance.planned_hours = hours
                balance.will_miss = balance.missing_hours > hours

    @api.model
    def _search_will_miss(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        behind = self.search(Domain("missing_hours", ">", 0), order="id", limit=None)
        return Domain("id", "in", behind.filtered("will_miss").ids)

    @api.model
    def _get_planned_hours(self, employees, year):
        """Return hours that confirmed trainings will still bring in a year.

        Counted are places in sessions that end in the year. Others extend it.

        :param employees: hr.employee
        :param int year: the year to which they will count
        :return: ``{employee id: hours}``, without those who have none
        """
        # sudo: asn.training.enrolment - hours of people whose balance may be read
        groups = (
            self.env["asn.training.enrolment"]
            .sudo()
            ._read_group(
                [
                    ("employee_id", "in", employees.ids),
                    ("state", "=", "registered"),
                    ("event_id.date_end", ">=", f"{year}-01-01"),
                    ("event_id.date_end", "<", f"{year + 1}-01-01"),
                ],
                ["employee_id", "programme_id"],
                ["__count"],
            )
        )
        planned = {}
        for employee, programme, number in groups:
            hours = number * programme._get_expected_hours()
            planned[employee.id] = planned.get(employee.id, 0) + hours
        return planned

    @api.depends("hours", "target_hours", "missing_hours", "kind")
    @api.depends_context("lang")
    def _compute_summary(self):
        for balance in self:
            balance.summary = balance._get_summary()
            target = balance.target_hours
            balance.progress = min(100 * balance.hours / target, 100) if target else 0

    def _get_summary(self):
        """Return in one sentence where somebody stands."""
        hours, target, missing = (
            f"{value:n}" if value != int(value) else str(int(value))
            for value in (self.hours, self.target_hours, self.missing_hours)
        )
        if not self.kind:
            return self.env._("%s JP, no target is set", hours)
        values = {"hours": hours, "target": target, "missing": missing}
        if self.kind == "maximum":
            return self.env._("%(hours)s of at most %(target)s JP", **values)
        if not self.missing_hours:
            return self.env._("%(hours)s of %(target)s JP, target reached", **values)
        return self.env._(
            "%(hours)s of %(target)s JP, %(missing)s missing until 31 December",
            **values,
        )

    def _compute_line_ids(self):
        Line = self.env["hr.resume.line"]
        lines = Line.search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("training_year", "in", self.mapped("year")),
                ("verification", "!=", False),
            ],
            order="completed_on desc, id desc",
        ).grouped(lambda line: (line.employee_id.id, line.training_year))
        for balance in self:
            key = balance.employee_id.id, balance.year
            balance.line_ids = lines.get(key, Line)

    @api.model
    def _get_summaries(self, employee_ids):
        """Return ``{employee id: sentence}`` of this year, of whom the user may see."""
        balances = self.search(
            [
                ("employee_id", "in", employee_ids),
                ("year", "=", fields.Date.context_today(self).year),
            ]
        )
        return {balance.employee_id.id: balance.summary for balance in balances}

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_propose(self):
        """Open the programmes that fit the person, to choose one from.

        :raise AccessError: for who may not see the balance
        """
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Programmes That Fit"),
            "res_model": "asn.training.programme",
            "view_mode": "kanban,list,form",
            "domain": self._get_fitting_domain(),
        }

    def _get_fitting_domain(self):
        """Return which programmes are meant for the person and not yet completed."""
        # sudo: hr.resume.line - which programmes are behind the person, in any state
        done = (
            self.env["hr.resume.line"]
            .sudo()
            ._read_group(
                [
                    ("employee_id", "=", self.employee_id.id),
                    ("training_year", "=", self.year),
                    ("verification", "=", "verified"),
                ],
                ["programme_id"],
            )
        )
        jobs, departments = self.job_id.ids, self.department_id.ids
        return [
            ("id", "not in", [programme.id for (programme,) in done if programme]),
            *["|", ("job_ids", "=", False), ("job_ids", "in", jobs)],
            *["|", ("department_ids", "=", False)],
            ("department_ids", "parent_of", departments),
        ]
