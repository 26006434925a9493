# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalComment(models.Model):
    """A comment as the person appraised reads it.

    Comments of confidential raters carry no role and come in a random order, so
    that neither position nor number tells whose they are.
    """

    _name = "asn.appraisal.comment"
    _description = "Published Comment"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    # strengths, improvements, criteria
    _order = "outcome_id, kind desc, role_id, sequence, id"
    _rec_name = "kind"
    _log_access = False

    _reading_path = "outcome_id.appraisal_id"
    _workflow_fields = frozenset(
        {
            "outcome_id",
            "origin_id",
            "role_id",
            "kind",
            "text",
            "sequence",
            "salt",
            "withheld_kind",
        }
    )

    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    origin_id = fields.Many2one(
        "asn.appraisal.comment",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        groups=fields.NO_ACCESS,  # ids in a row would tell an order
        help="The comment as first published, where this is its copy in a later "
        "version of the result.",
    )
    role_id = fields.Many2one(
        "asn.rater.role",
        string="From",
        readonly=True,
        ondelete="restrict",
        help="Empty: from colleagues whose names and roles are protected.",
    )
    kind = fields.Selection(
        [
            ("strengths", "Strengths"),
            ("improvements", "What to improve"),
            ("criterion", "On a criterion"),
        ],
        required=True,
        readonly=True,
    )
    criterion_id = fields.Many2one("asn.criterion", readonly=True, ondelete="restrict")
    criterion_name = fields.Char(
        string="About", compute="_compute_criterion_name", help="As worded at launch."
    )
    sequence = fields.Integer(readonly=True)
    text = fields.Text(required=True, readonly=True)
    salt = fields.Char(
        groups=fields.NO_ACCESS,
        copy=False,
        help="Goes into the sealed hash of the comment, so that nobody can guess it.",
    )

    @api.depends_context("lang")
    @api.depends("kind")
    def _compute_display_name(self):
        """Say what kind of comment it is: a name is shown where no rule looks."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for comment in self:
            comment.display_name = kinds.get(comment.kind)

    @api.depends_context("lang")
    @api.depends("criterion_id", "outcome_id")
    def _compute_criterion_name(self):
        for outcome, comments in self.grouped("outcome_id").items():
            names = outcome._get_criterion_names()
            for comment in comments:
                comment.criterion_name = names.get(comment.criterion_id.id)

    # ------------------------------------------------------------
    # COPIES
    # ------------------------------------------------------------

    def _get_first(self):
        """Return the comments as first published; to be called by sudo.

        What is said of a comment, reported or withheld, is said of all its copies.
        """
        return self.browse().union(*(c.origin_id or c for c in self))

    def _get_copies(self):
        """Return the comments with all their copies, in all versions; by sudo."""
        first = self._get_first()
        return first | self.search([("origin_id", "in", first.ids)])
