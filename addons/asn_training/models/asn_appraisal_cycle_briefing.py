# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

# Who follows whether people know how the appraisal works.
FOLLOWERS = (
    "asn_training.group_asn_training_officer",
    "asn_appraisal.group_asn_appraisal_manager",
    "asn_appraisal.group_asn_appraisal_auditor",
)


class AsnAppraisalCycle(models.Model):
    """Who of a cycle has been briefed."""

    _inherit = "asn.appraisal.cycle"

    briefing_ids = fields.One2many(
        "asn.training.briefing", "cycle_id", string="Briefings"
    )
    unbriefed_count = fields.Integer(
        string="Not Briefed", compute="_compute_unbriefed_count"
    )

    @api.depends("briefing_ids.state")
    @api.depends_context("uid")
    def _compute_unbriefed_count(self):
        groups = self.env["asn.training.briefing"]._read_group(
            [("cycle_id", "in", self.ids), ("state", "!=", "briefed")],
            ["cycle_id"],
            ["__count"],
        )
        counts = {cycle.id: count for cycle, count in groups}
        for cycle in self:
            cycle.unbriefed_count = counts.get(cycle.id, 0)

    def action_open_briefings(self):
        """List who takes part and who has been briefed, by unit.

        :raise AccessError: for others than HR, unit officers and auditors
        """
        check_one(self)
        self.check_access("read")
        if not any(self.env.user.has_group(group) for group in FOLLOWERS):
            raise AccessError(
                self.env._("HR and unit officers follow who has been briefed.")
            )
        # sudo: asn.training.briefing - lists those who take part; read by the rules
        cycle = self.sudo()
        cycle.env["asn.training.briefing"]._sync(cycle)
        Action = self.env["ir.actions.act_window"]
        action = Action._for_xml_id("asn_training.action_asn_training_briefing")
        return action | {
            "domain": [("cycle_id", "=", self.id)],
            "context": {
                "search_default_by_department": 1,
                "search_default_unbriefed": 1,
            },
        }


class AsnAppraisalCycleIssue(models.Model):
    """A hint that people have not been briefed yet, which stops nobody."""

    _inherit = "asn.appraisal.cycle.issue"

    kind = fields.Selection(
        selection_add=[("not_briefed", "Not briefed yet")],
        ondelete={"not_briefed": "cascade"},
    )

    @api.depends("kind")
    def _compute_is_blocking(self):
        result = super()._compute_is_blocking()
        self.filtered(lambda issue: issue.kind == "not_briefed").is_blocking = False
        return result


class AsnAppraisalCycleGap(models.Model):
    """What to do about people who have not been briefed."""

    _inherit = "asn.appraisal.cycle.gap"

    def _get_advice(self):
        return super()._get_advice() | {
            "not_briefed": self.env._(
                "Invite them to a briefing, or launch all the same: nobody is kept out."
            )
        }


class AsnAppraisalCycleDoctor(models.AbstractModel):
    """Say how many have not been briefed, where briefings are held at all."""

    _inherit = "asn.appraisal.cycle.doctor"

    def _examine_people(self, cycle, employees, snapshot):
        yield from super()._examine_people(cycle, employees, snapshot)
        if not self.env["event.event"].search_count(
            [("asn_cycle_id", "=", cycle.id)], limit=1
        ):
            return
        rows = self.env["asn.training.briefing"]._sync(cycle)
        waiting = rows.filtered(lambda row: row.state != "briefed")
        if waiting:
            yield self._prepare_issue_vals(
                cycle,
                employees.browse(),
                "not_briefed",
                self.env._(
                    "%(count)s of %(all)s people have not been briefed yet.",
                    count=len(waiting),
                    all=len(rows),
                ),
            )
