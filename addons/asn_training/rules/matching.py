# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Match rules with what is published about a person."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def shown_mean(means):
    """Return the mean of groups' means as it stands on the page, each counting once.

    Compared is what people read: a 2.996 that is shown as 3.00 is not below 3.

    :param means: means of two decimals, one at least

    >>> shown_mean([3.5, 4.0]), shown_mean([2.99, 3.0]), shown_mean([2.0, 2.0, 3.0])
    (Decimal('3.75'), Decimal('3.00'), Decimal('2.33'))
    """
    total = sum(Decimal(f"{mean:.2f}") for mean in means)
    return (total / len(means)).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Person:
    """What the rules may know: what the person reads about themselves, no more.

    ``criteria`` has ``{id: (value, respondents)}`` of groups that are shown,
    ``gaps`` has ``{skill id: (level held, level asked)}`` of the person's post.
    """

    predicate: int | None = None
    ratings: dict = field(default_factory=dict)
    criteria: dict = field(default_factory=dict)
    gaps: dict = field(default_factory=dict)
    tags: frozenset = frozenset()


@dataclass(frozen=True)
class Rule:
    """A rule; each condition that is set has to hold, and one at least is set."""

    code: str
    priority: int
    programmes: tuple = ()
    predicates: frozenset = frozenset()
    criterion: int | None = None
    test: str = "below"
    limit: Decimal = Decimal(0)
    min_respondents: int = 0
    dimension: str | None = None
    rating: str | None = None
    skills: frozenset | None = None
    tags: frozenset = frozenset()


def explain(rule, person):
    """Return why a rule holds for a person, part by part; ``None`` if it does not.

    :return: tuple of ``(kind, …)``: ``("predicate", id)``, ``("criterion", id, value,
        test, limit)``, ``("dimension", code, rating)``, ``("skill", id, held, asked)``,
        ``("tag", id)``

    >>> low = Rule("R4", 1, criterion=7, limit=Decimal(3))
    >>> explain(low, Person(criteria={7: (Decimal("2.30"), 5)}))
    (('criterion', 7, Decimal('2.30'), 'below', Decimal('3')),)

    Nothing follows from what is not shown, and the limit itself is not below it.

    >>> explain(low, Person()), explain(low, Person(criteria={7: (Decimal(3), 5)}))
    (None, None)

    An empty set of skills stands for any skill that the post asks for.

    >>> explain(Rule("R1", 1, skills=frozenset()), Person(gaps={3: (20, 60)}))
    (('skill', 3, 20, 60),)
    >>> explain(Rule("R1", 1), Person()) is None  # without a condition
    True
    """
    parts = []
    for holds in _CONDITIONS:
        found = holds(rule, person)
        if found is None:
            return None
        parts += found
    return tuple(parts) or None


def match(rules, person):
    """Return what follows for a person.

    :param rules: iterable of Rule
    :return: ``{programme id: [(rule, parts)]}``, per programme the most urgent first

    >>> good = Rule("R2", 2, (11,), predicates=frozenset({1}))
    >>> best = Rule("R1", 1, (11, 12), predicates=frozenset({1}))
    >>> found = match([good, best], Person(predicate=1))
    >>> {programme: [rule.code for rule, __ in why] for programme, why in found.items()}
    {11: ['R1', 'R2'], 12: ['R1']}
    """
    found = {}
    for rule in sorted(rules, key=lambda rule: (rule.priority, rule.code)):
        if parts := explain(rule, person):
            for programme in rule.programmes:
                found.setdefault(programme, []).append((rule, parts))
    return found


# ------------------------------------------------------------
# CONDITIONS: what made it hold, nothing where it is not set, None where it fails
# ------------------------------------------------------------


def _predicate(rule, person):
    if not rule.predicates:
        return ()
    holds = person.predicate in rule.predicates
    return (("predicate", person.predicate),) if holds else None


def _criterion(rule, person):
    if rule.criterion is None:
        return ()
    value, respondents = person.criteria.get(rule.criterion, (None, 0))
    if value is None or respondents < rule.min_respondents:
        return None
    holds = value < rule.limit if rule.test == "below" else value > rule.limit
    part = ("criterion", rule.criterion, value, rule.test, rule.limit)
    return (part,) if holds else None


def _dimension(rule, person):
    if rule.dimension is None:
        return ()
    holds = person.ratings.get(rule.dimension) == rule.rating
    return (("dimension", rule.dimension, rule.rating),) if holds else None


def _skill(rule, person):
    if rule.skills is None:
        return ()
    wanted = sorted(rule.skills & person.gaps.keys() if rule.skills else person.gaps)
    return tuple(("skill", id_, *person.gaps[id_]) for id_ in wanted) or None


def _tag(rule, person):
    if not rule.tags:
        return ()
    return tuple(("tag", id_) for id_ in sorted(rule.tags & person.tags)) or None


_CONDITIONS = (_tag, _predicate, _dimension, _criterion, _skill)
