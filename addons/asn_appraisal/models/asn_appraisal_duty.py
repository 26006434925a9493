# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .asn_one_record import check_one

# What the superior agrees with the person; the day is moved by HR alone.
OF_SUPERIOR = frozenset({"kind", "description", "closing_note"})


class AsnAppraisalDuty(models.Model):
    """What has to follow a low predicate: what, who, by when, and what was done.

    It is opened with the publication, by a rule of the cycle, and ends with what was
    done, or with HR's reason why nothing is. A result that a later version replaces
    takes it away if the new predicate no longer asks for it.
    """

    _name = "asn.appraisal.duty"
    _description = "Follow-Up of a Result"
    _inherit = ["asn.workflow.mixin", "asn.reading.mixin"]
    _order = "due_date desc, id desc"
    _rec_name = "employee_id"

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "outcome_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "superior_id",
            "predicate_id",
            "state",
            "closed_on",
            "closed_by_id",
        }
    )

    # what it is about, copied so that rules and lists need no join
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True
    )
    superior_id = fields.Many2one(
        "hr.employee",
        string="Who Sees to It",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The superior who decided the result.",
    )
    predicate_id = fields.Many2one("asn.predicate", readonly=True, ondelete="restrict")
    # what, and by when
    kind = fields.Selection(
        [
            ("coaching", "Coaching"),
            ("counselling", "Counselling"),
            ("training", "Training"),
            ("other", "Something else"),
        ],
        string="What",
        default="coaching",
        required=True,
    )
    description = fields.Text(
        string="What Is to Be Done",
        help="Agreed between superior and person. Read by both, by HR and auditors.",
    )
    due_date = fields.Date(string="To Be Done By", required=True, index=True)
    # what became of it
    state = fields.Selection(
        [
            ("open", "Open"),
            ("done", "Done"),
            ("waived", "Waived"),
            ("cancelled", "No longer needed"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    closing_note = fields.Text(
        string="What Was Done",
        copy=False,
        help="Dates, documents, what was reached; of HR: why nothing is done.",
    )
    closed_on = fields.Date(readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    can_close = fields.Boolean(compute="_compute_can_close")
    can_waive = fields.Boolean(compute="_compute_can_close")

    _one_open = models.UniqueIndex(
        "(appraisal_id) WHERE state = 'open'",
        "There is already an open follow-up of this result.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_can_close(self):
        is_manager = self.env.su or self.env["asn.appraisal"]._is_manager()
        for duty in self:
            # sudo: hr.employee - only compared with the user
            sudo = duty.sudo()
            is_mine = sudo.employee_id.user_id.id == self.env.uid
            leads = sudo.superior_id.user_id.id == self.env.uid
            may = duty.state == "open" and not is_mine
            duty.can_waive = may and is_manager
            duty.can_close = may and (leads or is_manager)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self._is_workflow() and not self.env.su:
            self._check_write(vals)
        return super().write(vals)

    def _check_write(self, vals):
        """Let the superior say what is done, and HR alone move the day.

        :raise UserError: once it has ended
        :raise AccessError: for a new day from anybody but HR
        """
        for duty in self:
            if duty.state != "open":
                raise UserError(
                    self.env._("This follow-up has ended and stays as it is.")
                )
            if not duty.can_waive and vals.keys() - OF_SUPERIOR:
                raise AccessError(
                    self.env._(
                        "Only HR's managers move the day of a follow-up, and never of "
                        "their own."
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_done(self):
        """Say that the follow-up is done, with what was done.

        :return: True
        :raise AccessError: for others than the superior and HR's managers
        :raise UserError: without a word on what was done, or once it has ended
        """
        return self._close("done", "can_close")

    def action_waive(self):
        """End the follow-up without anything done, for a reason that HR gives.

        :return: True
        :raise AccessError: for others than HR's managers
        :raise UserError: without a reason, or once it has ended
        """
        return self._close("waived", "can_waive")

    def _close(self, state, right):
        check_one(self)
        self.check_access("write")
        if self.state != "open":
            raise UserError(self.env._("This follow-up has ended and stays as it is."))
        if not self[right]:
            raise AccessError(
                self.env._("The superior and HR end a follow-up; HR alone waives it.")
            )
        if not (self.closing_note or "").strip():
            raise UserError(
                self.env._("First write down what was done, or why nothing is.")
            )
        self._workflow_write(
            {
                "state": state,
                "closed_on": fields.Date.context_today(self),
                "closed_by_id": self.env.uid,
            }
        )
        return True

    # ------------------------------------------------------------
    # OPENED BY RULE
    # ------------------------------------------------------------

    @api.model
    def _open(self, outcomes):
        """Open what published results of one or more cycles ask for.

        Those of earlier versions go on where the new one asks for it as well, and are
        no longer needed where it does not. In a constant number of queries per cycle.

        :param outcomes: published asn.appraisal.outcome
        :return: the new duties
        """
        asking = outcomes.filtered(lambda o: o._asks_follow_up())
        running = self.search(
            [
                ("appraisal_id", "in", outcomes.appraisal_id.ids),
                ("state", "=", "open"),
            ]
        )
        kept = running.filtered(lambda d: d.appraisal_id in asking.appraisal_id)
        (running - kept)._workflow_write({"state": "cancelled"})
        new = asking.filtered(lambda o: o.appraisal_id not in kept.appraisal_id)
        for duty in kept:
            outcome = asking.filtered(
                lambda o, d=duty: o.appraisal_id == d.appraisal_id
            )
            duty._workflow_write(duty._prepare_outcome_vals(outcome))
        return self._workflow_insert([self._prepare_duty_vals(o) for o in new])

    @api.model
    def _prepare_outcome_vals(self, outcome):
        return {
            "outcome_id": outcome.id,
            "predicate_id": outcome.predicate_id.id,
            "superior_id": outcome.superior_id.id or None,
        }

    @api.model
    def _prepare_duty_vals(self, outcome):
        """Hook: return the values of the duty of one outcome."""
        return self._prepare_outcome_vals(outcome) | {
            "appraisal_id": outcome.appraisal_id.id,
            "cycle_id": outcome.cycle_id.id,
            "company_id": outcome.company_id.id,
            "employee_id": outcome.employee_id.id,
            "due_date": outcome._get_follow_up_date(),
            "state": "open",
        }
