# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from .asn_appraisal_cycle_stage import LAUNCH_STAGES
from .asn_one_record import check_one

MONTHS = 3
# Dates of a cycle after its evaluation opens, which a quarter keeps as far apart.
DEADLINES = ("evaluation_end", "decision_end", "publication_date")


class AsnAppraisalCycle(models.Model):
    """Four quarters of a year, made from it."""

    _inherit = "asn.appraisal.cycle"

    def action_create_quarters(self):
        """Make four draft cycles of three months out of a cycle of twelve.

        Each has the forms, the method and the people of the year. Its evaluation opens
        on the day after its period; the following dates are as far apart as those of
        the year. All of it can be changed while a quarter is a draft.

        :return: action that opens the quarters
        :raise AccessError: for anybody but appraisal managers
        :raise UserError: when the year has periods already or is none itself, or when
            its scores are computed
        """
        check_one(self)
        self._check_manager()
        self._check_state(*LAUNCH_STAGES)
        self._check_can_divide()
        for number in range(1, 5):
            self._create_quarter(number)
        return self.action_open_periods()

    def _check_can_divide(self):
        if self.child_ids:
            message = self.env._("Cycle “%s” has shorter periods already.", self.name)
        elif self.parent_id:
            message = self.env._(
                "Cycle “%s” is part of a year itself: its parts have no parts.",
                self.name,
            )
        elif self.date_end != self._get_quarter_start(5) - relativedelta(days=1):
            message = self.env._(
                "Cycle “%s” is not twelve months long: it has no four quarters.",
                self.name,
            )
        else:
            return
        raise UserError(message)

    def _get_quarter_start(self, number):
        """Return the first day of a quarter; of the fifth, the day after the year."""
        return self.date_start + relativedelta(months=MONTHS * (number - 1))

    def _create_quarter(self, number):
        quarter = self.copy(self._prepare_quarter_vals(number))
        for code, _name in self.env["res.lang"].get_installed():
            localized = quarter.with_context(lang=code)
            localized.name = localized._get_quarter_name(
                self.with_context(lang=code).name, number
            )
        return quarter

    def _get_quarter_name(self, year, number):
        return self.env._("%(year)s, quarter %(number)s", year=year, number=number)

    def _prepare_quarter_vals(self, number):
        """Return what a quarter does not take over from the year as it is.

        :param int number: 1 to 4
        """
        following = self._get_quarter_start(number + 1)
        return {
            "name": self._get_quarter_name(self.name, number),
            "parent_id": self.id,
            "roll_up": "none",
            "has_planning": False,
            "planning_end": False,
            "date_start": self._get_quarter_start(number),
            "date_end": following - relativedelta(days=1),
            "included_employee_ids": [Command.set(self.included_employee_ids.ids)],
            "excluded_employee_ids": [Command.set(self.excluded_employee_ids.ids)],
        } | self._prepare_quarter_dates(following)

    def _prepare_quarter_dates(self, opening):
        """Return the stages' dates of a quarter whose evaluation starts on ``opening``.

        :param date opening: the day after the quarter
        """
        start = self.evaluation_start
        return {"evaluation_start": opening} | {
            name: opening + (self[name] - start) if start and self[name] else False
            for name in DEADLINES
        }
