# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..models.asn_appraisal_goal import KINDS


class AsnAppraisalPlanReport(models.AbstractModel):
    """Values of the plan (SKP) with its attachments.

    :source: PermenPANRB 6/2022 (format SKP dan lampirannya)
    """

    _name = "report.asn_appraisal.report_appraisal_plan"
    _description = "Document of a Performance Plan"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the values of the document.

        :raise AccessError: for plans that the user may not read
        """
        plans = self.env["asn.appraisal.plan"].browse(docids)
        plans.check_access("read")
        result = self.env["report.asn_appraisal.report_appraisal_result"]
        return {
            "doc_ids": docids,
            "doc_model": "asn.appraisal.plan",
            "docs": plans,
            "is_evaluation": False,
            "get_people": result._get_people,
            "get_groups": self._get_groups,
        }

    @api.model
    def _get_groups(self, plan):
        """Return the goals of a plan by kind, main ones first.

        :return: list of dicts of ``name`` and ``goals``, as ``content`` of the plan
            has them, each with its ``rows``: one per indicator, at least one
        """
        content = plan.content["goals"]
        for goal in content:
            goal["rows"] = goal["indicators"] or [{}]
        labels = dict(plan.goal_ids._fields["kind"]._description_selection(self.env))
        groups = [
            {
                "name": labels[kind],
                "goals": [g for g in content if g["is_additional"] == is_additional],
            }
            for kind, is_additional in (
                (kind, kind == "additional") for kind, __ in KINDS
            )
        ]
        return [group for group in groups if group["goals"]]
