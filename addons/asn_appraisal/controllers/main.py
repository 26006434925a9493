# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import http
from odoo.http import request

from .public_page import PublicPage

PATH = "/asn/rate/<string:token>"
COOKIE = "asn_answered"


class AppraisalLink(PublicPage, http.Controller):
    """The form for people without an account: plain HTML, no script, one round trip."""

    @http.route(PATH, type="http", auth="public", methods=["GET"], sitemap=False)
    def show(self, token, **params):
        """Show the form that a link opens."""
        link = self._get_link(token, params.get("lang"))
        if not link:
            return self._render_closed(params.get("lang"))
        if self._has_answered(link):
            return self._render(link, "asn_appraisal.link_answered")
        return self._ask(link, {"given": {}})

    @http.route(PATH, type="http", auth="public", methods=["POST"], sitemap=False)
    def answer(self, token, **post):
        """Take a filled-in form; with gaps it is shown once more as it was sent."""
        link = self._get_link(token, post.get("lang"))
        if not link:
            return self._render_closed(post.get("lang"))
        if self._has_answered(link):
            return self._render(link, "asn_appraisal.link_answered")
        answers = link._read_answers(post)
        if missing := link._get_missing(answers):
            return self._ask(link, {"given": post, "missing": missing})
        verdict = link._take(answers, post, request.httprequest.remote_addr or "")
        if verdict == "closed":
            return self._render_closed(post.get("lang"))
        if verdict == "later":
            return self._ask(link, {"given": post, "is_late": True}, 429)
        return self._thank(link)

    # ------------------------------------------------------------
    # GATE
    # ------------------------------------------------------------

    def _get_link(self, token, lang):
        """Return the open link of a token, or none. Every route goes through here."""
        # sudo: asn.appraisal.link - whoever holds the token may open its form
        link = request.env["asn.appraisal.link"].sudo()._find_open(token)
        return link.with_context(lang=self._get_lang(lang, link.lang))

    def _get_cookie(self, link):
        return f"{COOKIE}_{link.id}"

    def _has_answered(self, link):
        return link._has_mark(request.cookies.get(self._get_cookie(link)))

    # ------------------------------------------------------------
    # PAGES
    # ------------------------------------------------------------

    def _ask(self, link, values, status=200):
        """Show the form, which alone says about whom it is."""
        empty = {"missing": (), "is_late": False, "csrf_token": request.csrf_token()}
        values = link._get_page() | empty | values
        return self._render(link, "asn_appraisal.link_form", values, status)

    def _render(self, link, template, values=None, status=200):
        lang, codes = link.env.lang, request.env["res.lang"].get_installed()
        values = {"link": link, "lang": lang, "languages": codes} | (values or {})
        company = link.appraisal_id.company_id
        return self._respond(template, values, lang, status, company)

    def _render_closed(self, lang):
        """Say the same to a wrong, an expired, a revoked and a used link."""
        code = self._get_lang(lang, None)
        values = {"lang": code, "languages": request.env["res.lang"].get_installed()}
        return self._respond("asn_appraisal.link_closed", values, code, 404)

    def _thank(self, link):
        response = self._render(link, "asn_appraisal.link_thanks")
        if not link.is_shared_device:
            response.set_cookie(
                self._get_cookie(link),
                link._get_mark(),
                max_age=365 * 24 * 3600,
                httponly=True,
                samesite="Lax",
                secure=request.httprequest.is_secure,
                path="/asn/rate/",
            )
        return response
