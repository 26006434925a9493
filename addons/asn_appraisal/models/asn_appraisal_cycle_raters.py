# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_appraisal_cycle import POPULATION_GROUPS
from .asn_config_text import pick
from .asn_rater_choice import CHOSEN_KINDS


class AsnAppraisalCycle(models.Model):
    """By which rules the raters of a cycle are chosen, in words."""

    _inherit = "asn.appraisal.cycle"

    rater_rules = fields.Text(
        string="Frozen Rules for Raters",
        compute="_compute_rater_rules",
        groups=POPULATION_GROUPS,
        help="What each form said about its raters when the cycle was launched.",
    )

    @api.depends_context("lang")
    @api.depends("state")
    def _compute_rater_rules(self):
        for cycle in self:
            forms = cycle._get_frozen() and cycle._get_frozen()["templates"].values()
            cycle.rater_rules = "\n".join(
                self._describe_role(form, role)
                for form in forms or ()
                for role in form["roles"]
            )

    @api.model
    def _describe_role(self, form, role):
        """Return one line about a role of a frozen form."""
        lang = self.env.lang
        names = f"{pick(form['name'], lang)} – {pick(role['name'], lang)}"
        parts = [self._get_label("asn.rater.role", role, "confidentiality")]
        if role["kind"] in CHOSEN_KINDS:
            parts += self._describe_choice(role)
        return f"{names}: {'; '.join(parts)}"

    @api.model
    def _describe_choice(self, role):
        usual = {"proposal": "organisation", "pool_scope": role.get("pool", "team")}
        choice = usual | role
        yield self._get_label("asn.rater.role", choice, "proposal")
        if role["kind"] == "peer":
            yield self._get_label("asn.rater.role", choice, "pool_scope")
        if fewest := role.get("min_raters"):
            yield self.env._("at least %s", fewest)
        if role["max_raters"]:
            yield self.env._("at most %s", role["max_raters"])
        if days := role.get("min_days_together"):
            yield self.env._("%s days together", days)
        if not role.get("allows_reciprocal", True):
            yield self.env._("never mutual")

    @api.model
    def _get_label(self, model, values, name):
        """Return the translated label of a selected value."""
        field = self.env[model]._fields[name]
        return dict(field._description_selection(self.env))[values[name]]
