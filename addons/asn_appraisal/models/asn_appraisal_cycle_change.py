# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models

from .asn_one_record import check_one

# Something can still be changed about who appraises whom.
CHANGE_STAGES = ("planning", "monitoring", "evaluation", "calibration")


class AsnAppraisalCycle(models.Model):
    """What changes in HR while a cycle is open."""

    _inherit = "asn.appraisal.cycle"

    segment_days = fields.Integer(
        string="Days of a Part That Counts",
        default=30,
        required=True,
        help="Of somebody who moves within the year: a part of fewer days counts with "
        "nothing in the year's result. A parameter: no law gives a number of days.",
    )
    change_count = fields.Integer(
        string="Changes to Decide", compute="_compute_change_count"
    )

    def _compute_change_count(self):
        Change = self.env["asn.appraisal.change"]
        counts = {}
        if Change.has_access("read"):
            domain = [("cycle_id", "in", self.ids), ("state", "=", "open")]
            counts = dict(Change._read_group(domain, ["cycle_id"], ["__count"]))
        for cycle in self:
            cycle.change_count = counts.get(cycle, 0)

    def action_find_changes(self):
        """Compare HR with the appraisals, and open what is to be decided.

        :raise AccessError: for anybody but appraisal managers
        :raise UserError: before the launch and after the decisions
        """
        check_one(self)
        self._check_manager()
        self._check_state(*CHANGE_STAGES)
        # sudo: asn.appraisal.change - noted by the code, about people HR may not see
        finder = self.env["asn.appraisal.change.finder"].sudo()
        finder._refresh(self.sudo())
        action = self._open("action_asn_appraisal_change")
        return action | {
            "context": {"search_default_open": 1, "search_default_by_kind": 1}
        }
