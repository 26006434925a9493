# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .asn_appraisal_outcome import LEVELS
from .asn_appraisal_plan import PLAN_STAGES
from .asn_one_record import check_one

MONTHS = {"monthly": 1, "quarterly": 3}
# Days after a period in which the superior looks at it.
GRACE = relativedelta(days=10)


class AsnAppraisalCheck(models.Model):
    """The superior's periodic look at progress: what goes well, what needs help.

    :source: PermenPANRB 6/2022 (evaluasi kinerja periodik, bulanan atau triwulanan)
    """

    _name = "asn.appraisal.check"
    _description = "Periodic Check"
    _inherit = ["asn.workflow.mixin"]
    _order = "date_from, id"

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "date_from",
            "date_to",
            "due_date",
            "state",
            "checked_by_id",
            "checked_on",
            "achievement",
        }
    )

    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    employee_id = fields.Many2one(
        related="appraisal_id.employee_id", store=True, index=True
    )
    superior_id = fields.Many2one(
        related="appraisal_id.superior_id", string="Appraiser", store=True, index=True
    )
    company_id = fields.Many2one(
        related="appraisal_id.company_id", store=True, index=True
    )
    cycle_id = fields.Many2one(related="appraisal_id.cycle_id", store=True, index=True)
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="Until", required=True, readonly=True)
    due_date = fields.Date(
        required=True,
        readonly=True,
        index=True,
        help="By when the superior looks at the period.",
    )
    state = fields.Selection(
        [("due", "Open"), ("done", "Done")],
        default="due",
        required=True,
        readonly=True,
        index=True,
    )
    rating = fields.Selection(
        LEVELS,
        string="So Far",
        help="How work stands against what was agreed. Guidance: it decides nothing.",
    )
    comment = fields.Text(
        help="What goes well, what needs help, what is agreed. The employee reads it."
    )
    achievement = fields.Float(
        string="Achievement (%)",
        digits=(6, 2),
        readonly=True,
        aggregator="avg",
        help="Realisation against the targets of the whole period, at the time of the "
        "check.",
    )
    checked_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    checked_on = fields.Datetime(readonly=True)
    progress_ids = fields.One2many("asn.appraisal.progress", "check_id")
    entry_ids = fields.Many2many(
        "asn.appraisal.progress",
        string="Noted in This Period",
        compute="_compute_entry_ids",
        help="Once done: what the check closed. Before: what it would close, and what "
        "still waits for an answer.",
    )
    content = fields.Json(string="Plan as of Today", compute="_compute_content")
    is_my_team = fields.Boolean(
        compute="_compute_is_my_team", search="_search_is_my_team"
    )

    _unique_period = models.UniqueIndex(
        "(appraisal_id, date_from)", "This period already has a check."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("lang")
    @api.depends("employee_id", "date_from", "date_to")
    def _compute_display_name(self):
        for check in self:
            start, end = (
                format_date(self.env, day, date_format="d MMM")
                for day in (check.date_from, check.date_to)
            )
            # sudo: hr.employee - the name of whom a readable check is about
            name = check.sudo().employee_id.name
            check.display_name = f"{name}, {start} – {end}"

    @api.depends_context("uid")
    @api.depends("superior_id.user_id")
    def _compute_is_my_team(self):
        for check in self:
            # sudo: hr.employee - only compared with the user
            user = check.sudo().superior_id.user_id
            check.is_my_team = user.id == self.env.uid

    def _search_is_my_team(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("superior_id", "in", self.env.user.sudo().employee_ids.ids)]

    @api.depends("state", "progress_ids", "date_to")
    def _compute_entry_ids(self):
        for check in self:
            if check.state == "done":
                check.entry_ids = check.progress_ids
            else:
                check.entry_ids = check.progress_ids.search(check._get_entry_domain())

    @api.depends_context("lang", "uid")
    @api.depends("appraisal_id")
    def _compute_content(self):
        for check in self:
            check.content = check.appraisal_id.plan_id.content

    def _get_entry_domain(self):
        """Return the domain of what is noted until the end and was not closed yet."""
        return [
            ("appraisal_id", "=", self.appraisal_id.id),
            ("check_id", "=", False),
            ("date", "<=", self.date_to),
        ]

    # ------------------------------------------------------------
    # CREATION
    # ------------------------------------------------------------

    @api.model
    def _create_for(self, appraisals):
        """Create the checks of appraisals whose plan is agreed, once.

        :param appraisals: asn.appraisal, those with checks are left alone
        :return: the new checks
        """
        having = self.search([("appraisal_id", "in", appraisals.ids)]).appraisal_id
        return self._workflow_insert(
            [
                {"appraisal_id": appraisal.id, **period}
                for appraisal in appraisals - having
                for period in self._prepare_periods(appraisal)
            ]
        )

    @api.model
    def _prepare_periods(self, appraisal):
        """Yield the periods of one appraisal as its form asks, none for "none"."""
        months = MONTHS.get(appraisal._get_plan_rules()["check_interval"])
        start = appraisal.date_start
        while months and start <= appraisal.date_end:
            follows = start + relativedelta(months=months, day=1)
            end = min(follows - relativedelta(days=1), appraisal.date_end)
            yield {"date_from": start, "date_to": end, "due_date": end + GRACE}
            start = follows

    # ------------------------------------------------------------
    # ACTION
    # ------------------------------------------------------------

    def action_open(self):
        """Open the check with what was noted in its period."""
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Periodic Check"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_complete(self):
        """Close the period: what was noted in it is looked at and stays as it is.

        A second call finds it done and changes nothing.

        :return: True
        :raise AccessError: for anybody but the superior
        :raise UserError: before the period has ended, without a rating or comment, or
            past the evaluation
        """
        check_one(self)
        self._check_superior()
        if self.state == "done":
            return True
        self._check_can_complete()
        # sudo: asn.appraisal.check, log - a step of the workflow, checked above
        sudo = self.sudo()
        sudo._workflow_write(
            {
                "state": "done",
                "checked_by_id": self.env.uid,
                "checked_on": fields.Datetime.now(),
                "achievement": sudo.appraisal_id.plan_id.achievement,
            }
        )
        entries = sudo.progress_ids.search(
            [*sudo._get_entry_domain(), ("state", "=", "noted")]
        )
        entries._workflow_write({"check_id": sudo.id})
        return True

    def _check_superior(self):
        self.check_access("read")
        if not self.is_my_team:
            raise AccessError(
                self.env._(
                    "Only %s checks this period.",
                    # sudo: hr.employee - the superior's name
                    self.sudo().superior_id.name,
                )
            )

    def _check_can_complete(self):
        # sudo: asn.appraisal.cycle - the stage alone
        if self.sudo().cycle_id.state not in PLAN_STAGES:
            raise UserError(
                self.env._("The evaluation of this period is over: nothing is checked.")
            )
        if fields.Date.context_today(self) < self.date_from:
            raise UserError(self.env._("This period has not begun yet."))
        if not self.rating or not (self.comment or "").strip():
            raise UserError(
                self.env._(
                    "Please say how work stands so far, and write a comment that "
                    "helps %s.",
                    # sudo: hr.employee - the name of the person led
                    self.sudo().employee_id.name,
                )
            )
