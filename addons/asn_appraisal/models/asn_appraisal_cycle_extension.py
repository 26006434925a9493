# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

# More names than this help nobody to decide.
SHOWN = 5


class AsnAppraisalCycle(models.Model):
    """The end of the evaluation stage, which waits for extensions.

    By its date the stage closes once the last extension has run out or its form is
    submitted. By hand the manager is told who still has time, and confirms.
    """

    _inherit = "asn.appraisal.cycle"

    extension_text = fields.Char(compute="_compute_extension_text")

    @api.depends_context("uid", "lang")
    @api.depends("state")
    def _compute_extension_text(self):
        self.extension_text = False
        if not self.env["asn.appraisal.cycle.issue"].has_access("read"):
            return  # who is asked is HR's to know
        for cycle in self.filtered(lambda cycle: cycle.state == "evaluation"):
            cycle.extension_text = cycle._describe_extensions()

    def _get_extended_forms(self):
        """Return the open forms of the cycles whose extension has not run out."""
        # sudo: asn.appraisal.evaluation - who still has time, told to HR
        Evaluation = self.env["asn.appraisal.evaluation"].sudo()
        domain = Evaluation._get_extended_domain()
        return Evaluation.search([*domain, ("cycle_id", "in", self.ids)])

    def _describe_extensions(self):
        """Say who still has time and until when; ``False`` if nobody has."""
        forms = self._get_extended_forms()
        if not forms:
            return False
        names = forms.rater_id.sorted("name").mapped("name")
        more = len(names) - SHOWN
        listed = ", ".join(names[:SHOWN])
        if more > 0:
            listed = self.env._("%(names)s and %(more)s more", names=listed, more=more)
        return self.env._(
            "More time was given until %(day)s to: %(names)s. The stage closes after "
            "that day, or before if you close it now.",
            day=format_date(self.env, max(forms.mapped("extended_to"))),
            names=listed,
        )

    def action_close_evaluation(self):
        """Close as always, but not while somebody has an extension.

        :raise UserError: naming who still has time
        """
        for cycle in self:
            cycle._check_manager()
            if text := cycle.state == "evaluation" and cycle._describe_extensions():
                raise UserError(text)
        return super().action_close_evaluation()

    def action_close_evaluation_now(self):
        """Close although somebody has an extension: their forms are not answered.

        :return: True; the scoring goes on as a job
        :raise UserError: when the cycle is not in evaluation or still at work
        """
        for cycle in self:
            cycle._check_can_close_evaluation()
            cycle._close_evaluation()
        return True

    @api.model
    def _get_closing_domain(self):
        """Leave out the cycles that wait for an extension."""
        domain = super()._get_closing_domain()
        Evaluation = self.env["asn.appraisal.evaluation"]
        extended = Evaluation._search(Evaluation._get_extended_domain())
        return domain & ~Domain("id", "in", extended.subselect("cycle_id"))

    def action_open_extensions(self):
        """Open the extensions of the cycle, as far as the user reads them."""
        return self._open("action_asn_appraisal_extension")
