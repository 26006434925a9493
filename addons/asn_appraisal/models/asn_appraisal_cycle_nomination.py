# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import UserError

from .asn_appraisal_nomination import NOMINATION_STAGES, WAITING_STATES


class AsnAppraisalCycle(models.Model):
    """Until when people propose their raters and superiors approve them."""

    _inherit = "asn.appraisal.cycle"

    nomination_end = fields.Date(
        string="Nomination Deadline",
        help="Last day on which people propose raters and superiors approve them, "
        "where a form lets them. On the day after, lists that were submitted are "
        "approved as they are, and everybody else's raters are drawn by lot.",
    )
    nomination_ids = fields.One2many("asn.appraisal.nomination", "cycle_id", copy=False)
    has_nominations = fields.Boolean(compute="_compute_has_nominations")
    nomination_count = fields.Integer(
        string="Nominations That Wait", compute="_compute_nomination_count"
    )

    _nomination_order = models.Constraint(
        "CHECK (nomination_end < evaluation_end)",
        "Raters need time to answer: nominations end before the evaluation does.",
    )

    def _compute_has_nominations(self):
        for cycle in self:
            cycle.has_nominations = bool(cycle._get_nomination_roles())

    def _compute_nomination_count(self):
        counts = dict(
            self.env["asn.appraisal.nomination"]._read_group(
                [("cycle_id", "in", self.ids), ("state", "in", WAITING_STATES)],
                ["cycle_id"],
                ["__count"],
            )
        )
        for cycle in self:
            cycle.nomination_count = counts.get(cycle, 0)

    def _get_nomination_roles(self):
        """Return the roles that people nominate.

        :return: list of pairs: asn.appraisal.template and the role of its form
        """
        self.ensure_one()
        if self.state == "draft":
            lines = self.sudo().template_rule_ids.template_id.role_ids
            lines = lines.filtered(lambda line: line.proposal == "nomination")
            return [(line.template_id, {"id": line.role_id.id}) for line in lines]
        return [
            (template, role)
            for template in self.sudo().template_rule_ids.template_id
            for role in self._get_frozen_form(template)["roles"]
            if role.get("proposal") == "nomination"
        ]

    def _get_launch_problems(self, snapshot):
        yield from super()._get_launch_problems(snapshot)
        forms = snapshot["templates"] if snapshot else {}
        nominates = any(
            role.get("proposal") == "nomination"
            for form in forms.values()
            for role in form["roles"]
        )
        if nominates and not self.nomination_end:
            yield self.env._(
                "people nominate raters, and it has no nomination deadline."
            )

    def action_open_nominations(self):
        """Let people nominate before the evaluation opens; show all nominations.

        :return: action that shows the nominations
        :raise AccessError: for anybody but appraisal managers
        :raise UserError: in other stages, or where nobody nominates
        """
        for cycle in self:
            cycle._check_manager()
            cycle._check_state(*NOMINATION_STAGES)
            cycle._check_no_job()
            if not cycle._get_nomination_roles():
                raise UserError(
                    self.env._("No form of “%s” lets people nominate.", cycle.name)
                )
            cycle._open_nominations()
        return self._open("action_asn_appraisal_nomination")

    def _open_nominations(self):
        """Open what is missing, for everybody whose form lets them nominate."""
        Nomination = self.env["asn.appraisal.nomination"]
        for template, role in self._get_nomination_roles():
            # sudo: asn.appraisal - all of the cycle, in the code's name
            appraisals = self.sudo().appraisal_ids.filtered(
                lambda a, form=template: (
                    a.template_id == form
                    and a.state in ("planning", "agreed", "evaluation")
                )
            )
            Nomination._open_for(appraisals, role)
        Nomination._wake_cron()

    def _is_nomination_over(self):
        """Tell whether the last day of nominations is over, where the agency is."""
        self.ensure_one()
        time = self.env["asn.appraisal.working.time"]
        today = time._get_today(self.company_id)
        return bool(self.nomination_end) and today > self.nomination_end
