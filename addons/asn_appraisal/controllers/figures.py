# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import csv
import io

from odoo import http
from odoo.http import request

from .public_page import PublicPage

# Of the parts of a bar, dark to light: told apart without colours, and by a pattern of
# light and dark. Text stands beside the bars, never on them.
COLOURS = ["#0b4f8a", "#e08a00", "#1b7a3d", "#8a5fa8", "#b3261e", "#6b7785"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class AppraisalFigures(PublicPage, http.Controller):
    """Figures of published cycles for everybody, where the agency wants that."""

    @http.route("/asn/figures", type="http", auth="public", methods=["GET"])
    def show(self, cycle=None, lang=None):
        """Show the figures of one cycle, the newest where none is asked for."""
        lang = self._get_lang(lang, None)
        cycles, chosen = self._choose(cycle, lang)
        values = {
            "lang": lang,
            "languages": request.env["res.lang"].get_installed(),
            "cycles": cycles,
            "cycle": chosen,
            "tables": chosen._describe_figures() if chosen else [],
            "minimum": chosen.figures["minimum"] if chosen else 0,
            "colours": COLOURS,
        }
        status = 200 if chosen else 404
        return self._respond("asn_appraisal.figures_page", values, lang, status)

    @http.route("/asn/figures.csv", type="http", auth="public", methods=["GET"])
    def download(self, cycle=None, lang=None):
        """Return the same figures as a file for spreadsheets."""
        lang = self._get_lang(lang, None)
        _cycles, chosen = self._choose(cycle, lang)
        if not chosen:
            return request.make_response("", status=404)
        headers = {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": "attachment; filename=figures.csv",
            "Cache-Control": "no-store",
        }
        text = self._write_csv(chosen)
        return request.make_response("\ufeff" + text, list(headers.items()))

    def _choose(self, cycle, lang):
        """Return all public cycles, and the one asked for if it is among them."""
        # sudo: asn.appraisal.cycle - what managers have published for everybody
        Cycle = request.env["asn.appraisal.cycle"].sudo().with_context(lang=lang)
        cycles = Cycle._find_public()
        if not cycle:
            return cycles, cycles[:1]
        return cycles, cycles.filtered(lambda record: str(record.id) == cycle)

    def _write_csv(self, cycle):
        out = io.StringIO()
        writer = csv.writer(out)
        env = cycle.env
        head = [env._("Table"), env._("Agency"), env._("Answer"), env._("People")]
        writer.writerow(head)
        for table in cycle._describe_figures():
            for row in table["rows"]:
                for (_code, name), count in zip(
                    table["columns"], row["counts"], strict=True
                ):
                    line = (table["key"], row["name"], name, count)
                    writer.writerow([_plain(cell) for cell in line])
        return out.getvalue()


def _plain(cell):
    """Keep a spreadsheet from taking a name for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
