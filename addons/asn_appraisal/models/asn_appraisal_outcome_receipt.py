# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import api, fields, models

RESPONSES = [
    ("acknowledged", "Acknowledged"),
    ("disagreed", "Disagreed"),
    ("refused", "Refused to acknowledge"),
    ("objected", "Objected"),
    ("silent", "No response"),
]


class AsnAppraisalOutcome(models.Model):
    """When the person got to know a published result, and what they say to it.

    Clocks, such as that of an objection, start with the receipt: when the person
    opened the result or printed it, or else when the days for that were over.
    """

    _inherit = "asn.appraisal.outcome"

    received_on = fields.Datetime(readonly=True, copy=False)
    receipt = fields.Selection(
        [
            ("opened", "Opened"),
            ("printed", "Printed"),
            ("deemed", "Deemed received"),
        ],
        string="How Received",
        readonly=True,
        copy=False,
        help="Deemed received: the person did not open it within the days that the "
        "cycle gives.",
    )
    response = fields.Selection(RESPONSES, readonly=True, copy=False)
    responded_on = fields.Datetime(readonly=True, copy=False)
    response_reason = fields.Text(
        string="Words of the Person Appraised", readonly=True, copy=False
    )
    response_until = fields.Date(
        string="Response Possible Until", compute="_compute_response_until"
    )

    deemed_on = fields.Date(
        string="Deemed Received After",
        compute="_compute_deemed_on",
        help="The last day on which the person can open the result; after it the "
        "result counts as received.",
    )

    @api.depends("published_on", "cycle_id.receipt_days")
    def _compute_deemed_on(self):
        for outcome in self:
            outcome.deemed_on = outcome.published_on and outcome._get_day(
                outcome.published_on
            ) + timedelta(days=outcome.cycle_id.receipt_days)

    @api.depends("received_on", "cycle_id.response_days")
    def _compute_response_until(self):
        for outcome in self:
            outcome.response_until = outcome.received_on and outcome._get_day(
                outcome.received_on
            ) + timedelta(days=outcome.cycle_id.response_days)

    def _get_day(self, moment):
        """Return the day that it is at ``moment`` where the agency is."""
        time = self.env["asn.appraisal.working.time"]
        return time._localize(self.company_id, moment).date()

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _receive(self, how, moment=None):
        """Note the receipt of published results that have none yet.

        :param str how: a value of ``receipt``
        :return: those that it was noted of
        """
        new = self.filtered(lambda o: o.state == "published" and not o.received_on)
        new._workflow_write(
            {"receipt": how, "received_on": moment or fields.Datetime.now()}
        )
        return new

    def _respond(self, response, reason=False):
        """Note what the person says to received results; the appraisal goes on."""
        self._workflow_write(
            {
                "response": response,
                "responded_on": fields.Datetime.now(),
                "response_reason": reason,
            }
        )
        appraisals = self.appraisal_id.filtered(lambda a: a.state == "published")
        appraisals.with_context(mail_notrack=True)._workflow_write(
            {"state": "acknowledged"}
        )

    # ------------------------------------------------------------
    # SCHEDULER
    # ------------------------------------------------------------

    @api.model
    def _cron_receipt(self):
        """Deem received what nobody opened in time, and end what nobody answered."""
        cycles = self.env["asn.appraisal.cycle"].search(
            [("state", "in", ["published", "closed"])]
        )
        for cycle in cycles:
            self._find_unopened(cycle)._receive("deemed")
            self._find_unanswered(cycle)._respond("silent")

    @api.model
    def _find_unopened(self, cycle):
        """Return published results whose days for opening are over."""
        waiting = self.search(
            [
                ("cycle_id", "=", cycle.id),
                ("state", "=", "published"),
                ("received_on", "=", False),
                ("published_on", "<", self._get_latest(cycle.receipt_days)),
            ]
        )
        return waiting.filtered(
            lambda o: o._is_over(o._get_day(o.published_on), cycle.receipt_days)
        )

    @api.model
    def _find_unanswered(self, cycle):
        """Return received results whose days for a response are over."""
        waiting = self.search(
            [
                ("cycle_id", "=", cycle.id),
                ("state", "=", "published"),
                ("response", "=", False),
                ("received_on", "<", self._get_latest(cycle.response_days)),
                # a decision on an objection is final, nobody is asked about it
                ("appraisal_id.state", "!=", "final"),
            ]
        )
        return waiting.filtered(
            lambda o: o._is_over(o._get_day(o.received_on), cycle.response_days)
        )

    @api.model
    def _get_latest(self, days):
        """Return a moment before which everything lies that is over by now."""
        return fields.Datetime.now() - timedelta(days=days)

    def _is_over(self, day, days):
        """Tell whether the last second of ``days`` days after ``day`` has passed."""
        return self._get_day(fields.Datetime.now()) > day + timedelta(days=days)
