# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import fields, models

from ..objections import LONGEST_BREAK, add_days, get_last_day


class AsnAppraisalCycle(models.Model):
    """How long people have to object, and others to answer and to decide."""

    _inherit = "asn.appraisal.cycle"

    objection_days = fields.Integer(
        string="Days to Object",
        default=14,
        required=True,
        help="Days after the receipt of the result, the day of the receipt not counted "
        "(PermenPANRB 6/2022: 14). What a person was told once holds: a change here "
        "counts for results that are received later.",
    )
    objection_day_kind = fields.Selection(
        [("calendar", "Calendar days"), ("working", "Working days")],
        string="Days Are",
        default="calendar",
        required=True,
        help="The regulation does not say which. Working days are those of the "
        "company's working schedule; its public holidays are not counted.",
    )
    objection_answer_days = fields.Integer(
        string="Days for the Appraiser's Statement",
        default=5,
        required=True,
        help="Days after the filing within which the appraiser answers. Nothing is "
        "decided before, unless the appraiser has answered. The agency's own rule.",
    )
    objection_decision_days = fields.Integer(
        string="Days to Decide",
        default=14,
        required=True,
        help="Days after the filing within which the appraiser's superior decides. "
        "After that it goes to the next superior, who has as many days. The agency's "
        "own rule.",
    )
    objection_ids = fields.One2many("asn.appraisal.objection", "cycle_id")

    _objection_days_positive = models.Constraint(
        "CHECK (objection_days >= 0 AND objection_answer_days >= 0"
        " AND objection_decision_days >= 0)",
        "The days of an objection cannot be negative.",
    )

    def _get_objection_last_day(self, received_on):
        """Return the last day on which a result received then can be objected to."""
        self.ensure_one()
        tz = self.env["asn.appraisal.working.time"]._get_tz(self.company_id)
        today = get_last_day(received_on, tz, 0)
        works = self._get_objection_works(today, self.objection_days)
        return get_last_day(received_on, tz, self.objection_days, works)

    def _add_objection_days(self, day, count):
        """Return the date ``count`` days later, in the cycle's kind of days."""
        self.ensure_one()
        return add_days(day, count, self._get_objection_works(day, count))

    def _get_objection_works(self, day, count):
        """Return what tells days that count from others; None if all do."""
        if self.objection_day_kind == "calendar":
            return None
        last = day + timedelta(days=2 * count + 2 * LONGEST_BREAK)
        time = self.env["asn.appraisal.working.time"]
        return time._get_working_days(self.company_id, day, last).__contains__

    def _describe_objection_days(self):
        """Return the kind of days in small letters, for a sentence."""
        kinds = self._fields["objection_day_kind"]._description_selection(self.env)
        return dict(kinds)[self.objection_day_kind].lower()
