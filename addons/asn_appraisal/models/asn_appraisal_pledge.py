# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class AsnAppraisalPledge(models.Model):
    """A rater's word, once a cycle: I know who reads what, and I rate fairly.

    The rating sheet asks for it before the first form (``asn_appraisal_sheet_pledge``).
    A day and no time, and no column of who wrote when: whoever reads this learns
    nothing about single forms.
    """

    _name = "asn.appraisal.pledge"
    _description = "Pledge of a Rater"
    _inherit = ["asn.workflow.mixin"]
    _order = "cycle_id, confirmed_on, rater_id"  # never by id, which tells the order
    _rec_name = "rater_id"
    _log_access = False

    _workflow_fields = frozenset({"cycle_id", "company_id", "rater_id", "confirmed_on"})

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
    rater_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, ondelete="cascade"
    )
    confirmed_on = fields.Date(required=True, readonly=True)
    is_about_others = fields.Boolean(
        compute="_compute_is_about_others",
        search="_search_is_about_others",
        help="The rater has a form about somebody else than you: HR learns here that "
        "they confirmed, and not who rates HR's own work.",
    )

    _unique_rater = models.UniqueIndex(
        "(cycle_id, rater_id)", "A rater gives this word once a cycle."
    )

    @api.depends_context("uid")
    @api.depends("cycle_id", "rater_id")
    def _compute_is_about_others(self):
        others = self._search([("is_about_others", "in", [True])])
        found = set(others)
        for pledge in self:
            pledge.is_about_others = pledge.id in found

    def _search_is_about_others(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = self.env.user.sudo().employee_ids.ids
        names = ["cycle_id", "rater_id", "employee_id"]
        self.env["asn.appraisal.evaluation"].flush_model(names)
        query = SQL(
            "SELECT p.id FROM asn_appraisal_pledge p"
            " JOIN asn_appraisal_evaluation e"
            " ON e.cycle_id = p.cycle_id AND e.rater_id = p.rater_id"
            " WHERE e.employee_id != ALL(%s)",
            own,
        )
        return Domain("id", "in", query)

    @api.model
    def _confirm(self, rater, cycle):
        """Note the word of a rater; a second tab that says so again changes nothing.

        The caller has checked that the user is the rater.
        """
        today = fields.Date.context_today(self)
        self.env.cr.execute(
            SQL(
                "INSERT INTO asn_appraisal_pledge"
                " (cycle_id, company_id, rater_id, confirmed_on)"
                " VALUES %s ON CONFLICT (cycle_id, rater_id) DO NOTHING",
                (cycle.id, cycle.company_id.id, rater.id, today),
            )
        )
        self.invalidate_model(flush=False)

    @api.model
    def _get(self, rater, cycle):
        """Return the pledge of a rater in a cycle, or none."""
        # sudo: asn.appraisal.pledge - whether there is one, for the rater's own form
        return self.sudo().search(
            [("cycle_id", "=", cycle.id), ("rater_id", "=", rater.id)], limit=1
        )
