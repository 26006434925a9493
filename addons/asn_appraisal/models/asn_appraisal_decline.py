# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import random

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

MANAGER = "asn_appraisal.group_asn_appraisal_manager"


class AsnAppraisalDecline(models.Model):
    """A rater has said no to a form, with a reason, and HR decides what follows.

    Only the rater and HR's managers read it: the person appraised and the superior
    never learn that somebody declined, and who asked instead is told to managers
    alone. The form keeps what was answered; taken up again, it goes on from there.
    """

    _name = "asn.appraisal.decline"
    _description = "Declined Form"
    _inherit = ["asn.workflow.mixin"]
    _order = "state, declined_on, id"
    _rec_name = "rater_id"
    _check_company_auto = True
    _log_access = False

    _workflow_fields = frozenset(
        {
            "evaluation_id",
            "appraisal_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "rater_id",
            "role_id",
            "kind",
            "reason",
            "replacement_id",
            "declined_on",
            "state",
            "handled_by_id",
            "handled_on",
            "passed_over",
        }
    )

    # which form
    evaluation_id = fields.Many2one(
        "asn.appraisal.evaluation",
        string="Form",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    employee_id = fields.Many2one(
        "hr.employee", string="Person Appraised", required=True, readonly=True
    )
    rater_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, ondelete="cascade"
    )
    role_id = fields.Many2one(
        "asn.rater.role", string="Rates As", required=True, readonly=True
    )
    # why
    kind = fields.Selection(
        [
            ("distance", "We hardly work together"),
            ("conflict", "Conflict of interest"),
            ("load", "Too many forms at once"),
            ("absence", "Away while answers are asked for"),
            ("other", "Another reason"),
        ],
        string="Reason",
        required=True,
        readonly=True,
    )
    reason = fields.Text(string="In the Rater's Words", readonly=True)
    replacement_id = fields.Many2one(
        "hr.employee",
        string="Proposed by the Rater",
        readonly=True,
        ondelete="set null",
        help="Who could answer instead, as the rater thinks.",
    )
    declined_on = fields.Date(readonly=True)
    # what HR does about it
    state = fields.Selection(
        [
            ("open", "Waiting for HR"),
            ("replaced", "Somebody else was asked"),
            ("left", "Left as it is"),
            ("refused", "Asked again"),
            ("withdrawn", "Answered after all"),
        ],
        default="open",
        required=True,
        readonly=True,
        index=True,
    )
    successor_id = fields.Many2one(
        "hr.employee",
        string="Ask Instead",
        compute="_compute_successor_id",
        store=True,
        readonly=False,
        ondelete="set null",
        check_company=True,
        groups=MANAGER,
        help="The one whom the rater proposes, unless you choose somebody else. "
        "Neither the rater nor the person appraised learns who it is.",
    )
    answer = fields.Text(
        string="Answer to the Rater",
        help="What you want to say to the rater, who reads it with the form.",
    )
    passed_over = fields.Text(
        string="Passed Over in the Draw",
        readonly=True,
        groups=MANAGER,
        help="Who was eligible when raters were drawn, came first by the seed and may "
        "no longer rate, with the reason.",
    )
    handled_by_id = fields.Many2one("res.users", readonly=True, groups=MANAGER)
    handled_on = fields.Date(readonly=True, groups=MANAGER)
    can_handle = fields.Boolean(
        compute="_compute_can_handle",
        search="_search_can_handle",
        help="It waits for HR, and raters can still be asked.",
    )

    _unique_open = models.UniqueIndex(
        "(evaluation_id) WHERE state = 'open'", "This form is declined already."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("replacement_id")
    def _compute_successor_id(self):
        for decline in self:
            decline.successor_id = decline.replacement_id

    @api.depends_context("uid")
    @api.depends("state", "appraisal_id.state", "cycle_id.state")
    def _compute_can_handle(self):
        is_manager = self.env.user.has_group(MANAGER)
        for decline in self:
            # sudo: asn.appraisal - its state, of a decline that the user reads
            appraisal = decline.sudo().appraisal_id
            decline.can_handle = (
                is_manager
                and decline.state == "open"
                and appraisal.state == "evaluation"
                and appraisal.cycle_state == "evaluation"
                and not appraisal.with_env(self.env).is_mine
            )

    def _search_can_handle(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not self.env.user.has_group(MANAGER):
            return Domain.FALSE
        return (
            Domain("state", "=", "open")
            & Domain("appraisal_id.state", "=", "evaluation")
            & Domain("cycle_id.state", "=", "evaluation")
            & Domain("employee_id.user_id", "!=", self.env.uid)
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_replace(self):
        """Ask the one who is named as the successor.

        :return: True
        :raise AccessError: for anybody but appraisal managers, and about oneself
        :raise UserError: when nobody is named, or saying why that one may not rate
        """
        for decline in self:
            decline._check_can_handle()
            if not decline.successor_id:
                raise UserError(
                    self.env._(
                        "Nobody is proposed. Choose whom to ask instead, or draw the "
                        "next one."
                    )
                )
            decline._replace(decline.successor_id)
        return True

    def action_draw(self):
        """Draw the next one from the stored pool, by the cycle's seed.

        :return: True
        :raise AccessError: for anybody but appraisal managers, and about oneself
        :raise UserError: when nobody else is eligible, saying why not
        """
        for decline in self:
            decline._check_can_handle()
            successor, passed = decline._draw_successor()
            decline._replace(successor)
            # sudo: asn.appraisal.decline - a step of the workflow, checked above
            decline.sudo()._workflow_write({"passed_over": "\n".join(passed)})
        return True

    def action_leave(self):
        """Ask nobody else.

        :return: True
        :raise AccessError: for anybody but appraisal managers, and about oneself
        """
        for decline in self:
            decline._check_can_handle()
            decline._close("left")
        return True

    def action_refuse(self):
        """Ask the rater again; nothing of what was answered is lost.

        :return: True
        :raise AccessError: for anybody but appraisal managers, and about oneself
        :raise UserError: without an answer that says why
        """
        for decline in self:
            decline._check_can_handle()
            if not (decline.answer or "").strip():
                raise UserError(
                    self.env._(
                        "Please tell the rater in the answer why they are asked."
                    )
                )
            decline._close("refused")
            # sudo: asn.appraisal.evaluation - a step of the workflow, checked above
            form = decline.sudo().evaluation_id
            form._reopen()
            if not form.cycle_id.job:  # whose last step invites everybody
                self.env["asn.appraisal.job.notify"].sudo()._invite(form)
        return True

    def _check_can_handle(self):
        """Let a manager act, once, while raters can still be asked.

        :raise AccessError: for everybody else, and about oneself
        :raise UserError: when it is too late or somebody else was quicker
        """
        self.ensure_one()
        self.check_access("write")
        self.appraisal_id._check_manager()
        self._lock()
        if not self.can_handle:
            raise UserError(
                self.env._(
                    "What follows from this decline has been decided, or the "
                    "evaluation stage is closed: nobody else can be asked."
                )
            )

    def _lock(self):
        """Make a second manager wait, and then look again at what the first one did."""
        self.env.cr.execute(
            SQL("UPDATE asn_appraisal_decline SET state = state WHERE id = %s", self.id)
        )
        self.invalidate_recordset(["state", "can_handle"])

    def _close(self, state):
        # sudo: asn.appraisal.decline - a step of the workflow, checked by the callers
        self.sudo()._workflow_write(
            {
                "state": state,
                "handled_by_id": self.env.uid,
                "handled_on": fields.Date.context_today(self),
            }
        )
        self.flush_recordset(["state"])  # before another decline of the same form

    # ------------------------------------------------------------
    # WHO ANSWERS INSTEAD
    # ------------------------------------------------------------

    def _get_role(self):
        """Return the role as frozen, a dictionary."""
        return self.cycle_id._get_frozen_role(
            self.evaluation_id.template_id, self.role_id
        )

    def _get_asked(self):
        """Return everybody who has a form about the person, the decliners too."""
        forms = self.appraisal_id.evaluation_ids
        return forms.filtered(lambda form: form.state != "cancelled").rater_id

    def _replace(self, successor):
        """Ask ``successor``, who must be eligible, and note it."""
        # sudo: appraisal, evaluation, employee - a step of the workflow, checked
        decline = self.sudo()
        successor = successor.sudo()
        decline._check_successor(successor)
        assignment = self.env["asn.appraisal.assignment"].sudo()
        assignment._ask(decline.appraisal_id, decline._get_role(), successor)
        decline._close("replaced")
        decline.successor_id = successor

    def _check_successor(self, successor):
        """:raise UserError: saying why this person may not rate instead"""
        names = {"rater": successor.name, "employee": self.employee_id.name}
        if successor in self._get_asked() | self.employee_id:
            raise UserError(
                self.env._("%(rater)s is already asked about %(employee)s.", **names)
            )
        if not successor.user_id.active or not successor.active:
            raise UserError(
                self.env._("%(rater)s has no account to answer from.", **names)
            )
        if reason := self._get_refusals(successor).get(successor.id):
            raise UserError(reason)

    def _get_refusals(self, employees):
        """Return ``{employee id: why}`` of those who may not rate instead."""
        return self.env["asn.appraisal.assignment"]._get_refusals(
            self.appraisal_id, self._get_role(), employees
        )

    def _draw_successor(self):
        """Return the next one by the seed: who it is can be shown, not chosen.

        The order follows from the pool as it was when raters were drawn. Who has become
        ineligible since then is passed over.

        :return: hr.employee, and why those before that one may no longer rate
        :raise UserError: when nobody is left, with these reasons
        """
        # sudo: cycle, appraisal, employee - the seed and who may rate; one is drawn
        decline, role = self.sudo(), self._get_role()
        pool = decline._get_stored_pool() or decline._get_pool(role)
        left = pool.exists() - decline._get_asked() - decline.employee_id
        refused = decline._get_refusals(left) if left else {}
        order, passed = sorted(left.ids), []
        seed = f"{decline.cycle_id.seed}:{decline.employee_id.id}:{role['code']}"
        # Not for secrecy: the draw must be repeatable, and the seed is secret.
        random.Random(f"{seed}:{decline.rater_id.id}").shuffle(order)  # noqa: S311
        for id_ in order:
            if id_ not in refused:
                return left.browse(id_), passed
            passed.append(refused[id_])
        nobody = self.env._(
            "Nobody else is eligible to rate %s in this role.",
            decline.employee_id.name,
        )
        raise UserError("\n".join([nobody, *passed]))

    def _get_stored_pool(self):
        """Return who was eligible when raters were drawn; nobody if none were."""
        draw = self.env["asn.appraisal.draw"].search(
            [
                ("appraisal_id", "=", self.appraisal_id.id),
                ("role_id", "=", self.role_id.id),
            ],
            order="id desc",
            limit=1,
        )
        ids = [id_ for id_, __, __ in draw.pool_json or []]
        return self.env["hr.employee"].browse(ids)

    def _get_pool(self, role):
        """Return everybody who may rate in a role today: all of them were asked."""
        appraisal, assignment = self.appraisal_id, self.env["asn.appraisal.assignment"]
        form, template = self.evaluation_id._get_form(), appraisal.template_id
        case = assignment._get_case(appraisal)
        world = assignment._get_world(self.cycle_id, [case], [role])
        rule = assignment._get_rule(form, template, role)
        panel = assignment._get_panel(world, case, rule)
        return self.env["hr.employee"].browse(panel.pool)
