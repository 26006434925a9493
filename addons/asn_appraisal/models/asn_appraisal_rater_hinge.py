# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_one_record import check_one


class AsnAppraisalRaterHinge(models.Model):
    """Whether the suggested predicate of an appraisal hinges on one single rater.

    Advisory, for those who look at many results together. The role is told, never
    which rater: with the minimum of a group behind it, that says that one of three or
    more differs, and not who. Computed as if that rater had answered like the rest of
    the group; a single rater of a role is left out.
    """

    _name = "asn.appraisal.rater.hinge"
    _description = "Weight of a Single Rater"
    _inherit = ["asn.workflow.mixin"]
    _order = "cycle_id, department_id, employee_id, role_id, id"
    _rec_name = "employee_id"
    _log_access = False

    _workflow_fields = frozenset(
        {
            "appraisal_id",
            "cycle_id",
            "company_id",
            "employee_id",
            "superior_id",
            "department_id",
            "predicate_id",
            "role_id",
            "finding",
        }
    )

    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="cascade"
    )
    # copied so that rules and lists need no join
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
        ondelete="cascade",
    )
    superior_id = fields.Many2one(
        "hr.employee", string="Appraiser", readonly=True, ondelete="set null"
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, index=True, ondelete="set null"
    )
    predicate_id = fields.Many2one(
        "asn.predicate",
        string="Suggested Predicate",
        readonly=True,
        ondelete="restrict",
    )
    role_id = fields.Many2one(
        "asn.rater.role",
        string="Hinges On One Who Rates As",
        readonly=True,
        ondelete="restrict",
    )
    finding = fields.Selection(
        [
            ("hinges", "Hinges on one rater"),
            ("stable", "On no single rater"),
            ("open", "No suggestion"),
        ],
        required=True,
        readonly=True,
        index=True,
    )

    _unique_role = models.UniqueIndex(
        "(appraisal_id, role_id) NULLS NOT DISTINCT",
        "This role is already noted for this appraisal.",
    )

    def action_open_appraisal(self):
        """Open the appraisal, with its result beside the hint."""
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "asn.appraisal",
            "res_id": self.appraisal_id.id,
            "views": [(False, "form")],
        }

    @api.model
    def _prepare_vals(self, cycle, appraisal, code, roles):
        """Return the rows of one appraisal: one per role, or one to say there is none.

        :param str code: of the predicate suggested, or None
        :param roles: asn.rater.role, on one of whose raters it hinges; none otherwise
        """
        predicates = cycle._get_frozen()["method"]["predicates"]
        common = {
            "appraisal_id": appraisal.id,
            "cycle_id": cycle.id,
            "company_id": appraisal.company_id.id,
            "employee_id": appraisal.employee_id.id,
            "superior_id": appraisal.superior_id.id or None,
            "department_id": appraisal.department_id.id or None,
            "predicate_id": predicates[code]["id"] if code else None,
            "finding": "open" if not code else "hinges" if roles else "stable",
        }
        return [common | {"role_id": id_} for id_ in (roles and roles.ids) or [None]]
