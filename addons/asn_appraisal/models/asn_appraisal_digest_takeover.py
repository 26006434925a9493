# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models
from odoo.tools import format_date

KIND = "acting"


class AsnAppraisalDigest(models.Model):
    """The daily mail also tells somebody that they act as superior from now on."""

    _inherit = "asn.appraisal.digest"

    @api.model
    def _prepare_day(self, company):
        """Let the next mail of those leave who act since their last one."""
        result = super()._prepare_day(company)
        new = self.env["asn.appraisal.acting"].search(
            [*self._get_untold_domain(), ("company_id", "=", company.id)]
        )
        self._push(new.employee_id.user_id)
        return result

    @api.model
    def _get_untold_domain(self):
        return [("state", "=", "active"), ("is_told", "=", False)]

    def _get_untold(self):
        return self.env["asn.appraisal.acting"].search(
            [
                *self._get_untold_domain(),
                ("employee_id.user_id", "in", self.user_id.ids),
            ]
        )

    def _collect(self, today):
        """Add a line for each order that its acting person has not been told of.

        It is a dict of ``kind`` (``acting``), ``acting_id``, ``count`` (people led by
        it), ``due`` (False) and ``is_late``.
        """
        lines = defaultdict(list, super()._collect(today))
        for acting in self._get_untold():
            lines[acting.employee_id.user_id.id].append(
                {
                    "kind": KIND,
                    "acting_id": acting.id,
                    "count": acting.appraisal_count,
                    "due": False,
                    "is_late": False,
                }
            )
        return dict(lines)

    def _note_sent(self):
        self._get_untold()._workflow_write({"is_told": True})
        return super()._note_sent()

    # ------------------------------------------------------------
    # IN WORDS
    # ------------------------------------------------------------

    def _get_weight(self, line):
        return 1 if line["kind"] == KIND else super()._get_weight(line)

    def _describe(self, line, names):
        if line["kind"] != KIND:
            return super()._describe(line, names)
        acting = self.env["asn.appraisal.acting"].browse(line["acting_id"])
        text = self.env._(
            "You act as superior: %(title)s. Appraisals that you lead: %(count)s.",
            title=acting._get_title(),
            count=line["count"],
        )
        if not acting.date_end:
            return text
        day = format_date(self.env, acting.date_end)
        return self.env._("%(text)s Last day: %(day)s.", text=text, day=day)

    def _get_url(self, line):
        if line["kind"] != KIND:
            return super()._get_url(line)
        return f"{self.get_base_url()}/odoo/action-asn_appraisal.action_my_team"
