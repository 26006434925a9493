# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who counts with which weight when some roles gave no (or too few) answers."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Plan:
    """How the weights of one dimension are distributed for a set of present roles.

    All weights are percent. `effective` is None when the dimension has no score.
    """

    present: frozenset  # the question: codes of the roles that are counted
    gathered: dict  # {role: weight after the roll-ups}
    effective: dict | None  # {role: weight} of counted and neutral roles
    treatments: dict  # {missing role: "shared"|"rolled_up"|"neutral"|"blocked"}
    moves: dict  # {missing role: ((receiving role, weight), ...)}
    blockers: tuple  # roles that block, in the order of the rules


def plan_weights(rules, dimension, present):
    """Distribute the weights of the roles that are not present.

    1. roll_up: the weight is added to the target's; where the target is missing too,
       the target's policy applies to the sum, and so on along the chain.
    2. block: the dimension has no score.
    3. neutral: the role keeps its weight and counts with the neutral value.
    4. share: the weight goes to the present roles in proportion to their weights after
       step 1. A neutral role takes no share.

    A missing role that weighs nothing, even after step 1, changes nothing. Where no
    present role weighs anything there is no score: nobody's answers are not averaged.
    Whether a role is missing because nobody or because too few answered is unknown
    here, so it cannot make a difference.

    :param Rules rules: the frozen rules
    :param str dimension: "result" or "behaviour"
    :param frozenset present: codes of the roles that are counted
    :return: Plan, exact; the same object for the same question
    :source: weights of a regency (2026): 60/20/20, without subordinates 60/40, without
        peers 75/25, superior only 100
    """
    key = dimension, present
    if key not in rules.memo:
        rules.memo[key] = _plan(rules, dimension, present)
    return rules.memo[key]


def _plan(rules, dimension, present):
    """Return a new Plan."""
    gathered, moves = _rolled_up(rules, dimension, present)
    missing = [
        role for role in rules.roles if gathered[role.code] and role.code not in present
    ]
    blockers = _codes(missing, "block")
    treatments = dict.fromkeys(moves, "rolled_up") | dict.fromkeys(blockers, "blocked")
    base = {code: weight for code, weight in gathered.items() if code in present}
    if blockers or not any(base.values()):
        return Plan(present, gathered, None, treatments, moves, blockers)
    neutral, sharing = _codes(missing, "neutral"), _codes(missing, "share")
    treatments |= dict.fromkeys(neutral, "neutral") | dict.fromkeys(sharing, "shared")
    moves |= {code: _shares(gathered[code], base) for code in sharing}
    effective = _effective(base, sum(gathered[code] for code in sharing))
    effective |= {code: gathered[code] for code in neutral}
    return Plan(present, gathered, effective, treatments, moves, ())


def _codes(missing, policy):
    """Return the codes of the missing roles with a policy."""
    return tuple(role.code for role in missing if role.policy == policy)


def _rolled_up(rules, dimension, present):
    """Return the weights after all roll-ups, and {role: ((target, weight),)}."""
    by_code = {role.code: role for role in rules.roles}
    weights = {role.code: role.weight(dimension) for role in rules.roles}
    moves = {}
    for role in sorted(rules.roles, key=lambda role: -_depth(role, by_code)):
        weight = weights[role.code]
        if weight and role.policy == "roll_up" and role.code not in present:
            weights[role.target] += weight
            weights[role.code] = Fraction(0)
            moves[role.code] = ((role.target, weight),)
    return weights, moves


def _depth(role, by_code):
    """Return the length of the chain of roll-ups that starts at a role."""
    depth = 0
    while role.policy == "roll_up":
        role = by_code[role.target]
        depth += 1
    return depth


def _shares(weight, base):
    """Split a weight over roles in proportion to their own."""
    total = sum(base.values())
    return tuple((code, weight * own / total) for code, own in base.items() if own)


def _effective(base, shared):
    """Return the present roles' weights after taking the shared weight."""
    total = sum(base.values())
    return {code: own * (total + shared) / total for code, own in base.items()}
