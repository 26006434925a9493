# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models


class AsnAppraisalEvaluation(models.Model):
    """In which capacity a superior answers: shown on the form, kept with it."""

    _inherit = "asn.appraisal.evaluation"

    rater_title = fields.Char(
        string="Answered As",
        readonly=True,
        copy=False,
        help="Of an acting superior, as noted when the form was submitted.",
    )

    def _get_sheet_head(self):
        text = False
        if self.state == "submitted":
            text = self.rater_title
        elif self._is_of_superior():
            # sudo: asn.appraisal - for whom the rater acts
            text = self.sudo().appraisal_id.capacity_text
        return super()._get_sheet_head() | {"capacity": text or False}

    def _submit(self, answers):
        result = super()._submit(answers)
        # sudo: asn.appraisal, its form - as what the rater acts, noted by the workflow
        form = self.sudo()
        if form._is_of_superior() and form.appraisal_id.superior_title:
            form._workflow_write({"rater_title": form.appraisal_id.superior_title})
        return result

    def _is_of_superior(self):
        """Tell whether the form is that of the superior as things stand."""
        if self.role_kind != "superior":
            return False
        # sudo: asn.appraisal - who the superior is, compared only
        return self.rater_id.id == self.sudo().appraisal_id.superior_id.id
