# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, split_every


class AsnRoleMatrixReport(models.AbstractModel):
    """Values of the printed role–result matrix: as on the screen, page by page."""

    _name = "report.asn_appraisal.report_role_matrix"
    _description = "Role–Result Matrix, Printed on A4"

    # How many people have room beside each other.
    _people_a_page = 5

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the matrix as whoever prints it may read it.

        :param dict data: ``cycle_id`` and ``superior_id``
        :raise UserError: when nothing was chosen, or nobody is in it
        """
        ids = [(data or {}).get(name) for name in ("cycle_id", "superior_id")]
        if not all(str(value).isdecimal() for value in ids):
            raise UserError(self.env._("Please choose a cycle and a superior first."))
        matrix = self.env["asn.appraisal.plan"].get_matrix(*map(int, ids))
        if not matrix["people"]:
            raise UserError(self.env._("There is nobody in this matrix to print."))
        # sudo: asn.appraisal.cycle - the agency in the heading
        cycle = self.env["asn.appraisal.cycle"].sudo().browse(int(ids[0]))
        other = {"id": 0, "name": self.env._("Serves none of these goals")}
        return {
            "matrix": matrix,
            "company": cycle.company_id or self.env.company,
            "rows": [*matrix["rows"], other],
            "pages": list(split_every(self._people_a_page, matrix["people"])),
            "today": format_date(self.env, fields.Date.context_today(self)),
        }


class AsnRoleMatrixReportA3(models.AbstractModel):
    """The same on paper twice as large."""

    _name = "report.asn_appraisal.report_role_matrix_a3"
    _inherit = ["report.asn_appraisal.report_role_matrix"]
    _description = "Role–Result Matrix, Printed on A3"

    _people_a_page = 9
