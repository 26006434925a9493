# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain


class AsnRaterConflict(models.Model):
    """Two people who must not rate each other, and why: for HR's managers alone.

    Whoever asks whether they may rate reads that there is a conflict, never which.
    """

    _name = "asn.rater.conflict"
    _description = "Conflict of Interest"
    _order = "employee_id, other_id, id"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "hr.employee",
        string="And",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="employee_id.company_id",
        store=True,  # record rules look at it
        index=True,
    )
    kind = fields.Selection(
        [
            ("household", "Family or household"),
            ("business", "Business"),
            ("other", "Other"),
        ],
        required=True,
        default="household",
    )
    date_from = fields.Date(string="From", help="Empty: since ever.")
    date_to = fields.Date(string="Until", help="Empty: as long as it is recorded.")
    reason = fields.Text(
        required=True,
        help="What is known, and from whom. Managers of performance appraisal read it, "
        "nobody else; raters are told that there is a conflict and not which.",
    )

    _two_people = models.Constraint(
        "CHECK (employee_id != other_id)",
        "A conflict of interest is between two people.",
    )
    _date_order = models.Constraint(
        "CHECK (date_to >= date_from)",
        "A conflict of interest cannot end before it begins.",
    )
    _unique_pair = models.UniqueIndex(
        "(LEAST(employee_id, other_id), GREATEST(employee_id, other_id), kind,"
        " COALESCE(date_from, '-infinity'::date))",
        "This conflict between the two is recorded already.",
    )

    @api.depends("employee_id", "other_id")
    def _compute_display_name(self):
        for conflict in self:
            # sudo: hr.employee - names only, of a readable record
            sudo = conflict.sudo()
            conflict.display_name = f"{sudo.employee_id.name} – {sudo.other_id.name}"

    @api.model
    def _get_pairs(self, employee_ids, start, end):
        """Return who is in conflict with whom on any day of a period.

        :param employee_ids: at least one of the two is among them
        :return: set of frozensets of two employees' ids
        """
        domain = Domain("employee_id", "in", employee_ids)
        domain |= Domain("other_id", "in", employee_ids)
        domain &= Domain("date_from", "=", False) | Domain("date_from", "<=", end)
        domain &= Domain("date_to", "=", False) | Domain("date_to", ">=", start)
        # sudo: asn.rater.conflict - who, and nothing of why
        conflicts = self.sudo().search_fetch(domain, ["employee_id", "other_id"])
        return {frozenset((c.employee_id.id, c.other_id.id)) for c in conflicts}
