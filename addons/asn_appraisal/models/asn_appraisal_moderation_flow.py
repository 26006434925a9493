# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

from .asn_appraisal_moderation import OPEN_CASES
from .asn_one_record import check_one

# What stands in the place of a withheld text; pages say more.
GONE = "…"


class AsnAppraisalModeration(models.Model):
    """The steps of a case, and what readers of the comment are shown."""

    _inherit = "asn.appraisal.moderation"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_read_comments(self):
        """Ask for the reason, then open the comments of the appraisal for an hour."""
        check_one(self)
        self.check_access("read")
        return self.appraisal_id.action_read_comments()

    def action_withhold(self):
        """Ask why a reported comment is withheld."""
        self._check_step("reported")
        title = self.env._("Withhold a Comment")
        return self._ask("withhold", title, default_kind=self.kind)

    def action_keep(self):
        """Ask why a reported comment stays."""
        self._check_step("reported")
        return self._ask("keep", self.env._("Keep a Comment"))

    def action_restore(self):
        """Ask why a withheld comment is shown again."""
        self._check_step("withheld")
        return self._ask("restore", self.env._("Restore a Comment"))

    def _ask(self, step, title, **context):
        return self.env["asn.appraisal.reason"]._ask(
            step, title, moderation_id=self.id, context=context
        )

    def _check_step(self, state):
        """Let one manager without a part in it take a step, at its time.

        Two who act at once wait for each other: the second one is told.

        :raise AccessError: for everybody else
        :raise UserError: when the case is beyond that step
        """
        check_one(self)
        self.check_access("read")
        self.appraisal_id._check_guardian()
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        if self.state != state:
            raise UserError(
                self.env._("Somebody has already decided about this comment.")
            )

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    @api.model
    def _report(self, comment, kind, message):
        """Note that a reader of a comment asks HR to look at it."""
        comment = comment.with_env(self.env)
        comment._check_reader()
        self._open(
            comment,
            {
                "state": "reported",
                "kind": kind,
                "reported_by_id": self.env.uid,
                "message": message,
            },
        )

    def _open(self, comment, vals):
        """Open a case, unless there is one about any copy of the comment."""
        # sudo: asn.appraisal.moderation, comment - who may was checked
        first = comment.sudo()._get_first()
        if self.sudo().search_count(
            [("comment_id", "=", first.id), ("state", "in", OPEN_CASES)], limit=1
        ):
            raise UserError(
                self.env._("This comment has been reported or withheld already.")
            )
        appraisal = comment.sudo().outcome_id.appraisal_id
        common = {
            "comment_id": first.id,
            "appraisal_id": appraisal.id,
            "company_id": appraisal.company_id.id,
            "opened_on": fields.Datetime.now(),
        }
        case = self.sudo()._workflow_create([common | vals])
        comment.invalidate_model(["note", "can_report"])
        return case.sudo(False)

    @api.model
    def _withhold_comment(self, comment, kind, reason):
        """Withhold a comment that nobody has reported, or the reported one."""
        comment = comment.with_env(self.env)
        comment.check_access("read")
        appraisal = comment.outcome_id.appraisal_id
        appraisal._check_guardian()
        # sudo: asn.appraisal.moderation, comment - of what the user guards
        case = self.sudo().search(
            [
                ("comment_id", "=", comment.sudo()._get_first().id),
                ("state", "=", "reported"),
            ]
        )
        if not case:
            case = self._open(comment, {"state": "reported", "kind": kind})
        case.sudo(False)._withhold(kind, reason)

    def _withhold(self, kind, reason):
        """Take a comment away from its readers in each version; its place stays."""
        self._check_step("reported")
        # sudo: asn.appraisal.comment - the original moves to where nobody reads it
        case = self.sudo()
        case._workflow_write(
            {
                "state": "withheld",
                "kind": kind,
                "reason": reason,
                "judged_by_id": self.env.uid,
                "judged_on": fields.Datetime.now(),
                "sealed_text": case.comment_id.text,
            }
        )
        copies = case._lock_copies()
        copies._workflow_write({"text": GONE, "withheld_kind": kind})

    def _lock_copies(self):
        """Return all copies of the comment, while nobody makes another; by sudo."""
        self.appraisal_id.outcome_ids.lock_for_update()
        return self.comment_id._get_copies()

    def _keep(self, answer):
        """Leave a reported comment where it is and tell the reporter why."""
        self._check_step("reported")
        # sudo: asn.appraisal.moderation - a step of the workflow, checked above
        self.sudo()._workflow_write(
            {
                "state": "kept",
                "answer": answer,
                "judged_by_id": self.env.uid,
                "judged_on": fields.Datetime.now(),
            }
        )

    def _restore(self, reason):
        """Give a comment back to its readers in each version."""
        self._check_step("withheld")
        # sudo: asn.appraisal.comment - the original moves back, checked above
        case = self.sudo()
        vals = {"text": case.sealed_text, "withheld_kind": False}
        case._lock_copies()._workflow_write(vals)
        case._workflow_write(
            {
                "state": "restored",
                "restore_reason": reason,
                "restored_by_id": self.env.uid,
                "restored_on": fields.Datetime.now(),
                "sealed_text": False,
            }
        )

    # ------------------------------------------------------------
    # WHAT READERS ARE SHOWN
    # ------------------------------------------------------------

    @api.model
    def _get_withheld(self, appraisal):
        """Return the withheld comments of an appraisal, as their forms hold them.

        :return: dict ``{(role id, kind, criterion id, text): kind of reason}``, ids
            False where there is none
        """
        # sudo: asn.appraisal.moderation - compared with texts, not shown
        cases = self.sudo().search(
            [("appraisal_id", "=", appraisal.id), ("state", "=", "withheld")]
        )
        return {
            (
                case.comment_id.role_id.id,
                case.comment_id.kind,
                case.comment_id.criterion_id.id,
                case.sealed_text,
            ): case.kind
            for case in cases
        }

    @api.model
    def _describe_gap(self, kind):
        """Say in the place of a text that it is withheld, and why, by its kind."""
        labels = dict(self._fields["kind"]._description_selection(self.env))
        return self.env._("[Withheld by HR: %s]", labels[kind].lower())
