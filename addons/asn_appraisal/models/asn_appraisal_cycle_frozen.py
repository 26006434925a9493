# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import models
from odoo.tools import ormcache

from ..scoring import RoleForm, Rules

# For roles that a form asks and the method says nothing about.
NO_MINIMA = {"min_respondents": 1, "min_comments": 1}
STRICT_MINIMA = {"min_respondents": 3, "min_comments": 5}


class AsnAppraisalCycle(models.Model):
    """The rules that a cycle was launched with, read once per server.

    The snapshot is a large text; every form, score and explanation needs a part of
    it. What is returned here is shared by all readers and must not be changed.
    """

    _inherit = "asn.appraisal.cycle"

    def _get_frozen(self):
        """Return the snapshot.

        :return: dict of ``method`` and ``templates``, see ``_freeze_rules``
        """
        self.ensure_one()
        # sudo: asn.appraisal.cycle - the snapshot is closed to everybody but the code
        cycle = self.sudo()
        return cycle._load_frozen(cycle.seed)

    def _get_frozen_form(self, template):
        """Return a form as it was at launch.

        :param template: one asn.appraisal.template of the cycle
        :return: dict, see ``asn.appraisal.template._prepare_snapshot``
        """
        return self._get_frozen()["templates"][str(template.id)]

    def _get_frozen_rules(self):
        """Return the rating method as it was at launch, ready for scoring.

        :rtype: scoring.Rules
        """
        self.ensure_one()
        # sudo: asn.appraisal.cycle - only the code reads rules and seed
        cycle = self.sudo()
        return cycle._load_frozen_rules(cycle.seed)

    def _get_frozen_role(self, template, role):
        """Return a role of a form as it was at launch.

        :return: dict, see ``asn.appraisal.template.role._prepare_snapshot``
        """
        roles = self._get_frozen_form(template)["roles"]
        return next(frozen for frozen in roles if frozen["id"] == role.id)

    def _get_frozen_items(self, template, role):
        """Return the items of a form that a role answered at launch, in order."""
        self.ensure_one()
        # sudo: asn.appraisal.cycle - only the code reads rules and seed
        cycle = self.sudo()
        return cycle._load_frozen_items(cycle.seed, template.id, role.id)

    def _get_frozen_role_form(self, template, role):
        """Return the same items prepared for summing many forms.

        :rtype: scoring.RoleForm
        """
        self.ensure_one()
        # sudo: asn.appraisal.cycle - only the code reads rules and seed
        cycle = self.sudo()
        return cycle._load_frozen_role_form(cycle.seed, template.id, role.id)

    def _get_frozen_group_order(self, template):
        """Return ``{value's criterion id: place}`` in a form as it was at launch."""
        self.ensure_one()
        # sudo: asn.appraisal.cycle - only the code reads rules and seed
        cycle = self.sudo()
        return cycle._load_frozen_group_order(cycle.seed, template.id)

    def _get_minimum(self, role_code, confidentiality):
        """Return how many answers of a role are needed to show and count them."""
        unknown = NO_MINIMA if confidentiality == "named" else STRICT_MINIMA
        return self._get_frozen_minima().get(role_code, unknown)["min_respondents"]

    def _get_comment_minimum(self, role_code):
        """Return from how many people comments must come to be shown."""
        minima = self._get_frozen_minima().get(role_code, STRICT_MINIMA)
        return minima["min_comments"]

    def _get_minima(self, role_code, confidentiality):
        """Return both, as raters are told them: a dict named as in the snapshot."""
        return {
            "min_respondents": self._get_minimum(role_code, confidentiality),
            "min_comments": self._get_comment_minimum(role_code),
        }

    def _get_frozen_minima(self):
        # sudo: asn.appraisal.cycle - only the code reads rules and seed
        cycle = self.sudo()
        return cycle._load_frozen_minima(cycle.seed)

    # The seed is drawn together with the snapshot: whatever happened to the
    # transaction that froze one, another snapshot has another seed.

    @ormcache("self.id", "seed")
    def _load_frozen(self, seed):
        return self.snapshot

    @ormcache("self.id", "seed")
    def _load_frozen_rules(self, seed):
        return Rules.from_snapshot(self._load_frozen(seed)["method"])

    @ormcache("self.id", "seed", "template_id", "role_id")
    def _load_frozen_items(self, seed, template_id, role_id):
        form = self._load_frozen(seed)["templates"][str(template_id)]
        codes = {role["code"] for role in form["roles"] if role["id"] == role_id}
        return [item for item in form["items"] if codes & set(item["roles"])]

    @ormcache("self.id", "seed", "template_id", "role_id")
    def _load_frozen_role_form(self, seed, template_id, role_id):
        return RoleForm(self._load_frozen_items(seed, template_id, role_id))

    @ormcache("self.id", "seed", "template_id")
    def _load_frozen_group_order(self, seed, template_id):
        items = self._load_frozen(seed)["templates"][str(template_id)]["items"]
        return {item["group_id"]: number for number, item in enumerate(items)}

    @ormcache("self.id", "seed")
    def _load_frozen_minima(self, seed):
        return {
            role["code"]: role for role in self._load_frozen(seed)["method"]["roles"]
        }
