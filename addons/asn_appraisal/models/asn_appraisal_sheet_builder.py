# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from .asn_appraisal_cycle_frozen import STRICT_MINIMA
from .asn_config_text import pick


class AsnAppraisalSheetBuilder(models.AbstractModel):
    """Turn a form as frozen into what the rating sheet shows.

    Plain values in and out, so that a rater's form and a preview of it are the same.
    """

    _name = "asn.appraisal.sheet.builder"
    _description = "Content of the Rating Sheet"

    @api.model
    def _get_levels(self, scale):
        """Return the levels in the language of the user.

        :param scale: list of levels as frozen
        """
        lang = self.env.lang
        return [
            {
                "value": level["value"],
                "name": pick(level["name"], lang),
                "description": pick(level["description"], lang),
            }
            for level in scale
        ]

    @api.model
    def _get_groups(self, items, role_code, answers):
        """Return values with their statements, in the order of the form.

        :param items: list of items as frozen, those of the role
        :param str role_code: decides the wording
        :param dict answers: ``{criterion id: {value, not_observed, comment}}``
        """
        dimensions = dict(
            self.env["asn.criterion"]
            ._fields["dimension"]
            ._description_selection(self.env)
        )
        lang = self.env.lang
        groups = {}
        for item in items:
            group = groups.setdefault(
                item["group_id"],
                {
                    "id": item["group_id"],
                    "name": pick(item["group"], lang),
                    "description": pick(item["group_description"], lang),
                    "dimension": item["dimension"],
                    "dimension_name": dimensions[item["dimension"]],
                    "anchors": self._get_anchors(item),
                    "items": [],
                },
            )
            answer = answers.get(item["criterion_id"], {})
            group["items"].append(self._prepare_item(item, group, role_code, answer))
        return list(groups.values())

    def _get_anchors(self, item):
        lang = self.env.lang
        return {value: pick(texts, lang) for value, texts in item["anchors"].items()}

    def _prepare_item(self, item, group, role_code, answer):
        wording = item["wordings"].get(role_code) or item["name"]
        anchors = self._get_anchors(item)
        return {
            "id": item["criterion_id"],
            "text": pick(wording, self.env.lang),
            "anchors": anchors if anchors != group["anchors"] else None,
            "value": answer.get("value") or None,
            "not_observed": answer.get("not_observed", False),
            "comment": answer.get("comment") or "",
        }

    @api.model
    def _get_visibility(self, confidentiality, kind, minima=None):
        """Say in plain words who will see what the rater writes.

        :param dict minima: ``min_respondents`` and ``min_comments`` of the rater's
            role; None where no method is known, as in the preview of a form alone
        """
        if confidentiality == "confidential":
            return self._get_protection(minima)
        if confidentiality == "anonymous":
            return self._get_anonymity(minima or STRICT_MINIMA)
        if kind == "self":
            return self.env._("Your superior and HR read your answers with your name.")
        return self.env._(
            "The person appraised reads your answers with your name after publication; "
            "HR reads them too."
        )

    def _get_protection(self, minima):
        if not minima:
            return self.env._(
                "Nobody reads your answers one by one: not the person, not the "
                "superior, not HR. They appear in the average of your group only, "
                "and only if enough people answer. Comments appear without name "
                "and role, in random order. HR, the officer of your unit and auditors "
                "see only whether you have answered."
            )
        return self.env._(
            "Nobody reads your answers one by one: not the person, not the superior, "
            "not HR. They appear only in the average of your group, from %(answers)s "
            "answers on. Comments appear without name and role, in random order, "
            "from %(comments)s people on. HR, the officer of your unit and auditors "
            "see only whether you have answered.",
            answers=minima["min_respondents"],
            comments=minima["min_comments"],
        )

    def _get_anonymity(self, minima):
        return self.env._(
            "Nobody learns who answered: no name, account or time is kept. Answers "
            "appear only in the average of the group, from %(answers)s answers on. "
            "Comments appear without name and role, in random order, from %(comments)s "
            "people on.",
            answers=minima["min_respondents"],
            comments=minima["min_comments"],
        )
