# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The recommendation rules once more, written as they are told: slow and plain."""

from fractions import Fraction


def holds(rule, person):
    """Tell whether everything that a rule asks for is so."""
    asked = []
    if rule.predicates:
        asked.append(person.predicate in rule.predicates)
    if rule.tags:
        asked.append(any(tag in person.tags for tag in rule.tags))
    if rule.dimension is not None:
        asked.append(person.ratings.get(rule.dimension) == rule.rating)
    if rule.criterion is not None:
        asked.append(_is_beyond(rule, person))
    if rule.skills is not None:
        gaps = [
            skill for skill in person.gaps if not rule.skills or skill in rule.skills
        ]
        asked.append(bool(gaps))
    return bool(asked) and all(asked)


def _is_beyond(rule, person):
    if rule.criterion not in person.criteria:
        return False
    value, respondents = person.criteria[rule.criterion]
    if respondents < rule.min_respondents:
        return False
    difference = Fraction(value) - Fraction(rule.limit)
    return difference < 0 if rule.test == "below" else difference > 0


def recommend(rules, person):
    """Return ``{programme: [codes of rules, most urgent first]}``."""
    programmes = {programme for rule in rules for programme in rule.programmes}
    found = {}
    for programme in programmes:
        why = [r for r in rules if programme in r.programmes and holds(r, person)]
        if why:
            found[programme] = [
                code for __, code in sorted((r.priority, r.code) for r in why)
            ]
    return found


def rounded(means):
    """Return the mean in hundredths, half of one going up."""
    hundredths = [Fraction(round(mean * 100)) for mean in means]
    return int(sum(hundredths) / len(hundredths) + Fraction(1, 2))
