# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from itertools import pairwise

from odoo import api, models

from ..scoring import plain, to_fraction
from .asn_appraisal_outcome import LEVELS
from .asn_config_text import pick


class AsnAppraisalExplanation(models.AbstractModel):
    """From scores to ratings and from ratings to the predicate, in words.

    What is suggested and what the superior decided stand side by side.
    """

    _inherit = "asn.appraisal.explanation"

    # ------------------------------------------------------------
    # RATING OF ONE DIMENSION
    # ------------------------------------------------------------

    @api.model
    def _describe_rating(self, outcome, code, rules):
        """Return the node of a rating: suggested, decided, and why they differ."""
        dimension = outcome.explanation["dimensions"][code]
        points = rules["kind"] == "score"
        name = f"{code}_points" if points else f"{code}_rating"
        suggested = dimension["points"] if points else dimension["level"]
        decided = outcome.state != "suggested" and self._get_decided(outcome, name)
        taken = self._get_before(outcome, code, decided)
        notes = [
            points and self._describe_points(dimension, rules),
            self._describe_suggested(self._write_rating(suggested)),
            self._describe_decided(
                outcome,
                self._write_rating(taken),
                self._write_rating(suggested),
                outcome[f"{code}_reason"],
            ),
            taken != decided
            and self._describe_calibrated(outcome, self._write_rating(decided)),
        ]
        return self._node(
            self.env._("Rating"), self._write_rating(decided or suggested), notes
        )

    @api.model
    def _get_decided(self, outcome, name):
        value = outcome[name]
        return f"{value:.2f}" if isinstance(value, float) else value

    @api.model
    def _write_rating(self, value):
        """Write a level or points, whichever it is."""
        return value and (self._get_level_name(value) or self._number(value))

    @api.model
    def _describe_suggested(self, suggested):
        if not suggested:
            return self.env._("There is no suggestion, because there is no score.")
        return self.env._("Suggested from the score: %s.", suggested)

    @api.model
    def _describe_decided(self, outcome, decided, suggested, reason):
        if outcome.state == "suggested":
            return self.env._("The superior has not decided yet.")
        if decided == suggested:
            return self.env._("The superior decided as suggested.")
        return self.env._(
            "The superior decided: %(rating)s. Reason: %(reason)s",
            rating=decided or "–",
            reason=reason or "–",
        )

    @api.model
    def _describe_points(self, dimension, rules):
        """Show between which levels the points of a score lie (numeric method)."""
        if dimension["exact"] is None:
            return False
        score = to_fraction(dimension["exact"])
        levels = sorted(rules["scale"], key=lambda level: to_fraction(level["value"]))
        low, high = next(
            (low, high)
            for low, high in pairwise(levels)
            if score <= to_fraction(high["value"])
        )
        return self.env._(
            "The score lies between level %(low)s (%(low_points)s points) and level "
            "%(high)s (%(high_points)s points): %(formula)s points.",
            low=low["value"],
            low_points=self._number(low["points"]),
            high=high["value"],
            high_points=self._number(high["points"]),
            formula=self._write_points(score, low, high, dimension["points"]),
        )

    @api.model
    def _write_points(self, score, low, high, points):
        """Write the interpolation so that it can be done again by hand."""
        exact = self._number(plain(score))
        lower, upper = (self._number(level["points"]) for level in (low, high))
        width = f"({high['value']} − {low['value']})"
        return (
            f"{lower} + ({exact} − {low['value']}) × ({upper} − {lower}) ÷ {width}"
            f" = {self._number(points)}"
        )

    # ------------------------------------------------------------
    # PREDICATE
    # ------------------------------------------------------------

    @api.model
    def _describe_predicate(self, outcome, rules):
        """Return the node of the predicate with the table that it is read from."""
        names = {
            code: pick(predicate["name"], self.env.lang)
            for code, predicate in rules["predicates"].items()
        }
        ids = {predicate["id"]: code for code, predicate in rules["predicates"].items()}
        suggested = outcome.explanation["predicate"]
        decided = ids.get(outcome.predicate_id.id)
        marks = self._get_marks(outcome, suggested, decided)
        build = {"matrix": self._build_matrix, "score": self._build_bands}
        return self._node(
            self.env._("Predicate"),
            names.get(decided or suggested, False),
            self._describe_lookup(outcome, names, suggested, decided),
            table=build[rules["kind"]](rules, names, marks),
        )

    @api.model
    def _get_marks(self, outcome, suggested, decided):
        """Return what the suggestion and the decision look up in the rules.

        :return: dict of (levels, predicate or total) to the word that marks it
        """
        stored = outcome.explanation
        marks = {}
        if outcome.kind == "score":
            keys = (
                (suggested, stored["total"] and stored["total"]["points"]),
                (decided, f"{outcome.total:.2f}"),
            )
        else:
            levels = [stored["dimensions"][d]["level"] for d in ("result", "behaviour")]
            keys = (
                (suggested, tuple(levels)),
                (decided, (outcome.result_rating, outcome.behaviour_rating)),
            )
        words = (self.env._("suggested"), self.env._("decided"))
        for (code, key), word in zip(keys, words, strict=True):
            if code:
                marks.setdefault((code, key), []).append(word)
        return marks

    @api.model
    def _describe_lookup(self, outcome, names, suggested, decided):
        if suggested:
            yield self.env._("Suggested: %s.", names[suggested])
        else:
            yield self.env._(
                "There is no suggested predicate, because a score is missing."
            )
        if decided and self._get_calibration(outcome):
            yield from self._describe_lookup_calibrated(outcome, names, decided)
        elif decided:
            yield self.env._(
                "Decided: %s, from the ratings that the superior gave.", names[decided]
            )
        if outcome.innovation:
            yield self.env._("A new idea with proven benefit was recognised.")

    @api.model
    def _build_matrix(self, rules, names, marks):
        """Return the matrix of ratings as printed in the law, its cells marked."""
        cells = {
            (cell["result"], cell["behaviour"]): cell["predicate"]
            for cell in rules["matrix"]
        }
        levels = [level for level, __ in LEVELS]
        titles = [self._get_level_name(level) for level in levels]
        corner = self.env._("Work Result ↓ Work Behaviour →")
        return {
            "head": [corner, *titles],
            "rows": [
                {
                    "title": self._get_level_name(result),
                    "cells": [
                        self._cell(names[code], marks.get((code, (result, behaviour))))
                        for behaviour in levels
                        for code in (cells[result, behaviour],)
                    ],
                }
                for result in reversed(levels)
            ],
        }

    @api.model
    def _cell(self, text, marks=None):
        return {"text": text, "mark": ", ".join(marks or ())}

    @api.model
    def _build_bands(self, rules, names, marks):
        """Return the bands of points, those marked that the totals fall into."""
        rows = []
        left = dict(marks)
        for band in self._sort_bands(rules["bands"]):
            found = [key for key in left if self._falls_into(key, band)]
            words = [word for key in found for word in left.pop(key)]
            cells = [self._cell(names[band["predicate"]], words)]
            rows.append({"title": self._describe_band(band, rules), "cells": cells})
        head = [self.env._("Total Points"), self.env._("Predicate")]
        return {"head": head, "rows": rows}

    @api.model
    def _describe_band(self, band, rules):
        """Write the limits of a band; only the topmost holds its upper one."""
        limits = {name: self._number(band[name]) for name in ("lower", "upper")}
        top = max(to_fraction(level["points"]) for level in rules["scale"])
        if to_fraction(band["upper"]) == top:
            text = self.env._("%(lower)s to %(upper)s", **limits)
        else:
            text = self.env._("%(lower)s to below %(upper)s", **limits)
        if band["needs_innovation"]:
            return self.env._("%s, with a new idea", text)
        return text

    @api.model
    def _sort_bands(self, bands):
        return sorted(bands, key=lambda band: -to_fraction(band["lower"]))

    @api.model
    def _falls_into(self, key, band):
        predicate, total = key
        lower, upper = to_fraction(band["lower"]), to_fraction(band["upper"])
        return predicate == band["predicate"] and lower <= to_fraction(total) <= upper
