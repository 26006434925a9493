# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

KINDS = [
    ("abusive", "Insulting or threatening"),
    ("names", "Tells who wrote something"),
    ("private", "Private matters of somebody"),
    ("other", "Another reason"),
]
# Where somebody still has to do something, or nobody reads the comment.
OPEN_CASES = ("reported", "withheld")
HR = (
    "asn_appraisal.group_asn_appraisal_manager,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisalModeration(models.Model):
    """One case about one comment: reported, withheld, restored.

    Scores and numbers stay as they are. The rater is neither named nor told. The
    original moves into this record, where no field can be read: managers see it as
    they see comments, by a reason that leaves a trace.
    """

    _name = "asn.appraisal.moderation"
    _description = "Moderation of a Comment"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "opened_on desc, id desc"
    _rec_name = "kind"
    _log_access = False  # said by its own fields

    _workflow_fields = frozenset(
        {
            "comment_id",
            "appraisal_id",
            "company_id",
            "state",
            "kind",
            "opened_on",
            "reported_by_id",
            "message",
            "judged_by_id",
            "judged_on",
            "reason",
            "answer",
            "restored_by_id",
            "restored_on",
            "restore_reason",
        }
    )

    # what it is about
    comment_id = fields.Many2one(
        "asn.appraisal.comment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        groups=fields.NO_ACCESS,  # its place in the list is nobody's business here
    )
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    kind = fields.Selection(KINDS, string="What Is Wrong", required=True, readonly=True)
    state = fields.Selection(
        [
            ("reported", "Reported"),
            ("kept", "Kept"),
            ("withheld", "Withheld"),
            ("restored", "Restored"),
        ],
        required=True,
        readonly=True,
        index=True,
        default="reported",
    )
    opened_on = fields.Datetime(required=True, readonly=True)
    # report
    reported_by_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    message = fields.Text(string="Words of the Reporter", readonly=True)
    answer = fields.Text(
        string="Answer to the Reporter", readonly=True, help="Why the comment stays."
    )
    # decision
    judged_by_id = fields.Many2one(
        "res.users",
        string="Decided By",
        readonly=True,
        ondelete="restrict",
        groups=HR,
    )
    judged_on = fields.Datetime(string="Decided On", readonly=True)
    reason = fields.Text(string="Reason for Withholding", readonly=True, groups=HR)
    restored_by_id = fields.Many2one(
        "res.users", readonly=True, ondelete="restrict", groups=HR
    )
    restored_on = fields.Datetime(readonly=True, groups=HR)
    restore_reason = fields.Text(
        string="Reason for Restoring", readonly=True, groups=HR
    )
    # the comment
    sealed_text = fields.Text(groups=fields.NO_ACCESS, copy=False)
    original = fields.Text(
        string="Text of the Comment",
        compute="_compute_original",
        help="Only for managers, within an hour after they gave a reason for reading.",
    )
    can_judge = fields.Boolean(compute="_compute_can_judge", search="_search_can_judge")
    is_opened = fields.Boolean(related="appraisal_id.is_opened", related_sudo=False)

    _one_open_case = models.UniqueIndex(
        "(comment_id) WHERE state IN ('reported', 'withheld')",
        "This comment has been reported or withheld already.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    def _compute_display_name(self):
        for case in self:  # which says nothing of the person
            case.display_name = self.env._("Case no. %s", case.id)

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_original(self):
        for case in self:
            # sudo: asn.appraisal.comment, its sealed text - opened by a trace
            sudo = case.sudo()
            text = sudo.sealed_text or sudo.comment_id.text
            case.original = text if case.appraisal_id.is_opened else False

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_can_judge(self):
        may = self._filter_guarded()
        for case in self:
            case.can_judge = case in may and case.state in OPEN_CASES

    def _search_can_judge(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not self.env["asn.appraisal"]._is_manager():
            return [("id", "in", [])]
        # sudo: asn.appraisal.moderation - filtered to those that the user guards
        cases = self.sudo().search([("state", "in", OPEN_CASES)])
        return [("id", "in", cases.with_env(self.env)._filter_guarded().ids)]

    def _filter_guarded(self):
        """Keep the cases that the user, HR's manager without a part in them, guards."""
        Appraisal = self.env["asn.appraisal"]
        if not Appraisal._is_manager():
            return self.browse()
        # sudo: asn.appraisal - which of them the user has a part in
        may = self.sudo().appraisal_id.with_env(self.env)._filter_uninvolved()
        return self.filtered(lambda case: case.sudo().appraisal_id in may)
