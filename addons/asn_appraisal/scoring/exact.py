# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Exact numbers: reading, rounding and writing of fractions.

All arithmetic of the package is done with `fractions.Fraction`; rounding is half-up
(a tie moves away from zero) and happens only where a docstring says so.
"""

from decimal import Decimal
from fractions import Fraction

from .errors import RulesError


def to_fraction(value):
    """Read an exact number.

    :param value: int, Fraction, Decimal, or text such as "2.5" or "1/3"; a float is
        read as the decimal that Python prints for it (0.1 is one tenth)
    :return: Fraction
    :raises RulesError: code "number" for anything else, NaN and infinity included

    >>> to_fraction("2.5"), to_fraction("1/3"), to_fraction(0.1)
    (Fraction(5, 2), Fraction(1, 3), Fraction(1, 10))
    >>> to_fraction("three")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    RulesError: number
    """
    if type(value) is Fraction:
        return value
    if isinstance(value, bool) or not isinstance(
        value, int | float | str | Decimal | Fraction
    ):
        raise RulesError("number", value=repr(value))
    try:
        return Fraction(str(value) if isinstance(value, float) else value)
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        raise RulesError("number", value=str(value)) from error


def to_exact(value):
    """Write a fraction so that nothing is lost.

    :param value: Fraction or None
    :return: "a/b" in lowest terms ("a/1" for a whole number), None for None

    >>> to_exact(Fraction(58, 15)), to_exact(Fraction(3)), to_exact(None)
    ('58/15', '3/1', None)
    """
    if value is None:
        return None
    return f"{value.numerator}/{value.denominator}"


def _scaled(value, digits):
    """Return value x 10^digits as the nearest int, ties away from zero."""
    numerator = abs(value.numerator) * 10**digits
    scaled = (2 * numerator + value.denominator) // (2 * value.denominator)
    return -scaled if value.numerator < 0 else scaled


def half_up(value, digits=2):
    """Round half-up: a tie moves away from zero.

    :param Fraction value: any number
    :param int digits: decimals to keep
    :return: Fraction

    >>> half_up(Fraction("2.345")), half_up(Fraction("-2.345"))
    (Fraction(47, 20), Fraction(-47, 20))
    """
    return Fraction(_scaled(value, digits), 10**digits)


def fixed(value, digits=2):
    """Write a number with a fixed count of decimals, rounded half-up.

    :param value: Fraction or None
    :param int digits: decimals to write
    :return: str, None for None

    >>> fixed(Fraction(58, 15)), fixed(Fraction(197, 2)), fixed(Fraction(-1, 8))
    ('3.87', '98.50', '-0.13')
    """
    if value is None:
        return None
    scaled = _scaled(value, digits)
    sign = "-" if scaled < 0 else ""
    whole, decimals = divmod(abs(scaled), 10**digits)
    return f"{sign}{whole}.{decimals:0{digits}d}"


def plain(value, digits=4):
    """Write a number without needless zeros, rounded half-up where it is endless.

    :param value: Fraction or None
    :param int digits: decimals at most
    :return: str, None for None

    >>> plain(Fraction(60)), plain(Fraction(5, 2)), plain(Fraction(100, 3))
    ('60', '2.5', '33.3333')
    """
    if value is None:
        return None
    return fixed(value, digits).rstrip("0").rstrip(".")
