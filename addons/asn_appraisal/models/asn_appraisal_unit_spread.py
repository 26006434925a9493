# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import formatLang

from ..scoring import check_distribution


class AsnAppraisalUnit(models.Model):
    """How the people of a unit spread over the predicates, beside the guide.

    Counted are the outcomes that the reader may read, by the rules that hold for them:
    so a count tells nobody an outcome that its rules keep from them, the own one among
    them. HR's managers see the whole unit.
    """

    _inherit = "asn.appraisal.unit"

    spread = fields.Json(
        compute="_compute_spread",
        help="The people of the unit by predicate, and the guide line by line.",
    )
    deviates = fields.Boolean(
        compute="_compute_spread", help="A line of the guide is not kept."
    )
    needs_reason = fields.Boolean(
        compute="_compute_spread", help="It deviates, and nobody has said why."
    )

    @api.depends_context("uid", "lang")
    @api.depends("unit_predicate_id", "deviation_reason")
    def _compute_spread(self):
        held = self._count_predicates()
        for unit in self:
            unit.spread = unit._describe_spread(held[unit.id])
            unit.deviates = any(not line["is_kept"] for line in unit.spread["lines"])
            unit.needs_reason = unit.deviates and not unit.deviation_reason

    # ------------------------------------------------------------
    # COUNTING
    # ------------------------------------------------------------

    def _count_predicates(self):
        """Count the unit's people by predicate, where the user may read it.

        :return: ``{unit id: {"decided": {code: n}, "suggested": {code: n}}}``
        """
        found = {unit.id: {"decided": {}, "suggested": {}} for unit in self}
        groups = self.env["asn.appraisal.outcome"]._read_group(
            [("unit_id", "in", self.ids), ("state", "!=", "superseded")],
            ["unit_id", "state", "predicate_id", "predicate_suggested_id"],
            ["__count"],
        )
        for unit, state, decided, suggested, count in groups:
            is_open = state == "suggested"
            code = (suggested if is_open else decided).code
            if code:
                counts = found[unit.id]["suggested" if is_open else "decided"]
                counts[code] = counts.get(code, 0) + count
        return found

    # ------------------------------------------------------------
    # DESCRIPTION
    # ------------------------------------------------------------

    def _describe_spread(self, held):
        """Return what the gauge shows.

        :param dict held: of ``_count_predicates``
        :return: dict of ``unit_predicate`` (name or False), ``total``, ``decided``,
            ``rows`` (each ``code``, ``name``, ``color``, ``count``, ``decided``,
            ``percent`` as text) and ``lines`` (each ``text``, ``people_text``,
            ``is_kept``, ``is_rounded``)
        """
        self.ensure_one()
        counts = defaultdict(int)
        for part in held.values():
            for code, count in part.items():
                counts[code] += count
        total = sum(counts.values())
        guide = self._get_guide()
        return {
            "unit_predicate": self.unit_predicate_id.name or False,
            "total": total,
            "decided": sum(held["decided"].values()),
            "rows": self._describe_rows(counts, held["decided"], total),
            "lines": self._describe_lines(guide, counts),
        }

    def _describe_rows(self, counts, decided, total):
        return [
            {
                "code": predicate.code,
                "name": predicate.name,
                "color": predicate.color,
                "count": counts.get(predicate.code, 0),
                "decided": decided.get(predicate.code, 0),
                "percent": self._percent(100 * counts.get(predicate.code, 0), total),
            }
            for predicate in self._get_predicates()
        ]

    def _describe_lines(self, guide, counts):
        lines = zip(guide, check_distribution(guide, counts), strict=True)
        return [
            {
                "text": self._describe_line(line),
                "people_text": self._describe_people(line, check),
                "is_kept": check["is_kept"],
                "is_rounded": check["is_rounded"],
            }
            for line, check in lines
        ]

    def _describe_line(self, line):
        """Say a line of the guide in a sentence."""
        names = {predicate.code: predicate.name for predicate in self._get_predicates()}
        held = " / ".join(names.get(code, code) for code in line["predicates"])
        percent = line["percent"] and self._percent(float(line["percent"]), 1)
        return {
            "at_most": self.env._(
                "%(held)s: at most %(share)s", held=held, share=percent
            ),
            "at_least": self.env._(
                "%(held)s: at least %(share)s", held=held, share=percent
            ),
            "most": self.env._("%s: more people than any other predicate", held),
            "some": self.env._("%s: at least one person", held),
            "none": self.env._("%s: nobody", held),
        }[line["kind"]]

    def _describe_people(self, line, check):
        """Say what a share comes to in people, and how many there are."""
        if check["low"] is None:
            return self.env._(
                "%(count)s of %(total)s people",
                count=check["count"],
                total=check["total"],
            )
        if check["low"] == check["high"]:
            return self.env._(
                "%(count)s of %(total)s people; the share is %(share)s",
                count=check["count"],
                total=check["total"],
                share=check["low"],
            )
        return self.env._(
            "%(count)s of %(total)s people; the share is between %(low)s and %(high)s",
            count=check["count"],
            total=check["total"],
            low=check["low"],
            high=check["high"],
        )

    def _percent(self, parts, total):
        if not total:
            return "–"
        return formatLang(self.env, parts / total, digits=0) + " %"

    # ------------------------------------------------------------
    # FROZEN RULES
    # ------------------------------------------------------------

    def _get_guide(self):
        """Return the lines for the unit's predicate as they were at launch."""
        frozen = self.cycle_id._get_frozen().get("guides", {})
        return frozen.get(self.unit_predicate_id.code, {}).get("lines", [])

    def _get_head_rating(self):
        """Return the level proposed for the head's work result, or False."""
        frozen = self.cycle_id._get_frozen().get("guides", {})
        return frozen.get(self.unit_predicate_id.code, {}).get("head_rating")

    def _get_predicates(self):
        """Return the predicates of the cycle's method, the best first."""
        frozen = self.cycle_id._get_frozen()["method"]["predicates"]
        ids = [predicate["id"] for predicate in frozen.values()]
        return self.env["asn.predicate"].browse(ids).sorted()
