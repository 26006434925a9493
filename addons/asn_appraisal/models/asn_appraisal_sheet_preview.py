# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..scoring import missing_answers
from .asn_appraisal_cycle_frozen import STRICT_MINIMA
from .asn_config_text import pick
from .asn_one_record import check_one


class AsnAppraisalSheetPreview(models.AbstractModel):
    """The rating sheet as a rater would see it, with nobody rated and nothing saved.

    Of a form, or of a cycle: a draft shows what would be frozen, a launched one what
    is frozen.
    """

    _name = "asn.appraisal.sheet.preview"
    _description = "Preview of the Rating Sheet"

    @api.model
    @api.readonly
    def get_choices(self, template_id=False, cycle_id=False):
        """Return whose eyes the sheet can be seen with.

        :return: list of forms, each a dict of ``id``, ``name`` and ``roles``, a list
            of dicts of ``code`` and ``name``
        :raise AccessError: for anybody but appraisal managers
        """
        lang = self.env.lang
        return [
            {
                "id": form["id"],
                "name": pick(form["name"], lang),
                "roles": [
                    {"code": role["code"], "name": pick(role["name"], lang)}
                    for role in form["roles"]
                ],
            }
            for form in self._get_rules(template_id, cycle_id)["forms"]
        ]

    @api.model
    @api.readonly
    def get_sheet(self, form_id, role_code, template_id=False, cycle_id=False):
        """Return the same as ``get_sheet`` of an evaluation, without any answer.

        :param int form_id: asn.appraisal.template, one of those that can be chosen
        :param str role_code: one of the roles of that form
        :raise AccessError: for anybody but appraisal managers
        :raise UserError: when the form does not ask this role
        """
        rules = self._get_rules(template_id, cycle_id)
        form, role = self._find(rules, form_id, role_code)
        builder = self.env["asn.appraisal.sheet.builder"]
        items = [item for item in form["items"] if role_code in item["roles"]]
        is_anonymous = role["confidentiality"] == "anonymous"
        notes = dict.fromkeys(("strengths", "improvements", "private_note"), "")
        if role["kind"] == "self" or is_anonymous:
            del notes["private_note"]
        return {
            "evaluation": self._get_head(rules, form, role),
            "levels": builder._get_levels(rules["scale"]),
            "comment_rule": "optional" if is_anonymous else form["comment_rule"],
            "groups": builder._get_groups(items, role_code, {}),
            "notes": notes,
        }

    @api.model
    @api.readonly
    def check_sheet(
        self, answers, form_id, role_code, template_id=False, cycle_id=False
    ):
        """Say what would be missing if these answers were submitted.

        :param list answers: dicts of ``id``, ``value``, ``not_observed``, ``comment``
        :return: list of dicts of ``criterion_id`` and ``reason``
        """
        rules = self._get_rules(template_id, cycle_id)
        form, role = self._find(rules, form_id, role_code)
        is_anonymous = role["confidentiality"] == "anonymous"
        rule = "optional" if is_anonymous else form["comment_rule"]
        items = [item for item in form["items"] if role_code in item["roles"]]
        scale = [level["value"] for level in rules["scale"]]
        given = {
            answer["id"]: {
                "value": answer.get("value") or None,
                "not_observed": bool(answer.get("not_observed")),
                "comment": answer.get("comment") or "",
            }
            for answer in answers
        }
        return missing_answers(items, given, rule, scale)

    @api.model
    def _open(self, name, **params):
        """Return the action that shows the preview.

        :param str name: what the page is called
        :param params: ``template_id`` or ``cycle_id``
        """
        self._check_manager()
        return {
            "type": "ir.actions.client",
            "tag": "asn_appraisal.rating_sheet_preview",
            "name": self.env._("Preview: %s", name),
            "params": params,
        }

    # ------------------------------------------------------------
    # RULES
    # ------------------------------------------------------------

    def _get_rules(self, template_id, cycle_id):
        """Return ``cycle``, ``scale``, ``forms`` and the ``roles`` of the method.

        As frozen, or as to be frozen; of a form alone no method is known.
        """
        self._check_manager()
        cycle = self.env["asn.appraisal.cycle"].browse(cycle_id or ())
        template = self.env["asn.appraisal.template"].browse(template_id or ())
        check_one(cycle or template)
        (cycle or template).check_access("read")
        if cycle:
            snapshot = cycle._get_snapshot()
            method, forms = snapshot["method"], list(snapshot["templates"].values())
        else:
            scale = template.line_ids.criterion_id.scale_id._prepare_levels()
            method = {"scale": scale, "roles": None}
            forms = [template._prepare_snapshot()]
        return {
            "cycle": cycle,
            "scale": method["scale"],
            "roles": method["roles"],
            "forms": forms,
        }

    def _check_manager(self):
        """:raise AccessError: for anybody but appraisal managers"""
        if not self.env.user.has_group("asn_appraisal.group_asn_appraisal_manager"):
            raise AccessError(
                self.env._("Only managers of performance appraisal preview forms.")
            )

    def _find(self, rules, form_id, role_code):
        for form in rules["forms"]:
            for role in form["roles"]:
                if (form["id"], role["code"]) == (form_id, role_code):
                    return form, role
        raise UserError(self.env._("The form does not ask this kind of rater."))

    # ------------------------------------------------------------
    # HEAD
    # ------------------------------------------------------------

    def _get_head(self, rules, form, role):
        cycle, lang = rules["cycle"], self.env.lang
        builder = self.env["asn.appraisal.sheet.builder"]
        return self._get_dates(cycle) | {
            "id": False,
            "state": "pending",
            "preview": True,
            "editable": True,
            "closed_reason": False,
            "needs_pledge": False,
            "has_evidence": False,
            "role": role["code"],
            "role_name": pick(role["name"], lang),
            "confidentiality": role["confidentiality"],
            "employee_id": False,
            "employee_name": self.env._("Name of the Person"),
            "job": self.env._("Post"),
            "department": self.env._("Unit"),
            "cycle": cycle.name or pick(form["name"], lang),
            "introduction": cycle.introduction or pick(form["introduction"], lang),
            "visibility": builder._get_visibility(
                role["confidentiality"],
                role["kind"],
                self._get_minima(rules["roles"], role["code"]),
            ),
        }

    def _get_minima(self, roles, role_code):
        """Return the row of a role in the method, or what holds where it has none."""
        if roles is None:
            return None
        rows = {role["code"]: role for role in roles}
        return rows.get(role_code, STRICT_MINIMA)

    def _get_dates(self, cycle):
        """Return the dates that a rater is told; a form alone has none."""
        due = cycle.evaluation_end
        days = [format_date(self.env, d) for d in (cycle.date_start, cycle.date_end)]
        return {
            "due_date": due and str(due),
            "due_text": due and format_date(self.env, due),
            "period": " – ".join(filter(None, days)),
        }
