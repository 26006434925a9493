# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from statistics import median

from odoo import api, fields, models
from odoo.fields import Command

from ..models.asn_one_record import check_one


class AsnAppraisalCyclePreview(models.TransientModel):
    """What a launch would do, played and taken back.

    Holds plain values: who takes part with which form, who has to rate how many and
    for how long, how many mails go out, and what is missing. How they are found is in
    ``asn_appraisal_cycle_preview_play.py``.
    """

    _name = "asn.appraisal.cycle.preview"
    _description = "Preview of a Launch"
    _rec_name = "cycle_id"

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle", required=True, readonly=True, ondelete="cascade"
    )
    cycle_state = fields.Selection(related="cycle_id.state")
    has_planning = fields.Boolean(related="cycle_id.has_planning")
    problems = fields.Text(readonly=True, help="Why a launch is impossible as yet.")
    # content
    person_ids = fields.One2many(
        "asn.appraisal.cycle.preview.person", "preview_id", readonly=True
    )
    rater_ids = fields.One2many(
        "asn.appraisal.cycle.preview.rater", "preview_id", readonly=True
    )
    role_ids = fields.One2many(
        "asn.appraisal.cycle.preview.role", "preview_id", readonly=True
    )
    gap_ids = fields.One2many(related="cycle_id.gap_ids")
    # who
    person_count = fields.Integer(string="Take Part", readonly=True)
    left_out_count = fields.Integer(string="Left Out", readonly=True)
    form_count = fields.Integer(string="Forms", readonly=True)
    # raters
    rater_count = fields.Integer(string="Raters", readonly=True)
    evaluation_count = fields.Integer(string="Evaluations", readonly=True)
    mail_count = fields.Integer(
        string="Mails", readonly=True, help="One for each rater, however many forms."
    )
    no_mail_count = fields.Integer(
        string="Raters without Mail",
        readonly=True,
        help="They are asked as well, but have no user or no e-mail address.",
    )
    # minutes
    minutes_total = fields.Integer(readonly=True)
    minutes_median = fields.Integer(readonly=True)
    minutes_max = fields.Integer(readonly=True)
    load_limit = fields.Integer(readonly=True)
    overloaded_count = fields.Integer(string="Above the Limit", readonly=True)

    @api.depends_context("lang")
    @api.depends("cycle_id.name")
    def _compute_display_name(self):
        for preview in self:
            preview.display_name = self.env._("Preview: %s", preview.cycle_id.name)

    # ------------------------------------------------------------
    # CREATION
    # ------------------------------------------------------------

    @api.model
    def _make(self, cycle):
        """Play a launch and note what it would do.

        Gaps stay refreshed, as after "Check Readiness": they are facts about HR's
        data. Nothing else remains.

        :param cycle: one asn.appraisal.cycle; the caller has checked the user
        :return: the preview, which its maker alone can read
        """
        doctor = self.env["asn.appraisal.cycle.doctor"]
        doctor._refresh_issues(cycle)
        problems = list(cycle._get_launch_problems(cycle._get_snapshot()))
        played = {} if problems else self._play(cycle)
        for employee_id, message in played.pop("errors", ()):
            employee = self.env["hr.employee"].browse(employee_id)
            doctor._add_issue(cycle, employee, "error", message)
        vals = self._prepare_vals(cycle, **played)
        vals["problems"] = "\n".join(f"• {problem}" for problem in problems)
        # sudo: asn.appraisal.cycle.preview - written by the code alone
        return self.browse(self.sudo().create(vals).id)

    @api.model
    def _prepare_vals(self, cycle, persons=(), raters=(), roles=()):
        minutes = [vals["minutes"] for vals in raters] or [0]
        launched = [vals for vals in persons if not vals["is_left_out"]]
        mailed = [vals for vals in raters if vals["gets_mail"]]
        lists = {"person_ids": persons, "rater_ids": raters, "role_ids": roles}
        return {
            "cycle_id": cycle.id,
            "person_count": len(launched),
            "left_out_count": len(persons) - len(launched),
            "form_count": len({vals["template_id"] for vals in launched}),
            "rater_count": len(raters),
            "evaluation_count": sum(vals["form_count"] for vals in raters),
            "mail_count": len(mailed),
            "no_mail_count": len(raters) - len(mailed),
            "minutes_total": round(sum(minutes)),
            "minutes_median": round(median(minutes)),
            "minutes_max": round(max(minutes)),
            "load_limit": cycle.load_limit,
            "overloaded_count": sum(vals["is_overloaded"] for vals in raters),
        } | {
            name: [Command.create(vals) for vals in vals_list]
            for name, vals_list in lists.items()
        }

    # ------------------------------------------------------------
    # NAVIGATION
    # ------------------------------------------------------------

    def action_open_persons(self):
        """List who takes part, and who is left out and why."""
        return self._open("person", self.env._("Who Takes Part"))

    def action_open_forms(self):
        """List who takes part by form."""
        context = {"search_default_launched": 1, "search_default_by_form": 1}
        return self._open("person", self.env._("Forms"), context)

    def action_open_left_out(self):
        """List who is left out and why."""
        context = {"search_default_left_out": 1}
        return self._open("person", self.env._("Left Out"), context)

    def action_open_raters(self):
        """List the raters, those with most to do first."""
        return self._open("rater", self.env._("Raters"))

    def action_open_overloaded(self):
        """List the raters above the limit."""
        context = {"search_default_overloaded": 1}
        return self._open("rater", self.env._("Above the Limit"), context)

    def action_open_without_mail(self):
        """List the raters who are asked, but get no mail."""
        context = {"search_default_without_mail": 1}
        return self._open("rater", self.env._("Raters without Mail"), context)

    def action_open_roles(self):
        """List how many raters each form asks in each role."""
        return self._open("role", self.env._("Evaluations"))

    def action_open_issues(self):
        """List all that is missing."""
        check_one(self)
        return self.cycle_id.action_open_issues()

    def _open(self, model, name, context=None):
        check_one(self)
        self.check_access("read")
        xml_id = f"asn_appraisal.action_asn_appraisal_cycle_preview_{model}"
        action = self.env["ir.actions.act_window"]._for_xml_id(xml_id)
        return action | {
            "name": name,
            "domain": [("preview_id", "=", self.id)],
            "context": context or {},
        }

    def _open_form(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
