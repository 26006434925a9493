# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from ..raters import ALGORITHM, Panel, draw
from .asn_one_record import check_one


class AsnAppraisalDraw(models.Model):
    """Lots that decided who rates an appraisal in one role, kept to be repeated.

    The pool is kept as it was, with the forms and the time that everybody in it had;
    the seed stays with the cycle. Draws made together share ``lot``: what one panel
    took changed what was left for the others.
    """

    _name = "asn.appraisal.draw"
    _description = "Draw of Raters"
    _inherit = ["asn.workflow.mixin"]
    _order = "cycle_id, employee_id, role_id, id"
    _rec_name = "employee_id"
    _log_access = False

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "role_id",
            "key",
            "size",
            "cost",
            "is_mutual",
            "pool_json",
            "drawn_json",
            "lot",
            "algorithm",
        }
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
        "hr.employee",
        string="Person Appraised",
        required=True,
        readonly=True,
        index=True,
    )
    role_id = fields.Many2one(
        "asn.rater.role",
        string="Rates As",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    # what went into the draw, and what came out of it
    key = fields.Char(required=True, readonly=True)
    size = fields.Integer(string="Seats", required=True, readonly=True, default=0)
    cost = fields.Integer(
        string="Seconds per Form", required=True, readonly=True, default=0
    )
    is_mutual = fields.Boolean(string="Mutual Allowed", readonly=True)
    pool_json = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    drawn_json = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    lot = fields.Char(
        string="Drawn Together",
        required=True,
        readonly=True,
        index=True,
        help="Draws with the same mark were made together.",
    )
    algorithm = fields.Char(required=True, readonly=True)
    pool_names = fields.Text(string="Eligible", compute="_compute_people")
    drawn_names = fields.Text(string="Drawn", compute="_compute_people")
    pool_count = fields.Integer(string="Eligible People", compute="_compute_people")

    @api.depends("pool_json", "drawn_json")
    def _compute_people(self):
        # sudo: asn.appraisal.draw, hr.employee - names of a draw that the user may read
        Employee = self.env["hr.employee"].sudo()
        for record in self:
            sudo = record.sudo()
            pool = Employee.browse([id_ for id_, __, __ in sudo.pool_json or []])
            record.pool_names = ", ".join(pool.mapped("name"))
            drawn = Employee.browse(sudo.drawn_json or [])
            record.drawn_names = ", ".join(drawn.mapped("name"))
            record.pool_count = len(pool)

    # ------------------------------------------------------------
    # MAKING
    # ------------------------------------------------------------

    @api.model
    def _keep(self, lot, cycle, panels, people, drawn):
        """Keep what was drawn together.

        :param str lot: mark of what was drawn together
        :param cycle: one asn.appraisal.cycle
        :param panels: dict of pairs (appraisal's id, role's id) to raters.Panel
        :param people: dict of employee's id to a pair of forms and seconds left
        :param drawn: dict of the same pairs to tuples of employees' ids
        """
        common = {
            "cycle_id": cycle.id,
            "company_id": cycle.company_id.id,
            "lot": lot,
            "algorithm": ALGORITHM,
        }
        vals_list = [
            common
            | {
                "appraisal_id": appraisal_id,
                "employee_id": panel.owner,
                "role_id": role_id,
                "key": panel.key,
                "size": panel.size,
                "cost": panel.cost,
                "is_mutual": panel.is_mutual,
                "pool_json": [[id_, *people[id_]] for id_ in sorted(panel.pool)],
                "drawn_json": list(drawn[appraisal_id, role_id]),
            }
            for (appraisal_id, role_id), panel in panels.items()
        ]
        self._workflow_insert(vals_list)

    # ------------------------------------------------------------
    # REPEATING
    # ------------------------------------------------------------

    def action_repeat(self):
        """Draw once more from the seed and the stored pools, and compare.

        :return: a message that says whether the same people come out
        """
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": self._get_comparison(),
        }

    def _get_comparison(self):
        """Say in words whether the draw comes out as it did."""
        if self.algorithm != ALGORITHM:
            message = self.env._(
                "This draw was made by another version (%s) and cannot be repeated.",
                self.algorithm,
            )
            return {"type": "warning", "message": message}
        # sudo: asn.appraisal.draw - pools of all that were drawn together; one bit out
        same = self.sudo()._repeat() == sorted(self.sudo().drawn_json)
        if same:
            message = self.env._(
                "Drawn again from the seed and the stored pool: the same raters."
            )
        else:
            message = self.env._(
                "Drawn again from the seed and the stored pool: other raters than "
                "those noted. Somebody has changed the seed, the pool or the result."
            )
        return {"type": "success" if same else "danger", "message": message}

    def _repeat(self):
        """Return the employees' ids that come out now, ascending."""
        together = self.search([("lot", "=", self.lot)])
        loads, rooms = {}, {}
        for record in together:
            for id_, load, room in record.pool_json:
                loads[id_], rooms[id_] = load, room
        panels = [record._get_panel() for record in together]
        drawn = draw(self.cycle_id.seed, panels, loads, rooms)
        return sorted(drawn[self.key])

    def _get_panel(self):
        return Panel(
            key=self.key,
            owner=self.employee_id.id,
            role=self.role_id.id,
            pool=frozenset(id_ for id_, __, __ in self.pool_json),
            size=self.size,
            cost=self.cost,
            is_mutual=self.is_mutual,
        )
