# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models


class AsnAppraisalDecision(models.TransientModel):
    """What the unit says about a decision: the guide, and the unit's own result.

    Both are shown while somebody decides. The guide is never enforced; the result of a
    unit is proposed as the work result of its head (SE MenPANRB 3/2023), and another
    rating needs a reason.
    """

    _inherit = "asn.appraisal.decision"

    unit_id = fields.Many2one(related="appraisal_id.unit_id", related_sudo=False)
    spread = fields.Json(compute="_compute_spread", compute_sudo=False)
    led_unit_id = fields.Many2one(
        "asn.appraisal.unit", compute="_compute_led_unit_id", compute_sudo=False
    )
    unit_rating = fields.Selection(
        selection=lambda self: self._fields["result_rating"].selection,
        compute="_compute_led_unit_id",
        compute_sudo=False,
        help="The work result that follows from the predicate of the unit led.",
    )
    unit_text = fields.Char(compute="_compute_led_unit_id", compute_sudo=False)

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("predicate_id", "unit_id")
    def _compute_spread(self):
        """Show the unit as it would be with this decision."""
        held = self.unit_id._count_predicates()
        for wizard in self:
            unit = wizard.unit_id
            wizard.spread = unit and unit._describe_spread(
                wizard._move_person(held[unit.id])
            )

    def _move_person(self, held):
        """Return the counts with the person moved to the predicate that follows.

        :param dict held: see ``asn.appraisal.unit._count_predicates``
        """
        outcome = self.outcome_id
        is_open = outcome.state == "suggested"
        before = outcome.predicate_suggested_id if is_open else outcome.predicate_id
        held = {part: dict(counts) for part, counts in held.items()}
        former = held["suggested" if is_open else "decided"]
        if before.code in former:
            former[before.code] -= 1
        if code := self.predicate_id.code:
            held["decided"][code] = held["decided"].get(code, 0) + 1
        return held

    @api.depends("appraisal_id")
    def _compute_led_unit_id(self):
        for wizard in self:
            unit = wizard._find_led_unit()
            rating = wizard.kind == "matrix" and unit and unit._get_head_rating()
            wizard.led_unit_id = unit
            wizard.unit_rating = rating
            wizard.unit_text = rating and wizard._describe_unit_rating(unit, rating)

    def _find_led_unit(self):
        """Return the unit of the cycle that the person leads, with a predicate."""
        # sudo: hr.employee - whom the appraiser, who is checked at creation, decides
        appraisal = self.appraisal_id.sudo()
        return self.env["asn.appraisal.unit"].search(
            [
                ("cycle_id", "=", appraisal.cycle_id.id),
                ("department_id.manager_id", "=", appraisal.employee_id.id),
                ("unit_predicate_id", "!=", False),
            ],
            limit=1,
        )

    def _describe_unit_rating(self, unit, rating):
        labels = dict(self._fields["result_rating"]._description_selection(self.env))
        # sudo: hr.employee, hr.department - names, for whoever decides on the person
        employee, department = self.appraisal_id.sudo().employee_id, unit.sudo()
        return self.env._(
            "%(employee)s leads %(unit)s, which was given “%(predicate)s”: the result "
            "of the unit is the work result of its head, “%(rating)s”.",
            employee=employee.name,
            unit=department.department_id.name,
            predicate=unit.unit_predicate_id.name,
            rating=labels[rating],
        )

    # ------------------------------------------------------------
    # THE RESULT OF A UNIT IS THAT OF ITS HEAD
    # ------------------------------------------------------------

    def _propose(self, name, suggested):
        super()._propose(name, suggested)
        if name != "result_rating":
            return
        for wizard in self:
            if wizard.unit_rating and wizard.outcome_id.state == "suggested":
                wizard.result_rating = wizard.unit_rating

    def _differs(self, dimension):
        if dimension == "result" and self.unit_rating:
            return self.result_rating != self.unit_rating
        return super()._differs(dimension)

    def _prepare_outcome_vals(self, decided):
        """Say why, where the unit and not the answers led to the work result."""
        vals = super()._prepare_outcome_vals(decided)
        follows_unit = self.unit_rating and not self.differs_result
        if follows_unit and self.result_rating != self.result_suggested:
            vals["result_reason"] = self.unit_text
        return vals
