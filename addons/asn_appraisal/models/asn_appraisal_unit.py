# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_one_record import check_one

# Once results are public, what they were to be compared with does not change.
OPEN_STAGES = ("planning", "monitoring", "evaluation", "calibration")
SETTERS = {"unit_predicate_id", "predicate_reason"}


class AsnAppraisalUnit(models.Model):
    """A department in a cycle: its own predicate, set by the level above.

    The order is that of SE MenPANRB 3/2023: first the unit, then how its people are
    expected to spread, then the people. Whoever leads a department is counted in the
    unit above it. How the people of a unit spread is in
    ``asn_appraisal_unit_spread.py``.
    """

    _name = "asn.appraisal.unit"
    _description = "Unit in a Cycle"
    _inherit = ["asn.workflow.mixin", "mail.thread"]
    _order = "cycle_id, department_id"
    _rec_name = "department_id"
    _check_company_auto = True

    _workflow_fields = frozenset({"cycle_id", "company_id", "department_id"})

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, index=True, ondelete="restrict"
    )
    cycle_state = fields.Selection(related="cycle_id.state", string="Stage of Cycle")
    # who: as the organisation stands, since heads change and the unit stays
    head_id = fields.Many2one(
        related="department_id.manager_id", string="Head", related_sudo=True
    )
    above_id = fields.Many2one(
        related="department_id.manager_id.parent_id",
        string="Level Above",
        related_sudo=True,
        help="The superior of the head, who says how the unit did.",
    )
    # what
    unit_predicate_id = fields.Many2one(
        "asn.unit.predicate",
        string="Predicate of the Unit",
        ondelete="restrict",
        tracking=True,
        help="Set by the level above, before the people of the unit are rated.",
    )
    color = fields.Integer(related="unit_predicate_id.color")
    predicate_reason = fields.Text(
        string="Reason for the Predicate",
        tracking=True,
        help="What the predicate rests on, e.g. the unit's performance agreement. Read "
        "by the head of the unit.",
    )
    deviation_reason = fields.Text(
        string="Reason for the Deviation",
        tracking=True,
        help="Why the people of the unit spread otherwise than the guide expects. It "
        "is asked for and prevents nothing.",
    )
    appraisal_ids = fields.One2many("asn.appraisal", "unit_id")
    can_set = fields.Boolean(compute="_compute_can_set")
    can_explain = fields.Boolean(compute="_compute_can_set")

    _unique_department = models.UniqueIndex(
        "(cycle_id, department_id)", "A department is in a cycle once."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("department_id", "cycle_state")
    def _compute_can_set(self):
        is_manager = self._is_manager()
        for unit in self:
            # sudo: hr.employee - only compared with the user
            sudo = unit.sudo()
            is_head = sudo.head_id.user_id.id == self.env.uid
            is_above = sudo.above_id.user_id.id == self.env.uid
            is_open = unit.cycle_state in OPEN_STAGES
            unit.can_set = is_open and not is_head and (is_above or is_manager)
            unit.can_explain = is_open and (is_head or is_above or is_manager)

    @api.depends("department_id", "cycle_id")
    def _compute_display_name(self):
        for unit in self:
            # sudo: hr.department, asn.appraisal.cycle - names, of a readable record
            sudo = unit.sudo()
            unit.display_name = f"{sudo.department_id.name} – {sudo.cycle_id.name}"

    def _is_manager(self):
        return self.env.su or self.env.user.has_group(
            "asn_appraisal.group_asn_appraisal_manager"
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self.env.su:
            self._check_write(vals)
        return super().write(vals)

    def _check_write(self, vals):
        """Let the level above set the predicate, and the head explain the spread.

        :raise AccessError: for everybody else, above all for the head of the unit
        :raise UserError: once results are published
        """
        for unit in self:
            if unit.cycle_state not in OPEN_STAGES:
                raise UserError(
                    self.env._(
                        "%s: results are published, so the predicate of the unit no "
                        "longer changes.",
                        unit.display_name,
                    )
                )
            if refusal := unit._get_refusal(vals):
                raise AccessError(refusal)

    def _get_refusal(self, vals):
        """Return why the user may not write these values, or nothing.

        :param vals: dict, as given to ``write``
        :rtype: str or None
        """
        if SETTERS & vals.keys() and not self.can_set:
            return self.env._(
                "The predicate of %(unit)s is set by the level above it, and by nobody "
                "who leads it.",
                unit=self.display_name,
            )
        if "deviation_reason" in vals and not self.can_explain:
            return self.env._(
                "How the people of %s spread is explained by its head, the level above "
                "or HR.",
                self.display_name,
            )
        return None

    # ------------------------------------------------------------
    # UNITS OF A CYCLE
    # ------------------------------------------------------------

    @api.model
    def _get_or_create(self, cycle, departments):
        """Return the units of departments in a cycle; missing ones are made.

        :param departments: hr.department records
        :return: dict of department id to asn.appraisal.unit
        """
        domain = [
            ("cycle_id", "=", cycle.id),
            ("department_id", "in", departments.ids),
        ]
        units = {unit.department_id.id: unit for unit in self.search(domain)}
        missing = [id_ for id_ in departments.ids if id_ not in units]
        common = {"cycle_id": cycle.id, "company_id": cycle.company_id.id}
        made = self._workflow_insert(
            [common | {"department_id": id_} for id_ in missing]
        )
        return units | dict(zip(missing, made, strict=True))

    def action_open_people(self):
        """Open the appraisals of the unit's people that the user may see."""
        check_one(self)
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_asn_appraisal"
        )
        return action | {
            "name": self.display_name,
            "domain": [("unit_id", "=", self.id)],
            "context": {"create": False},
        }
