# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL
from odoo.tools.json import json_default

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

MANAGER = "asn_training.group_asn_training_manager"
# What a run computes anew; the rest is decided by people.
COMPUTED = ("outcome_id", "superior_id", "department_id", "priority", "kind")
COMPUTED += ("rule_codes", "reasons")


class AsnTrainingRecommendation(models.Model):
    """A programme that follows from a published result, and why.

    One per person, cycle and programme. What the person decided about it stays,
    however often recommendations are computed.
    """

    _name = "asn.training.recommendation"
    _inherit = ["asn.workflow.mixin"]
    _description = "Recommended Programme"
    _order = "state, priority, id"
    _rec_name = "programme_id"

    _workflow_fields = frozenset(
        {
            "employee_id",
            "cycle_id",
            "company_id",
            "programme_id",
            "state",
            "decided_by_id",
            "decided_on",
            *COMPUTED,
        }
    )

    # for whom, and from what
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, ondelete="cascade"
    )
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
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        string="Result",
        readonly=True,
        index=True,
        ondelete="set null",
        groups=fields.NO_ACCESS,
    )
    superior_id = fields.Many2one(
        "hr.employee",
        string="Appraiser",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    # what
    programme_id = fields.Many2one(
        "asn.training.programme",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    kind = fields.Selection([("help", "Help"), ("advance", "Advance")], readonly=True)
    priority = fields.Integer(
        readonly=True,
        aggregator=None,
        help="The smaller the number, the more urgent.",
    )
    rule_codes = fields.Char(string="Rules", readonly=True)
    reasons = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    explanation = fields.Text(
        string="Why",
        compute="_compute_explanation",
        help="Values of the result are there for those who may read the result.",
    )
    # what became of it
    state = fields.Selection(
        [
            ("new", "To decide"),
            ("accepted", "Accepted"),
            ("dismissed", "Not wanted"),
            ("done", "Done"),
            ("outdated", "No longer follows"),
        ],
        default="new",
        required=True,
        readonly=True,
        index=True,
    )
    dismiss_reason = fields.Text(
        string="Why Not", help="Read by the person, the superior, HR and auditors."
    )
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_on = fields.Datetime(readonly=True)
    can_decide = fields.Boolean(compute="_compute_can_decide")

    _unique_programme = models.UniqueIndex(
        "(employee_id, cycle_id, programme_id)",
        "This programme is recommended to this person already.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid", "lang")
    @api.depends("reasons", "cycle_id")
    def _compute_explanation(self):
        Text = self.env["asn.training.recommendation.text"]
        for recommendation, text in Text._explain(self):
            recommendation.explanation = text

    @api.depends_context("uid")
    @api.depends("state", "employee_id", "superior_id")
    def _compute_can_decide(self):
        is_manager = self.env.su or self.env.user.has_group(MANAGER)
        for recommendation in self:
            # sudo: hr.employee - only compared with the user
            sudo = recommendation.sudo()
            people = sudo.employee_id | sudo.employee_id.parent_id
            may = is_manager or self.env.user in people.user_id
            recommendation.can_decide = may and recommendation.state == "new"

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self._is_workflow() and not self.env.su:
            self._check_open()
        return super().write(vals)

    def _check_open(self):
        """:raise AccessError: for others; :raise UserError: once it is decided"""
        for recommendation in self:
            if recommendation.state != "new":
                raise UserError(self.env._("This recommendation is decided already."))
            if not recommendation.can_decide:
                raise AccessError(
                    self.env._("The person, today's superior and HR decide on this.")
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_accept(self):
        """Take the programme: the person's superior is asked to approve it.

        Where the superior or HR takes it for the person, it is approved by that.

        :return: action that opens the enrolment
        :raise AccessError: for others than the person, today's superior and HR
        :raise UserError: once it is decided, or with what speaks against it
        """
        check_one(self)
        self.check_access("write")
        self._check_open()
        self._decide("accepted")
        Enrolment = self.env["asn.training.enrolment"]
        enrolment = Enrolment._begin_recommended(self)
        return {
            "type": "ir.actions.act_window",
            "res_model": "asn.training.enrolment",
            "res_id": enrolment.id,
            "view_mode": "form",
        }

    def action_dismiss(self):
        """Decide against the programme, for a reason given before.

        It stays so, also when recommendations are computed again.

        :return: True
        :raise AccessError: for others than the person, today's superior and HR
        :raise UserError: without a reason, or once it is decided
        """
        check_one(self)
        self.check_access("write")
        self._check_open()
        if not (self.dismiss_reason or "").strip():
            raise UserError(self.env._("First write down why it is not wanted."))
        self._decide("dismissed")
        return True

    def _decide(self, state):
        self._workflow_write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )

    # ------------------------------------------------------------
    # COMPUTED BY A RUN
    # ------------------------------------------------------------

    @api.model
    def _bring_in_step(self, cycle, employees, vals_list):
        """Add what follows now, and mark as outdated what no longer does.

        What people have decided about stays as it is. In a constant number of queries.

        :param list vals_list: one dict per employee and programme
        """
        wanted = {
            (vals["employee_id"], vals["programme_id"]): vals for vals in vals_list
        }
        existing = self.search_fetch(
            [("cycle_id", "=", cycle.id), ("employee_id", "in", employees.ids)],
            ["employee_id", "programme_id", "state", *COMPUTED],
        )
        gone, changed = self.browse(), []
        for recommendation in existing:
            vals = wanted.pop(recommendation._get_key(), None)
            if recommendation.state not in ("new", "outdated"):
                continue
            if not vals:
                gone += recommendation
            elif recommendation._differs(vals):
                computed = {name: vals[name] for name in COMPUTED}
                changed.append({"id": recommendation.id, "state": "new"} | computed)
        gone.filtered(lambda one: one.state == "new")._workflow_update(
            {"state": "outdated"}
        )
        self._update_rows(changed)
        self._workflow_insert([vals | {"state": "new"} for vals in wanted.values()])

    def _get_key(self):
        return self.employee_id.id, self.programme_id.id

    def _differs(self, vals):
        known = {name: self[name] for name in COMPUTED}
        known |= {n: known[n].id or None for n in COMPUTED if n.endswith("_id")}
        return self.state == "outdated" or any(known[n] != vals[n] for n in COMPUTED)

    @api.model
    def _update_rows(self, rows):
        """Write other values to each of many records with one statement."""
        if not rows:
            return
        names = [name for name in rows[0] if name != "id"]
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE %(table)s SET %(columns)s FROM"
                " json_populate_recordset(NULL::%(table)s, %(rows)s) AS given"
                " WHERE %(table)s.id = given.id",
                table=SQL.identifier(self._table),
                columns=SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(n), SQL.identifier("given", n))
                    for n in names
                ),
                rows=json.dumps(rows, default=json_default),
            )
        )
        records = self.browse(row["id"] for row in rows)
        records.invalidate_recordset(names, flush=False)
        records.modified(names)
