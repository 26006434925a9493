# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools import format_date


class AsnAppraisalPage(models.AbstractModel):
    """The follow-up of a low predicate, among what happens next."""

    _inherit = "asn.appraisal.page"

    @api.model
    def _list_steps(self, appraisal, outcome):
        steps = super()._list_steps(appraisal, outcome)
        duty = self.env["asn.appraisal.duty"].search(
            [("appraisal_id", "=", appraisal.id), ("state", "!=", "cancelled")], limit=1
        )
        return [*steps, self._describe_duty(duty)] if duty else steps

    @api.model
    def _describe_duty(self, duty):
        labels = {
            name: dict(duty._fields[name]._description_selection(self.env))[duty[name]]
            for name in ("kind", "state")
        }
        # sudo: hr.employee - the name of the own superior
        superior = duty.sudo().superior_id.name
        if duty.state == "open":
            text = self.env._(
                "%(kind)s, seen to by %(superior)s, by %(day)s.",
                kind=labels["kind"],
                superior=superior or "–",
                day=format_date(self.env, duty.due_date),
            )
            return self._step("duty", self.env._("Follow-up"), text, "coming")
        text = self.env._(
            "%(kind)s: %(state)s on %(day)s.",
            kind=labels["kind"],
            state=labels["state"].lower(),
            day=format_date(self.env, duty.closed_on),
        )
        return self._step("duty", self.env._("Follow-up"), text, "done")
