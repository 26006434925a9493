# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The one exception of the package: a code and data, no text for people."""


class RulesError(ValueError):
    """A malformed set of rules, or input outside of what the rules allow.

    The caller turns ``code`` and ``data`` into a translated sentence. Codes:

    ===================  =================================================
    code                 data
    ===================  =================================================
    missing_key          key: absent from the snapshot
    number               value: cannot be read as an exact number
    kind                 value: neither "matrix" nor "score"
    scale_size           count: a scale needs two levels or more
    scale_duplicate      value: appears twice
    scale_integer        value: a level is a whole number
    points_order         value: a higher level has fewer points
    points_precision     value: points and band limits have at most 2 decimals
    points_flat          (none) lowest and highest level have equal points
    role_duplicate       role
    role_minimum         role, value: not a whole number from 0 on
    weight_negative      role, dimension, value
    weight_sum           dimension, value: roles do not sum to 100 %
    policy               role, value: unknown policy for a missing role
    roll_up_target       role, value: no such role, or the role itself
    roll_up_cycle        role: its chain of roll-ups never ends
    neutral_value        value: outside the scale though a role needs it
    thresholds           dimension: not lowest <= meets < above <= highest
    dimension_weights    value: result and behaviour do not sum to 100 %
    matrix_level         dimension, value: unknown level in a cell
    matrix_duplicate     result, behaviour: the cell is there twice
    matrix_hole          result, behaviour: the cell is missing
    predicate            value: used, but not in the snapshot
    band_order           lower, upper: lower is not below upper
    band_range           lower, upper: outside the points of the scale
    band_hole            lower, upper: no base band covers this interval
    band_overlap         lower, upper: two bands of a layer cover it
    dimension            value: neither "result" nor "behaviour"
    level                dimension, value: not below, meets or above
    points_range         value, lower, upper (dimension, where known)
    score_range          value, lower, upper (role, where known)
    parts                role: counts that contradict each other
    comment_rule         value: not optional, extremes or always
    own_minimum          role, value: a plan or a period has one voice
    plan_behaviour       role: a plan cannot weigh in the work behaviour
    achievement_percent  percent: below 0
    achievement_range    percent, value: outside the scale
    achievement_order    percent: has a lower value than a lower percent
    achievement_flat     (none) lowest and highest percent have equal values
    achievement_twice    percent: is there twice
    missing_realisation  value: not zero, exclude or block
    approach             value: neither "quantitative" nor "qualitative"
    period_rule          value: no rule that combines periods
    direction            value: not more, less, exact or date
    plan_weight          id, value: of a goal or an indicator, not above 0
    plan_cap             value: below 0
    plan_target          id: an indicator by date has no date planned
    ===================  =================================================

    >>> error = RulesError("weight_sum", dimension="result", value="90")
    >>> error.code, error.data["value"]
    ('weight_sum', '90')
    >>> str(error)
    "weight_sum: dimension='result', value='90'"
    """

    def __init__(self, code, **data):
        """Keep the parts of the error.

        :param str code: one of the codes above
        :param data: values named above, all JSON-able
        """
        details = ", ".join(f"{key}={value!r}" for key, value in sorted(data.items()))
        super().__init__(f"{code}: {details}" if details else code)
        self.code = code
        self.data = data
