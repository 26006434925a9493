# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError

KINDS = [
    ("joined", "Joined"),
    ("left", "Left"),
    ("superior", "New superior or unit"),
    ("rater_left", "Rater left"),
    ("rater_moved", "Rater moved"),
    ("exempt", "Exemption"),
]
EXEMPTIONS = [
    ("long_leave", "Long leave"),
    ("study", "Study"),
    ("assignment", "Assigned elsewhere"),
    ("left", "Left the service"),
    ("other", "Other reason"),
]
# What leads back to how things were.
REVERSIBLE = ("left", "exempt")
# HR may still choose otherwise than proposed.
CHOICES = {"reason", "exemption", "new_superior_id", "replacement_id"}


class AsnAppraisalChange(models.Model):
    """One change in HR that an open cycle does not know of, and what became of it.

    ``asn.appraisal.change.finder`` notes what has changed since the launch; HR applies
    what is proposed, or keeps the appraisal as it is. What was done stays as the trace
    of who, when and why. Exemptions are entered by hand.
    """

    _name = "asn.appraisal.change"
    _description = "Change in an Open Cycle"
    _inherit = ["asn.workflow.mixin"]
    _order = "state_order, kind, department_id, employee_id, id"
    _rec_name = "employee_id"
    _check_company_auto = True

    _workflow_fields = frozenset(
        {
            "cycle_id",
            "employee_id",
            "evaluation_id",
            "new_department_id",
            "state",
            "done_by_id",
            "done_on",
            "undo",
        }
    )

    # what
    kind = fields.Selection(
        KINDS, required=True, readonly=True, default="exempt", index=True
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        compute="_compute_of_appraisal",
        store=True,
        precompute=True,
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="cycle_id.company_id", store=True, precompute=True, index=True
    )
    appraisal_id = fields.Many2one(
        "asn.appraisal",
        index="btree_not_null",
        ondelete="cascade",
        domain=[("state", "not in", ("published", "final", "cancelled"))],
        check_company=True,
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Person Appraised",
        compute="_compute_of_appraisal",
        store=True,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
    )
    department_id = fields.Many2one(related="employee_id.department_id", store=True)
    evaluation_id = fields.Many2one(
        "asn.appraisal.evaluation",
        string="Form of the Rater",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    rater_id = fields.Many2one(related="evaluation_id.rater_id")
    old_superior_id = fields.Many2one(
        "hr.employee", string="Superior So Far", compute="_compute_old_superior_id"
    )
    message = fields.Char(string="What Changed", compute="_compute_message")
    # what is proposed, and may be chosen otherwise
    new_superior_id = fields.Many2one(
        "hr.employee", index="btree_not_null", ondelete="restrict", check_company=True
    )
    new_department_id = fields.Many2one(
        "hr.department", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    replacement_id = fields.Many2one(
        "hr.employee",
        string="Asked Instead",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty: nobody is asked instead.",
    )
    exemption = fields.Selection(EXEMPTIONS, string="Exempt For")
    reason = fields.Text(help="Read by HR and auditors alone.")
    # what became of it
    state = fields.Selection(
        [
            ("open", "To decide"),
            ("done", "Applied"),
            ("kept", "Left as it was"),
            ("undone", "Taken back"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    state_order = fields.Integer(
        compute="_compute_state_order",
        store=True,  # what is to be decided comes first in every list
    )
    done_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    done_on = fields.Datetime(readonly=True, copy=False)
    can_undo = fields.Boolean(compute="_compute_can_undo")
    undo = fields.Json(groups=fields.NO_ACCESS, copy=False)

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("appraisal_id")
    def _compute_of_appraisal(self):
        for change in self:
            if change.appraisal_id:
                change.cycle_id = change.appraisal_id.cycle_id
                change.employee_id = change.appraisal_id.employee_id

    @api.depends("appraisal_id.superior_id")
    def _compute_old_superior_id(self):
        for change in self:
            appraisal = change.appraisal_id
            change.old_superior_id = appraisal and appraisal._get_line_superior()

    @api.depends("state")
    def _compute_state_order(self):
        for change in self:
            change.state_order = 0 if change.state == "open" else 1

    @api.depends("state", "kind")
    def _compute_can_undo(self):
        for change in self:
            change.can_undo = change.state == "done" and change.kind in REVERSIBLE

    @api.depends_context("lang")
    @api.depends("kind", "employee_id", "new_superior_id", "new_department_id")
    def _compute_message(self):
        for change in self:
            change.message = change._describe()

    def _describe(self):
        """Say what has changed, in a sentence."""
        names = self._get_names()
        texts = {
            "joined": self.env._("%(person)s belongs to the cycle by now.", **names),
            "left": self.env._("%(person)s has left.", **names),
            "superior": self.env._(
                "%(person)s: superior %(former)s → %(superior)s, unit %(unit)s.",
                **names,
            ),
            "rater_left": self.env._(
                "%(rater)s, who is asked about %(person)s, has left.", **names
            ),
            "rater_moved": self.env._(
                "%(rater)s, who is asked about %(person)s, works elsewhere now.",
                **names,
            ),
            "exempt": self.env._("%(person)s is to be exempt.", **names),
        }
        return texts.get(self.kind)

    def _get_names(self):
        # sudo: hr.employee, hr.department, the form - names of a readable record
        sudo = self.sudo()
        return {
            "person": sudo.employee_id.name,
            "rater": sudo.rater_id.name,
            "superior": sudo.new_superior_id.name or self.env._("nobody"),
            "former": sudo.old_superior_id.name or self.env._("nobody"),
            "unit": sudo.new_department_id.name or "–",
        }

    def _get_choices(self):
        """Hook: return what may be chosen otherwise than proposed."""
        return CHOICES

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_workflow():
            vals_list = [
                {
                    name: vals[name]
                    for name in vals
                    if name in (*self._get_choices(), "appraisal_id")
                }
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        decided = self.filtered(lambda change: change.state != "open")
        if decided and not self._is_workflow():
            raise UserError(
                self.env._("What has been decided stays as the trace of who and why.")
            )
        return super().write(vals)
