# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalCycle(models.Model):
    """The units of a cycle, and what about them is still to be done."""

    _inherit = "asn.appraisal.cycle"

    unit_ids = fields.One2many("asn.appraisal.unit", "cycle_id", copy=False)
    unit_count = fields.Integer(string="Units", compute="_compute_unit_counts")
    unset_unit_count = fields.Integer(
        string="Units without Predicate", compute="_compute_unit_counts"
    )
    unexplained_unit_count = fields.Integer(
        string="Units That Deviate without a Reason",
        compute="_compute_unexplained_unit_count",
        groups="asn_appraisal.group_asn_appraisal_manager",
    )

    @api.depends_context("uid")
    @api.depends("unit_ids.unit_predicate_id")
    def _compute_unit_counts(self):
        groups = self.env["asn.appraisal.unit"]._read_group(
            [("cycle_id", "in", self.ids)],
            ["cycle_id"],
            ["__count", "unit_predicate_id:count"],
        )
        found = {cycle.id: (count, is_set) for cycle, count, is_set in groups}
        for cycle in self:
            count, is_set = found.get(cycle.id, (0, 0))
            cycle.unit_count = count
            cycle.unset_unit_count = count - is_set

    @api.depends_context("uid")
    @api.depends("unit_ids.unit_predicate_id", "unit_ids.deviation_reason")
    def _compute_unexplained_unit_count(self):
        deciding = self.filtered(lambda cycle: cycle.state == "calibration")
        deciding.unit_ids.fetch(["unit_predicate_id", "deviation_reason"])
        for cycle in self:
            units = cycle.unit_ids if cycle in deciding else cycle.unit_ids.browse()
            cycle.unexplained_unit_count = sum(units.mapped("needs_reason"))

    def action_open_units(self):
        """Open the units of the cycle."""
        return self._open("action_asn_appraisal_unit")
