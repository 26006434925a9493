# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from .asn_appraisal_sheet import EVIDENCE_KINDS
from .asn_one_record import check_one


class AsnAppraisalEvaluation(models.Model):
    """What stands beside the criteria: plan, realisation, evidence and feedback."""

    _inherit = "asn.appraisal.evaluation"

    @api.readonly
    def get_evidence(self):
        """Return what is known about the work, for the superior and the person alone.

        Everything is read by the rules that hold for the user. Takes a constant number
        of queries.

        :return: dict of ``plan`` (``id``, ``state_name``, ``percent`` and ``goals`` as
            in ``asn.appraisal.plan.content``, each indicator with its ``log``; False
            where there is none to read), ``other`` (entries without an indicator),
            ``checks``, ``feedback`` and ``dialogues``, newest first; an entry has
            ``id``, ``date``, ``name``, ``amount``, ``question``, ``answer`` and
            ``files`` with ``name`` and ``url``
        :raise AccessError: for other roles, or unless the user may read the form
        """
        check_one(self)
        self.check_access("read")
        if not self._can_read_answers():
            self._check_rater()
        if self.role_kind not in EVIDENCE_KINDS:
            raise AccessError(
                self.env._(
                    "Plan and evidence are open to the person and the superior alone."
                )
            )
        logs = self._get_logs()
        return {
            "plan": self._get_evidence_plan(logs),
            "other": logs.get(False, []),
            "checks": self._get_evidence_checks(),
            "feedback": self._get_evidence_feedback(),
            "dialogues": self._get_evidence_dialogues(),
        }

    def _get_evidence_plan(self, logs):
        """Return the plan in force, with the log of each indicator."""
        domain = [
            ("appraisal_id", "=", self.appraisal_id.id),
            ("is_current", "=", True),
        ]
        plan = self.env["asn.appraisal.plan"].search(domain, limit=1)
        if not plan:
            return False
        content = plan.content
        for goal in content["goals"]:
            for indicator in goal["indicators"]:
                indicator["log"] = logs.get(indicator["id"], [])
        return {
            "id": plan.id,
            "state_name": self._get_label(plan, "state"),
            "percent": content["percent"],
            "goals": content["goals"],
        }

    # ------------------------------------------------------------
    # LOG
    # ------------------------------------------------------------

    def _get_logs(self):
        """Return the entries by indicator: ``{id or False: [entries]}``."""
        domain = [("appraisal_id", "=", self.appraisal_id.id)]
        entries = self.env["asn.appraisal.progress"].search(domain)
        files = self._get_files(entries)
        logs = {}
        for entry in entries:
            lines = logs.setdefault(entry.indicator_id.id, [])
            lines.append(self._describe_entry(entry, files.get(entry.id, [])))
        return logs

    def _get_files(self, entries):
        """Return evidence by entry, as core lets the user open attachments."""
        Attachment = self.env["ir.attachment"]
        found = Attachment.search_fetch(
            [("res_model", "=", entries._name), ("res_id", "in", entries.ids)],
            ["name", "res_id"],
            order="id",
        )
        files = {}
        for attachment in found:
            files.setdefault(attachment.res_id, []).append(
                {
                    "id": attachment.id,
                    "name": attachment.name,
                    "url": f"/web/content/{attachment.id}",
                }
            )
        return files

    def _describe_entry(self, entry, files):
        indicator = entry.indicator_id
        is_counted = indicator and indicator.direction != "date"
        return {
            "id": entry.id,
            "date": format_date(self.env, entry.date),
            "name": entry.name,
            "amount": indicator._write_amount(entry.amount) if is_counted else "",
            "is_questioned": entry.state == "questioned",
            "question": entry.question or "",
            "answer": entry.answer or "",
            "files": files,
        }

    # ------------------------------------------------------------
    # WHAT WAS SAID
    # ------------------------------------------------------------

    def _get_evidence_checks(self):
        domain = [("appraisal_id", "=", self.appraisal_id.id), ("state", "=", "done")]
        checks = self.env["asn.appraisal.check"].search(domain, order="date_to desc")
        return [
            {
                "id": check.id,
                "period": self._write_period(check.date_from, check.date_to),
                "rating": self._get_label(check, "rating"),
                "comment": check.comment or "",
            }
            for check in checks
        ]

    def _get_evidence_feedback(self):
        """Return feedback of the period that this user may read."""
        # sudo: asn.appraisal - whom the feedback is about, and the period
        appraisal = self.sudo().appraisal_id
        found = self.env["asn.appraisal.feedback"].search(
            [
                ("employee_id", "=", appraisal.employee_id.id),
                ("state", "=", "given"),
                ("date", ">=", appraisal.date_start),
                ("date", "<=", appraisal.date_end),
            ]
        )
        return [self._describe_feedback(feedback) for feedback in found]

    def _describe_feedback(self, feedback):
        # sudo: hr.employee, asn.criterion - names in a feedback that the user reads
        sudo = feedback.sudo()
        return {
            "id": feedback.id,
            "date": format_date(self.env, feedback.date),
            "kind": feedback.kind,
            "kind_name": self._get_label(feedback, "kind"),
            "author": sudo.author_id.name,
            "criterion": sudo.criterion_id.name or "",
            "text": feedback.text,
        }

    def _get_evidence_dialogues(self):
        domain = [("appraisal_id", "=", self.appraisal_id.id), ("state", "=", "signed")]
        return [
            {
                "id": dialogue.id,
                "date": format_date(self.env, dialogue.date),
                "kind_name": self._get_label(dialogue, "kind"),
                "agreement": dialogue.agreement or "",
                "next_step": dialogue.next_step or "",
            }
            for dialogue in self.env["asn.appraisal.dialogue"].search(domain)
        ]

    def _write_period(self, start, end):
        return f"{format_date(self.env, start)} – {format_date(self.env, end)}"

    def _get_label(self, record, name):
        """Return the label of a selection field's value, an empty text for none."""
        choices = dict(record._fields[name]._description_selection(self.env))
        return choices.get(record[name], "")
