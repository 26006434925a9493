# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

READERS = (
    "asn_appraisal.group_asn_appraisal_calibrator,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisalCycle(models.Model):
    """How the raters of a cycle answered, for those who calibrate."""

    _inherit = "asn.appraisal.cycle"

    job = fields.Selection(selection_add=[("statistic", "Measuring the raters")])
    rater_statistic_count = fields.Integer(
        string="Raters Measured",
        compute="_compute_rater_statistic_count",
        groups=READERS,
    )
    hinge_count = fields.Integer(
        string="Hinge on One Rater", compute="_compute_hinge_count", groups=READERS
    )

    @api.depends_context("uid")
    def _compute_rater_statistic_count(self):
        groups = self.env["asn.appraisal.rater.statistic"]._read_group(
            [("cycle_id", "in", self.ids)], ["cycle_id"], ["__count"]
        )
        counts = dict(groups)
        for cycle in self:
            cycle.rater_statistic_count = counts.get(cycle, 0)

    @api.depends_context("uid")
    def _compute_hinge_count(self):
        groups = self.env["asn.appraisal.rater.hinge"]._read_group(
            [("cycle_id", "in", self.ids), ("finding", "=", "hinges")],
            ["cycle_id"],
            ["appraisal_id:count_distinct"],
        )
        counts = dict(groups)
        for cycle in self:
            cycle.hinge_count = counts.get(cycle, 0)

    def action_open_rater_statistics(self):
        """Open how raters answered, beside each other.

        :raise AccessError: unless the user reads such statistics
        """
        self.env["asn.appraisal.rater.statistic"].check_access("read")
        return self._open("action_asn_appraisal_rater_statistic")

    def action_open_hinges(self):
        """Open the appraisals of which one single rater makes the predicate.

        :raise AccessError: unless the user reads such statistics
        """
        self.env["asn.appraisal.rater.hinge"].check_access("read")
        action = self._open("action_asn_appraisal_rater_hinge")
        return action | {"context": action["context"] | {"search_default_hinges": 1}}
