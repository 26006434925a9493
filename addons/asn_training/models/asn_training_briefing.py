# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import format_datetime


class AsnTrainingBriefing(models.Model):
    """Whether somebody who takes part in a cycle has been told how it works.

    One per person and cycle. Sessions are events of core: an attendance that is checked
    in there, by barcode or by hand, makes somebody briefed here.
    """

    _name = "asn.training.briefing"
    _description = "Briefing of a Participant"
    _inherit = ["asn.workflow.mixin"]
    _order = "cycle_id desc, department_id, id"
    _rec_name = "employee_id"

    _workflow_fields = frozenset(
        {"cycle_id", "company_id", "employee_id", "department_id"}
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
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, ondelete="cascade"
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    is_led_department = fields.Boolean(
        compute="_compute_is_led_department", search="_search_is_led_department"
    )
    registration_ids = fields.One2many(
        "event.registration", "asn_briefing_id", groups=fields.NO_ACCESS
    )
    state = fields.Selection(
        [("open", "Not invited"), ("invited", "Invited"), ("briefed", "Briefed")],
        compute="_compute_state",
        store=True,  # counted by unit
        index=True,
    )
    session_text = fields.Char(
        string="When and Where",
        compute="_compute_session",
        help="Of the session that the person is registered for.",
    )
    material = fields.Html(
        compute="_compute_session", help="What the organiser gives to read."
    )

    _unique_person = models.UniqueIndex(
        "(cycle_id, employee_id)", "This person is listed for the cycle already."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("registration_ids.state", "registration_ids.active")
    def _compute_state(self):
        for briefing in self:
            # sudo: event.registration - whether somebody is invited or came
            states = briefing.sudo().registration_ids.mapped("state")
            if "done" in states:
                briefing.state = "briefed"
            elif {"open", "draft"} & set(states):
                briefing.state = "invited"
            else:
                briefing.state = "open"

    @api.depends_context("uid", "lang", "tz")
    @api.depends("registration_ids.event_id")
    def _compute_session(self):
        for briefing in self:
            # sudo: event.event - the session that the person was invited to
            registrations = briefing.sudo().registration_ids
            event = registrations.filtered(lambda r: r.state != "cancel").event_id[:1]
            parts = (
                event.name,
                event and format_datetime(self.env, event.date_begin, tz=event.date_tz),
                event.address_id.display_name,
            )
            briefing.session_text = ", ".join(part for part in parts if part)
            briefing.material = event.asn_material

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_is_led_department(self):
        led = self.env["asn.appraisal"]._get_led_departments()
        for briefing in self:
            briefing.is_led_department = briefing.sudo().department_id in led

    def _search_is_led_department(self, operator, value):
        if operator != "in":
            return NotImplemented
        led = self.env["asn.appraisal"]._get_led_departments()
        return [("department_id", "in", led.ids)]

    # ------------------------------------------------------------
    # WHO TAKES PART
    # ------------------------------------------------------------

    @api.model
    def _sync(self, cycle):
        """List everybody who takes part in a cycle; who was briefed stays.

        In a constant number of queries; twice is once.

        :param cycle: one asn.appraisal.cycle, with sudo
        :return: the rows of the cycle
        """
        rows = self.search([("cycle_id", "=", cycle.id)])
        appraised = cycle.appraisal_ids.filtered(lambda a: a.state != "cancelled")
        people = appraised.employee_id or cycle._get_population()
        gone = rows.filtered(
            lambda row: row.employee_id not in people and row.state == "open"
        )
        new = self._workflow_create(
            [
                {
                    "cycle_id": cycle.id,
                    "company_id": cycle.company_id.id,
                    "employee_id": employee.id,
                    "department_id": employee.department_id.id,
                }
                for employee in people - rows.employee_id
            ]
        )
        gone.unlink()
        return (rows - gone) | new

    def _invite(self, event):
        """Register people for a session; whoever is invited or briefed is left out.

        Core's mail scheduler of the event tells them, and core checks them in.

        :param event: one event.event, with sudo
        :return: the new registrations
        """
        rows = self.filtered(lambda row: row.state == "open")
        vals_list = []
        for row in rows:
            employee = row.employee_id
            partner = employee.user_id.partner_id or employee.work_contact_id
            vals_list.append(
                {
                    "event_id": event.id,
                    "asn_briefing_id": row.id,
                    "partner_id": partner.id,
                    "name": employee.name,
                    "email": employee.work_email or partner.email,
                }
            )
        return self.env["event.registration"].create(vals_list)

    def action_invite(self):
        """Choose the session to which the chosen people are invited.

        :raise AccessError: for people whom the user may not see
        """
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invite to a Briefing"),
            "res_model": "asn.training.briefing.invite",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_briefing_ids": self.ids},
        }
