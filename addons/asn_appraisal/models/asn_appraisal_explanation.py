# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools import formatLang

from ..scoring import fixed, half_up, plain, to_fraction
from ..scoring.vocabulary import DIMENSIONS
from .asn_appraisal_outcome import LEVELS
from .asn_config_text import pick

MAX_DENOMINATOR = 1000


class AsnAppraisalExplanation(models.AbstractModel):
    """The stored explanation of a score, in the reader's language.

    What is stored are numbers and codes; this model adds words and no number.
    """

    _name = "asn.appraisal.explanation"
    _description = "Explanation of a Score in Words"

    @api.model
    def _describe(self, outcome):
        """Return tables and sentences for the screen and the printed document.

        :param outcome: one asn.appraisal.outcome with an explanation
        :return: dict of ``dimensions`` (each with ``code``, ``name``, ``score``,
            ``level_name``, ``threshold_text``, ``error_text``, ``rows``, ``sum_text``
            and the node ``rating``), ``total`` (dict or None), ``notes`` (sentences)
            and the node ``predicate``. A node is a dict of ``title``, ``value`` (text
            or False), ``notes`` (sentences), ``table`` (or None), ``children`` (nodes)
        """
        stored, rules = outcome.explanation, outcome._get_rules()
        names = self._get_role_names(rules)
        dimensions = []
        for code in DIMENSIONS:
            dimension = self._describe_dimension(
                code, stored["dimensions"][code], names
            )
            dimension["code"] = code
            dimension["rating"] = self._describe_rating(outcome, code, rules)
            dimension["rows"] += self._list_unweighed(outcome, code, names)
            dimensions.append(dimension)
        return {
            "dimensions": dimensions,
            "total": self._describe_total(stored["total"]),
            "notes": self._describe_notes(stored, rules),
            "predicate": self._describe_predicate(outcome, rules),
        }

    @api.model
    def _node(self, title, value=False, notes=(), children=(), **extra):
        """Return one step of the explanation, see ``_describe``."""
        return {
            "title": title,
            "value": value,
            "notes": [note for note in notes if note],
            "children": list(children),
            "table": None,
        } | extra

    @api.model
    def _get_role_names(self, rules):
        return {
            role["code"]: pick(role["name"], self.env.lang) for role in rules["roles"]
        }

    # ------------------------------------------------------------
    # ONE DIMENSION
    # ------------------------------------------------------------

    @api.model
    def _describe_dimension(self, code, dimension, names):
        return {
            "name": self._get_dimension_name(code),
            "score": self._number(dimension["score"]),
            "level_name": self._get_level_name(dimension["level"]),
            "threshold_text": self._describe_thresholds(dimension["thresholds"]),
            "error_text": self._describe_blocked(dimension, names),
            "rows": [
                self._describe_row(row, names)
                for row in dimension["rows"]
                if float(row["weight"]) or row.get("mean")
            ],
            "sum_text": self._describe_sum(dimension),
        }

    @api.model
    def _get_dimension_name(self, code):
        return {
            "result": self.env._("Work Result"),
            "behaviour": self.env._("Work Behaviour"),
        }[code]

    @api.model
    def _get_level_name(self, level):
        labels = self.env["asn.appraisal.outcome"]._fields["result_rating"]
        return dict(labels._description_selection(self.env)).get(level, False)

    @api.model
    def _describe_thresholds(self, thresholds):
        if not thresholds:
            return False
        meets, above = (self._number(value) for value in thresholds)
        names = [self._get_level_name(level) for level, __ in LEVELS]
        return self.env._(
            "Below %(meets)s: %(low)s. From %(meets)s: %(middle)s. From %(above)s: "
            "%(high)s.",
            meets=meets,
            above=above,
            low=names[0],
            middle=names[1],
            high=names[2],
        )

    @api.model
    def _describe_blocked(self, dimension, names):
        if dimension["score"] is not None:
            return False
        if role := dimension["blocked_by"]:
            role = role[0] if isinstance(role, list) else role
            if any(row["role"] == role and "kind" in row for row in dimension["rows"]):
                return self.env._("No score: “%s” has no value.", names.get(role, role))
            return self.env._(
                "No score: the form of “%s” is missing.", names.get(role, role)
            )
        return self.env._("No score: nobody's answers count.")

    @api.model
    def _describe_sum(self, dimension):
        """Add up the contributions; where rounding hides it, show the fraction."""
        parts = [
            self._number(row["contribution"])
            for row in dimension["rows"]
            if float(row["effective_weight"] or 0)
        ]
        if dimension["score"] is None or not parts:
            return False
        return f"{' + '.join(parts)} {self._equals(dimension['exact'])}"

    @api.model
    def _equals(self, exact):
        """Write a stored fraction: ``= 4.00``, ``= 58/15 ≈ 3.87``.

        Fractions that nobody would reckon with are written with four decimals.
        """
        fraction = to_fraction(exact)
        rounded = self._number(fixed(fraction))
        if half_up(fraction) == fraction:
            return f"= {rounded}"
        if fraction.denominator > MAX_DENOMINATOR:
            return f"≈ {self._number(fixed(fraction, 4))} ≈ {rounded}"
        return f"= {exact} ≈ {rounded}"

    # ------------------------------------------------------------
    # ONE ROW
    # ------------------------------------------------------------

    @api.model
    def _describe_row(self, row, names):
        return {
            "code": row["role"],
            "kind": row.get("kind", False),
            "role": names[row["role"]],
            "status_text": self._describe_status(row, names),
            "respondents": row.get("respondents", False),
            "mean": self._number(row.get("mean")),
            "weight": self._percent(row["weight"]),
            "effective_weight": self._percent(row["effective_weight"]),
            "contribution": self._number(row["contribution"]),
        }

    @api.model
    def _describe_status(self, row, names):
        """Say in a sentence what happened to the weight of a role."""
        status = self._describe_presence(row)
        targets = ", ".join(
            names[move["role"]] for move in row.get("moved_to") or () if move["role"]
        )
        treatment = {
            "shared": self.env._("weight shared out to %s", targets),
            "rolled_up": self.env._("weight moved to %s", targets),
            "neutral": self.env._(
                "counted with the neutral value %s",
                self._number(row.get("neutral_value")),
            ),
            "blocked": self.env._("no score without it"),
        }.get(row["treatment"])
        return f"{status}: {treatment}" if treatment else status

    @api.model
    def _describe_presence(self, row):
        """Say in a word whether a role is counted, and if not, why."""
        return {
            "counted": self.env._("Counted"),
            "weight_zero": self.env._("Shown, not counted"),
            "suppressed": self.env._("Fewer than %s answers", row["min_respondents"]),
            "no_raters": self._describe_absence(row.get("kind")),
        }[row["status"]]

    @api.model
    def _describe_absence(self, kind):
        """Say what a role lacks: the answers of people, or else a value."""
        return {
            "plan": self.env._("No plan with a value"),
            "period": self.env._("No shorter period with a value"),
        }.get(kind) or self.env._("Nobody answered")

    @api.model
    def _list_unweighed(self, outcome, dimension, names):
        """Return rows of roles that the form asks and the method does not know."""
        form = outcome._get_form()
        asked = {
            code
            for item in form["items"]
            if item["dimension"] == dimension
            for code in item["roles"]
        }
        empty = ("respondents", "mean", "weight", "effective_weight", "contribution")
        return [
            dict.fromkeys(empty, False)
            | {
                "code": role["code"],
                "kind": False,
                "role": pick(role["name"], self.env.lang),
                "status_text": self.env._("Shown, not counted"),
            }
            for role in form["roles"]
            if role["code"] in asked - names.keys()
        ]

    # ------------------------------------------------------------
    # TOTAL AND NOTES
    # ------------------------------------------------------------

    @api.model
    def _describe_total(self, total):
        if not total:
            return None
        terms = [
            f"{self._number(row['points'])} × {self._percent(row['weight'])}"
            for row in total["rows"]
        ]
        return {"text": " + ".join(terms), "value": self._number(total["points"])}

    @api.model
    def _describe_notes(self, stored, rules):
        rounding = self.env._(
            "Scores are computed exactly and rounded half up to two decimals once, at "
            "the end."
        )
        method = self.env._(
            "Rules as announced at launch: %(method)s, %(reference)s.",
            method=pick(rules["name"], self.env.lang),
            reference=pick(rules["legal_reference"], self.env.lang) or "–",
        )
        return [method, rounding]

    # ------------------------------------------------------------
    # NUMBERS
    # ------------------------------------------------------------

    @api.model
    def _number(self, text):
        """Write a stored decimal text in the reader's language.

        Two decimals, or as many as are stored: what is summed up by hand must agree.
        """
        if text in (None, False, ""):
            return False
        decimals = len(text.partition(".")[2])
        return formatLang(self.env, float(text), digits=max(2, decimals))

    @api.model
    def _percent(self, text):
        if text in (None, False, ""):
            return False
        digits = len(plain(to_fraction(text)).partition(".")[2])
        return formatLang(self.env, float(text), digits=digits) + " %"
