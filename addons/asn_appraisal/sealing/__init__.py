# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""How what was published is written down, hashed and checked.

Plain Python: no ORM and no text for people. Whoever has the contents and hashes of a
chain can check it with these two files and nothing else.
"""

from .canonical import canonical_json, digest, parse, plain
from .chain import GENESIS, Chain, Link, fingerprint, verify

__all__ = [
    "GENESIS",
    "Chain",
    "Link",
    "canonical_json",
    "digest",
    "fingerprint",
    "parse",
    "plain",
    "verify",
]
