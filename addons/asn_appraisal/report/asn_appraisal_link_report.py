# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import base64
import io

import qrcode

from odoo import api, models


class ReportLinkPoster(models.AbstractModel):
    """What a poster shows: the address is closed to everybody but whoever prints it."""

    _name = "report.asn_appraisal.report_link_poster"
    _description = "Poster with a Link"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the poster needs, for those who may print it.

        :raise AccessError: for anybody but the superior and appraisal managers
        :raise UserError: for a link that is closed or is one person's
        """
        links = self.env["asn.appraisal.link"].browse(docids)
        links._check_poster()
        return {
            "doc_ids": docids,
            "doc_model": links._name,
            "docs": links,
            "urls": {link.id: link._get_url() for link in links},
            "squares": {link.id: draw_square(link._get_url()) for link in links},
            "minima": {link.id: link._get_needed() for link in links},
        }


def draw_square(text):
    """Return a QR code as the address of a picture that holds itself.

    Not core's ``barcode``: it needs a drawing library that many servers lack. A quarter
    of the square may be stained or torn, and it is still read.

    :rtype: str
    """
    square = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q)
    square.add_data(text)
    with io.BytesIO() as stream:
        square.make_image().save(stream, format="PNG")
        content = base64.b64encode(stream.getvalue()).decode()
    return f"data:image/png;base64,{content}"
