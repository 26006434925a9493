# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models


class AsnAppraisalEvaluation(models.Model):
    """What a reader of a named form is shown of its texts."""

    _inherit = "asn.appraisal.evaluation"

    def _get_text_filter(self):
        """Return the function that texts of one form pass on their way to the reader.

        The rater reads all; HR's managers read no text unless they gave a reason;
        nobody else reads what is withheld.

        :return: function of kind (as of a comment), criterion id or False, and text
        """
        self.ensure_one()
        if self.is_mine:
            return lambda kind, criterion_id, text: text or ""
        # sudo: asn.appraisal - relations to the user only
        appraisal = self.sudo().appraisal_id.with_env(self.env)
        if not appraisal.can_read_comments:
            return self._hide_text
        Moderation = self.env["asn.appraisal.moderation"]
        withheld, role_id = Moderation._get_withheld(appraisal), self.role_id.id

        def show(kind, criterion_id, text):
            reason = withheld.get((role_id, kind, criterion_id, text))
            return Moderation._describe_gap(reason) if reason else text or ""

        return show

    def _hide_text(self, kind, criterion_id, text):
        if not text:
            return ""
        return self.env._("[Not opened: HR reads comments after giving a reason.]")
