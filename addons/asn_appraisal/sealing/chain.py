# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A chain of contents, each hash covering the one before."""

import hashlib
from typing import NamedTuple

# What the first link has before it.
GENESIS = "0" * 64


class Link(NamedTuple):
    """One link: its place from 1 on, what is sealed, the hash before and its own."""

    number: int
    content: str
    previous: str
    hash: str


def fingerprint(content, previous):
    """Return the hash of a content that follows the hash ``previous``.

    >>> fingerprint("{}", GENESIS)[:16]
    '5649d09ed68c1715'
    """
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


class Chain:
    """Looks at links one after the other and tells what is wrong with each.

    A finding is a pair of a kind and a number. ``changed``: the link is not the one
    that was sealed. ``missing``: it is not there. ``inserted``: it is there a second
    time, or was never sealed. ``reordered``: it stood elsewhere. ``rewritten``: it is
    not the one whose hash somebody has noted outside.

    :param known: set of the hashes of all links, to tell moved from replaced ones
    :param dict noted: hash by number, as somebody noted them outside
    """

    def __init__(self, known=(), noted=None):
        self.known, self.noted = known, noted or {}
        self.number = 0
        self.ends = {GENESIS}  # what the next link may name as the hash before it
        self.last_changed = False

    def feed(self, link):
        """Look at the next link, in order of numbers.

        :param Link link:
        :return: list of findings
        """
        if link.number <= self.number:
            return [("inserted", link.number)]
        gap = range(self.number + 1, link.number)
        found = [("missing", number) for number in gap]
        found += self._look(link, bool(gap))
        if self.noted.get(link.number, link.hash) != link.hash:
            found.append(("rewritten", link.number))
        return found

    def finish(self, count):
        """Tell what is missing at the end, or there too much.

        :param int count: how many links were ever sealed
        :return: list of findings
        """
        missing = [("missing", n) for n in range(self.number + 1, count + 1)]
        return missing + [("inserted", n) for n in range(count + 1, self.number + 1)]

    def _look(self, link, is_after_gap):
        right = fingerprint(link.content, link.previous)
        is_changed = right != link.hash
        follows = is_after_gap or link.previous in self.ends
        before_changed = self.last_changed
        self.number, self.ends = link.number, {link.hash, right}
        self.last_changed = is_changed
        if is_changed:
            return [("changed", link.number)]
        if follows:
            return []
        if link.previous in self.known:
            return [("reordered", link.number)]
        # Its own hash is right, so that the link before it is another one by now.
        return [] if before_changed else [("changed", link.number - 1)]


def verify(links, count=None, noted=None):
    """Check a whole chain.

    :param links: list of Link in order of numbers
    :param int count: how many were ever sealed, where that is known
    :param dict noted: hash by number, as somebody noted them outside
    :return: list of findings, see ``Chain``

    >>> links, end = [], GENESIS
    >>> for number, content in enumerate(["a", "b", "c", "d"], start=1):
    ...     links.append(Link(number, content, end, fingerprint(content, end)))
    ...     end = links[-1].hash
    >>> verify(links, 4, {2: links[1].hash, 4: end})
    []
    >>> verify([links[0], links[1]._replace(content="B"), *links[2:]])
    [('changed', 2)]
    >>> verify([links[0], *links[2:]])
    [('missing', 2)]
    >>> verify(links[:3], 4)
    [('missing', 4)]
    >>> verify([*links[:2], links[1], *links[2:]])
    [('inserted', 2)]
    >>> verify(links, 3)
    [('inserted', 4)]

    Two links that changed places, and one that was replaced with its hash:

    >>> swapped = [links[2]._replace(number=2), links[1]._replace(number=3)]
    >>> verify([links[0], *swapped, links[3]])
    [('reordered', 2), ('reordered', 3), ('reordered', 4)]
    >>> other = Link(2, "B", links[0].hash, fingerprint("B", links[0].hash))
    >>> verify([links[0], other, *links[2:]])
    [('changed', 2)]

    Whoever rewrites everything after it as well is found by a note made outside:

    >>> rewritten, end = [links[0]], links[0].hash
    >>> for number, content in ((2, "B"), (3, "c"), (4, "d")):
    ...     rewritten.append(Link(number, content, end, fingerprint(content, end)))
    ...     end = rewritten[-1].hash
    >>> verify(rewritten, 4)
    []
    >>> verify(rewritten, 4, {4: links[3].hash})
    [('rewritten', 4)]
    """
    chain = Chain({link.hash for link in links}, noted)
    found = [finding for link in links for finding in chain.feed(link)]
    return found + ([] if count is None else chain.finish(count))
