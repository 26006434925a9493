# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .asn_appraisal_moderation_flow import GONE

# What a form holds of a rater's answers. Who was asked and who has answered stays: HR
# has read that all along, and it is part of how a result came about.
RAW = (
    *("result_mean", "behaviour_mean", "strengths", "improvements", "private_note"),
    *("submitted_on", "seconds_spent", "author_id"),
)


class AsnAppraisalJobPurge(models.AbstractModel):
    """Delete raw answers of confidential raters and of people from outside.

    Group results, explanations and published comments stay as they were published:
    they belong to the result of the person, and seals cover them. Comments of outcomes
    that never were published go, and addresses of people asked by mail. Forms of named
    raters are the person's to read, and stay.
    """

    _name = "asn.appraisal.job.purge"
    _inherit = "asn.appraisal.job"
    _description = "Deletion of Raw Answers of a Cycle"

    @api.model
    def _get_waiting_domain(self, cycle):
        return Domain("cycle_id", "=", cycle.id) & Domain("purged_on", "=", False)

    @api.model
    def _get_batch(self, cycle):
        free = self._get_waiting_domain(cycle) & ~self._get_held_domain()
        return self.env["asn.appraisal"].search(
            free, limit=self._batch_size, order="id"
        )

    @api.model
    def _count_remaining(self, cycle):
        # sudo: asn.appraisal - a number only
        Appraisal = self.env["asn.appraisal"].sudo()
        free = self._get_waiting_domain(cycle) & ~self._get_held_domain()
        return Appraisal.search_count(free)

    @api.model
    def _get_held_domain(self):
        Hold = self.env["asn.appraisal.hold"]
        return Domain("hold_ids", "any", Hold._get_in_force_domain())

    @api.model
    def _run_batch(self, cycle):
        """Delete and note in one transaction; stop where a hold was placed meanwhile.

        :return: number of people; 0 ends the job
        """
        if cycle._get_purge_obstacle():
            return 0
        appraisals = self._get_batch(cycle)
        self._delete(appraisals)
        appraisals._workflow_update({"purged_on": fields.Datetime.now()})
        purge = cycle._get_running_purge()
        purge._workflow_write(
            {"appraisal_count": purge.appraisal_count + len(appraisals)}
        )
        return len(appraisals)

    @api.model
    def _finish(self, cycle):
        result = super()._finish(cycle)
        waiting = self._get_waiting_domain(cycle)
        held = self.env["asn.appraisal"].search_count(waiting & self._get_held_domain())
        is_stopped = self._count_remaining(cycle) > 0
        cycle._get_running_purge()._workflow_write(
            {
                "state": "stopped" if is_stopped else "done",
                "held_count": held,
                "ended_on": fields.Datetime.now(),
            }
        )
        return result

    # ------------------------------------------------------------
    # DELETING
    # ------------------------------------------------------------

    @api.model
    def _delete(self, appraisals):
        """Delete what is raw of appraisals, in a constant number of statements."""
        self.env.flush_all()
        columns = [SQL("%s = NULL", SQL.identifier(name)) for name in RAW]
        for query in (
            SQL(
                "DELETE FROM asn_appraisal_answer answer"
                " USING asn_appraisal_evaluation form"
                " WHERE form.id = answer.evaluation_id"
                " AND form.appraisal_id = ANY(%s) AND form.confidentiality != 'named'",
                appraisals.ids,
            ),
            SQL(
                "UPDATE asn_appraisal_evaluation SET %s"
                " WHERE appraisal_id = ANY(%s) AND confidentiality != 'named'",
                SQL(", ").join(columns),
                appraisals.ids,
            ),
            SQL(
                "DELETE FROM asn_appraisal_comment comment"
                " USING asn_appraisal_outcome outcome"
                " WHERE outcome.id = comment.outcome_id"
                " AND outcome.appraisal_id = ANY(%s)"
                " AND outcome.published_on IS NULL"
                " AND NOT EXISTS (SELECT FROM asn_appraisal_moderation moderation"
                " WHERE moderation.comment_id = comment.id)",
                appraisals.ids,
            ),
            self._get_link_query(appraisals),
        ):
            self.env.cr.execute(query)
        self.env.invalidate_all(flush=False)

    @api.model
    def _get_link_query(self, appraisals):
        """Return what blanks who was asked by mail: the address, and the label."""
        return SQL(
            "UPDATE asn_appraisal_link SET email = NULL, label = %s, token = NULL,"
            " lookup = NULL WHERE kind = 'personal' AND appraisal_id = ANY(%s)",
            GONE,
            appraisals.ids,
        )
