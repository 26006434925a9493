# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .asn_appraisal_evaluation import OPEN_STATES
from .asn_one_record import check_one


class AsnAppraisalEvaluation(models.Model):
    """Until when a form is asked for: the deadline of its cycle, or an extension."""

    _inherit = "asn.appraisal.evaluation"

    extended_to = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The latest extension granted, for this form or all of the rater's.",
    )
    due_date = fields.Date(compute="_compute_due_date", search="_search_due_date")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("extended_to", "cycle_id.evaluation_end")
    def _compute_due_date(self):
        for form in self:
            # sudo: asn.appraisal.cycle - its deadline, which every rater knows
            end = form.sudo().cycle_id.evaluation_end
            form.due_date = max(filter(None, (end, form.extended_to)), default=False)

    def _search_due_date(self, operator, value):
        """Look up the later of both days, as the forms show it."""
        end, extended = "cycle_id.evaluation_end", "extended_to"
        if operator in (">", ">="):
            return Domain(end, operator, value) | Domain(extended, operator, value)
        if operator in ("<", "<="):
            never = Domain(extended, "=", False)
            return Domain(end, operator, value) & (
                never | Domain(extended, operator, value)
            )
        return NotImplemented

    def _format_due_date(self):
        """Return the day in words, and that it is an extension; False without one."""
        self.ensure_one()
        day = bool(self.due_date) and format_date(self.env, self.due_date)
        # sudo: asn.appraisal.cycle - its deadline, which every rater knows
        if day and self.due_date != self.sudo().cycle_id.evaluation_end:
            return self.env._("%s (extended)", day)
        return day

    # ------------------------------------------------------------
    # EXTENSIONS
    # ------------------------------------------------------------

    def action_extend(self):
        """Open an extension for the rater of this form.

        :raise AccessError: for anybody but HR
        """
        check_one(self)
        self.check_access("read")
        self.env["asn.appraisal.extension"].check_access("create")
        # sudo: asn.appraisal.cycle - whether its stage is open
        if self.state not in OPEN_STATES or self.sudo().cycle_id.state != "evaluation":
            raise UserError(
                self.env._("Only a form that waits for an answer can be extended.")
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("More Time for a Rater"),
            "res_model": "asn.appraisal.extension",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_cycle_id": self.cycle_id.id,
                "default_rater_id": self.rater_id.id,
            },
        }

    def _note_extensions(self):
        """Write on forms until when they are extended, see ``extended_to``.

        The caller, in the name of the code, has checked who may. A constant number of
        queries.
        """
        self.fetch(["cycle_id", "rater_id", "extended_to"])
        Extension = self.env["asn.appraisal.extension"]
        granted = Extension.search_fetch(
            [
                ("state", "=", "granted"),
                ("cycle_id", "in", self.cycle_id.ids),
                ("rater_id", "in", self.rater_id.ids),
            ],
            ["cycle_id", "rater_id", "evaluation_id", "due_date"],
        )
        by_pair = granted.grouped(lambda e: (e.cycle_id, e.rater_id))
        for form in self:
            days = [
                extension.due_date
                for extension in by_pair.get((form.cycle_id, form.rater_id), ())
                if extension.evaluation_id in (form.browse(), form)
            ]
            day = max(days, default=False)
            if form.extended_to != day:
                form._workflow_write({"extended_to": day})

    @api.model_create_multi
    def create(self, vals_list):
        forms = super().create(vals_list)
        # sudo: asn.appraisal.extension - time given to whoever is asked now
        forms.sudo()._note_extensions()
        return forms

    def _workflow_insert(self, vals_list):
        forms = super()._workflow_insert(vals_list)
        forms._note_extensions()
        return forms

    def _reopen(self):
        result = super()._reopen()
        self._note_extensions()
        return result

    @api.model
    def _get_extended_domain(self):
        """Return what tells the forms for which an evaluation stage still waits."""
        today = fields.Date.context_today(self)
        return Domain("state", "in", OPEN_STATES) & Domain("extended_to", ">=", today)
