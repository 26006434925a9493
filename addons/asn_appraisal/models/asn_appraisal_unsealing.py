# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# Written by the manager who asks, until it is asked.
CONTENT = {
    "appraisal_id",
    "comment_id",
    "ground",
    "reference",
    "reason",
    "document",
    "document_name",
}
# Nothing was decided yet, or identities can be read.
RUNNING = ("asked", "granted")
OVER = ("ended", "lapsed")


class AsnAppraisalUnsealing(models.Model):
    """Asking who wrote confidential comments: one manager asks, another one grants.

    It takes a filed objection or an investigation, a reason and its document, and is
    over after the hours that the cycle sets. Neither of the two has a part in the
    appraisal. What came by link has no author in the data, so that nothing opens it.
    """

    _name = "asn.appraisal.unsealing"
    _description = "Unsealing of Identities"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "id desc"
    _rec_name = "reference"

    _workflow_fields = frozenset(
        {
            "state",
            "asked_by_id",
            "asked_on",
            "answered_by_id",
            "answered_on",
            "answer",
            "valid_until",
            "ended_on",
            "read_count",
            "told_on",
        }
    )

    # what is asked
    appraisal_id = fields.Many2one(
        "asn.appraisal",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('outcome_ids', '!=', False), ('is_mine', '=', False)]",
    )
    comment_id = fields.Many2one(
        "asn.appraisal.comment",
        string="One Comment",
        index="btree_not_null",
        ondelete="restrict",
        help="Whose author alone is asked for. Empty: all comments of the appraisal.",
    )
    scope = fields.Selection(
        [
            ("comment", "The author of one comment"),
            ("appraisal", "The authors of all comments"),
        ],
        compute="_compute_scope",
    )
    ground = fields.Selection(
        [
            ("objection", "Filed objection"),
            ("investigation", "Disciplinary or legal investigation"),
        ],
        string="Legal Ground",
        required=True,
        default="objection",
    )
    reference = fields.Char(
        string="File Number", help="Number of the objection or of the investigation."
    )
    reason = fields.Text(
        required=True,
        help="Why the ground cannot be decided without knowing who wrote this.",
    )
    document = fields.Binary(string="Order or Request", attachment=True)
    document_name = fields.Char(string="Name of the Document")
    # who
    asked_by_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        copy=False,
        default=lambda self: self.env.uid,
    )
    asked_on = fields.Datetime(readonly=True, copy=False)
    answered_by_id = fields.Many2one(
        "res.users",
        string="Decided By",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    answered_on = fields.Datetime(string="Decided On", readonly=True, copy=False)
    answer = fields.Text(string="Reason of the Decision", readonly=True, copy=False)
    # state
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("asked", "Asked"),
            ("granted", "Granted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
            ("ended", "Ended"),
            ("lapsed", "Lapsed"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    valid_until = fields.Datetime(
        readonly=True, copy=False, help="Identities can be read until then."
    )
    ended_on = fields.Datetime(readonly=True, copy=False)
    read_count = fields.Integer(
        string="Times Read",
        default=0,
        readonly=True,
        copy=False,
        help="How often identities were read; each time stands in the trace.",
    )
    told_on = fields.Datetime(
        string="Raters Told On",
        readonly=True,
        copy=False,
        help="When the raters whose identity was read got a mail about it.",
    )
    is_mine = fields.Boolean(compute="_compute_can")
    can_answer = fields.Boolean(compute="_compute_can", search="_search_can_answer")
    can_read_identities = fields.Boolean(compute="_compute_can")

    _one_running = models.UniqueIndex(
        "(appraisal_id, asked_by_id, COALESCE(comment_id, 0))"
        " WHERE state IN ('asked', 'granted')",
        "You have already asked for this.",
    )
    _two_people = models.Constraint(
        "CHECK (answered_by_id IS NULL OR answered_by_id != asked_by_id)",
        "Nobody grants what they asked for themselves.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    def _compute_display_name(self):
        for unsealing in self:  # which says nothing of the person
            unsealing.display_name = self.env._("Unsealing no. %s", unsealing.id or "–")

    @api.depends("comment_id")
    def _compute_scope(self):
        for unsealing in self:
            unsealing.scope = "comment" if unsealing.comment_id else "appraisal"

    @api.depends_context("uid")
    @api.depends("state", "valid_until", "asked_by_id", "appraisal_id")
    def _compute_can(self):
        now, may = fields.Datetime.now(), self._filter_guarded()
        for unsealing in self:
            is_mine = unsealing.asked_by_id == self.env.user
            is_guarded = unsealing in may
            unsealing.is_mine = is_mine
            unsealing.can_answer = (
                is_guarded
                and unsealing.state == "asked"
                and not unsealing._is_asker(self.env.user)
            )
            unsealing.can_read_identities = (
                is_guarded
                and is_mine
                and unsealing.state == "granted"
                and unsealing.valid_until > now
            )

    def _search_can_answer(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not self.env["asn.appraisal"]._is_manager():
            return [("id", "in", [])]
        # sudo: asn.appraisal.unsealing - filtered to those that the user may decide
        asked = self.sudo().search([("state", "=", "asked")]).with_env(self.env)
        return [("id", "in", asked._filter_guarded()._filter_of_others().ids)]

    def _filter_of_others(self):
        return self.filtered(lambda record: not record._is_asker(self.env.user))

    def _filter_guarded(self):
        """Keep those that the user, HR's manager without a part in them, guards."""
        Appraisal = self.env["asn.appraisal"]
        if not Appraisal._is_manager():
            return self.browse()
        # sudo: asn.appraisal - which of them the user has a part in
        may = self.sudo().appraisal_id.with_env(self.env)._filter_uninvolved()
        return self.filtered(lambda record: record.sudo().appraisal_id in may)

    def _is_asker(self, user):
        """Tell whether a user is the one who asked, be it with another account."""
        # sudo: res.users, hr.employee - whether two accounts are of one person
        asker, user = self.sudo().asked_by_id, user.sudo()
        return bool(
            asker == user
            or asker.partner_id == user.partner_id
            or asker.employee_ids & user.employee_ids
            or (asker.email and asker.email_normalized == user.email_normalized)
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        unsealings = super().create(vals_list)
        unsealings._check_content(CONTENT)
        return unsealings

    def write(self, vals):
        if not self._is_workflow() and CONTENT & vals.keys():
            self._check_draft()
        result = super().write(vals)
        self._check_content(CONTENT & vals.keys())
        return result

    def _check_draft(self):
        """Let the one who asks write, until it is asked.

        :raise AccessError: for everybody else, and for what was asked
        """
        for unsealing in self:
            if unsealing.state != "draft" or unsealing.asked_by_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "Only the manager who asks changes this, and only as long as "
                        "it is a draft."
                    )
                )

    def _check_content(self, names):
        """Refuse what the user may not know of, and a comment of somebody else.

        :param names: fields that were written
        :raise AccessError: for records that the user may not read
        :raise UserError: for a comment about somebody else
        """
        for name in {"appraisal_id", "comment_id"} & set(names):
            self[name].check_access("read")
        for unsealing in self:
            # sudo: asn.appraisal.comment - which appraisal it is about
            comment = unsealing.sudo().comment_id
            if comment and comment.outcome_id.appraisal_id != unsealing.appraisal_id:
                raise UserError(
                    self.env._("The comment belongs to the appraisal of somebody else.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        """Keep what was ever asked for the auditor."""
        self._check_draft()
