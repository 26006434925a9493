# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError


class AsnAppraisalCycle(models.Model):
    """The calibration sessions of a cycle; while one is open nothing is published."""

    _inherit = "asn.appraisal.cycle"

    calibration_ids = fields.One2many(
        "asn.appraisal.calibration", "cycle_id", copy=False
    )
    calibration_count = fields.Integer(
        string="Calibration Sessions", compute="_compute_calibration_count"
    )

    @api.depends_context("uid")
    @api.depends("calibration_ids.state")
    def _compute_calibration_count(self):
        groups = self.env["asn.appraisal.calibration"]._read_group(
            [("cycle_id", "in", self.ids), ("state", "!=", "cancelled")],
            ["cycle_id"],
            ["__count"],
        )
        counts = dict(groups)
        for cycle in self:
            cycle.calibration_count = counts.get(cycle, 0)

    def action_open_calibrations(self):
        """Open the calibration sessions of the cycle."""
        self.env["asn.appraisal.calibration"].check_access("read")
        action = self._open("action_asn_appraisal_calibration")
        return action | {"context": {"default_cycle_id": self[:1].id}}

    def action_publish(self):
        """Publish, unless a calibration session is open.

        :raise UserError: naming the session
        """
        for cycle in self:
            # sudo: asn.appraisal.calibration - whether one is open, and its name
            found = cycle.sudo().calibration_ids.filtered(lambda c: c.state == "open")
            if found and self._is_publisher():
                raise UserError(
                    self.env._(
                        "“%s” is still open. Close or cancel the session first: what "
                        "is published is not calibrated any more.",
                        found[0].name,
                    )
                )
        return super().action_publish()

    def _is_publisher(self):
        return self.env["asn.appraisal.calibration"]._is_manager()
