# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_date


class AsnTrainingPlanVersion(models.Model):
    """What was approved of a development plan, kept when the plan changes later."""

    _name = "asn.training.plan.version"
    _description = "Approved Version of a Development Plan"
    _inherit = ["asn.workflow.mixin"]
    _order = "plan_id, version desc, id desc"
    _rec_name = "version"

    _workflow_fields = frozenset(
        {"plan_id", "version", "approved_on", "approved_by_id", "reason", "content"}
    )

    plan_id = fields.Many2one(
        "asn.training.plan",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    version = fields.Integer(required=True, readonly=True, aggregator=None)
    approved_on = fields.Date(required=True, readonly=True)
    approved_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    reason = fields.Text(string="Why It Changed", readonly=True)
    content = fields.Json(readonly=True)
    content_text = fields.Text(string="What Was Approved", compute="_compute_text")

    _unique_version = models.UniqueIndex(
        "(plan_id, version)", "This version of the plan has been kept already."
    )

    @api.depends("content")
    @api.depends_context("lang")
    def _compute_text(self):
        for kept in self:
            lines = (kept.content or {}).get("lines", [])
            kept.content_text = "\n".join(map(self._describe, lines))

    @api.model
    def _describe(self, line):
        parts = (
            line["name"],
            line["programme"] or line["method"],
            self.env._("%s JP", line["hours"]),
            format_date(self.env, line["target_date"]),
        )
        return " – ".join(part for part in parts if part)

    @api.model
    def _keep(self, plans):
        """Keep a copy of plans as they are; the caller has approved them."""
        self._workflow_create(
            [
                {
                    "plan_id": plan.id,
                    "version": plan.version,
                    "approved_on": plan.approved_on,
                    "approved_by_id": plan.approved_by_id.id,
                    "reason": plan.change_reason,
                    "content": {
                        "note": plan.note or "",
                        "lines": [line._prepare_copy() for line in plan.line_ids],
                    },
                }
                for plan in plans
            ]
        )
