# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from ..scoring import plain, to_fraction
from .asn_config_text import pick


class AsnAppraisalCycleDoctor(models.AbstractModel):
    """Whether the plans of a cycle can come to a score with its method.

    A qualitative plan always can: the superior gives levels of the method's own scale.
    """

    _inherit = "asn.appraisal.cycle.doctor"

    def _examine_forms(self, cycle, snapshot):
        yield from super()._examine_forms(cycle, snapshot)
        if not cycle.has_planning:
            return
        method = snapshot["method"]
        if not self._weighs_plan(method):
            yield self._prepare_rules_issue_vals(
                cycle, "plan_unweighed", self._describe_unweighed(cycle)
            )
            return
        for form in cycle.template_rule_ids.template_id:
            plan = snapshot["templates"][str(form.id)]["plan"]
            if plan["approach"] == "quantitative":
                for kind, message in self._find_curve_gaps(form, plan, method):
                    yield self._prepare_rules_issue_vals(cycle, kind, message, form)

    @api.model
    def _weighs_plan(self, method):
        """Tell whether a method as frozen counts the plan."""
        return any(
            role["kind"] == "plan" and to_fraction(role["result_weight"])
            for role in method["roles"]
        )

    @api.model
    def _describe_unweighed(self, cycle):
        return self.env._(
            "Method “%s” gives the plan no weight: it is agreed and shown, but it does "
            "not count.",
            cycle.method_id.name,
        )

    def _find_curve_gaps(self, template, plan, method):
        """Find where the achievement curve gives a quantitative plan no fair value."""
        if not method["achievement"]:
            yield (
                "plan_curve",
                self.env._(
                    "Form “%(form)s” plans with targets, but method “%(method)s” does "
                    "not say what value an achievement has: no plan would count.",
                    form=template.name,
                    method=pick(method["name"], self.env.lang),
                ),
            )
            return
        top = max(to_fraction(point["percent"]) for point in method["achievement"])
        if to_fraction(plan["cap"]) < top:
            yield (
                "plan_cap",
                self.env._(
                    "Form “%(form)s” counts at most %(cap)s %% of a target, method "
                    "“%(method)s” gives its highest value from %(top)s %% on.",
                    form=template.name,
                    cap=plan["cap"],
                    method=pick(method["name"], self.env.lang),
                    top=plain(top),
                ),
            )
