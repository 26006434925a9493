# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

# Experience, others, courses: the share of each that a plan should come to.
GUIDE = {"experience": 70, "social": 20, "formal": 10}


class AsnTrainingPlan(models.Model):
    """How a plan divides into learning at work, from others and in courses."""

    _inherit = "asn.training.plan"

    share_html = fields.Html(
        string="70-20-10", compute="_compute_share_html", sanitize=False
    )

    @api.depends("line_ids.share", "line_ids.hours")
    @api.depends_context("lang")
    def _compute_share_html(self):
        for plan in self:
            plan.share_html = self.env["ir.qweb"]._render(
                "asn_training.plan_share", {"shares": plan._get_shares()}
            )

    def _get_shares(self):
        """Return per way of learning: name, guide, activities, hours, percent.

        By hours; a plan without hours yet is divided by its activities.
        """
        names = dict(self.line_ids._fields["share"]._description_selection(self.env))
        lines = self.line_ids.grouped("share")
        rows = []
        for share, guide in GUIDE.items():
            own = lines.get(share, self.line_ids.browse())
            rows.append(
                {
                    "name": names[share].partition(": ")[2] or names[share],
                    "guide": guide,
                    "count": len(own),
                    "hours": round(sum(own.mapped("hours")), 2),
                }
            )
        by = "hours" if any(row["hours"] for row in rows) else "count"
        total = sum(row[by] for row in rows)
        for row in rows:
            row["percent"] = round(100 * row[by] / total) if total else 0
        return rows
