# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from .asn_one_record import check_one

GOAL_TEXTS = ("name", "kind", "owner", "perspective", "weight", "parent_name")
INDICATOR_TEXTS = (
    "name",
    "aspect",
    "direction",
    "target_display",
    "cap",
    "weight",
    "aggregation",
)
PLAN_TEXTS = ("resources", "accountability", "consequences")


class AsnAppraisalPlan(models.Model):
    """What a version of a plan says, and how it differs from the one before."""

    _inherit = "asn.appraisal.plan"

    # what this version changes in the one before, line by line
    difference = fields.Json(compute="_compute_difference")

    # ------------------------------------------------------------
    # DIFFERENCE
    # ------------------------------------------------------------

    @api.depends_context("lang")
    @api.depends("goal_ids", "indicator_ids", "expectation_ids", "previous_id")
    def _compute_difference(self):
        for plan in self:
            plan.difference = plan.previous_id and plan._get_difference()

    def _get_difference(self):
        """Compare the plan with the version before.

        :return: list of dicts with ``change`` (added, removed or changed), ``title``
            (which goal or indicator) and ``fields``, a list of ``label``, ``before``
            and ``after`` as texts in the user's language; only what differs
        """
        self.ensure_one()
        before = self.previous_id
        lines = [
            self._compare(self.env._("Plan"), before, self, PLAN_TEXTS),
            *self._compare_parts(before.goal_ids, self.goal_ids, GOAL_TEXTS),
            *self._compare_parts(
                before.indicator_ids, self.indicator_ids, INDICATOR_TEXTS
            ),
            *self._compare_expectations(before),
        ]
        return [line for line in lines if line]

    def _compare_parts(self, before, after, names):
        successors = {part.previous_id: part for part in after if part.previous_id}
        for part in before - after.previous_id:
            yield self._describe_change("removed", part.display_name)
        for part in before & after.previous_id:
            new = successors[part]
            yield self._compare(new.display_name, part, new, names)
        for part in after:
            if part.previous_id not in before:
                yield self._compare(part.display_name, part.browse(), part, names)

    def _compare_expectations(self, before):
        old = {e.criterion_id: e for e in before.expectation_ids}
        new = {e.criterion_id: e for e in self.expectation_ids}
        for criterion in {**old, **new}:
            empty = self.expectation_ids.browse()
            pair = old.get(criterion, empty), new.get(criterion, empty)
            # sudo: asn.criterion - the name of a value of the plan
            yield self._compare(criterion.sudo().name, *pair, ("text",))

    def _compare(self, title, before, after, names):
        """Return the line of one record; None where nothing differs."""
        changed = [
            {"label": label, "before": old, "after": new}
            for name in names
            for label, old, new in [self._read_pair(before, after, name)]
            if old != new
        ]
        if not changed:
            return None
        change = "changed" if before and after else "added" if after else "removed"
        return self._describe_change(change, title, changed)

    def _describe_change(self, change, title, changed=()):
        return {"change": change, "title": title, "fields": list(changed)}

    def _read_pair(self, before, after, name):
        field = (after or before)._fields[name]
        label = field._description_string(self.env)
        return label, self._write_value(before, name), self._write_value(after, name)

    def _write_value(self, record, name):
        """Return the value of a field as people read it, an empty text for none."""
        value = record[name] if record else False
        field = record._fields[name]
        if value and field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        if value and field.type == "float":
            return formatLang(self.env, value, digits=0 if value == int(value) else 2)
        return value or ""

    # ------------------------------------------------------------
    # COPY
    # ------------------------------------------------------------

    def action_copy_last(self):
        """Add the goals of the last agreed plan of an earlier period.

        Goals whose words are already there are not added again; dates move along by
        whole years; realisation and what the superior said are not copied.

        :return: True
        :raise UserError: when there is no earlier plan, or nothing new in it
        """
        check_one(self)
        self._check_editable()
        last = self._get_last_plan()
        if not last:
            raise UserError(
                self.env._(
                    "%s has no agreed plan of an earlier period.",
                    # sudo: hr.employee - whose plan it is
                    self.sudo().employee_id.name,
                )
            )
        if not self._add_goals(last.goal_ids):
            raise UserError(
                self.env._("Every goal of “%s” is already here.", last.display_name)
            )
        texts = last._prepare_content()
        self.write({name: texts[name] for name in PLAN_TEXTS if not self[name]})
        return True

    def _get_last_plan(self):
        return self.search(
            [
                ("employee_id", "=", self.employee_id.id),
                ("state", "=", "agreed"),
                ("appraisal_id.date_end", "<", self.date_start),
            ],
            order="id desc",
        ).sorted("date_end", reverse=True)[:1]

    def _add_goals(self, goals):
        """Copy goals into a draft that does not have them yet.

        :param goals: asn.appraisal.goal of another plan
        :return: the new goals
        """
        known = {self._normalize(goal.name) for goal in self.goal_ids}
        added = self.goal_ids.browse()
        for goal in goals.filtered(lambda g: self._normalize(g.name) not in known):
            # sudo: asn.appraisal.plan - the year alone: a superior's goal can be copied
            years = self.date_start.year - goal.sudo().plan_id.date_start.year
            copied = goal.copy({"plan_id": self.id, "parent_id": False})
            for indicator in goal.indicator_ids:
                indicator.copy(
                    {"goal_id": copied.id, **indicator._prepare_shift(years)}
                )
            added |= copied
        return added

    @api.model
    def _normalize(self, text):
        """Return what makes two texts the same goal: their words."""
        return " ".join((text or "").casefold().split())
