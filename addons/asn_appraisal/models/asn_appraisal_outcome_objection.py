# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from ..objections import is_in_time


class AsnAppraisalOutcome(models.Model):
    """Until when a result can be objected to, and which decision made it."""

    _inherit = "asn.appraisal.outcome"

    objection_until = fields.Date(
        string="Objection Possible Until",
        compute="_compute_objection_until",
        store=True,  # what the person was told holds, whatever is changed afterwards
        readonly=True,
        help="The last day; it counts to its end.",
    )
    objection_id = fields.Many2one(
        "asn.appraisal.objection",
        string="Decided on Objection",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="The decision that made this version.",
    )
    annulled = fields.Boolean(
        readonly=True,
        copy=False,
        help="The result was annulled on an objection: none is in force.",
    )

    @api.depends("received_on")
    def _compute_objection_until(self):
        days = {}
        time = self.env["asn.appraisal.working.time"]
        for outcome in self:
            # sudo: asn.appraisal.cycle - its days, which everybody reads
            cycle = outcome.sudo().cycle_id
            if not outcome.received_on or outcome.objection_id:
                outcome.objection_until = False  # a decision is final
                continue
            key = cycle.id, time._localize(cycle.company_id, outcome.received_on).date()
            if key not in days:
                days[key] = cycle._get_objection_last_day(outcome.received_on)
            outcome.objection_until = days[key]

    def _is_objection_in_time(self, moment=None):
        """Tell whether the last second for an objection has not passed yet.

        A result that nobody has received yet has no clock.
        """
        self.ensure_one()
        if not self.objection_until:
            return not self.received_on
        tz = self.env["asn.appraisal.working.time"]._get_tz(self.company_id)
        return is_in_time(moment or fields.Datetime.now(), self.objection_until, tz)

    def _get_involved_users(self):
        """Return who took part in this rating: they would judge their own work.

        To be extended by whatever lets others take part, such as calibration. Never
        with a confidential rater: whoever is named here is named to the person.

        :return: res.users with sudo
        """
        # sudo: asn.appraisal.outcome - compared with who decides an objection
        outcome = self.sudo()
        forms = outcome.appraisal_id.evaluation_ids.filtered(
            lambda form: form.role_kind == "superior" and form.state == "submitted"
        )
        return (
            outcome.decided_by_id
            | outcome.decision_ids.decided_by_id
            | outcome.signatory_id.user_id
            | forms.rater_id.user_id
        )

    # ------------------------------------------------------------
    # SCHEDULER
    # ------------------------------------------------------------

    @api.model
    def _cron_finish(self):
        """Make results final whose days for an objection are over."""
        time = self.env["asn.appraisal.working.time"]
        for company in self.env["res.company"].search([("active", "=", True)]):
            over = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "published"),
                    ("objection_until", "<", time._get_today(company)),
                    ("appraisal_id.state", "=", "acknowledged"),
                ]
            )
            over.appraisal_id._workflow_update({"state": "final"})
