# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict
from math import ceil

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, ormcache

from .asn_appraisal_evaluation import OPEN_STATES
from .asn_appraisal_owed import OWED, OWERS


class AsnAppraisalDigest(models.Model):
    """What a reminder tells: numbers and dates, never a name.

    A mailbox is read by more people than one thinks: whom somebody rates stays on the
    page behind the link.
    """

    _inherit = "asn.appraisal.digest"

    # ------------------------------------------------------------
    # WHAT WAITS
    # ------------------------------------------------------------

    def _collect(self, today):
        """Return what waits for the people of these rows, in a few queries.

        :param date today: the company's date
        :return: ``{user id: lines}``; a line is a dict of ``kind`` (``forms`` or a key
            of ``OWED``), ``count``, ``due`` (the first day by which, as text, or
            False), ``is_late``, for forms also ``cycle_id`` and ``minutes``
        """
        # hr.employee: whoever acts for somebody, in any company
        employees = self.env["hr.employee"].search(
            [("user_id", "in", self.user_id.ids)]
        )
        lines = defaultdict(list)
        for user, line in self._collect_forms(employees):
            lines[user.id].append(line)
        for kind in OWED:
            for user, line in self._collect_kind(kind, employees):
                lines[user.id].append(line)
        for line in (line for own in lines.values() for line in own):
            line["is_late"] = bool(line["due"]) and line["due"] < str(today)
        return dict(lines)

    @api.model
    def _collect_forms(self, employees):
        """Yield users and their lines about forms, one per cycle and due date."""
        forms = self._get_open_forms(employees)
        counts = forms._count_answered()
        groups = forms.grouped(
            lambda form: (form.rater_id.user_id, form.cycle_id, form.due_date)
        )
        order = sorted(groups, key=lambda key: (not key[2], str(key[2]), key[1].id))
        for user, cycle, due in order:
            own = groups[user, cycle, due]
            seconds = sum(form._get_open_seconds(counts) for form in own)
            yield (
                user,
                {
                    "kind": "forms",
                    "count": len(own),
                    "due": bool(due) and str(due),
                    "cycle_id": cycle.id,
                    "minutes": ceil(seconds / 60),
                },
            )

    @api.model
    def _get_open_forms(self, employees):
        """Return the forms that the inboxes of ``employees`` list."""
        forms = self.env["asn.appraisal.evaluation"].search_fetch(
            Domain("rater_id", "in", employees.ids)
            & Domain("state", "in", OPEN_STATES)
            & Domain("cycle_id.state", "=", "evaluation"),
            ["rater_id", "cycle_id", "template_id", "role_id", "author_id"],
        )
        return forms.filtered(
            lambda form: form.author_id.id in (False, form.rater_id.user_id.id)
        )

    @api.model
    def _collect_kind(self, kind, employees):
        """Yield users and their line of one kind beside forms."""
        __, open_, due = OWED[kind]
        Model = self.env[self._get_model(kind)]
        found = defaultdict(list)
        for path, domain in OWERS.get(kind, ()):
            own = open_ & domain & Domain(path, "in", employees.ids)
            sums = self.env["asn.appraisal.owed"]._sum_up(Model, own, path, due)
            for employee, count_and_day in sums.items():
                found[employee.user_id].append(count_and_day)
        for user, sums in found.items():
            first = min((day for __, day in sums if day), default=False)
            count = sum(count for count, __ in sums)
            yield user, {"kind": kind, "count": count, "due": first and str(first)}

    @ormcache("kind")
    def _get_model(self, kind):
        """Return the model that the page of a kind lists."""
        # sudo: ir.actions.act_window - what a page of ours lists
        page = self.env.ref(f"asn_appraisal.{OWED[kind][0]}").sudo()
        return page.res_model

    # ------------------------------------------------------------
    # IN WORDS, for the mail
    # ------------------------------------------------------------

    def _get_subject(self):
        """Return the mail's subject in the language of the environment."""
        count = sum(map(self._get_weight, self.content or []))
        if any(line["is_late"] for line in self.content or []):
            return self.env._("Some things are late: %s wait for you", count)
        return self.env._("What waits for you: %s", count)

    def _get_weight(self, line):
        """Return for how many things a line stands."""
        return line["count"]

    def _get_lines(self):
        """Return the mail's lines in the language of the environment.

        :return: list of dicts: ``text``, ``due_text`` or False, ``is_late``, ``url``
        """
        names = self.env["asn.appraisal.owed"]._get_names()
        return [
            {
                "text": self._describe(line, names),
                "due_text": bool(line["due"])
                and format_date(self.env, fields.Date.to_date(line["due"])),
                "is_late": line["is_late"],
                "url": self._get_url(line),
            }
            for line in self.content or []
        ]

    def _describe(self, line, names):
        if line["kind"] != "forms":
            return f"{names[line['kind']]}: {line['count']}"
        return self.env._(
            "Forms to fill in for “%(cycle)s”: %(count)s, about %(minutes)s minutes",
            cycle=self.env["asn.appraisal.cycle"].browse(line["cycle_id"]).name,
            count=line["count"],
            minutes=line["minutes"],
        )

    def _get_url(self, line):
        kind = line["kind"]
        action = "action_inbox" if kind == "forms" else OWED[kind][0]
        return f"{self.get_base_url()}/odoo/action-asn_appraisal.{action}"
