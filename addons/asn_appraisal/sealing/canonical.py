# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""One text for one value: the same content always has the same hash."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

# What JSON has itself; most of what is sealed is one of these.
SIMPLE = frozenset({str, int, bool, type(None)})
# Made once: `json.dumps` and `json.loads` would make them anew for every text.
ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)
DECODER = json.JSONDecoder(parse_float=str)


def plain(value):
    """Return ``value`` in the types of canonical JSON: numbers with decimals as text.

    Floats are refused: two machines may write the same one differently.

    :param value: dict with texts as keys, list, tuple, text, integer, boolean, None,
        Fraction, Decimal, date or datetime, nested in any way
    :raise TypeError: for anything else

    >>> plain({"b": Fraction(58, 15), "a": [Decimal("4.50"), date(2026, 12, 31)]})
    {'b': '58/15', 'a': ['4.5', '2026-12-31']}
    >>> plain(datetime(2026, 12, 31, 9, 30))
    '2026-12-31 09:30:00'
    >>> plain(4.5)
    Traceback (most recent call last):
    TypeError: float is not sealed: 4.5
    """
    if type(value) in SIMPLE:
        return value
    if isinstance(value, dict):
        _check_keys(value)
        return {
            name: item if type(item) in SIMPLE else plain(item)
            for name, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [item if type(item) in SIMPLE else plain(item) for item in value]
    return _write(value)


def _write(value):
    """Return a value that JSON does not have as a text, or a text of another class."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(), "f")
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not sealed: {value!r}")


def canonical_json(value):
    """Return the one text of a value.

    Keys in the order of their code points, no blanks between, letters as they are.

    >>> canonical_json({"b": 1, "a": ["é", None, True]})
    '{"a":["é",null,true],"b":1}'
    >>> canonical_json({"a": 1, "b": 2}) == canonical_json({"b": 2, "a": 1})
    True
    """
    return ENCODER.encode(plain(value))


def parse(text):
    """Read JSON with numbers as they were written: decimals stay texts.

    >>> parse('{"mean": 4.50, "count": 3}')
    {'mean': '4.50', 'count': 3}
    """
    return DECODER.decode(text)


def digest(value):
    """Return the SHA-256 of the canonical text of a value, in hexadecimal digits.

    >>> digest({})[:16]
    '44136fa355b3678a'
    """
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _check_keys(value):
    for name in value:
        if type(name) is not str:
            kind = type(name).__name__
            raise TypeError(f"{kind} is no key of sealed content: {name!r}")
