# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import http
from odoo.http import request

from .public_page import PublicPage

PATHS = ["/asn/check", "/asn/check/<string:token>"]
# Found, and not; what is tried too often says so.
STATUS = {"authentic": 200, "superseded": 200, "unknown": 404, "ask": 200}


class AppraisalSeal(PublicPage, http.Controller):
    """Tells whoever holds a document whether it is genuine and in force.

    The page names nobody. Who types in what the document says is told whether it is
    so, and the same for all that is not.
    """

    @http.route(PATHS, type="http", auth="public", methods=["GET"], sitemap=False)
    def show(self, token="", **params):
        """Tell whether a document is genuine, superseded or unknown."""
        state, reference = self._judge(token) if token else ("ask", None)
        values = {"state": state, "reference": reference}
        return self._render(values, params.get("lang"), STATUS[state])

    @http.route(PATHS, type="http", auth="public", methods=["POST"], sitemap=False)
    def compare(self, token="", **post):
        """Tell whether a document says what was published."""
        address = request.httprequest.remote_addr or ""
        # sudo: asn.appraisal.seal.attempt - everybody is counted
        attempts = request.env["asn.appraisal.seal.attempt"].sudo()
        lang = post.get("lang")
        if not attempts._is_allowed(address):
            return self._render({"state": "later", "given": post}, lang, 429)
        seals = self._get_seals()
        seal = (
            seals._find(token) if token else seals._find_by_code(post.get("code", ""))
        )
        if not seal._matches(post):
            return self._render({"state": "different", "given": post}, lang)
        state, reference = seal._judge()
        values = {"state": state, "reference": reference, "is_match": True}
        return self._render(values, lang)

    def _get_seals(self):
        # sudo: asn.appraisal.seal - whether there is one is what the page tells
        return request.env["asn.appraisal.seal"].sudo()

    def _judge(self, token):
        return self._get_seals()._find(token)._judge()

    def _render(self, values, lang, status=200):
        lang = self._get_lang(lang, None)
        values = {"given": {}, "reference": None, "is_match": False} | values
        values |= {
            "lang": lang,
            "languages": request.env["res.lang"].get_installed(),
            "csrf_token": request.csrf_token(),
        }
        return self._respond("asn_appraisal.seal_page", values, lang, status)
