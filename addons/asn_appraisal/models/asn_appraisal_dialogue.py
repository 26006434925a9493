# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

# What each side writes, and in which state it may.
OF_SUPERIOR = frozenset(
    {
        "kind",
        "date",
        "place",
        "agenda",
        "discussion",
        "agreement",
        "next_step",
        "next_date",
        "competence_ids",
    }
)
OF_EMPLOYEE = frozenset({"remark", "answer_ids"})


class AsnAppraisalDialogue(models.Model):
    """The record of a coaching or a counselling, signed by both sides.

    The superior writes and signs first, which offers it to the person; the person
    signs, with a remark if need be. From then on nobody changes it. How it goes from
    one to the other is in ``asn_appraisal_dialogue_flow.py``.
    """

    _name = "asn.appraisal.dialogue"
    _description = "Coaching or Counselling"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "date desc, id desc"
    _rec_names_search = ["employee_id"]
    _check_company_auto = True

    _workflow_fields = frozenset(
        {
            "employee_id",
            "superior_id",
            "superior_title",
            "employee_user_id",
            "company_id",
            "department_id",
            "cycle_id",
            "state",
            "superior_signed_by_id",
            "superior_signed_on",
            "employee_signed_by_id",
            "employee_signed_on",
        }
    )

    # who
    appraisal_id = fields.Many2one(
        "asn.appraisal",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain="[('is_my_team', '=', True), ('state', '!=', 'cancelled')]",
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, copy=False
    )
    superior_id = fields.Many2one(
        "hr.employee",
        string="Held By",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    superior_title = fields.Char(
        string="Held As",
        readonly=True,
        copy=False,
        help="Of an acting superior, as it stands above the signature.",
    )
    # What is said in counselling is for these two accounts: this one and the author's.
    employee_user_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups=fields.NO_ACCESS
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, copy=False
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, index=True, copy=False
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, readonly=True, index=True, copy=False
    )
    # what
    kind = fields.Selection(
        [("coaching", "Coaching"), ("counselling", "Counselling")],
        required=True,
        default="coaching",
        index=True,
        help="Coaching helps to do the work better. Counselling is about what weighs "
        "on somebody, and stays between the two.",
    )
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    place = fields.Char()
    agenda = fields.Text(help="What is to be talked about.")
    discussion = fields.Text(help="What was said, by both.")
    agreement = fields.Text(help="What both agreed on.")
    next_step = fields.Text(help="Who does what next.")
    next_date = fields.Date(string="Next Meeting")
    competence_ids = fields.One2many(
        "asn.appraisal.dialogue.competence",
        "dialogue_id",
        string="Competence Evaluation",
    )
    # of the person coached
    answer_ids = fields.One2many(
        "asn.appraisal.dialogue.answer", "dialogue_id", string="Statements"
    )
    remark = fields.Text(string="Remark of the Employee", copy=False)
    # state and signatures
    state = fields.Selection(
        [("draft", "Draft"), ("offered", "To be signed"), ("signed", "Signed by both")],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    superior_signed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    superior_signed_on = fields.Datetime(readonly=True, copy=False)
    employee_signed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    employee_signed_on = fields.Datetime(readonly=True, copy=False)

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("employee_id", "kind", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for dialogue in self:
            # sudo: hr.employee - the name, of a readable record
            name = dialogue.sudo().employee_id.name
            day = format_date(self.env, dialogue.date)
            parts = (kinds.get(dialogue.kind), name, day)
            dialogue.display_name = " – ".join(part for part in parts if part)

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("kind", "competence_ids")
    def _check_competences(self):
        for dialogue in self:
            if dialogue.kind == "counselling" and dialogue.competence_ids:
                raise ValidationError(
                    self.env._(
                        "Counselling evaluates nobody: competences belong to coaching."
                    )
                )

    @api.constrains("date", "next_date")
    def _check_dates(self):
        for dialogue in self:
            if dialogue.next_date and dialogue.next_date < dialogue.date:
                raise ValidationError(
                    self.env._("The next meeting lies before this one.")
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_workflow():
            return super().create(vals_list)
        lines = []
        for vals in vals_list:
            self._check_workflow_fields(vals)
            if OF_EMPLOYEE & vals.keys():
                raise AccessError(self.env._("The person coached writes this alone."))
            lines.append(vals.get("competence_ids"))
        dialogues = self._workflow_create(
            [self._prepare_dialogue_vals(vals) for vals in vals_list]
        )
        for dialogue, commands in zip(dialogues, lines, strict=True):
            if commands:
                dialogue.write({"competence_ids": commands})
        return dialogues

    def write(self, vals):
        if not self._is_workflow():
            self.check_access("write")
            self._check_may_write(vals.keys())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_offered(self):
        if any(dialogue.state != "draft" for dialogue in self):
            raise UserError(
                self.env._(
                    "A dialogue that has been signed by somebody is kept. Only drafts "
                    "can be deleted."
                )
            )

    @api.model
    def _prepare_dialogue_vals(self, vals):
        """Return the values of a new dialogue, its people as the appraisal has them.

        :param dict vals: as for ``create``
        :raise AccessError: unless the user is the appraiser
        :raise UserError: without an appraisal, or for a cancelled one
        """
        vals = self.default_get(["appraisal_id"]) | vals
        appraisal = self.env["asn.appraisal"].browse(vals.get("appraisal_id"))
        if not appraisal:
            raise UserError(self.env._("Please choose whom you have talked with."))
        self._check_appraiser(appraisal)
        # sudo: asn.appraisal - people and unit of an appraisal that the user decides
        appraisal = appraisal.sudo()
        vals = {name: vals[name] for name in vals if name != "competence_ids"}
        return (
            vals
            | self._get_workflow_initial_values()
            | {
                "employee_id": appraisal.employee_id.id,
                "superior_id": appraisal.superior_id.id,
                "company_id": appraisal.company_id.id,
                "department_id": appraisal.department_id.id,
                "cycle_id": appraisal.cycle_id.id,
                "remark": False,
            }
        )

    @api.model
    def _check_appraiser(self, appraisal):
        appraisal.check_access("read")
        if not appraisal.is_my_team or appraisal.is_mine:
            raise AccessError(
                self.env._(
                    "Only %(superior)s, the appraiser, records dialogues with "
                    "%(employee)s.",
                    superior=appraisal.sudo().superior_id.name or "–",
                    employee=appraisal.sudo().employee_id.name,
                )
            )
        if appraisal.state == "cancelled":
            raise UserError(self.env._("This appraisal was cancelled."))

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_may_write(self, names):
        """Let the superior write in a draft and the person while it waits for them.

        :param names: names of the fields to be written
        :raise UserError: telling why it stays as it is
        :raise AccessError: for what is for the other side to write
        """
        for dialogue in self:
            if dialogue.state == "signed":
                raise UserError(
                    self.env._(
                        "Both have signed this dialogue, so that it no longer changes."
                    )
                )
            if dialogue.state == "draft":
                dialogue._check_side(names, dialogue.is_from_me, OF_SUPERIOR)
            else:
                dialogue._check_side(names, dialogue.is_with_me, OF_EMPLOYEE)

    def _check_side(self, names, is_my_turn, allowed):
        if not is_my_turn:
            raise AccessError(
                self.env._(
                    "A draft is written by the superior; once it is offered, the "
                    "employee adds answers and a remark."
                )
            )
        if not set(names) <= allowed:
            raise AccessError(self.env._("The other side writes this, not you."))
