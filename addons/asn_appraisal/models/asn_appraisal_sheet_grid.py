# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.fields import Domain

from .asn_appraisal_sheet import NO_ANSWER


class AsnAppraisalEvaluation(models.Model):
    """Many people on one page: the forms that the user still fills in in one role.

    Nothing here shows or writes more than the rating sheets of the same forms do: only
    the user's own open forms are read, and they are saved by ``save_answers``.
    """

    _inherit = "asn.appraisal.evaluation"

    # ------------------------------------------------------------
    # CHOICES
    # ------------------------------------------------------------

    @api.readonly
    @api.model
    def get_grid_choices(self):
        """Return the roles in which the user rates other people now.

        :return: list of dicts, the first deadline first: ``cycle_id``, ``role_id``,
            ``cycle``, ``role_name``, ``count`` (people) and ``leads`` (as superior)
        """
        self.browse().check_access("read")
        return self._get_waiting()._get_grid_choices()

    def _get_grid_choices(self):
        # sudo: names of cycle and role, as the rater reads them on each form
        others = self.sudo().filtered(lambda form: form.role_kind != "self")
        pairs = others.grouped(lambda form: (form.cycle_id, form.role_id))
        return [
            {
                "cycle_id": cycle.id,
                "role_id": role.id,
                "cycle": cycle.name,
                "role_name": role.name,
                "count": len(forms),
                "leads": role.kind == "superior",
            }
            for (cycle, role), forms in pairs.items()
        ]

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.readonly
    @api.model
    def get_grid(self, cycle_id, role_id):
        """Return the people whom the user still rates in a role, and all criteria.

        :param int cycle_id: an asn.appraisal.cycle
        :param int role_id: an asn.rater.role
        :return: dict of ``levels``, ``groups`` (criteria of all forms, once each, as in
            ``get_sheet``), ``people`` (``id`` of the form, ``name``, ``job``,
            ``department``, ``comment_rule``, ``criteria``: ids that the form asks),
            ``answers`` (see ``get_grid_answers``), ``due_text``, ``visibility`` and
            ``needs_pledge``; no people where nothing waits
        """
        self.browse().check_access("read")
        forms = self._get_waiting(self._get_grid_domain(cycle_id, role_id))
        first = forms[:1]
        if not first:
            return {"people": [], "groups": [], "levels": [], "answers": {}}
        builder = self.env["asn.appraisal.sheet.builder"]
        return {
            "levels": builder._get_levels(first._get_scale()),
            "groups": forms._get_grid_groups(),
            "people": [form._describe_grid_person() for form in forms],
            "answers": forms._get_grid_answers(),
            "due_text": min(forms, key=lambda f: str(f.due_date))._format_due_date(),
            "visibility": first._get_visibility(),
            "needs_pledge": first._needs_pledge(),
        }

    @api.readonly
    @api.model
    def get_grid_answers(self, cycle_id, role_id):
        """Return the answers alone, to show what another tab or person has changed.

        :param int cycle_id: an asn.appraisal.cycle
        :param int role_id: an asn.rater.role
        :return: ``{form id: {criterion id: {"value", "not_observed", "comment"}}}`` of
            the forms that the user can still answer
        """
        self.browse().check_access("read")
        forms = self._get_waiting(self._get_grid_domain(cycle_id, role_id))
        return forms._get_grid_answers()

    @api.model
    def _get_grid_domain(self, cycle_id, role_id):
        domain = Domain("role_kind", "!=", "self")
        domain &= Domain("cycle_id", "=", cycle_id)
        return domain & Domain("role_id", "=", role_id)

    def _get_grid_groups(self):
        """Return the values and statements of all forms, once each, in their order."""
        builder = self.env["asn.appraisal.sheet.builder"]
        items = {}
        for same in self.grouped("template_id").values():
            for item in same[0]._get_items():
                items.setdefault(item["criterion_id"], item)
        return builder._get_groups(items.values(), self[0]._get_role_code(), {})

    def _describe_grid_person(self):
        # sudo: appraisal, employee - what the rater is told about the person
        appraisal = self.sudo().appraisal_id
        return {
            "id": self.id,
            "name": appraisal.employee_id.name,
            "job": appraisal.job_title or appraisal.job_id.name or "",
            "comment_rule": self._get_form()["comment_rule"],
            "criteria": [item["criterion_id"] for item in self._get_items()],
        }

    def _get_grid_answers(self):
        """Return the answers of the user's own forms."""
        answers = {form.id: {} for form in self}
        # sudo: asn.appraisal.answer - of forms that are the user's own
        found = self.env["asn.appraisal.answer"].sudo()
        for answer in found.search_fetch(
            [("evaluation_id", "in", self.ids)],
            ["evaluation_id", "criterion_id", "value", "not_observed", "comment"],
            order="id",
        ):
            answers[answer.evaluation_id.id][answer.criterion_id.id] = {
                "value": answer.value or None,
                "not_observed": answer.not_observed,
                "comment": answer.comment or "",
            }
        return answers

    # ------------------------------------------------------------
    # TWO AT ONCE
    # ------------------------------------------------------------

    @api.model
    def _get_replaced(self, before, after, seen):
        """Return what another window had written and is overwritten now.

        :param dict before: answers that were stored, ``{criterion id: answer}``
        :param dict after: those that are stored now
        :param dict seen: those that the page showed, with ids as texts
        :return: ``{criterion id: {name: value that is gone}}``
        """
        replaced = {}
        for key, shown in seen.items():
            id_ = int(key) if str(key).isdecimal() else 0
            old, new = before.get(id_, NO_ANSWER), after.get(id_, NO_ANSWER)
            gone = {
                name: value
                for name, value in old.items()
                if name in shown and value not in (shown[name], new[name])
            }
            if gone:
                replaced[id_] = gone
        return replaced

    # ------------------------------------------------------------
    # SUBMITTING
    # ------------------------------------------------------------

    def submit_sheets(self):
        """Submit all forms that are complete, and tell what the others still need.

        :return: dict of ``submitted`` (ids), ``missing`` (``{id: [{"criterion_id",
            "reason"}]}``) and ``closed`` (``{id: why it can no longer be submitted}``)
        :raise AccessError: where a form is not the user's own
        """
        self._check_rater()
        found = {"submitted": [], "missing": {}, "closed": {}}
        for form in self.sorted("id"):  # one order: two tabs never block each other
            if form.state != "submitted" and (reason := form._get_closed_reason()):
                found["closed"][form.id] = reason
            elif missing := form.submit_sheet()["missing"]:
                found["missing"][form.id] = missing
            else:
                found["submitted"].append(form.id)
        return found
