# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

DAY = relativedelta(days=1)


class AsnAppraisalChange(models.Model):
    """A move within the year may end one part of it and begin another.

    The part up to the move stays with the post and the superior of then, who rates it;
    a new appraisal about the new post begins on the day of the move.
    """

    _inherit = "asn.appraisal.change"

    split_date = fields.Date(
        string="New Part of the Year From",
        copy=False,
        help="The first day in the new post: the appraisal so far ends the day before "
        "and stays with its superior, another one begins. Empty: the new superior "
        "takes over the whole period.",
    )

    def _get_choices(self):
        return super()._get_choices() | {"split_date"}

    def _apply_superior(self):
        moved = self.filtered("split_date")
        for change in moved:
            change._split()
        return super(AsnAppraisalChange, self - moved)._apply_superior()

    def _split(self):
        """End the appraisal before the move, and begin the one of the new post."""
        first, start = self.appraisal_id, self.split_date
        self._check_split(first, start)
        until, end = start - DAY, first.date_end
        self._check_new_superior()
        first._workflow_write({"date_end": until})
        # a period that begins after the move belongs to the new post
        first.check_ids.filtered(lambda c: c.date_from > until).unlink()
        Job = self.env["asn.appraisal.job.launch"]
        (vals,) = Job._prepare_launch(first.cycle_id, first.employee_id)
        part = {
            "date_start": start,
            "date_end": end,
            "superior_id": self.new_superior_id.id,
        }
        second = Job._start(first.cycle_id, [vals | part])
        first._message_log(
            body=self.env._(
                "This part of the year ends on %s; the new post has an appraisal of "
                "its own.",
                first._format_date(until),
            )
        )
        return second

    def _check_split(self, appraisal, start):
        """Cut a period in two, neither of which is empty.

        :raise UserError: for a day outside of it, or an appraisal decided already
        """
        self._check_undecided()
        if not appraisal.date_start < start <= appraisal.date_end:
            raise UserError(
                self.env._(
                    "%(name)s: the new part must begin between %(start)s and %(end)s.",
                    name=appraisal.display_name,
                    start=appraisal._format_date(appraisal.date_start + DAY),
                    end=appraisal._format_date(appraisal.date_end),
                )
            )
