# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one


class AsnTrainingProgramme(models.Model):
    """What can be learnt: a course, a workshop, a coaching; its dates are events."""

    _name = "asn.training.programme"
    _inherit = ["asn.coded.mixin"]
    _description = "Training Programme"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short name for imports and exports. It cannot be changed later.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: offered by all agencies."
    )
    method_id = fields.Many2one(
        "asn.training.method", required=True, index=True, ondelete="restrict"
    )
    hours = fields.Float(
        string="JP",
        digits=(16, 2),
        help="Learning hours that whoever completes it is credited with, where the "
        "method counts as the programme says.",
    )
    description = fields.Html(
        translate=True, help="What is learnt, for whom, and how. Read by all employees."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        domain="[('share', '=', False)]",
        help="Answers questions about the programme.",
    )

    # who gives it, and what it costs
    provider = fields.Char(help="Who teaches: an institution, an agency, a person.")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    cost = fields.Monetary(
        string="Cost a Person",
        help="What one place costs, in the currency of the agency.",
    )

    # what it is for
    aim = fields.Selection(
        [
            ("help", "Help where something is missing"),
            ("advance", "Advanced training for those who do well"),
            ("both", "Both"),
        ],
        required=True,
        default="both",
    )
    skill_ids = fields.One2many(
        "asn.training.programme.skill",
        "programme_id",
        string="Skills Taught",
        copy=True,
    )
    criterion_ids = fields.Many2many(
        "asn.criterion",
        string="Helps With",
        help="Criteria of the appraisal on which those who take part should do better.",
    )

    # for whom
    job_ids = fields.Many2many(
        "hr.job",
        "asn_training_programme_job_rel",
        string="For Jobs",
        help="Empty: for all jobs.",
    )
    department_ids = fields.Many2many(
        "hr.department", string="For Departments", help="Empty: for all departments."
    )
    category_ids = fields.Many2many(
        "hr.employee.category",
        string="For Tags",
        groups="hr.group_hr_user",
        help="Empty: for all employees.",
    )
    prerequisite_ids = fields.Many2many(
        "asn.training.programme",
        "asn_training_prerequisite_rel",
        "programme_id",
        "prerequisite_id",
        string="Needs First",
        help="Programmes that must have been completed before.",
    )
    mandatory_job_ids = fields.Many2many(
        "hr.job",
        "asn_training_mandatory_job_rel",
        string="Mandatory for Jobs",
        help="Whoever holds one of these jobs must complete it.",
    )
    renewal_months = fields.Integer(
        string="Renew after Months",
        help="So long after completion it is due again. 0: once is enough.",
    )
    validity_months = fields.Integer(
        string="Certificate Valid for Months", help="0: without end."
    )

    # when it takes place
    event_ids = fields.One2many(
        "event.event",
        "programme_id",
        string="Sessions",
        groups="event.group_event_registration_desk",
    )
    session_count = fields.Integer(
        string="Coming Sessions",
        compute="_compute_session_count",
        groups="event.group_event_registration_desk",
    )

    _unique_code = models.UniqueIndex(
        "(code)", "Another training programme has this code already."
    )
    _hours_not_negative = models.Constraint(
        "CHECK (hours >= 0)", "Learning hours cannot be negative."
    )
    _cost_not_negative = models.Constraint(
        "CHECK (cost >= 0)", "The cost of a place cannot be negative."
    )
    _months_not_negative = models.Constraint(
        "CHECK (renewal_months >= 0 AND validity_months >= 0)",
        "Months cannot be negative.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for programme in self:
            company = programme.company_id or self.env.company
            # sudo: res.company - its currency alone; the programme may be another's
            programme.currency_id = company.sudo().currency_id

    @api.depends("event_ids")
    def _compute_session_count(self):
        groups = self.env["event.event"]._read_group(
            [("programme_id", "in", self.ids), ("is_finished", "=", False)],
            ["programme_id"],
            ["__count"],
        )
        counts = {programme.id: count for programme, count in groups}
        for programme in self:
            programme.session_count = counts.get(programme.id, 0)

    @api.constrains("prerequisite_ids")
    def _check_prerequisites(self):
        if self._has_cycle("prerequisite_ids"):
            raise ValidationError(
                self.env._(
                    "Programmes that need each other first could never be begun."
                )
            )

    @api.constrains("company_id", "criterion_ids")
    def _check_company_of_criteria(self):
        for programme in self:
            # sudo: asn.criterion - whose it is, said to whoever may write here
            owners = programme.sudo().criterion_ids.company_id
            if owners - programme.company_id:
                raise ValidationError(
                    self.env._(
                        "“%s” helps with a criterion of another agency than its own.",
                        programme.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        used = self.env["event.event"].sudo()  # sudo: whether there is any, no more
        used = used.search([("programme_id", "in", self.ids)], limit=1)
        lines = self.env["hr.resume.line"].sudo()  # sudo: the same
        if used or lines.search([("programme_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Sessions or learning hours refer to the programme. Archive it "
                    "instead."
                )
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_sessions(self):
        """Open the sessions, to be planned or followed.

        :raise AccessError: for who may not read events
        """
        check_one(self)
        self.check_access("read")
        self.env["event.event"].check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sessions"),
            "res_model": "event.event",
            "view_mode": "list,kanban,calendar,form",
            "domain": [("programme_id", "=", self.id)],
            "context": {"default_programme_id": self.id},
        }

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _get_hours_rule(self):
        """Return how hours count, as ``hours.Rule``."""
        return self.method_id._get_hours_rule()

    def _get_expected_hours(self):
        """Return what a completion brings as far as nothing is used of the limits."""
        method = self.method_id
        is_fixed = method.hours_rule == "fixed"
        return method.hours_fixed if is_fixed else self.hours
