# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# A level or "not observed"; a comment alone is no answer.
ANSWERED = Domain("value", "!=", 0) | Domain("not_observed", "=", True)


class AsnAppraisalAnswer(models.Model):
    """A rater's answer for one criterion.

    Nobody has access to this model, HR and auditors included: raters read and write
    their own through the rating sheet, results are read as groups.
    """

    _name = "asn.appraisal.answer"
    _description = "Answer of a Rater"
    _order = "evaluation_id, criterion_id"
    _log_access = False  # who and when would tell who it was

    evaluation_id = fields.Many2one(
        "asn.appraisal.evaluation", required=True, index=True, ondelete="cascade"
    )
    criterion_id = fields.Many2one("asn.criterion", required=True, ondelete="restrict")
    value = fields.Integer(help="Value of the level; 0: no level chosen.")
    not_observed = fields.Boolean(help="Left out of every mean.")
    comment = fields.Text()

    _unique_criterion = models.UniqueIndex(
        "(evaluation_id, criterion_id)",
        "A criterion is answered once per form.",
    )
    _one_choice = models.Constraint(
        "CHECK (NOT (not_observed AND COALESCE(value, 0) != 0))",
        "An answer is either a level or “not observed”.",
    )

    # ------------------------------------------------------------
    # STORING
    # ------------------------------------------------------------

    def _store(self, evaluation, answers):
        """Insert or replace the answers of one form for the criteria given.

        One statement for the whole form, in which PostgreSQL itself settles what two
        tabs send at the same moment.

        :param evaluation: one asn.appraisal.evaluation, whose writer was checked
        :param dict answers: ``{criterion id: {"value": int, "not_observed": bool,
            "comment": str}}``, each complete
        """
        rows = [
            (
                evaluation.id,
                criterion_id,
                answer["value"] or 0,
                answer["not_observed"],
                answer["comment"] or None,
            )
            for criterion_id, answer in answers.items()
        ]
        if not rows:
            return
        self.env.cr.execute(
            SQL(
                "INSERT INTO asn_appraisal_answer AS old"
                " (evaluation_id, criterion_id, value, not_observed, comment)"
                " VALUES %s ON CONFLICT (evaluation_id, criterion_id) DO UPDATE"
                " SET value = EXCLUDED.value, not_observed = EXCLUDED.not_observed,"
                " comment = EXCLUDED.comment",
                SQL(", ").join(rows),
            )
        )
        self.invalidate_model(flush=False)  # nobody writes answers but this method
        evaluation.invalidate_recordset(["answer_ids"], flush=False)
