# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import http
from odoo.http import content_disposition, request


class AppraisalOwnData(http.Controller):
    """The right of access: a person takes out what the system holds about them."""

    @http.route(
        "/asn/my_data", type="http", auth="user", methods=["GET"], readonly=True
    )
    def download(self):
        """Return the user's own data as a ZIP of a workbook and JSON."""
        content = request.env["asn.appraisal.own.data"]._make_zip()
        headers = [
            ("Content-Type", "application/zip"),
            ("Content-Disposition", content_disposition("my_data.zip")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers)
