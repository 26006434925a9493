# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The statistics of raters a second time: slow, naive, apart from scoring/.

As they are told to people: person by person, answer by answer. It shares no code with
the addon, so that a mistake has to be made twice to stay.
"""

from collections import Counter
from fractions import Fraction


def measure(rater, people, order, minimum):
    """Return leniency and distance of one rater, None where too few tell.

    :param int rater: place of the rater, the same about all people
    :param list people: per person the list of forms, {criterion: value} or None where a
        rater did not answer; all raters are of one group
    :param list order: criteria
    :param int minimum: answers that a criterion needs to be shown
    """
    lenient, apart = [], []
    for forms in people:
        if forms[rater] is None:
            continue
        found = []
        for criterion in order:
            values = {
                number: form[criterion]
                for number, form in enumerate(forms)
                if form is not None and criterion in form
            }
            if len(values) < minimum or rater not in values:
                continue
            others = [value for number, value in values.items() if number != rater]
            if len(others) >= 3:
                found.append(values[rater] - Fraction(sum(others), len(others)))
        if found:
            lenient.append(sum(found) / len(found))
            apart.append(sum(abs(one) for one in found) / len(found))
    if len(lenient) < 3:
        return None, None
    return sum(lenient) / len(lenient), sum(apart) / len(apart)


def longest_row(values):
    """Return the longest row of equal neighbours, by trying every row."""
    return max(
        (
            end - start
            for start in range(len(values))
            for end in range(start + 1, len(values) + 1)
            if len(Counter(values[start:end])) == 1
        ),
        default=0,
    )


def find_spread(forms):
    """Return the root of the mean variance, as a float."""
    variances = [
        sum((a - b) ** 2 for a in form for b in form) / (2 * len(form) ** 2)
        for form in forms
        if form
    ]
    return (sum(variances) / len(variances)) ** 0.5 if len(variances) >= 3 else None


def suggest_without(score, forms, role, number):
    """Return the predicate if one form said what the others of its role say on average.

    :param score: function from {role: [{dimension: mean or None}]} to a predicate
    :param dict forms: {role: [{dimension: mean or None}]}
    """
    group = list(forms[role])
    rest = group[:number] + group[number + 1 :]
    if not rest:
        return score(forms | {role: []})
    changed = {}
    for dimension, mean in group[number].items():
        known = [form[dimension] for form in rest if form[dimension] is not None]
        if mean is None or not known:
            changed[dimension] = None
        else:
            changed[dimension] = sum(known) / len(known)
    group[number] = changed
    return score(forms | {role: group})
