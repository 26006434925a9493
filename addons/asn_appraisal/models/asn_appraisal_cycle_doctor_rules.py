# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import UserError

from .asn_appraisal_cycle_issue import ADVISORY_KINDS
from .asn_config_text import pick
from .asn_criterion import DIMENSIONS


class AsnAppraisalCycleDoctor(models.AbstractModel):
    """What is wrong with method, forms and population, before they are frozen."""

    _inherit = "asn.appraisal.cycle.doctor"

    @api.model
    def _get_blocking_rules(self, cycle, snapshot):
        """Return what makes a launch impossible, in sentences.

        :param cycle: one asn.appraisal.cycle in draft
        :param dict snapshot: what the launch would freeze
        """
        return [
            vals["message"]
            for vals in self._examine_forms(cycle, snapshot)
            if vals["kind"] not in ADVISORY_KINDS
        ]

    def _examine_rules(self, cycle, employees, snapshot):
        """Yield values of gaps that concern no single employee."""
        if not employees:
            yield self._prepare_rules_issue_vals(
                cycle, "no_population", self.env._("Nobody belongs to the population.")
            )
        # once launched, rules are frozen: nothing of them can be put right
        if cycle.state == "draft":
            yield from self._examine_forms(cycle, snapshot)

    def _examine_forms(self, cycle, snapshot):
        method = cycle.method_id
        for check in (
            lambda: method._check_usable(cycle.date_start, cycle.date_end),
            method._check_set,
        ):
            if problem := self._get_problem(check):
                yield self._prepare_rules_issue_vals(cycle, "method", problem)
        for form in cycle.template_rule_ids.template_id:
            if problem := self._get_problem(
                lambda form=form: form._check_usable(method.scale_id)
            ) or self._get_problem(lambda form=form: form._check_protected(method)):
                yield self._prepare_rules_issue_vals(cycle, "form", problem, form)
            else:
                for kind, message in self._find_form_gaps(form, snapshot):
                    yield self._prepare_rules_issue_vals(cycle, kind, message, form)

    def _get_problem(self, check):
        try:
            check()
        except UserError as error:
            return str(error)
        return False

    def _prepare_rules_issue_vals(self, cycle, kind, message, template=None):
        return {
            "cycle_id": cycle.id,
            "template_id": template and template.id,
            "kind": kind,
            "message": message,
        }

    # ------------------------------------------------------------
    # FORMS
    # ------------------------------------------------------------

    def _find_form_gaps(self, template, snapshot):
        form = snapshot["templates"][str(template.id)]
        for role in form["roles"]:
            yield from self._find_role_gaps(template, form, role, snapshot["method"])
        yield from self._find_dimension_gaps(template, form)
        yield from self._find_anchor_gaps(template, form, snapshot["method"])

    def _find_role_gaps(self, template, form, role, method):
        names = {"form": template.name, "role": pick(role["name"], self.env.lang)}
        if not any(role["code"] in item["roles"] for item in form["items"]):
            yield (
                "form",
                self.env._(
                    "Form “%(form)s” asks “%(role)s”, but no criterion is rated by "
                    "them.",
                    **names,
                ),
            )
        for line in method["roles"]:
            needed = line["min_respondents"]
            if line["code"] == role["code"] and 0 < role["max_raters"] < needed:
                yield (
                    "form_few",
                    self.env._(
                        "Form “%(form)s” asks %(count)s as “%(role)s” at most, the "
                        "method shows and counts them from %(needed)s answers on.",
                        count=role["max_raters"],
                        needed=needed,
                        **names,
                    ),
                )

    def _find_dimension_gaps(self, template, form):
        field = self.env["asn.criterion"]._fields["dimension"]
        names = dict(field._description_selection(self.env))
        for dimension, _label in DIMENSIONS:
            if not any(item["dimension"] == dimension for item in form["items"]):
                yield (
                    "form_dimension",
                    self.env._(
                        "Form “%(form)s” has no criterion of “%(dimension)s”: the "
                        "superior decides it without a suggestion.",
                        form=template.name,
                        dimension=names[dimension],
                    ),
                )

    def _find_anchor_gaps(self, template, form, method):
        levels = {str(level["value"]) for level in method["scale"]}
        lang = self.env.lang
        bare = {
            pick(item["group"], lang)
            for item in form["items"]
            if levels - {v for v, texts in item["anchors"].items() if pick(texts, lang)}
        }
        if bare:
            yield (
                "anchors",
                self.env._(
                    "Form “%(form)s” does not say at every level what it looks like: "
                    "%(criteria)s.",
                    form=template.name,
                    criteria=", ".join(sorted(bare)),
                ),
            )
