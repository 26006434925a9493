# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""From answers to a predicate, exactly and explained.

Plain Python: no ORM, no text for people, no user-written code. Every function takes and
returns plain values; the rules come from the snapshot that a cycle froze at its launch.
"""

from .answers import collect_parts, evaluation_means, missing_answers
from .appraisal import score_appraisal
from .compare import compare, find_extremes, mean_of_others
from .credit import credit_points, months_between
from .distribution import check_distribution
from .errors import RulesError
from .exact import fixed, half_up, plain, to_exact, to_fraction
from .groups import RoleForm, RoleSums
from .indicator import achievement
from .period import period_part, score_periods
from .plan import plan_part, score_plan
from .predicate import decide, level_of, scale_points
from .raters import Form, Rated, find_hinges, is_mutual_extreme, measure_rater
from .rules import Rules, check_rules
from .segments import decided_value, score_segments
from .simulation import simulate, stored_parts

__all__ = [
    "Form",
    "Rated",
    "RoleForm",
    "RoleSums",
    "Rules",
    "RulesError",
    "achievement",
    "check_distribution",
    "check_rules",
    "collect_parts",
    "compare",
    "credit_points",
    "decide",
    "decided_value",
    "evaluation_means",
    "find_extremes",
    "find_hinges",
    "fixed",
    "half_up",
    "is_mutual_extreme",
    "level_of",
    "mean_of_others",
    "measure_rater",
    "missing_answers",
    "months_between",
    "period_part",
    "plain",
    "plan_part",
    "scale_points",
    "score_appraisal",
    "score_periods",
    "score_plan",
    "score_segments",
    "simulate",
    "stored_parts",
    "to_exact",
    "to_fraction",
]
