# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.http import request

# Nothing of the page stays in a shared browser, and no other site learns its address.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


class PublicPage:
    """The frame of pages for people without an account: plain HTML, no script.

    A plain class: Odoo would merge what inherits from a controller.
    """

    def _get_lang(self, asked, default):
        """Return a language that is installed: the one asked for, if it is."""
        codes = [code for code, _name in request.env["res.lang"].get_installed()]
        wanted = (asked, default, request.env.lang, *codes)
        return next(code for code in wanted if code in codes)

    def _respond(self, template, values, lang, status, company=None):
        # sudo: ir.ui.view - a page for everybody, whose values the caller has chosen
        views = request.env["ir.ui.view"].sudo().with_context(lang=lang)
        if company:  # of what is shown, so that it need not be asked for
            views = views.with_context(allowed_company_ids=company.ids)
        html = (
            "<!DOCTYPE html>\n" + str(views._render_template(template, values)).strip()
        )
        headers = HEADERS | {"Content-Type": "text/html; charset=utf-8"}
        return request.make_response(html, list(headers.items()), status=status)
