# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalDemo(models.AbstractModel):
    """Where demonstration data asks for its cycles to be played.

    The play itself is in ``demo/`` and is imported only here, so that a database
    without demonstration data never loads it.
    """

    _name = "asn.appraisal.demo"
    _description = "Play of the Demonstration Data"

    @api.model
    def _play(self):
        """Let the invented people play the cycles that are still drafts."""
        from ..demo.play import play

        play(self.env)

    @api.model
    def _prepare_stage(self):
        """Leave the stage to the invented people: nobody else is in the agency.

        Core's own sample staff is archived, and who logs in comes to our pages.
        """
        for model in ("hr.employee", "hr.department"):
            samples = self._find_records(model, "!=").filtered("active")
            samples.write({"active": False})
        users = self._find_records("res.users", "=") | self.env.ref("base.user_admin")
        followers = users.filtered(self._follows_cycles)
        for action, group in (
            ("action_inbox", users - followers),
            ("action_asn_appraisal_cycle", followers),
        ):
            group.action_id = self.env.ref(f"asn_appraisal.{action}").id

    @api.model
    def _limit_raters(self):
        """Draw the peers of leaders from their whole unit, for cycles to come."""
        form = self.env.ref("asn_appraisal.template_leader")
        peers = form.role_ids.filtered(lambda line: line.role_id.kind == "peer")
        peers.write(
            {"proposal": "draw", "pool_scope": "unit", "min_raters": 3, "max_raters": 4}
        )

    @api.model
    def _follows_cycles(self, user):
        """Return whether the list of cycles is what ``user`` works with."""
        return any(
            user.has_group(f"asn_appraisal.group_asn_appraisal_{name}")
            for name in ("officer", "auditor")  # a manager is an officer as well
        )

    @api.model
    def _find_records(self, model, operator):
        """Return the records that our demonstration data holds, or other modules."""
        ids = self.env["ir.model.data"].search(
            [("model", "=", model), ("module", operator, "asn_appraisal")]
        )
        return self.env[model].browse(ids.mapped("res_id")).exists()
