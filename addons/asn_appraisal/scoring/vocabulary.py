# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The closed vocabulary of the rules. Codes, in order; none is shown to people."""

KINDS = ("matrix", "score")
DIMENSIONS = ("result", "behaviour")
LEVELS = ("below", "meets", "above")  # rising
POLICIES = ("share", "roll_up", "neutral", "block")
COMMENT_RULES = ("optional", "extremes", "always")
STATUSES = ("counted", "weight_zero", "suppressed", "no_raters")
TREATMENTS = ("shared", "rolled_up", "neutral", "blocked")
DIRECTIONS = ("more", "less", "exact", "date")
APPROACHES = ("quantitative", "qualitative")
MISSING_REALISATION = ("zero", "exclude", "block")
# Kinds of roles that no people stand behind: what was planned, and what came before.
OWN_KINDS = ("plan", "period")
# How the shorter periods of a year become one value.
PERIOD_RULES = ("mean", "days", "last", "best")
