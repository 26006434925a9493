# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalDialogueReport(models.AbstractModel):
    """Values of the printed record of a dialogue."""

    _name = "report.asn_appraisal.report_dialogue"
    _description = "Record of a Dialogue"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the values of the document, for those who read the dialogues.

        :raise AccessError: for dialogues that the user may not read
        :raise UserError: for a draft
        """
        dialogues = self.env["asn.appraisal.dialogue"].browse(docids)
        dialogues._check_printable()
        return {
            "doc_ids": docids,
            "doc_model": "asn.appraisal.dialogue",
            "docs": dialogues,
            "get_people": self._get_people,
            "get_answers": self._get_answers,
        }

    @api.model
    def _get_people(self, dialogue):
        """Return both sides: as in the result, the superior being who held it.

        :return: dict of dicts with ``name``, ``number``, ``post``, ``unit``
        """
        # sudo: asn.appraisal, hr.employee - names in a document that the user may read
        dialogue = dialogue.sudo()
        Result = self.env["report.asn_appraisal.report_appraisal_result"]
        people = Result._get_people(dialogue.appraisal_id)
        people["superior"] = Result._get_superior(
            dialogue.superior_id, dialogue.superior_title
        )
        return people

    @api.model
    def _get_answers(self, dialogue):
        """Return the answers that whoever prints may read: others' once signed."""
        Answer = self.env["asn.appraisal.dialogue.answer"]
        return Answer.search([("dialogue_id", "=", dialogue.id)])
