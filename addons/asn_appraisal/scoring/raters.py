# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""How one rater answers, beside the others; and whether an appraisal hinges on one.

For people who look at many results together. Nothing here changes a score.

Only what is counted in a group result is compared: an answer below the minimum of its
group is on neither side of a difference. So what a named rater is measured by is known
to those who read group results, and what a confidential rater is measured by is one
number about all the people that the rater answered about, never about one.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from .appraisal import score_appraisal
from .exact import half_up
from .vocabulary import DIMENSIONS

MIN_PEOPLE = 3  # rated by one rater: with fewer a mean would tell single answers
MIN_OTHERS = 3  # answers of others to the same criterion about the same person
MIN_ANSWERS = 5  # in a form, for a run of equal ones to mean anything
MIN_RATERS = 5  # of a role, for one of them to stay unknown among them
MIN_PAIRS = 5  # who rate each other, likewise
FAST_SHARE = Fraction(1, 4)  # of the time expected for a criterion
MARGIN = Fraction(1, 2)  # levels between an extreme mean and that of the others


class Rated:
    """What all groups said about one person, to hold one rater against.

    >>> from .groups import RoleForm, RoleSums
    >>> item = {"group_id": 7, "dimension": "behaviour", "weight": "1"}
    >>> form = RoleForm([item | {"criterion_id": 1}])
    >>> sums = RoleSums(form, [{1: 5}, {1: 3}, {1: 3}, {1: 4}], minimum=3)
    >>> Rated({"peer": sums}).differences("peer", {1: 5})
    [Fraction(5, 3)]
    """

    def __init__(self, sums):
        """Add up groups.

        :param dict sums: {role: RoleSums}, without the person's own answers; any
            hashable stands for a role
        """
        self._sums = sums
        self._all = {}
        for one in sums.values():
            for criterion_id, (count, total) in one.items.items():
                known = self._all.get(criterion_id, (0, 0))
                self._all[criterion_id] = (known[0] + count, known[1] + total)

    def differences(self, role, given):
        """Return own answers minus the mean of all others, in order of the form.

        :param role: of the rater, a key of the groups
        :param dict given: {criterion id: value} of the rater's form
        :return: list of Fraction, in scale units; without criteria that too few others
            answered, or that are not counted in the rater's own group
        """
        found = []
        for criterion_id in self._sums[role].items:
            value = given.get(criterion_id)
            if value is not None:
                count, total = self._all[criterion_id]
                if count > MIN_OTHERS:
                    found.append(value - Fraction(total - value, count - 1))
        return found


@dataclass(frozen=True)
class Form:
    """One submitted form, as far as it tells how its rater answers."""

    answers: tuple  # values in order of the form, what was not observed left out
    differences: tuple = ()  # see `Rated.differences`
    seconds: int = 0  # of work on it, 0 where not measured
    expected: int = 0  # seconds for all of its criteria


def measure_rater(forms):
    """Measure how one rater answers in one role, over all people rated.

    - leniency: mean over people of the mean difference to the others; above 0 is
      milder, below 0 stricter than they are.
    - distance: mean over people of the mean absolute difference, the average deviation
      index AD_M with the others' mean in the middle. Small is close agreement; with A
      levels, up to A / 6 counts as agreement.
    - spread: root of the mean variance within a form. 0: all answers alike.
    - straight: mean over forms of the longest run of equal answers, as a share of the
      form (the long-string index), of forms with enough answers.
    - fast: share of forms that took less than a quarter of the time expected, of those
      that were measured.

    :param forms: list of Form
    :return: {"people": int, "leniency", "distance", "spread", "straight", "fast"}, each
        a Fraction (scale units, or a share from 0 to 1), rounded half-up to 4 decimals
        in the case of spread; None with fewer than `MIN_PEOPLE` forms that tell
    :source: Burke, Finkelstein & Dusig 1999 and Burke & Dunlap 2002 (AD_M, A / 6);
        Johnson 2005 and Meade & Craig 2012 (long string, very fast answers)

    >>> form = Form((4, 4, 4, 4, 2), (Fraction(1), Fraction(-1, 2)), 10, 100)
    >>> {name: str(value) for name, value in measure_rater([form] * 3).items()}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'people': '3', 'leniency': '1/4', 'distance': '3/4', 'spread': '4/5',
     'straight': '4/5', 'fast': '1'}
    >>> measure_rater([form] * 2)["leniency"] is None
    True
    """
    compared = [form.differences for form in forms if form.differences]
    answered = [form.answers for form in forms if form.answers]
    lines = [answers for answers in answered if len(answers) >= MIN_ANSWERS]
    timed = [form for form in forms if form.seconds and form.expected]
    variance = _mean_of_enough([_variance(answers) for answers in answered])
    return {
        "people": len(forms),
        "leniency": _mean_of_enough([_mean(values) for values in compared]),
        "distance": _mean_of_enough([_mean(map(abs, values)) for values in compared]),
        "spread": None if variance is None else square_root(variance),
        "straight": _mean_of_enough(
            [Fraction(longest_run(answers), len(answers)) for answers in lines]
        ),
        "fast": _mean_of_enough([_is_fast(form) for form in timed]),
    }


def is_mutual_extreme(given, received):
    """Tell whether two people rate each other at the same end, against everybody else.

    At an end is a mean above (or below) those of all others about the same person, and
    at least half a level away from their mean.

    :param given: (mean of the one about the other, [means of all others about them])
    :param received: the same of the other about the one
    :return: bool; False where fewer than `MIN_OTHERS` others rated one of the two

    >>> is_mutual_extreme((5, [3, 4, 4]), (5, [4, 4, 4]))
    True
    >>> is_mutual_extreme((5, [3, 4, 5]), (5, [4, 4, 4]))
    False
    """
    ends = {_end(*given), _end(*received)}
    return len(ends) == 1 and 0 not in ends


def without_one(parts, role, means):
    """Return parts as if one rater had answered like the rest of the group.

    The group stays as large as it is: otherwise every group at its minimum would
    hinge on everybody, for the minimum alone. The only one of a role is left out.

    :param dict parts: as for `score_appraisal`
    :param str role: code of the rater's role
    :param dict means: of the rater's form by dimension, Fraction or None, over the
        criteria that are counted (`RoleSums.means`)
    :return: dict, new

    >>> parts = {"peer": {"respondents": 3, "result": (0, 0), "behaviour": (3, 12)}}
    >>> means = {"result": None, "behaviour": Fraction(2)}
    >>> without_one(parts, "peer", means)["peer"]["behaviour"]
    (3, Fraction(15, 1))
    """
    part = dict(parts[role])
    for dimension in DIMENSIONS:
        count, total = part[dimension]
        mean = means[dimension]
        if mean is not None and count:
            rest = (total - mean) * Fraction(count, count - 1) if count > 1 else 0
            part[dimension] = (count if count > 1 else 0, rest)
    return parts | {role: part}


def find_hinges(rules, parts, forms, predicate):
    """List the roles of which one rater alone makes the suggested predicate.

    :param Rules rules: the frozen rules
    :param dict parts: as for `score_appraisal`
    :param dict forms: {role: list of the means of each form}, see `without_one`
    :param str predicate: code of the predicate suggested
    :return: list of role codes, in order of ``forms``. Where nothing could be suggested
        without a rater, the appraisal does not hinge on what the rater answered
    """
    return [
        role
        for role, found in forms.items()
        if any(
            _suggest(rules, without_one(parts, role, means)) not in (None, predicate)
            for means in _distinct(found)
        )
    ]


def _suggest(rules, parts):
    """Return the code of the predicate that parts suggest, or None."""
    return score_appraisal(rules, parts)["predicate"]


def _distinct(forms):
    """Return each pair of means once: the same mean gives the same answer."""
    return {
        tuple(means[name] for name in DIMENSIONS): means for means in forms
    }.values()


def _end(own, others):
    """Return 1 for the top, -1 for the bottom end, 0 for neither."""
    if len(others) < MIN_OTHERS:
        return 0
    gap = own - Fraction(sum(others)) / len(others)
    if own > max(others) and gap >= MARGIN:
        return 1
    return -1 if own < min(others) and gap <= -MARGIN else 0


def longest_run(values):
    """Return how many equal values follow each other at most.

    >>> longest_run([3, 3, 4, 4, 4, 3]), longest_run([])
    (3, 0)
    """
    longest = run = 0
    last = None
    for value in values:
        run = run + 1 if value == last else 1
        last = value
        longest = max(longest, run)
    return longest


def square_root(number, digits=4):
    """Return a square root, rounded half-up and without a float on the way.

    :param Fraction number: not below 0
    :param int digits: decimals to keep
    :return: Fraction

    >>> square_root(Fraction(2)), square_root(Fraction(1, 4))
    (Fraction(7071, 5000), Fraction(1, 2))
    """
    scale = 10**digits
    doubled = isqrt(int(number * 4 * scale * scale))
    return Fraction((doubled + 1) // 2, scale)


def coarse(value, step):
    """Round half-up to a multiple of a step; None stays None.

    >>> coarse(Fraction("0.26"), Fraction("0.1")), coarse(None, 1)
    (Fraction(3, 10), None)
    """
    return None if value is None else half_up(value / step, 0) * step


def _is_fast(form):
    """Return 1 for a form that was done much faster than expected, else 0."""
    return int(form.seconds < FAST_SHARE * form.expected)


def _variance(values):
    """Return the variance of all values of a form."""
    mean = _mean(values)
    return _mean([(value - mean) ** 2 for value in values])


def _mean(values):
    """Return the mean of at least one value."""
    values = list(values)
    return Fraction(sum(values), len(values))


def _mean_of_enough(values):
    """Return the mean over people, None of too few."""
    return _mean(values) if len(values) >= MIN_PEOPLE else None
