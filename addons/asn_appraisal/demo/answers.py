# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What invented raters answer: drawn by chance, and the same at every installation."""

import random
from collections import Counter
from itertools import product

# How far one answer lies from what the rater thinks of the person on the whole.
SPREAD = 0.36
# Of peers and subordinates, who do not see everything.
SHARE_NOT_OBSERVED = 0.04


def draw(*names):
    """Return a generator that is always the same for the same names."""
    return random.Random(":".join(names))  # noqa: S311 - repeatable, nothing secret


class Respondent:
    """One rater in front of one form.

    :param texts: Texts, where comments come from
    :param tuple names: cycle, rater and person appraised, who seed the draw
    :param str role: code of the rater's role
    :param dict profile: ``{"result": level, "behaviour": level}`` of the person
    :param str unit: where the person works, a key of ``work`` in comments.json
    """

    def __init__(self, texts, names, role, profile, unit):
        self.texts, self.role, self.profile, self.unit = texts, role, profile, unit
        self.random = draw(*names)
        self.person = names[-1]
        # some are strict, some are mild; superiors know the work
        self.mildness = 0 if role == "superior" else self.random.uniform(-0.2, 0.2)

    def answer(self, code, dimension):
        """Return the values of one answer, as ``save_answer`` takes them.

        :param str code: code of the criterion, or of the value that it belongs to
        :param str dimension: "result" or "behaviour"
        """
        is_colleague = self.role in ("peer", "subordinate")
        if is_colleague and self.random.random() < SHARE_NOT_OBSERVED:
            return {"not_observed": True}
        value = self._draw_value(code, dimension)
        kind = {1: "concern", 5: "praise"}.get(value)
        if not kind:
            return {"value": value}
        return {
            "value": value,
            "comment": self.texts.pick(self.random, self.unit, kind, code),
        }

    def _draw_value(self, code, dimension):
        trait = draw(self.person, code).uniform(-0.25, 0.25)
        mean = self.profile[dimension] + trait + self.mildness
        value = round(self.random.gauss(mean, SPREAD))
        lowest, highest = (2, 4) if self.role == "self" else (1, 5)
        return min(max(value, lowest), highest)

    def notes(self):
        """Return the free texts, as ``save_notes`` takes them."""
        mean = sum(self.profile.values()) / 2
        tone = "high" if mean >= 4 else "low" if mean < 2.8 else "middle"
        notes = {}
        for kind, share in (("strengths", 0.85), ("improvements", 0.7)):
            path = ("own", kind) if self.role == "self" else (kind, tone)
            if self.random.random() < share:
                notes[kind] = self.texts.pick(self.random, self.unit, *path)
        return notes


class Texts:
    """Sentences about the work of a unit, each used as seldom as can be.

    :param dict bank: content of comments.json: sentences by kind and tone or value,
        into which work of the unit is put, and ``stories`` that need none
    :param dict parents: ``{unit: unit above}``; a unit without work of its own uses
        that of the next one above
    """

    def __init__(self, bank, parents):
        self.bank, self.parents = bank, parents
        self.used = Counter()

    def pick(self, generator, unit, *path):
        """Return a sentence from the list at ``path``, about work of ``unit``."""
        sentences = self.bank
        for key in path:
            sentences = sentences[key]
        candidates = [
            sentence.format(work=work)
            for sentence, work in product(sentences, self._find("work", unit))
        ]
        if path[-1] == "high":  # told first, while they last
            stories = self._find("stories", unit).get(path[0], [])
            candidates = [s for s in stories if not self.used[s]] or candidates
        generator.shuffle(candidates)
        text = min(candidates, key=lambda candidate: self.used[candidate])
        self.used[text] += 1
        return text[0].upper() + text[1:]

    def _find(self, kind, unit):
        """Return what the bank holds for a unit or the next one above it."""
        while unit in self.parents and unit not in self.bank[kind]:
            unit = self.parents[unit]
        return self.bank[kind].get(unit, {})
