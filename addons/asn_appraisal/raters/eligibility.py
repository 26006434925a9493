# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may rate whom, and why not."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .together import days_together


class Refusal(NamedTuple):
    """Why somebody may not rate: a reason and the numbers that go with it."""

    reason: str
    numbers: dict


@dataclass(frozen=True, slots=True)
class Person:
    """An employee as far as it matters here; ids of other people are ``0`` for none.

    ``unit`` is the department among whose members the person works, ``path`` the ids of
    that department and of all above it, the top first.
    """

    id: int
    superior: int
    unit: int
    path: tuple
    company: int
    is_active: bool = True
    has_user: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """One appraisal: whose, who decides it, and for which days.

    ``unit`` and ``path`` are those of the appraisal, as frozen at launch.
    """

    id: int
    person: int
    superior: int
    unit: int
    path: tuple
    company: int
    start: date
    end: date
    acting: int = 0  # who acts for the superior, if anybody does


@dataclass(frozen=True, slots=True)
class Rule:
    """What a form asks of raters of one role."""

    role: int
    kind: str
    pool: str = "team"
    most: int = 0
    days: int = 0
    is_mutual: bool = True
    cost: int = 0  # seconds that one form takes

    @classmethod
    def from_frozen(cls, role, cost=0):
        """Return the rule of a role of a frozen form.

        :param dict role: as the form keeps it; forms of earlier versions lack keys
        :param int cost: seconds that a rater of this role takes for one form
        """
        return cls(
            role=role["id"],
            kind=role["kind"],
            pool=role.get("pool", "team"),
            most=role.get("max_raters", 0),
            days=role.get("min_days_together", 0),
            is_mutual=role.get("allows_reciprocal", True),
            cost=cost,
        )


@dataclass
class World:
    """What holds for all: looked up once for many cases."""

    people: dict = field(default_factory=dict)  # id -> Person
    spells: dict = field(default_factory=dict)  # id -> spells, see together.spells
    conflicts: set = field(default_factory=set)  # frozensets of two ids
    objections: set = field(default_factory=set)  # frozensets of two ids
    asked: set = field(default_factory=set)  # (role, rater, person) asked already
    loads: dict = field(default_factory=dict)  # id -> forms asked of a rater
    seconds: dict = field(default_factory=dict)  # id -> what they take
    limit: int = 0  # seconds per rater, 0: none
    above: dict = field(default_factory=dict)  # id -> superiors, filled by looking

    def get_superiors(self, start):
        """Return the ids of all superiors above, ``start`` first; loops end.

        >>> chain = World(people={1: Person(1, 2, 0, (), 1), 2: Person(2, 1, 0, (), 1)})
        >>> chain.get_superiors(1)
        [1, 2]
        """
        if start not in self.above:
            found, step = [], start
            while step and step not in found:
                found.append(step)
                step = self.people[step].superior if step in self.people else 0
            self.above[start] = found
        return self.above[start]

    def get_room(self, rater):
        """Tell how many seconds are left to a rater; None without a limit."""
        return self.limit - self.seconds.get(rater, 0) if self.limit else None

    def add(self, rater, person, role, cost):
        """Note that somebody is asked."""
        self.asked.add((role, rater, person))
        self.loads[rater] = self.loads.get(rater, 0) + 1
        self.seconds[rater] = self.seconds.get(rater, 0) + cost


def find_refusal(case, rule, rater, world):
    """Return why ``rater`` may not rate ``case`` by ``rule``.

    The first reason found counts. Oneself and the superior are not chosen, so that only
    what makes them impossible stands against them.

    :param Case case: the appraisal
    :param Rule rule: the role
    :param Person rater: somebody of ``world.people``
    :return: Refusal, or None where nothing stands against it

    >>> people = {
    ...     number: Person(number, 9, 5, (5,), company=1) for number in (1, 2, 3, 9)
    ... }
    >>> world = World(people=people, conflicts={frozenset({1, 3})})
    >>> case = Case(
    ...     7, 1, 9, 5, (5,), 1, start=date(2026, 1, 1), end=date(2026, 12, 31)
    ... )
    >>> peers = Rule(role=30, kind="peer")
    >>> find_refusal(case, peers, people[2], world)
    >>> find_refusal(case, peers, people[3], world).reason
    'conflict'
    >>> find_refusal(case, peers, people[9], world).reason
    'superior'
    >>> find_refusal(case, peers, people[1], world).reason
    'self'
    """
    for check in CHECKS[rule.kind]:
        if refusal := check(case, rule, rater, world):
            return refusal
    return None


# ------------------------------------------------------------
# CHECKS: each returns a refusal or something false
# ------------------------------------------------------------


def _check_self(case, _rule, rater, _world):
    return rater.id == case.person and Refusal("self", {})


def _check_is_self(case, _rule, rater, _world):
    return rater.id != case.person and Refusal("other", {})


def _check_active(_case, _rule, rater, _world):
    return not rater.is_active and Refusal("archived", {})


def _check_company(case, _rule, rater, _world):
    return rater.company != case.company and Refusal("company", {})


def _check_user(_case, _rule, rater, _world):
    return not rater.has_user and Refusal("no_user", {})


def _check_peer(case, rule, rater, world):
    if rater.id in (case.superior, case.acting):
        return Refusal("superior", {})
    if rater.superior == case.person:
        return Refusal("subordinate", {})
    # in the team, nobody else leads the person
    above = rule.pool != "team" and rater.id in world.get_superiors(case.superior)
    return above and Refusal("above", {})


def _check_pool(case, rule, rater, world):
    if rule.pool == "branch":
        inside = get_branch(case.path) in rater.path
    elif rule.pool == "unit":
        inside = case.unit and rater.unit == case.unit
    else:
        # where another superior took over the decision, the team is still the old one
        own = world.people.get(case.person)
        superiors = {case.superior, own.superior if own else 0} - {0}
        inside = rater.superior in superiors and rater.unit == case.unit
    return not inside and Refusal(rule.pool, {})


def _check_led(case, _rule, rater, _world):
    return rater.superior != case.person and Refusal("not_led", {})


def _check_days(case, rule, rater, world):
    if not rule.days:
        return None
    mine, theirs = (world.spells.get(id_, []) for id_ in (case.person, rater.id))
    days = days_together(mine, theirs, case.start, case.end)
    return days < rule.days and Refusal("days", {"days": days, "needed": rule.days})


def _check_conflict(case, _rule, rater, world):
    return {case.person, rater.id} in world.conflicts and Refusal("conflict", {})


def _check_objection(case, _rule, rater, world):
    return {case.person, rater.id} in world.objections and Refusal("objection", {})


def _check_mutual(case, rule, rater, world):
    if rule.is_mutual:
        return None
    back = (rule.role, case.person, rater.id) in world.asked
    return back and Refusal("mutual", {})


def _check_load(_case, rule, rater, world):
    room = world.get_room(rater.id)
    if room is None or room >= rule.cost:
        return None
    taken = world.seconds.get(rater.id, 0)
    return Refusal("load", {"seconds": taken + rule.cost, "limit": world.limit})


def get_branch(path):
    """Return the department whose members, with all below it, are one branch.

    The one above the unit, but never the very top, which holds everybody.

    :param tuple path: ids of departments from the top to the unit
    :return: id, 0 where there is no unit

    >>> get_branch((1, 4, 8)), get_branch((1, 4)), get_branch((1,)), get_branch(())
    (4, 4, 1, 0)
    """
    if len(path) > 2:
        return path[-2]
    return path[-1] if path else 0


_ABLE = (_check_self, _check_active, _check_company, _check_user)
_FAIR = (_check_days, _check_conflict, _check_objection, _check_mutual, _check_load)

CHECKS = {
    "self": (_check_is_self,),
    "superior": (_check_self, _check_active, _check_conflict, _check_objection),
    "peer": (*_ABLE, _check_peer, _check_pool, *_FAIR),
    "subordinate": (*_ABLE, _check_led, *_FAIR),
    "external": (*_ABLE, _check_conflict, _check_objection, _check_load),
}
