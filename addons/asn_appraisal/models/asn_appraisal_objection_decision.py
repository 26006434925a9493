# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .asn_appraisal_objection import OPEN_STATES
from .asn_one_record import check_one

# What an outcome takes over from the one before: what it is about, and how the answers
# were scored. Nothing is computed again.
KEPT = (
    *("appraisal_id", "cycle_id", "company_id", "employee_id", "superior_id"),
    *("department_id", "kind", "result_score", "behaviour_score"),
    *("result_suggested", "behaviour_suggested"),
    *("result_points_suggested", "behaviour_points_suggested"),
    *("predicate_suggested_id", "explanation"),
)
RESULT = (
    *("criterion_id", "dimension", "sequence", "role_id", "mean", "respondents"),
    *("is_suppressed", "details"),
)
COMMENT = ("role_id", "kind", "criterion_id", "sequence", "text", "withheld_kind")
NO_RATING = {
    "result_rating": False,
    "behaviour_rating": False,
    "result_points": 0,
    "behaviour_points": 0,
    "innovation": False,
    "total": 0,
    "predicate_id": False,
    "result_reason": False,
    "behaviour_reason": False,
}


class AsnAppraisalObjection(models.Model):
    """The decision: the result stays, or the next version of it is published.

    An earlier version, its seal and its documents stay; the check page tells that they
    are superseded. A result that is annulled is superseded by one without a rating.
    """

    _inherit = "asn.appraisal.objection"

    def action_decide(self):
        """Open the decision.

        :raise AccessError: for anybody but whoever decides
        :raise UserError: as long as the appraiser has days left to answer
        """
        self._check_step("is_decider", *OPEN_STATES)
        self._check_heard()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide the Objection"),
            "res_model": "asn.appraisal.objection.decision",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_objection_id": self.id},
        }

    def action_print_letter(self):
        """Print the decision letter.

        :raise UserError: as long as nothing is decided
        """
        check_one(self)
        self.check_access("read")
        if self.state != "decided":
            raise UserError(self.env._("%s is not decided yet.", self.display_name))
        return self.env.ref(
            "asn_appraisal.action_report_objection_decision"
        ).report_action(self)

    def _check_heard(self):
        """Let nothing be decided before the appraiser was heard, or could have been.

        :raise UserError: saying until when the appraiser may answer
        """
        today = self.env["asn.appraisal.working.time"]._get_today(self.company_id)
        if self.statement_on or self.minutes_on or today > self.statement_until:
            return
        raise UserError(
            self.env._(
                "Both sides are heard before anything is decided: the appraiser can "
                "answer until %s. You can also hear both in a hearing.",
                format_date(self.env, self.statement_until),
            )
        )

    def _decide(self, decision, reason, conflict_reason=False, ratings=None):
        """Note the decision and publish the next version of the result if need be.

        :param str decision: one of the field's values
        :param str reason: why, printed in the letter
        :param conflict_reason: why somebody decides who took part in the rating
        :param dict ratings: of a change, values of the new outcome
        """
        self._check_step("is_decider", *OPEN_STATES)
        self._check_heard()
        reason = self._check_text(reason)
        conflict_reason = self.is_involved and self._check_text(conflict_reason)
        # sudo: objection, outcome, appraisal - a step of the workflow, checked above
        sudo = self.sudo()
        signature = sudo._prepare_signature()
        vals = {
            "state": "decided",
            "decision": decision,
            "decision_reason": reason,
            "conflict_reason": conflict_reason,
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
            "needs_hr": False,
        }
        if decision != "keep":
            ratings = ratings if decision == "change" else NO_RATING
            later = sudo._make_version(
                ratings | signature | {"annulled": decision == "annul"}
            )
            vals["new_outcome_id"] = later.id
        sudo._workflow_write(vals | signature)
        self._note("decided")
        sudo.appraisal_id._workflow_write({"state": "final"})
        sudo._mail("asn_appraisal.mail_template_objection_decided")

    def _prepare_signature(self):
        """Return who signs, and as what, in the language of whoever decides."""
        self.ensure_one()
        title = self.env._("Superior of the Appraiser")
        if self.is_deputy:
            title = self.env._("Deputy of the Superior of the Appraiser")
        return {"signatory_id": self.decider_id.id, "signatory_title": title}

    # ------------------------------------------------------------
    # NEXT VERSION
    # ------------------------------------------------------------

    def _make_version(self, vals):
        """Publish the next version of the result, sealed and superseding the former.

        :param dict vals: ratings and signature of the new outcome
        :return: asn.appraisal.outcome
        """
        former = self.outcome_id
        # while it is copied nobody withholds a comment, who would miss the copy
        self.appraisal_id.outcome_ids.lock_for_update()
        former.comment_ids.lock_for_update()
        versions = self.appraisal_id.outcome_ids.mapped("version")
        common = {
            "objection_id": self.id,
            "version": max(versions) + 1,
            "state": "decided",
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
        }
        later = former._workflow_create([_take(former, KEPT) | common | vals])
        former.result_ids._workflow_create(
            [
                _take(line, RESULT) | {"outcome_id": later.id}
                for line in former.result_ids
            ]
        )
        former.comment_ids._workflow_create(
            [
                _take(line, COMMENT)
                | {"outcome_id": later.id, "origin_id": line._get_first().id}
                for line in former.comment_ids
            ]
        )
        self._note_decision(later)
        later._publish()
        return later

    def _note_decision(self, outcome):
        """Keep the decision among all that were ever taken about the person."""
        Decision = self.env["asn.appraisal.outcome.decision"]
        names = ("decided_by_id", "decided_on", *NO_RATING)
        Decision._workflow_create([_take(outcome, names) | {"outcome_id": outcome.id}])

    def _mail(self, template):
        """Write to both sides, when the agency is at work."""
        time = self.env["asn.appraisal.working.time"]
        for objection in self:
            people = objection.employee_id | objection.superior_id
            if people.user_id.filtered("email"):
                time._send(self.env.ref(template), objection.ids, objection.company_id)


def _take(record, names):
    """Return values of a record, as for a new one."""
    fields_ = record._fields
    return {n: fields_[n].convert_to_write(record[n], record) for n in names}
