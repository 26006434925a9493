# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_appraisal_moderation import KINDS
from .asn_one_record import check_one


class AsnAppraisalComment(models.Model):
    """A comment as its readers see it, and what they can do about it."""

    _inherit = "asn.appraisal.comment"

    withheld_kind = fields.Selection(KINDS, string="Withheld", readonly=True)
    shown_text = fields.Text(string="Comment", compute="_compute_shown_text")
    note = fields.Char(
        compute="_compute_note", help="What became of your report on this comment."
    )
    can_report = fields.Boolean(compute="_compute_can_report")
    can_withhold = fields.Boolean(compute="_compute_can_withhold")

    @api.depends_context("lang")
    @api.depends("text", "withheld_kind")
    def _compute_shown_text(self):
        Moderation = self.env["asn.appraisal.moderation"]
        for comment in self:
            kind = comment.withheld_kind
            comment.shown_text = (
                Moderation._describe_gap(kind) if kind else comment.text
            )

    @api.depends_context("uid", "lang")
    def _compute_note(self):
        reports = self._get_reports()
        for comment in self:
            comment.note = reports.get(comment.id)

    def _get_reports(self):
        """Return ``{comment id: what became of the report}`` of the user's reports."""
        # sudo: asn.appraisal.comment, moderation - those that the user reported
        sudo = self.sudo()
        cases = sudo.env["asn.appraisal.moderation"].search(
            [
                ("comment_id", "in", sudo._get_first().ids),
                ("reported_by_id", "=", self.env.uid),
            ],
            order="id",
        )
        texts = {
            "reported": self.env._("You reported this. HR looks at it."),
            "kept": self.env._("You reported this. HR keeps it: %s"),
            "withheld": self.env._("You reported this. HR has withheld it."),
            "restored": self.env._("HR shows this again after a second look."),
        }
        found = {
            case.comment_id: texts[case.state].replace("%s", case.answer or "")
            for case in cases
        }
        return {
            comment.id: found[first]
            for comment in sudo
            if (first := comment._get_first()) in found
        }

    @api.depends_context("uid")
    @api.depends("withheld_kind")
    def _compute_can_report(self):
        reported = self._get_reports()
        for comment in self:
            appraisal = comment.outcome_id.appraisal_id
            comment.can_report = (
                (appraisal.is_mine or appraisal.is_my_team)
                and not comment.withheld_kind
                and comment.id not in reported
            )

    @api.depends_context("uid")
    @api.depends("withheld_kind")
    def _compute_can_withhold(self):
        for comment in self:
            comment.can_withhold = (
                comment.outcome_id.appraisal_id.is_opened and not comment.withheld_kind
            )

    def action_report(self):
        """Ask what is wrong with a comment, then tell HR.

        :raise AccessError: unless the comment is for whoever asks
        """
        check_one(self)
        self._check_reader()
        return self.env["asn.appraisal.reason"]._ask(
            "report", self.env._("Report a Comment"), comment_id=self.id
        )

    def action_withhold(self):
        """Ask HR's manager why a comment is withheld."""
        check_one(self)
        self.check_access("read")
        self.outcome_id.appraisal_id._check_guardian()
        return self.env["asn.appraisal.reason"]._ask(
            "withhold", self.env._("Withhold a Comment"), comment_id=self.id
        )

    def _check_reader(self):
        """Let those for whom a comment is report it.

        :raise AccessError: for everybody else
        :raise UserError: for a withheld one
        """
        self.check_access("read")
        for comment in self:
            appraisal = comment.outcome_id.appraisal_id
            if not (appraisal.is_mine or appraisal.is_my_team):
                raise AccessError(
                    self.env._(
                        "Comments are reported by the person appraised or the superior."
                    )
                )
            if comment.withheld_kind:
                raise UserError(self.env._("This comment is withheld already."))
