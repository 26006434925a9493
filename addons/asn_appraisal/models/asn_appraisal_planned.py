# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

from .asn_appraisal_template_plan import DEFAULT_PLAN_RULES
from .asn_one_record import check_one


class AsnAppraisal(models.Model):
    """The plan of an appraisal, its log and its checks."""

    _inherit = "asn.appraisal"

    plan_ids = fields.One2many(
        "asn.appraisal.plan", "appraisal_id", string="Versions of the Plan"
    )
    plan_id = fields.Many2one(
        "asn.appraisal.plan",
        compute="_compute_plan_id",
        help="The version in force; before the first agreement the draft.",
    )
    plan_state = fields.Selection(
        selection="_get_plan_states", string="State of Plan", compute="_compute_plan_id"
    )
    progress_ids = fields.One2many(
        "asn.appraisal.progress", "appraisal_id", string="Log"
    )
    check_ids = fields.One2many("asn.appraisal.check", "appraisal_id")
    progress_count = fields.Integer(
        string="Entries in the Log", compute="_compute_progress_count"
    )

    @api.depends_context("uid")
    @api.depends("plan_ids.state", "plan_ids.version")
    def _compute_plan_id(self):
        plans = self.env["asn.appraisal.plan"].search(
            [("appraisal_id", "in", self.ids), ("is_current", "=", True)]
        )
        current = plans.grouped("appraisal_id")
        for appraisal in self:
            appraisal.plan_id = current.get(appraisal, plans.browse())
            appraisal.plan_state = appraisal.plan_id.state

    @api.depends_context("uid")
    @api.depends("progress_ids")
    def _compute_progress_count(self):
        # not by sudo: the entries that the reader may open
        groups = self.env["asn.appraisal.progress"]._read_group(
            [("appraisal_id", "in", self.ids)], ["appraisal_id"], ["__count"]
        )
        counts = {appraisal.id: count for appraisal, count in groups}
        for appraisal in self:
            appraisal.progress_count = counts.get(appraisal.id, 0)

    @api.model
    def _get_plan_states(self):
        return (
            self.env["asn.appraisal.plan"]
            ._fields["state"]
            ._description_selection(self.env)
        )

    def action_open_plan(self):
        """Open the plan in force, or its first draft.

        :raise UserError: when there is no plan that the user may read
        """
        check_one(self)
        self.check_access("read")
        if not self.plan_id:
            raise UserError(self.env._("%s has no plan.", self.display_name))
        return self.plan_id._open()

    def action_open_log(self):
        """Open what was noted for this appraisal."""
        check_one(self)
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_appraisal_progress"
        )
        return action | {
            "domain": [("appraisal_id", "=", self.id)],
            "context": {"create": self.is_mine, "default_appraisal_id": self.id},
        }

    def _get_plan_rules(self):
        """Return what the frozen form asks of the plan.

        :return: dict of ``approach``, ``cap`` (percent as text), ``perspective`` and
            ``check_interval``
        """
        self.ensure_one()
        # sudo: asn.appraisal.cycle - only the code reads frozen rules
        appraisal = self.sudo()
        form = appraisal.cycle_id._get_frozen_form(appraisal.template_id)
        return form.get("plan", DEFAULT_PLAN_RULES)
