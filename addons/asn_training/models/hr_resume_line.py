# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

LOCKED = ("submitted", "verified")
# What a line that waits or counts may still get: nothing that hours rest on.
OPEN_FIELDS = frozenset({"description", "external_url", "resume_line_properties"})


class HrResumeLine(models.Model):
    # a docstring would be shown as that of core's model
    _name = "hr.resume.line"
    _inherit = ["hr.resume.line", "asn.workflow.mixin"]

    _workflow_fields = frozenset(
        {
            *("hours", "hours_days", "hours_parts", "verification", "training_source"),
            *("verification_reason", "verified_by_id", "verified_on", "submitted_on"),
        }
    )

    # what it was
    training_method_id = fields.Many2one(
        "asn.training.method",
        index="btree_not_null",
        ondelete="restrict",
        help="How it was learnt. Lines without a method give no learning hours (JP).",
    )
    programme_id = fields.Many2one(
        "asn.training.programme",
        string="Training Programme",
        index="btree_not_null",
        ondelete="restrict",
    )
    hours_asked = fields.Float(
        string="Hours Taken",
        digits=(16, 2),
        copy=False,
        help="As the certificate says. How many count is for the rules of the method.",
    )
    session_count = fields.Integer(
        string="Sessions Taken", copy=False, help="Where the method counts sessions."
    )
    is_abroad = fields.Boolean(string="Abroad")
    completed_on = fields.Date(
        compute="_compute_completed_on",
        store=True,
        help="The day of completion decides the year to which hours count.",
    )
    training_year = fields.Integer(
        string="Year of Hours",
        compute="_compute_completed_on",
        store=True,
        aggregator=None,
    )
    valid_until = fields.Date(string="Certificate Valid until", copy=False)

    # what it is worth, by the workflow alone
    verification = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Waiting for Verification"),
            ("verified", "Verified"),
            ("rejected", "Rejected"),
        ],
        copy=False,
        readonly=True,
    )
    hours = fields.Float(string="JP", digits=(16, 2), copy=False, readonly=True)
    hours_days = fields.Json(
        string="Hours by Day",
        copy=False,
        readonly=True,
        export_string_translation=False,
    )
    hours_parts = fields.Json(string="Steps of the Count", copy=False, readonly=True)
    verification_reason = fields.Text(string="Why Rejected", copy=False, readonly=True)
    submitted_on = fields.Datetime(copy=False, readonly=True)
    verified_by_id = fields.Many2one(
        "res.users", string="Verified by", copy=False, readonly=True
    )
    verified_on = fields.Datetime(copy=False, readonly=True)
    training_source = fields.Char(
        string="Came From",
        copy=False,
        readonly=True,
        help="What credited the hours, so that it does so once.",
    )

    _unique_training_source = models.UniqueIndex(
        "(employee_id, training_source) WHERE training_source IS NOT NULL",
        "These learning hours have been credited already.",
    )
    _unique_training_event = models.UniqueIndex(
        "(employee_id, event_id) WHERE event_id IS NOT NULL"
        " AND verification = 'verified'",
        "The hours of this session have been credited to the employee already.",
    )
    _training_ledger = models.Index(
        "(training_year, employee_id) WHERE verification = 'verified'"
    )
    _training_waiting = models.Index("(submitted_on) WHERE verification = 'submitted'")
    _training_not_negative = models.Constraint(
        "CHECK (hours_asked >= 0 AND session_count >= 0)",
        "Hours and sessions taken cannot be negative.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("date_start", "date_end", "training_method_id")
    def _compute_completed_on(self):
        # stored: the totals of a year read nothing else
        for line in self:
            day = line.training_method_id and (line.date_end or line.date_start)
            line.completed_on = day
            line.training_year = day and day.year

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self._is_workflow() and not vals.keys() <= OPEN_FIELDS:
            self._check_workflow_fields(vals)
            self._check_unlocked()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_counted(self):
        if not self.env.su:
            self._check_unlocked()

    def _check_unlocked(self):
        """Refuse changes of what counts or waits to be verified.

        :raise UserError: naming the first such line
        """
        if line := self.filtered(lambda line: line.verification in LOCKED)[:1]:
            raise UserError(
                self.env._(
                    "“%s” gives learning hours or waits for its verification, and "
                    "cannot be changed or deleted. Take it back first, or ask the "
                    "training managers of your agency.",
                    line.name,
                )
            )
