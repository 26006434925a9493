# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

from ..models.asn_appraisal_cycle import MANAGER


class AsnTrainingTrial(models.TransientModel):
    """Try the rules on a published cycle: numbers only, nothing is written."""

    _name = "asn.training.trial"
    _description = "Trial of Recommendation Rules"
    _transient_max_hours = 1

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        ondelete="cascade",
        domain=[("state", "in", ["published", "closed"])],
        default=lambda self: self._get_default_cycle(),
    )
    rule_ids = fields.Many2many(
        "asn.training.rule", string="Rules", help="Empty: all rules in force."
    )
    summary = fields.Text(
        compute="_compute_summary",
        help="How many people each rule would be about. One person counts once.",
    )

    @api.model
    def _get_default_cycle(self):
        return self.env["asn.appraisal.cycle"].search(
            [("state", "in", ("published", "closed"))],
            order="date_end desc, id desc",
            limit=1,
        )

    @api.depends_context("uid", "lang")
    @api.depends("cycle_id", "rule_ids")
    def _compute_summary(self):
        for trial in self:
            trial.summary = bool(trial.cycle_id) and "\n".join(trial._describe())

    def _describe(self):
        """Yield a line per rule, most urgent first.

        :raise AccessError: for anybody but training managers
        """
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("Training managers try out rules."))
        # a cycle of another company is none of theirs
        self.cycle_id.check_access("read")
        rules, people, recommended = self._count()
        yield self.env._(
            "%(count)s recommendations for %(people)s people",
            count=recommended,
            people=people[None],
        )
        for rule in rules:
            yield self.env._(
                "%(code)s %(name)s: %(count)s people",
                code=rule.code,
                name=rule.name,
                count=people[rule.id],
            )

    def _count(self):
        """Count whom the rules would be about.

        :return: the rules, ``{rule id, or None for any: people}`` and the number of
            recommendations
        """
        # sudo: results, people - only numbers leave this method
        cycle = self.sudo().cycle_id
        Job = self.env["asn.appraisal.job.recommend"].sudo()
        rules = self.sudo().rule_ids or Job._get_rules(cycle)
        outcomes = Job.env["asn.appraisal.outcome"].search(
            [("cycle_id", "=", cycle.id), ("state", "=", "published")]
        )
        found = Job._prepare_recommendations(outcomes, rules, cycle.company_id)
        pairs = {(r["rule"], v["employee_id"]) for v in found for r in v["reasons"]}
        people = Counter(rule_id for rule_id, __ in pairs)
        people[None] = len({vals["employee_id"] for vals in found})
        return rules.sorted(lambda rule: (rule.priority, rule.code)), people, len(found)

    def action_recommend(self):
        """Compute the recommendations of the cycle by all rules in force.

        :return: action that says so
        :raise AccessError: for anybody but training managers
        """
        check_one(self)
        self.cycle_id.action_recommend()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Recommendations are being computed. People find them under "
                    "“Training” within a few minutes."
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
