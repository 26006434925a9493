# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools import format_date


class AsnAppraisalPage(models.AbstractModel):
    """The objection among what happens next, with the day until which it is possible.

    A result that was annulled on an objection says so, and holds no rating.
    """

    _inherit = "asn.appraisal.page"

    @api.model
    def _describe_headline(self, outcome):
        headline = super()._describe_headline(outcome)
        if not outcome.annulled:
            return headline
        text = self.env._("Annulled on an objection: no result is in force.")
        return headline | {"predicate": "–", "sentences": [text]}

    @api.model
    def _list_steps(self, appraisal, outcome):
        steps = super()._list_steps(appraisal, outcome)
        at = 1 + [step["code"] for step in steps].index("response")
        return [*steps[:at], self._describe_objection(appraisal, outcome), *steps[at:]]

    @api.model
    def _describe_objection(self, appraisal, outcome):
        title = self.env._("Objection")
        if outcome.objection_id:
            text = self.env._("Decided; this version of the result is final.")
            return self._step("objection", title, text, "done")
        if found := appraisal._find_objections()[:1]:
            status = "done" if found.state in ("decided", "withdrawn") else "coming"
            return self._step("objection", title, found.next_step, status)
        if not outcome.objection_until:
            days = outcome.cycle_id.objection_days
            text = self.env._("Possible for %s days after the receipt.", days)
        else:
            day = format_date(self.env, outcome.objection_until)
            text = self.env._("Possible until %s, that day included.", day)
        if appraisal.can_object:
            return self._step("objection", title, text, "open")
        is_over = not outcome._is_objection_in_time()
        return self._step("objection", title, text, "done" if is_over else "coming")
