# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..scoring import evaluation_means, missing_answers
from ..scoring.exact import to_exact
from .asn_appraisal_evaluation import OPEN_STATES
from .asn_config_text import pick
from .asn_one_record import check_one

# Raters who know the plan. Nobody else learns of it: work and evidence are between
# the person and the superior.
EVIDENCE_KINDS = ("self", "superior")
NOTES = ("strengths", "improvements", "private_note")
NO_ANSWER = {"value": None, "not_observed": False, "comment": ""}


class AsnAppraisalEvaluation(models.Model):
    """The rating sheet: what the rater reads, saves and submits."""

    _inherit = "asn.appraisal.evaluation"

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.readonly
    def get_sheet(self):
        """Return the whole form with the answers so far.

        :return: dict of ``evaluation``, ``levels``, ``comment_rule``, ``groups`` (in
            order of the form, each with ``items``) and ``notes``; texts in the
            language of the user, as frozen at launch
        :raise AccessError: unless the user is the rater or may read a named form
        """
        check_one(self)
        self.check_access("read")
        if not self._can_read_answers():
            self._check_rater()
        builder = self.env["asn.appraisal.sheet.builder"]
        return {
            "evaluation": self._get_sheet_head(),
            "levels": builder._get_levels(self._get_scale()),
            "comment_rule": self._get_form()["comment_rule"],
            "groups": builder._get_groups(
                self._get_items(), self._get_role_code(), self._get_answers()
            ),
            "notes": self._get_sheet_notes(),
        }

    def _get_sheet_head(self):
        # sudo: appraisal, cycle, employee - what the rater is told about the person
        appraisal, cycle = self.sudo().appraisal_id, self.sudo().cycle_id
        closed_reason = self._get_closed_reason()
        lang = self.env.lang
        introduction = cycle.introduction or pick(
            self._get_form()["introduction"], lang
        )
        return {
            "id": self.id,
            "state": self.state,
            "editable": self.is_mine and not closed_reason,
            "closed_reason": closed_reason,
            "role": self._get_role_code(),
            "role_name": self.sudo().role_id.name,
            "confidentiality": self.confidentiality,
            "has_evidence": self.role_kind in EVIDENCE_KINDS,
            "due_date": self.due_date and str(self.due_date),
            "due_text": self._format_due_date(),
            "employee_id": appraisal.employee_id.id,
            "employee_name": appraisal.employee_id.name,
            "job": appraisal.job_title or appraisal.job_id.name or "",
            "department": appraisal.department_id.name or "",
            "cycle": cycle.name,
            "period": " – ".join(
                format_date(self.env, day) for day in (cycle.date_start, cycle.date_end)
            ),
            "introduction": introduction,
            "visibility": self._get_visibility(),
            "needs_pledge": self.is_mine and not closed_reason and self._needs_pledge(),
        }

    def _get_visibility(self):
        """Say to the rater who will see the answers."""
        # sudo: asn.appraisal.cycle, asn.rater.role - minima and code as frozen
        sudo = self.sudo()
        minima = sudo.cycle_id._get_minima(sudo.role_id.code, self.confidentiality)
        builder = self.env["asn.appraisal.sheet.builder"]
        return builder._get_visibility(self.confidentiality, self.role_kind, minima)

    def _get_scale(self):
        return self.cycle_id._get_frozen()["method"]["scale"]

    def _get_answers(self):
        """Return the answers of one form: ``{criterion id: {value, …}}``."""
        self.ensure_one()
        if self.state == "pending":
            return {}  # the first answer marks a form as started
        # sudo: asn.appraisal.answer - of a form whose reader was checked
        answers = self.env["asn.appraisal.answer"].sudo()
        show = self._get_text_filter()
        return {
            answer.criterion_id.id: {
                "value": answer.value or None,
                "not_observed": answer.not_observed,
                "comment": show("criterion", answer.criterion_id.id, answer.comment),
            }
            for answer in answers.search_fetch(
                [("evaluation_id", "=", self.id)],
                ["criterion_id", "value", "not_observed", "comment"],
                order="id",
            )
        }

    def _get_sheet_notes(self):
        # sudo: asn.appraisal.evaluation - notes of a form whose reader was checked
        show = self._get_text_filter()
        notes = {name: show(name, False, self.sudo()[name]) for name in NOTES}
        if not self.is_mine or self.role_kind == "self":
            del notes["private_note"]
        return notes

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def save_answer(self, criterion_id, vals, seconds=0):
        """Save the answer for one criterion, at every click.

        :param int criterion_id: a criterion of the frozen form
        :param dict vals: ``{"value": int}``, ``{"not_observed": bool}`` and/or
            ``{"comment": str}``; choosing one of the first two takes back the other
        :param int seconds: of work on the form since the last save
        :return: ``{"answered": int, "total": int}``
        :raise UserError: when the form is closed or does not have the criterion
        :raise ValidationError: for a level that the scale does not have
        """
        return self.save_answers({criterion_id: vals}, seconds)

    def save_answers(self, answers, seconds=0, seen=None):
        """Save the answers for several criteria, all of them or none.

        :param dict answers: ``{criterion id: vals}`` with ``vals`` as for
            ``save_answer``; ids may be texts, as the keys of JSON are
        :param int seconds: of work on the form since the last save
        :param dict seen: ``{criterion id: answer}`` as the page showed it before
        :return: ``{"answered": int, "total": int}`` of the whole form, and ``replaced``
            where something else than ``seen`` was there and is overwritten
        :raise UserError: when the form is closed or does not have a criterion
        :raise ValidationError: for a level that the scale does not have
        """
        self._lock_for_answer(seconds)
        before = self._get_answers()
        known = self._save_answers(answers, before)
        self._mark_started()
        given = [a for a in known.values() if a["value"] or a["not_observed"]]
        replaced = self._get_replaced(before, known, seen) if seen else {}
        found = {"answered": len(given), "total": len(self._get_items())}
        return found | ({"replaced": replaced} if replaced else {})

    def _save_answers(self, answers, known=None):
        """Store answers from outside; return all answers of the form."""
        new = self._clean_answers(answers)
        known = self._get_answers() if known is None else known
        changed = {id_: known.get(id_, NO_ANSWER) | vals for id_, vals in new.items()}
        # sudo: asn.appraisal.answer - one's own, checked by the callers
        self.env["asn.appraisal.answer"].sudo()._store(self, changed)
        return known | changed

    def _clean_answers(self, answers):
        """Return ``{criterion id: values to write}`` for answers from outside."""
        criterion_ids = {item["criterion_id"] for item in self._get_items()}
        levels = {level["value"] for level in self._get_scale()}
        clean = {}
        for key, vals in answers.items():
            criterion_id = int(key) if str(key).isdecimal() else None
            if criterion_id not in criterion_ids:
                raise UserError(self.env._("This statement is not part of your form."))
            clean[criterion_id] = self._prepare_answer_vals(vals, levels)
        return clean

    def _prepare_answer_vals(self, vals, levels):
        clean = {}
        if vals.get("value"):
            if vals["value"] not in levels:
                raise ValidationError(
                    self.env._("The scale has no level “%s”.", vals["value"])
                )
            clean = {"value": vals["value"], "not_observed": False}
        elif vals.get("not_observed"):
            clean = {"value": None, "not_observed": True}
        elif "value" in vals or "not_observed" in vals:
            clean = {"value": None, "not_observed": False}
        if "comment" in vals:
            clean["comment"] = (vals["comment"] or "").strip()
        return clean

    def save_notes(self, vals, seconds=0):
        """Save the free texts below the form.

        :param dict vals: any of ``strengths``, ``improvements``, ``private_note``
        :param int seconds: of work on the form since the last save
        :return: True
        :raise UserError: when the form is closed
        """
        self._lock_for_answer(seconds)
        texts = {name: vals[name] or False for name in NOTES if name in vals}
        # sudo: asn.appraisal.evaluation - one's own notes, checked above
        self.sudo().write(texts)
        self._mark_started()
        return True

    def submit_sheet(self, answers=None, seconds=0):
        """Submit the form, if nothing is missing.

        A second call, or one from another tab, finds it submitted and says so
        without an error.

        :param dict answers: what to save first, as for ``save_answers``; it is kept
            even where something is still missing
        :param int seconds: of work on the form since the last save
        :return: ``{"missing": [{"criterion_id", "reason"}], "state", "next_id"}``
        :raise UserError: when the evaluation stage is over
        """
        self._lock_for_answer(seconds, check_open=False)
        if self.state == "submitted":
            return {"missing": [], "state": self.state, "next_id": self._get_next_id()}
        self._check_open()
        answers = self._save_answers(answers) if answers else self._get_answers()
        scale = [level["value"] for level in self._get_scale()]
        rule = self._get_form()["comment_rule"]
        missing = missing_answers(self._get_items(), answers, rule, scale)
        if not missing:
            self._submit(answers)
        return {"missing": missing, "state": self.state, "next_id": self._get_next_id()}

    def _submit(self, answers):
        means = evaluation_means(
            self._get_items(), {id_: answer["value"] for id_, answer in answers.items()}
        )
        # sudo: asn.appraisal.evaluation - means and time are closed to everybody
        self.sudo()._workflow_write(
            {
                "state": "submitted",
                "author_id": self.env.uid,
                "submitted_on": fields.Datetime.now(),
                "result_mean": to_exact(means["result"]),
                "behaviour_mean": to_exact(means["behaviour"]),
            }
        )

    def _get_next_id(self):
        """Return the id of another form that waits for the same rater, or False."""
        # sudo: asn.appraisal.evaluation - the rater's own forms, nobody else's
        waiting = self.sudo().search_fetch(
            [
                ("rater_id", "=", self.rater_id.id),
                ("state", "in", OPEN_STATES),
                ("id", "!=", self.id),
            ],
            ["cycle_id"],
            order="id",
        )
        return waiting.filtered(lambda form: form.cycle_id.state == "evaluation")[:1].id

    def _lock_for_answer(self, seconds=0, *, check_open=True):
        check_one(self)
        self._lock(seconds)  # first, so that what is checked is what will be written on
        # sudo: hr.employee, asn.appraisal.cycle - the fields looked at below and no
        # more: these records are wide, and a click shall be quick
        form = self.sudo()
        form.rater_id.fetch(["user_id"])
        form.cycle_id.fetch(["state", "seed", "asks_pledge"])
        self._check_rater()
        if check_open:
            self._check_open()
        self._check_pledge()

    def _mark_started(self):
        if self.state == "pending":
            # sudo: asn.appraisal.evaluation - a step of the workflow
            self.sudo()._workflow_write({"state": "draft", "author_id": self.env.uid})
