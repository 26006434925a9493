# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class AsnAppraisalCycle(models.Model):
    """How long identities stay open once they are unsealed, and who is told."""

    _inherit = "asn.appraisal.cycle"

    unsealing_hours = fields.Integer(
        string="Hours of an Unsealing",
        default=72,
        required=True,
        help="How long the manager who asked reads who wrote confidential comments, "
        "after another manager has granted it.",
    )
    tells_unsealed = fields.Boolean(
        string="Tell Raters of an Unsealing",
        default=True,
        help="Raters whose identity was read get a mail once the unsealing is over. It "
        "says who asked, who granted it and for what ground.",
    )

    @api.constrains("unsealing_hours")
    def _check_unsealing_hours(self):
        for cycle in self:
            if not 1 <= cycle.unsealing_hours <= 720:
                raise ValidationError(
                    self.env._("An unsealing lasts from 1 hour to 720 hours (30 days).")
                )

    def write(self, vals):
        if vals.get("tells_unsealed") is False or "unsealing_hours" in vals:
            self._check_promise()
        return super().write(vals)

    def _check_promise(self):
        """Keep what raters were promised when they were asked.

        :raise UserError: for a cycle that was launched
        """
        if any(cycle.state != "draft" for cycle in self):
            raise UserError(
                self.env._(
                    "How identities are protected is promised to raters and cannot "
                    "change once a cycle is launched."
                )
            )
