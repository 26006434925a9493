# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Lots that decide who rates whom, and spread the work evenly.

The rules, in the order in which they count:

1. Nobody is drawn who is not in the pool, or whose time does not suffice.
2. No panel gets a second seat as long as another one could have its first, and so on.
3. Whoever has the fewest forms is drawn first; among equals the lot decides, which
   follows from the seed, the panel and the person alone.
4. In the end seats are passed on along chains of panels until nobody has two forms more
   than somebody who could have taken one of them over.

So the result follows from seed and pools: names, their order, and who asks for the draw
change nothing, and nobody can put a panel together who does not know the seed.
"""

from collections import deque
from dataclasses import dataclass
from hashlib import blake2b

# Kept with each draw: another way of drawing gets another number, so that a draw of the
# past is repeated the way it was made.
ALGORITHM = "asn-draw-1"


@dataclass(frozen=True, slots=True)
class Panel:
    """The seats of one role around one person.

    ``key`` tells panels apart and goes into the lot; ``cost`` is the seconds that one
    form takes; where it is not ``is_mutual``, two people never sit on each other's
    panels of the same role.
    """

    key: str
    owner: int
    role: int
    pool: frozenset
    size: int
    cost: int = 0
    is_mutual: bool = True

    @property
    def needs_lot(self):
        """Tell whether there is anything to decide."""
        return len(self.pool) > self.size or not self.is_mutual


def draw(seed, panels, loads=None, rooms=None):
    """Draw the raters of many panels at once.

    :param str seed: secret of the cycle
    :param panels: Panel, in any order
    :param dict loads: forms that somebody has already, by id; none where missing
    :param dict rooms: seconds that somebody has left, by id; no limit where missing
    :return: dict of the panels' keys to tuples of ids, ascending

    >>> team = range(1, 6)
    >>> panels = [
    ...     Panel(f"p{n}", owner=n, role=3, pool=frozenset(team) - {n}, size=2)
    ...     for n in team
    ... ]
    >>> drawn = draw("secret", panels)
    >>> {key: len(seats) for key, seats in sorted(drawn.items())}
    {'p1': 2, 'p2': 2, 'p3': 2, 'p4': 2, 'p5': 2}
    >>> sorted(rater for seats in drawn.values() for rater in seats)
    [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    >>> drawn == draw("secret", reversed(panels))
    True
    >>> draw("secret", panels[:1], loads={2: 9, 3: 9})
    {'p1': (4, 5)}
    """
    drawn = {}
    for connected in _split(panels):
        table = _Table(seed, connected, loads or {}, rooms or {})
        table.deal()
        table.level()
        drawn |= {key: tuple(sorted(seats)) for key, seats in table.seats.items()}
    return drawn


def _split(panels):
    """Split panels into those that have to do with each other, in whatever order.

    >>> split = _split([Panel(key, 0, 1, frozenset(pool), 1) for key, pool in
    ...     (("a", {1, 2}), ("b", {3}), ("c", {2, 4}))])
    >>> [[panel.key for panel in connected] for connected in split]
    [['a', 'c'], ['b']]
    """
    above = {}

    def find(node):
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    panels = list(panels)
    for panel in panels:
        home = find(("panel", panel.key))
        for person in panel.pool if panel.is_mutual else panel.pool | {panel.owner}:
            above[find(person)] = home
    groups = {}
    for panel in panels:
        groups.setdefault(find(("panel", panel.key)), []).append(panel)
    return list(groups.values())


def get_lot(seed, *names):
    """Return the lot of something: a number that nobody can foresee without the seed.

    >>> get_lot("secret", "p1", 7) == get_lot("secret", "p1", 7)
    True
    >>> get_lot("secret", "p1", 7) == get_lot("other", "p1", 7)
    False
    """
    text = "\x1f".join(map(str, (ALGORITHM, seed, *names)))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


class _Table:
    """Who sits where while the lots are drawn."""

    def __init__(self, seed, panels, loads, rooms):
        self.panels = sorted(
            panels, key=lambda panel: (get_lot(seed, panel.key), panel.key)
        )
        # each pool in the order of its lots
        self.pools = {
            panel.key: sorted(
                panel.pool,
                key=lambda rater, key=panel.key: (get_lot(seed, key, rater), rater),
            )
            for panel in self.panels
        }
        self.by_key = {panel.key: panel for panel in self.panels}
        self.owned = {(panel.role, panel.owner): panel for panel in self.panels}
        raters = frozenset().union(*(panel.pool for panel in self.panels))
        self.loads = {rater: loads.get(rater, 0) for rater in raters}
        self.rooms = {rater: rooms.get(rater) for rater in raters}
        self.seats = {panel.key: set() for panel in self.panels}
        self.places = {rater: {} for rater in raters}  # panels' keys, in order

    # ------------------------------------------------------------
    # WHO MAY SIT WHERE
    # ------------------------------------------------------------

    def has_room(self, rater, panel, freed=0):
        """Tell whether the time of somebody suffices, with so many seconds freed."""
        room = self.rooms[rater]
        return room is None or room + freed >= panel.cost

    def is_free(self, rater, panel):
        """Tell whether somebody is not seated there, nor the owner's own rater."""
        if rater in self.seats[panel.key]:
            return False
        own = not panel.is_mutual and self.owned.get((panel.role, rater))
        return not own or panel.owner not in self.seats[own.key]

    def sit(self, rater, panel):
        self.seats[panel.key].add(rater)
        self.places[rater][panel.key] = True
        self.loads[rater] += 1
        if self.rooms[rater] is not None:
            self.rooms[rater] -= panel.cost

    def stand(self, rater, panel):
        self.seats[panel.key].discard(rater)
        del self.places[rater][panel.key]
        self.loads[rater] -= 1
        if self.rooms[rater] is not None:
            self.rooms[rater] += panel.cost

    # ------------------------------------------------------------
    # DEALING
    # ------------------------------------------------------------

    def deal(self):
        """Go round: each panel takes one at a time, whoever has least to do."""
        waiting = [panel for panel in self.panels if panel.size]
        while waiting:
            seated = [panel for panel in waiting if self._deal_one(panel)]
            waiting = [p for p in seated if len(self.seats[p.key]) < p.size]

    def _deal_one(self, panel):
        free = (
            rater
            for rater in self.pools[panel.key]
            if self.has_room(rater, panel) and self.is_free(rater, panel)
        )
        rater = min(free, key=self.loads.__getitem__, default=None)
        if rater is None:
            return self._make_room(panel)
        self.sit(rater, panel)
        return True

    def _make_room(self, panel):
        """Fill a seat for which nobody is free by passing other seats on."""
        return self._pass_on(panel, None, None) or self._turn(panel, set())

    # ------------------------------------------------------------
    # PASSING ON
    # ------------------------------------------------------------

    def _turn(self, panel, seen):
        """Turn a pair round: who was rated rates, and is rated by somebody else.

        :param panel: that lacks somebody
        :param set seen: keys of panels that were looked at already, and is added to
        :return: whether that, perhaps turning others as well, was possible
        """
        seen.add(panel.key)
        for rater in () if panel.is_mutual else self.pools[panel.key]:
            own = self.owned.get((panel.role, rater))
            if not own or own.key in seen or not self.has_room(rater, panel):
                continue
            if panel.owner not in self.seats[own.key]:
                continue
            self.stand(panel.owner, own)
            self.sit(rater, panel)
            if self._pass_on(own, None, None) or self._turn(own, seen):
                return True
            self.stand(rater, panel)
            self.sit(panel.owner, own)
        return False

    def level(self):
        """Pass seats on until no chain leads to somebody with two forms fewer.

        Whoever is reached in vain needs no search of their own.
        """
        done = set()
        while waiting := [id_ for id_ in self._most_first() if id_ not in done]:
            reached = self._level_one(waiting[0])
            done = done | reached if reached else set()

    def _most_first(self):
        return sorted(self.loads, key=lambda rater: (-self.loads[rater], rater))

    def _level_one(self, rater):
        """Pass on one seat of somebody; return whom it reached in vain, or None."""
        least = min(self.loads.values())
        if self.loads[rater] < least + 2:
            return {rater}
        reached = {rater}
        for key in list(self.places[rater]):
            if self._pass_on(self.by_key[key], rater, self.loads[rater] - 2, reached):
                return None
        return reached

    def _pass_on(self, panel, rater, most, reached=None):
        """Give a seat of ``panel`` to somebody, who may pass on another one.

        :param panel: where a seat is free, or held by ``rater``
        :param rater: who stands up, or None
        :param most: forms that the last one of the chain may have, None for any number
        :param set reached: who was looked at already, and is added to
        :return: whether there was such a chain
        """
        reached = set() if reached is None else reached
        queue = deque([(panel, rater, ())])
        while queue:
            seat, stands, chain = queue.popleft()
            for other in self.pools[seat.key]:
                if other in reached or not self.is_free(other, seat):
                    continue
                step = (*chain, (seat, stands, other))
                if self._ends(other, seat, most) and self._move(step):
                    return True
                reached.add(other)
                queue.extend(
                    (self.by_key[key], other, step)
                    for key in self.places[other]
                    if self.has_room(other, seat, self.by_key[key].cost)
                )
        return False

    def _ends(self, rater, panel, most):
        fits = most is None or self.loads[rater] <= most
        return fits and self.has_room(rater, panel)

    def _move(self, chain):
        """Pass all seats of a chain on, unless that makes a pair mutual."""
        for seat, stands, _sits in chain:
            if stands is not None:
                self.stand(stands, seat)
        moved = []
        for seat, _stands, sits in chain:
            if not self.is_free(sits, seat) or not self.has_room(sits, seat):
                break
            self.sit(sits, seat)
            moved.append((seat, sits))
        else:
            return True
        for seat, sits in moved:
            self.stand(sits, seat)
        for seat, stands, _sits in chain:
            if stands is not None:
                self.sit(stands, seat)
        return False
