# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_appraisal_evaluation import OPEN_STATES

# Of fewer raters no number is told: it would speak of single ones.
MINIMUM = 3
TOLD = [
    ("rater", "The rater"),
    ("superior", "The rater's superior"),
    ("unit", "The head of the rater's unit"),
    ("hr", "HR"),
]


class AsnAppraisalEscalationStep(models.Model):
    """A step of a cycle's ladder: who is told of unanswered forms, and when.

    Superiors and unit heads learn how many forms of their people are late, never whose
    they are nor about whom; forms about themselves are left out of their numbers.
    """

    _name = "asn.appraisal.escalation.step"
    _description = "Step of the Escalation"
    _inherit = ["asn.workflow.mixin"]
    _order = "days, id"

    _workflow_fields = frozenset({"done_until"})

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, index=True, ondelete="cascade"
    )
    days = fields.Integer(
        string="Working Days after the Due Date",
        default=1,
        required=True,
        help="A negative number is before it, 0 the day itself.",
    )
    told = fields.Selection(TOLD, string="Who Is Told", default="rater", required=True)
    done_until = fields.Date(
        readonly=True,
        copy=False,
        help="Forms that were due up to this day have been dealt with.",
    )

    _others_are_told_of_late_forms = models.Constraint(
        "CHECK (told = 'rater' OR days > 0)",
        "Superiors, unit heads and HR are told of late forms alone: choose a day after "
        "the due date.",
    )

    # ------------------------------------------------------------
    # CRON
    # ------------------------------------------------------------

    @api.model
    def _climb(self, company):
        """Take the steps of a company's cycles that are due today, each once."""
        steps = self.search(
            [
                ("cycle_id.company_id", "=", company.id),
                ("cycle_id.state", "=", "evaluation"),
                ("cycle_id.job", "=", False),
            ]
        )
        today = self.env["asn.appraisal.working.time"]._get_today(company)
        for step in steps:
            step._take(today)

    def _take(self, today):
        """Tell of the forms whose turn has come since the last time."""
        self.ensure_one()
        time = self.env["asn.appraisal.working.time"]
        limit = time._get_limit(self.cycle_id.company_id, today, self.days)
        if not self._is_new(limit):
            return
        forms = self._get_forms().filtered(
            lambda form: (
                form.due_date and form.due_date <= limit and self._is_new(form.due_date)
            )
        )
        if self.told == "rater":
            self.env["asn.appraisal.digest"]._push(forms.rater_id.user_id)
        else:
            self._tell(forms, today)
        self._workflow_write({"done_until": limit})

    def _is_new(self, day):
        """Tell whether forms that are due on ``day`` have not been dealt with yet.

        No form is due before the cycle's own deadline.
        """
        end = self.cycle_id.evaluation_end
        is_after = not self.done_until or day > self.done_until
        return bool(end) and day >= end and is_after

    def _get_forms(self):
        return self.env["asn.appraisal.evaluation"].search_fetch(
            [
                ("cycle_id", "=", self.cycle_id.id),
                ("state", "in", OPEN_STATES),
                ("rater_id", "!=", False),
            ],
            ["rater_id", "employee_id", "cycle_id"],
        )

    # ------------------------------------------------------------
    # WHO IS TOLD
    # ------------------------------------------------------------

    def _tell(self, forms, today):
        """Note for each recipient how many forms are late; their next mail says it."""
        told = {
            user: count
            for user, count in self._count_by_recipient(forms).items()
            if count and user.active
        }
        small = self._get_small(told) if self.told != "hr" else set()
        self.env["asn.appraisal.escalation"]._workflow_insert(
            [
                {
                    "cycle_id": self.cycle_id.id,
                    "company_id": self.cycle_id.company_id.id,
                    "user_id": user.id,
                    "told": self.told,
                    "days": self.days,
                    "form_count": 0 if user in small else count,
                    "told_on": today,
                }
                for user, count in told.items()
            ]
        )
        users = self.env["res.users"].browse([user.id for user in told])
        self.env["asn.appraisal.digest"]._push(users)

    def _count_by_recipient(self, forms):
        """Return ``{user: number of forms}``, without those about the user."""
        if self.told == "hr":
            return dict.fromkeys(self._get_managers(), len(forms))
        counts = {}
        for rater, own in forms.grouped("rater_id").items():
            user = self._get_recipient(rater)
            others = own.filtered(
                lambda form, user=user: form.employee_id.user_id != user
            )
            if user and rater.user_id != user:
                counts[user] = counts.get(user, 0) + len(others)
        return counts

    def _get_recipient(self, rater):
        superior, head = rater.parent_id, rater.department_id.manager_id
        return (superior if self.told == "superior" else head).user_id

    def _get_managers(self):
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        company = self.cycle_id.company_id
        users = group.all_user_ids.filtered("active")
        return users.filtered(lambda user: company in user.company_ids)

    def _get_small(self, users):
        """Return the recipients who have too few raters to be told a number."""
        groups = self.env["asn.appraisal.evaluation"]._read_group(
            [
                ("cycle_id", "=", self.cycle_id.id),
                ("state", "!=", "cancelled"),
                ("rater_id", "!=", False),
            ],
            ["rater_id"],
        )
        raters = dict.fromkeys(users, 0)
        for (rater,) in groups:
            user = self._get_recipient(rater)
            if user in raters and rater.user_id != user:
                raters[user] += 1
        return {user for user, count in raters.items() if count < MINIMUM}
