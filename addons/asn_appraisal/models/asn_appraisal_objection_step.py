# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError


class AsnAppraisalObjectionStep(models.Model):
    """What happened to an objection: who did what, when and why. Never changed."""

    _name = "asn.appraisal.objection.step"
    _description = "Step of an Objection"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "objection_id, id"
    _rec_name = "kind"

    _reading_path = "objection_id.appraisal_id"
    _workflow_fields = frozenset({"objection_id", "kind", "user_id", "done_on", "note"})

    objection_id = fields.Many2one(
        "asn.appraisal.objection",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",  # of a draft: what was filed is never deleted
    )
    kind = fields.Selection(
        [
            ("filed", "Filed"),
            ("stated", "The appraiser answered"),
            ("replied", "The person replied"),
            ("hearing", "Hearing set"),
            ("minutes", "Minutes written"),
            ("handed", "Handed to a deputy"),
            ("escalated", "Gone up: not decided in time"),
            ("stuck", "Nobody above: HR names a deputy"),
            ("decided", "Decided"),
            ("withdrawn", "Withdrawn"),
        ],
        string="What Happened",
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Who",
        readonly=True,
        ondelete="restrict",
        help="Empty: the clock.",
    )
    done_on = fields.Datetime(string="When", required=True, readonly=True)
    note = fields.Text(readonly=True)

    @api.model
    def _note(self, objections, kind, note=False):
        """Note a step of the user, or of the clock.

        :param objections: asn.appraisal.objection
        :param str kind: one of the field's values
        :param note: text, or False
        """
        user = self.env.user
        # sudo: asn.appraisal.objection.step - a trace is left by people who write none
        self.sudo()._workflow_create(
            [
                {
                    "objection_id": objection.id,
                    "kind": kind,
                    "user_id": False if user._is_superuser() else user.id,
                    "done_on": fields.Datetime.now(),
                    "note": note,
                }
                for objection in objections
            ]
        )

    def write(self, vals):
        if vals:
            raise AccessError(
                self.env._("A step of an objection can never be changed.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise AccessError(self.env._("A step of an objection can never be deleted."))
