# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import UserError


class AsnAppraisalObjectionReport(models.AbstractModel):
    """Values of the decision letter."""

    _name = "report.asn_appraisal.report_objection_decision"
    _description = "Decision Letter of an Objection"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the values of the letter, for decided objections alone.

        :raise AccessError: for objections that the user may not read
        :raise UserError: for one that is not decided
        """
        objections = self.env["asn.appraisal.objection"].browse(docids)
        objections.check_access("read")
        for objection in objections:
            if objection.state != "decided":
                raise UserError(
                    self.env._("%s is not decided yet.", objection.display_name)
                )
        # sudo: what the letter says of outcomes, people and units; who may read an
        # objection may read its letter
        docs = objections.sudo()
        Result = self.env["report.asn_appraisal.report_appraisal_result"]
        outcomes = docs.new_outcome_id | docs.outcome_id
        return {
            "doc_ids": docids,
            "doc_model": "asn.appraisal.objection",
            "docs": docs,
            "get_parties": self._get_parties,
            "get_rating": self._get_rating,
            "stamps": Result._get_stamps(outcomes),
        }

    @api.model
    def _get_parties(self, objection):
        """Return who the letter is about: identities as ``_get_people`` gives them."""
        Result = self.env["report.asn_appraisal.report_appraisal_result"]
        people = Result._get_people(objection.appraisal_id, objection.outcome_id)
        decider = Result._get_superior(
            objection.signatory_id, objection.signatory_title
        )
        return people | {"decider": decider}

    @api.model
    def _get_rating(self, outcome):
        """Return both ratings and the predicate in words."""
        levels = dict(outcome._fields["result_rating"]._description_selection(self.env))
        if outcome.kind == "score":
            ratings = [
                f"{outcome.result_points:.2f}",
                f"{outcome.behaviour_points:.2f}",
            ]
        else:
            ratings = [
                levels.get(outcome.result_rating),
                levels.get(outcome.behaviour_rating),
            ]
        name = outcome.predicate_id.with_context(lang=self.env.lang).name
        return [*ratings, name] if outcome.predicate_id else ["–", "–", "–"]
