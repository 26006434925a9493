# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from io import BytesIO

import xlsxwriter

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnitPlanController(http.Controller):
    """Hands out the plan of a unit as a spreadsheet, to who may read it."""

    @http.route(
        "/asn_training/unit_plan/<int:plan_id>.xlsx", auth="user", readonly=True
    )
    def download_unit_plan(self, plan_id):
        """Return the spreadsheet, or “not found” for what the user may not read.

        :param int plan_id: id of an asn.training.unit.plan
        """
        plan = request.env["asn.training.unit.plan"].browse(plan_id)
        try:
            plan.check_access("read")
            content = write_sheet(plan)
        except (AccessError, MissingError):
            return request.not_found()
        name = f"{plan.department_id.name} {plan.year}.xlsx"
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(name)),
        ]
        return request.make_response(content, headers)


def write_sheet(plan):
    """Return the plan of a unit as the bytes of a spreadsheet.

    Texts stay texts: what somebody names a programme never becomes a formula or link.

    :param plan: one asn.training.unit.plan
    """
    stream = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    fields_ = ("priority", "name", "place_count", "hours", "cost")
    labels = plan.line_ids.fields_get(fields_, ["string"])
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet()
        sheet.set_column(1, 1, 50)
        # sudo: hr.department - the name of the unit, of a readable plan
        sheet.write_string(0, 0, f"{plan.sudo().department_id.name} {plan.year}")
        for column, name in enumerate(fields_):
            sheet.write_string(2, column, labels[name]["string"])
        for row, line in enumerate(plan.line_ids, start=3):
            for column, name in enumerate(fields_):
                sheet.write(row, column, line[name])
    return stream.getvalue()
