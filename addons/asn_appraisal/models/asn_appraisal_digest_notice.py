# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models

KIND = "late_forms"


class AsnAppraisalDigest(models.Model):
    """The daily mail also carries what the ladder of a cycle has to say."""

    _inherit = "asn.appraisal.digest"

    @api.model
    def _prepare_day(self, company):
        """Take the steps that are due, so that today's mails tell of them."""
        self.env["asn.appraisal.escalation.step"]._climb(company)
        return super()._prepare_day(company)

    def _collect(self, today):
        """Add a line for each notice that has not been mailed yet.

        It is a dict of ``kind`` (``late_forms``), ``told``, ``cycle_id``, ``count`` (0
        for “some”), ``due`` (False) and ``is_late``.
        """
        lines = defaultdict(list, super()._collect(today))
        for notice in self._get_notices():
            lines[notice.user_id.id].append(
                {
                    "kind": KIND,
                    "told": notice.told,
                    "cycle_id": notice.cycle_id.id,
                    "count": notice.form_count,
                    "due": False,
                    "is_late": False,
                }
            )
        return dict(lines)

    def _get_notices(self):
        return self.env["asn.appraisal.escalation"].search(
            [("user_id", "in", self.user_id.ids), ("is_mailed", "=", False)]
        )

    def _note_sent(self):
        self._get_notices()._workflow_write({"is_mailed": True})
        return super()._note_sent()

    # ------------------------------------------------------------
    # IN WORDS
    # ------------------------------------------------------------

    def _get_weight(self, line):
        return 1 if line["kind"] == KIND else super()._get_weight(line)

    def _describe(self, line, names):
        if line["kind"] != KIND:
            return super()._describe(line, names)
        cycle = self.env["asn.appraisal.cycle"].browse(line["cycle_id"]).name
        return self._describe_late(line["told"], line["count"], cycle)

    def _describe_late(self, told, count, cycle):
        """Say what a notice says: how many forms are late, never whose."""
        if told == "hr":
            return self.env._("Late forms for “%(cycle)s”: %(n)s", cycle=cycle, n=count)
        if not count:
            return self.env._(
                "Some people you lead are late with forms for “%(cycle)s”. Please make "
                "time for it in your unit; whose they are stays confidential.",
                cycle=cycle,
            )
        return self.env._(
            "People you lead are late with %(n)s forms for “%(cycle)s”. Please make "
            "time for it in your unit; whose they are stays confidential.",
            cycle=cycle,
            n=count,
        )

    def _get_url(self, line):
        if line["kind"] != KIND:
            return super()._get_url(line)
        is_hr = line["told"] == "hr"
        action = "action_asn_appraisal_board" if is_hr else "action_team_board"
        return f"{self.get_base_url()}/odoo/action-asn_appraisal.{action}"
