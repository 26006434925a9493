# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the raters of one role said together: counts, means and nothing below a minimum.

Sums are kept as whole numbers and turned into fractions at the very end: exact, and
quick enough for a whole government in one night.
"""

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from math import lcm

from .answers import read_weight
from .exact import fixed
from .vocabulary import DIMENSIONS


class RoleForm:
    """The items of a frozen form that one role answers, prepared for summing."""

    def __init__(self, items):
        """Prepare items.

        :param list items: items of the frozen template that the role answers, with
            "criterion_id", "group_id", "dimension" and "weight" (text such as "1/3",
            above 0), in the order of the form
        """
        weights = [read_weight(item["weight"]) for item in items]
        common = lcm(*(weight.denominator for weight in weights))
        # Relative weights as whole numbers: {criterion id: (group, weight)}
        self.items = {
            item["criterion_id"]: (item["group_id"], int(weight * common))
            for item, weight in zip(items, weights, strict=True)
        }
        self.groups = {item["group_id"]: item["dimension"] for item in items}
        # {group: [(criterion id, the same as text)]}, keys of JSON being texts
        self.members = defaultdict(list)
        for item in items:
            pair = item["criterion_id"], str(item["criterion_id"])
            self.members[item["group_id"]].append(pair)


class RoleSums:
    """The submitted forms of one role about one person, summed up.

    A criterion that fewer than ``minimum`` raters answered is left out of every number,
    as if nobody had: with one or two answers its mean would tell them, and a mean that
    held it would tell them by difference.

    The other way round, a mean of all raters but one or two is counted, but not told:
    what these few said is the difference between it and the means that hold them.

    ``items`` is {criterion id: (count, sum)} of the criteria that are left;
    ``respondents`` the number of forms.

    >>> item = {"group_id": 7, "dimension": "behaviour", "weight": "1/2"}
    >>> form = RoleForm([item | {"criterion_id": 1}, item | {"criterion_id": 2}])
    >>> sums = RoleSums(form, [{1: 5, 2: 4}, {1: 4, 2: 4}, {1: 4}], minimum=3)
    >>> sums.items, sums.group(7), sums.details(7)
    ({1: (3, 13)}, (3, '4.33'), {'1': '4.33'})
    >>> sums.part()
    {'respondents': 3, 'result': (0, 0), 'behaviour': (3, Fraction(13, 1))}
    >>> RoleSums(form, [{1: 5, 2: 4}] * 3 + [{2: 1}], minimum=3).details(7)
    {'2': '3.25'}
    """

    def __init__(self, form, answers, minimum):
        """Sum up.

        :param RoleForm form: what the role answers
        :param list answers: one {criterion id: value} per submitted form, values in
            scale units (int); criteria that were not observed are absent, those that
            the role does not answer are ignored
        :param int minimum: answers that a criterion needs, at least 1
        """
        self.form = form
        self.minimum = minimum
        self.respondents = len(answers)
        self.items = self._count(answers, minimum)
        self._groups = {}  # {group: {sum of weights: [number of forms, sum]}}
        self._dimensions = {}
        for given in answers:
            self._add(given)

    def _count(self, answers, minimum):
        counts, sums = defaultdict(int), defaultdict(int)
        for given in answers:
            for criterion_id, value in given.items():
                counts[criterion_id] += 1
                sums[criterion_id] += value
        return {
            criterion_id: (counts[criterion_id], sums[criterion_id])
            for criterion_id in self.form.items
            if counts[criterion_id] >= minimum
        }

    def _add(self, given):
        """Add the means of one form: per group and per dimension."""
        groups, dimensions = self._weigh(given)
        _merge(self._groups, groups)
        _merge(self._dimensions, dimensions)

    def _weigh(self, given):
        """Return {group: [sum of weights, weighted sum]}, and that per dimension."""
        groups, dimensions = {}, {}
        for criterion_id in self.items:
            value = given.get(criterion_id)
            if value is not None:
                group, weight = self.form.items[criterion_id]
                pair = groups.get(group)
                if pair is None:
                    groups[group] = [weight, weight * value]
                else:
                    pair[0] += weight
                    pair[1] += weight * value
        for group, (weight, total) in groups.items():
            pair = dimensions.setdefault(self.form.groups[group], [0, 0])
            pair[0] += weight
            pair[1] += total
        return groups, dimensions

    def means(self, given):
        """Return the means of one form over the criteria that are left.

        :param dict given: as one of the answers summed up
        :return: {dimension: Fraction, None where nothing is left}
        """
        __, found = self._weigh(given)
        return {
            dimension: Fraction(found[dimension][1], found[dimension][0])
            if dimension in found
            else None
            for dimension in DIMENSIONS
        }

    def group(self, group_id):
        """Return what the role said about one value.

        :return: (number of forms, mean in scale units with 2 decimals as text), or
            (0, None) where nothing is left to tell
        """
        sums = self._groups.get(group_id)
        count = _count(sums)
        if not sums or not self._is_told(count, self._count_dimension(group_id)):
            return 0, None
        if len(sums) == 1:
            ((weight, (__, total)),) = sums.items()
            return count, mean_text(total, weight * count)
        return count, fixed(_total(sums) / count)

    def details(self, group_id):
        """Return {criterion id as text: mean, 2 decimals} of one value's criteria."""
        whole = _count(self._groups.get(group_id))
        return {
            text: mean_text(self.items[criterion_id][1], self.items[criterion_id][0])
            for criterion_id, text in self.form.members[group_id]
            if criterion_id in self.items
            and self._is_told(self.items[criterion_id][0], whole)
        }

    def _count_dimension(self, group_id):
        return _count(self._dimensions.get(self.form.groups[group_id]))

    def _is_told(self, count, whole):
        """Tell whether the rest of ``whole`` forms is nobody, or enough to hide in."""
        return count == whole or whole - count >= self.minimum

    def part(self):
        """Return the part of this role that ``score_appraisal`` takes."""
        part = {"respondents": self.respondents}
        for dimension in DIMENSIONS:
            sums = self._dimensions.get(dimension)
            count = _count(sums)
            part[dimension] = (count, _total(sums)) if count else (0, 0)
        return part


@lru_cache(maxsize=65536)
def mean_text(total, count):
    """Return total / count with 2 decimals, rounded half-up.

    Answers are small numbers, so the same few means are asked for again and again.

    >>> mean_text(13, 3)
    '4.33'
    """
    return fixed(Fraction(total, count))


def _merge(sums, new):
    """Add one form's {key: [sum of weights, weighted sum]} to the sums of all."""
    for key, (weight, total) in new.items():
        by_weight = sums.setdefault(key, {})
        pair = by_weight.get(weight)
        if pair is None:
            by_weight[weight] = [1, total]
        else:
            pair[0] += 1
            pair[1] += total


def _count(sums):
    """Return the number of forms in sums, 0 for none at all."""
    return sum(number for number, __ in sums.values()) if sums else 0


def _total(sums):
    """Return the sum of the forms' means as Fraction."""
    return sum(
        (Fraction(total, weight) for weight, (__, total) in sums.items()), Fraction(0)
    )
