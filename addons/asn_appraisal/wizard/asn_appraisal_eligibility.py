# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Command


class AsnAppraisalEligibility(models.TransientModel):
    """Who could rate somebody, and why the others cannot: for HR's managers.

    Looked up when the page is opened, by the same rules as raters are chosen by.
    """

    _name = "asn.appraisal.eligibility"
    _description = "Who Can Rate"
    _rec_name = "appraisal_id"

    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many(
        "asn.appraisal.eligibility.line", "eligibility_id", readonly=True
    )

    @api.model
    def _open(self, appraisal):
        """Return the page about one appraisal; the caller has checked the user."""
        lines = [
            Command.create(vals)
            for vals in self.env["asn.appraisal.assignment"]._explain(appraisal)
        ]
        # sudo: asn.appraisal.eligibility - written by the code alone
        page = self.sudo().create({"appraisal_id": appraisal.id, "line_ids": lines})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who Can Rate"),
            "res_model": self._name,
            "res_id": page.id,
            "view_mode": "form",
            "target": "new",
        }
