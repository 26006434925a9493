# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import re

from odoo import api, models
from odoo.tools import format_date

from .asn_config_text import pick

# Roles without people: where the explanation tells their lines.
OWN_KEYS = {"plan": "plan", "period": "periods"}


class AsnAppraisalVerification(models.AbstractModel):
    """What a comparison found, in words, and without telling a protected answer.

    Where numbers of a confidential group deviate, an answer was changed or removed
    after scoring, and the difference of the two numbers could tell which. So only the
    stored number is shown of that group and of everything that it went into.
    """

    _inherit = "asn.appraisal.verification"

    @api.model
    def _describe_comparison(self, outcome, comparison):
        """Return the comparison for a reader of the outcome.

        :param outcome: one asn.appraisal.outcome that the user may read
        :param dict comparison: see ``_compare``
        :return: dict of ``state``, ``message`` and ``differences`` (each with
            ``label``, ``stored``, ``computed``)
        """
        words = self._get_words(outcome)
        differences = comparison["differences"]
        protected = self._get_protected(outcome, differences, words)
        return {
            "state": comparison["state"],
            "message": self._describe_state(comparison, outcome.appraisal_id),
            "differences": [
                {
                    "label": self._describe_path(path, words),
                    "stored": self._describe_value(path, stored, words),
                    "computed": self.env._("differs; not shown, to protect raters")
                    if self._is_protected(path, protected, words)
                    else self._describe_value(path, computed, words),
                }
                for path, (stored, computed) in differences.items()
            ],
        }

    @api.model
    def _describe_state(self, comparison, appraisal):
        count = comparison["count"]
        if comparison["state"] == "identical":
            return self.env._(
                "Identical: %s figures were computed again from the answers and the "
                "rules as frozen at launch, and compared.",
                count,
            )
        if comparison["state"] == "gone" and appraisal.purged_on:
            return self.env._(
                "The answers of confidential raters were deleted on %s, as the rule of "
                "the cycle says, so that the score can no longer be computed again. "
                "The decided predicate still follows from the ratings, and the seal "
                "shows that nothing published has changed.",
                format_date(self.env, appraisal.purged_on.date()),
            )
        if comparison["state"] == "gone":
            return self.env._(
                "The single answers have been deleted, so that the score can no longer "
                "be computed again. The decided predicate still follows from the "
                "ratings."
            )
        return self.env._(
            "%(differences)s of %(count)s figures deviate from what the answers and "
            "the rules as frozen at launch give. Please tell HR.",
            differences=len(comparison["differences"]),
            count=count,
        )

    # ------------------------------------------------------------
    # PROTECTION
    # ------------------------------------------------------------

    @api.model
    def _get_protected(self, outcome, differences, words):
        """Return the codes of confidential roles of which some figure deviates."""
        named = {
            role["code"]
            for role in outcome._get_form()["roles"]
            if role["confidentiality"] == "named"
        } | {role["code"] for role in words["own_roles"]}
        return {self._get_role(path, words) for path in differences} - named - {None}

    @api.model
    def _get_role(self, path, words):
        """Return the role that a figure belongs to, None for one of all together."""
        own = {OWN_KEYS[role["kind"]]: role["code"] for role in words["own_roles"]}
        if path[0] == "explanation" and path[1] in own:
            return own[path[1]]
        if path[0] == "result":
            return words["roles"].get(path[1], "unknown")
        return path[4] if path[0] == "explanation" and "rows" in path[3:4] else None

    @api.model
    def _is_protected(self, path, protected, words):
        role = self._get_role(path, words)
        if role:
            return role in protected
        return bool(protected) and path[0] in ("outcome", "explanation", "comments")

    # ------------------------------------------------------------
    # WORDS
    # ------------------------------------------------------------

    @api.model
    def _get_words(self, outcome):
        """Return the names that paths and values are written with."""
        rules = outcome._get_rules()
        predicates = rules["predicates"]
        names = {c: pick(p["name"], self.env.lang) for c, p in predicates.items()}
        codes = {
            "result": self._get_dimension_name("result"),
            "behaviour": self._get_dimension_name("behaviour"),
            **self._get_role_names(rules),
            **self._get_key_names(),
        }
        return {
            "codes": codes,
            "roles": {role["id"]: role["code"] for role in rules["roles"]},
            "own_roles": [role for role in rules["roles"] if role["kind"] in OWN_KEYS],
            "criteria": outcome._get_criterion_names(),
            "predicates": names | {p["id"]: names[c] for c, p in predicates.items()},
        }

    @api.model
    def _get_key_names(self):
        """Return words for the keys of the stored explanation and group results."""
        return {
            "score": self.env._("Score"),
            "exact": self.env._("Exact score"),
            "level": self.env._("Rating"),
            "thresholds": self.env._("Thresholds"),
            "points": self.env._("Points"),
            "predicate": self.env._("Predicate"),
            "total": self.env._("Total Points"),
            "blocked": self.env._("No score"),
            "blocked_by": self.env._("No score"),
            "status": self.env._("What happened"),
            "mean": self.env._("Mean"),
            "respondents": self.env._("Answers"),
            "min_respondents": self.env._("Minimum Answers"),
            "weight": self.env._("Weight"),
            "effective_weight": self.env._("Counts with"),
            "contribution": self.env._("Contribution"),
            "moved_to": self.env._("Weight moved"),
            "is_suppressed": self.env._("Too Few Answers"),
            "comments": self.env._("Number of comments"),
            "periods": self.env._("Shorter periods"),
            "days": self.env._("Days"),
            "rule": self.env._("Rule"),
            "outcome_id": self.env._("Outcome"),
            "broken": self.env._("The answers do not fit the frozen rules"),
        }

    @api.model
    def _describe_path(self, path, words):
        if path[0] in ("outcome", "decided"):
            field = self.env["asn.appraisal.outcome"]._fields[path[1]]
            return field._description_string(self.env)
        parts = path[1:] if path[0] == "explanation" else path
        if path[0] == "result":
            role = words["roles"].get(path[1])
            parts = (words["criteria"].get(path[2]), role, *path[3:])
        hidden = ("dimensions", "rows", "details", "lines", None)
        return " › ".join(
            self._describe_part(part, words) for part in parts if part not in hidden
        )

    @api.model
    def _describe_part(self, part, words):
        if str(part).isdigit():
            return words["criteria"].get(int(part), str(part))
        return words["codes"].get(part, str(part))

    @api.model
    def _describe_value(self, path, value, words):
        if value is None:
            return "–"
        if path[-1] in ("predicate", "predicate_id", "predicate_suggested_id"):
            return words["predicates"].get(value, str(value))
        if isinstance(value, bool):
            return self.env._("Yes") if value else self.env._("No")
        if isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value):
            return self._number(value)
        return self._get_level_name(value) or words["codes"].get(value, str(value))
