# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Properties of the lots that decide who rates whom, on many small random cases."""

import itertools
import random
from collections import Counter

from odoo.tests import BaseCase, tagged

from odoo.addons.asn_appraisal.raters import Panel, draw

CASES = 300
RATERS = range(1, 7)


def make_panels(chance, *, is_mutual=True, cost=0):
    """Return up to five panels with random pools of up to six raters."""
    return [
        Panel(
            key=f"panel {owner}",
            owner=owner,
            role=1,
            pool=frozenset(chance.sample(RATERS, chance.randint(1, 5))) - {owner},
            size=chance.randint(1, 3),
            cost=cost,
            is_mutual=is_mutual,
        )
        for owner in chance.sample(RATERS, chance.randint(1, 4))
    ]


def count(drawn, loads=None):
    """Return the forms of each rater."""
    counted = Counter(loads or {})
    counted.update(itertools.chain.from_iterable(drawn.values()))
    return counted


def best_spread(panels, loads):
    """Return the smallest sum of squared loads of all ways to fill the panels."""
    ways = (
        itertools.combinations(sorted(p.pool), min(p.size, len(p.pool))) for p in panels
    )
    return min(
        sum(n * n for n in count(dict(enumerate(way)), loads).values())
        for way in itertools.product(*ways)
    )


@tagged("post_install", "-at_install")
class TestRatersProperties(BaseCase):
    def _cases(self, **options):
        for number in range(CASES):
            chance = random.Random(number)
            loads = {rater: chance.randint(0, 3) for rater in RATERS}
            yield chance, make_panels(chance, **options), loads

    def test_only_the_eligible_and_as_many_as_there_are(self):
        for _chance, panels, loads in self._cases():
            drawn = draw("seed", panels, loads)
            for panel in panels:
                seats = drawn[panel.key]
                self.assertLessEqual(set(seats), panel.pool)
                self.assertEqual(len(seats), min(panel.size, len(panel.pool)))
                self.assertEqual(list(seats), sorted(set(seats)))

    def test_order_changes_nothing(self):
        for chance, panels, loads in self._cases():
            drawn = draw("seed", panels, loads)
            chance.shuffle(panels)
            self.assertEqual(draw("seed", panels, loads), drawn)

    def test_loads_differ_as_little_as_the_pools_allow(self):
        for _chance, panels, loads in self._cases():
            found = count(draw("seed", panels, loads), loads)
            spread = sum(n * n for n in found.values())
            self.assertEqual(spread, best_spread(panels, loads))

    def test_nobody_beyond_their_time(self):
        for chance, panels, loads in self._cases(cost=60):
            rooms = {rater: chance.choice((0, 60, 150, None)) for rater in RATERS}
            found = count(draw("seed", panels, loads, rooms))
            for rater, forms in found.items():
                if rooms[rater] is not None:
                    self.assertLessEqual(60 * forms, rooms[rater])

    def test_as_many_seats_as_time_allows(self):
        """No other way would fill more seats."""
        for chance, panels, _loads in self._cases(cost=60):
            rooms = {rater: 60 * chance.randint(0, 2) for rater in RATERS}
            drawn = draw("seed", panels, {}, rooms)
            self.assertEqual(sum(map(len, drawn.values())), most_seats(panels, rooms))

    def test_nobody_rates_each_other_where_that_is_excluded(self):
        for _chance, panels, loads in self._cases(is_mutual=False):
            drawn = draw("seed", panels, loads)
            pairs = {(r, p.owner) for p in panels for r in drawn[p.key]}
            self.assertFalse({(b, a) for a, b in pairs} & pairs)

    def test_pairs_are_turned_until_all_panels_are_full(self):
        """Where everybody rates as many as they are rated by, all pairs are needed."""
        for size in (3, 5, 7, 9):
            team = range(size)
            panels = [
                Panel(
                    f"panel {owner}",
                    owner,
                    1,
                    frozenset(team) - {owner},
                    (size - 1) // 2,
                    is_mutual=False,
                )
                for owner in team
            ]
            for seed in range(20):
                drawn = draw(str(seed), panels)
                self.assertEqual(sum(map(len, drawn.values())), size * (size - 1) // 2)

    def test_short_time_is_shared(self):
        """No panel has two seats as long as another could have its second."""
        team = range(5)
        panels = [
            Panel(f"panel {n}", n, 1, frozenset(team) - {n}, size=4, cost=60)
            for n in team
        ]
        rooms = dict.fromkeys(team, 120)
        for seed in range(50):
            drawn = draw(str(seed), panels, rooms=rooms)
            self.assertEqual({len(seats) for seats in drawn.values()}, {2})

    def test_nobody_packs_a_panel(self):
        """Over many seeds everybody of a pool sits there about as often."""
        pool = frozenset(range(1, 11))
        panel = Panel("panel", 99, 1, pool, size=3)
        found = Counter()
        for seed in range(2000):
            found.update(draw(str(seed), [panel])["panel"])
        for rater in pool:
            self.assertAlmostEqual(found[rater] / 2000, 0.3, delta=0.05)

    def test_panels_that_have_nothing_to_do_with_each_other(self):
        """What happens elsewhere changes nothing here."""
        for _chance, panels, loads in self._cases():
            far = Panel("far", 100, 1, frozenset((101, 102)), size=1)
            drawn = draw("seed", panels, loads)
            both = draw("seed", [far, *panels], loads)
            self.assertEqual({key: both[key] for key in drawn}, drawn)


def most_seats(panels, rooms):
    """Return how many seats can be filled at most, by plain search."""
    left = {rater: room // 60 for rater, room in rooms.items()}
    takes = {}  # (panel's key, number of seat) -> rater, all of a panel different

    def place(panel, seat, seen):
        for rater in panel.pool:
            if rater in seen or rater in seated(panel):
                continue
            seen.add(rater)
            held = [key for key, other in takes.items() if other == rater]
            if len(held) < left[rater]:
                takes[panel.key, seat] = rater
                return True
            for key in held:
                other = next(p for p in panels if p.key == key[0])
                del takes[key]
                if place(other, key[1], seen):
                    takes[panel.key, seat] = rater
                    return True
                takes[key] = rater
        return False

    def seated(panel):
        return {rater for key, rater in takes.items() if key[0] == panel.key}

    for panel in panels:
        for seat in range(panel.size):
            place(panel, seat, set())
    return len(takes)
