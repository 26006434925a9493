# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The frozen rules of a method, read once from its snapshot."""

from dataclasses import dataclass, field
from fractions import Fraction

from .checks import verify
from .errors import RulesError
from .exact import to_fraction
from .vocabulary import DIMENSIONS, MISSING_REALISATION, OWN_KINDS


@dataclass(frozen=True)
class RoleRule:
    """What a rater role weighs in each dimension, and what happens without it.

    Weights are percent of the dimension; `minimum` is the count of respondents from
    which on the role is counted and shown (at least 1).
    """

    code: str
    result: Fraction
    behaviour: Fraction
    minimum: int
    policy: str
    target: str | None
    kind: str | None = None

    @property
    def is_own(self):
        """Tell whether no people stand behind the role, but a plan or a period."""
        return self.kind in OWN_KINDS

    def weight(self, dimension):
        """Return the role's weight in "result" or "behaviour", in percent."""
        return self.result if dimension == "result" else self.behaviour


@dataclass(frozen=True)
class Band:
    """Points `lower` <= x < `upper` that give a predicate."""

    lower: Fraction
    upper: Fraction
    predicate: str
    needs_innovation: bool


@dataclass(frozen=True)
class Rules:
    """Everything that turns answers into a predicate, as plain immutable values.

    Hashable, comparable by value and safe to share among appraisals of a cycle:
    build it once for a batch with `Rules.from_snapshot`.
    """

    kind: str
    scale: tuple  # ((value, points), ...) in rising order of value
    roles: tuple  # RoleRule, in the order of the snapshot
    thresholds: tuple  # ((dimension, (meets from, above from) | None), ...)
    dimension_weights: tuple  # ((dimension, percent), ...)
    neutral_value: Fraction
    matrix: tuple  # (((result level, behaviour level), predicate), ...)
    bands: tuple  # Band, ...
    predicates: tuple  # codes
    # Cycles launched before there were plans froze neither of the two.
    achievement: tuple = ()  # ((percent, value), ...) in rising order of percent
    missing_realisation: str = MISSING_REALISATION[0]
    memo: dict = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def from_snapshot(cls, snapshot):
        """Read and check the snapshot of a method.

        :param dict snapshot: as made by `asn.rating.method._prepare_snapshot`
            (decimals as text); a copy that went through JSON is as good
        :return: Rules
        :raises RulesError: where the snapshot is malformed, see `check_rules`
        """
        try:
            rules = cls(**_read(snapshot))
        except KeyError as error:
            raise RulesError("missing_key", key=str(error.args[0])) from error
        verify(rules)
        return rules

    @property
    def lowest(self):
        """Lowest value of the scale."""
        return self.scale[0][0]

    @property
    def highest(self):
        """Highest value of the scale."""
        return self.scale[-1][0]

    def thresholds_of(self, dimension):
        """Return (meets from, above from) in scale units, None where not set.

        :raises RulesError: "dimension" for an unknown one
        """
        return _of(self.thresholds, dimension)

    def dimension_weight(self, dimension):
        """Return the weight of a dimension in the total, in percent.

        :raises RulesError: "dimension" for an unknown one
        """
        return _of(self.dimension_weights, dimension)


def check_rules(snapshot):
    """Raise where a method cannot be used for scoring.

    Checked are: readable numbers; a scale of two levels or more with rising points;
    unique roles whose weights sum to 100 % in each dimension; policies whose roll-ups
    end; thresholds within the scale; an achievement curve that rises within the scale;
    for a matrix its nine cells, each once; for a score bands without hole or overlap
    from the lowest to the highest points.

    :param dict snapshot: as made by `asn.rating.method._prepare_snapshot`
    :return: None
    :raises RulesError: with one of the codes listed at `RulesError`
    """
    Rules.from_snapshot(snapshot)


def _of(pairs, dimension):
    """Return the value that belongs to a dimension in a tuple of pairs."""
    for name, value in pairs:
        if name == dimension:
            return value
    raise RulesError("dimension", value=dimension)


def _read(snapshot):
    """Return the arguments of `Rules` from a snapshot."""
    weights = snapshot.get("dimension_weights") or {}
    return {
        "kind": snapshot["kind"],
        "scale": tuple(sorted(_read_level(level) for level in snapshot["scale"])),
        "roles": tuple(_read_role(role) for role in snapshot["roles"]),
        "thresholds": tuple(
            (name, _read_thresholds(snapshot, name)) for name in DIMENSIONS
        ),
        "dimension_weights": tuple(
            (name, to_fraction(weights.get(name) or 0)) for name in DIMENSIONS
        ),
        "neutral_value": to_fraction(snapshot.get("neutral_value") or 0),
        "matrix": tuple(
            ((cell["result"], cell["behaviour"]), cell["predicate"])
            for cell in snapshot.get("matrix") or []
        ),
        "bands": tuple(_read_band(band) for band in snapshot.get("bands") or []),
        "predicates": tuple(snapshot["predicates"]),
        "achievement": _read_achievement(snapshot),
        "missing_realisation": snapshot.get("missing_realisation")
        or MISSING_REALISATION[0],
    }


def _read_level(level):
    """Return (value, points) of a level of the scale."""
    return to_fraction(level["value"]), to_fraction(level.get("points") or 0)


def _read_achievement(snapshot):
    """Return (percent, value) of the points of the achievement curve, rising."""
    return tuple(
        sorted(
            (to_fraction(point["percent"]), to_fraction(point["value"]))
            for point in snapshot.get("achievement") or ()
        )
    )


def _read_role(role):
    """Return the RoleRule of a role of the snapshot."""
    minimum = role["min_respondents"]
    if type(minimum) is not int or minimum < 0:
        raise RulesError("role_minimum", role=role["code"], value=str(minimum))
    return RoleRule(
        code=role["code"],
        result=to_fraction(role["result_weight"]),
        behaviour=to_fraction(role["behaviour_weight"]),
        minimum=max(minimum, 1),
        policy=role["missing_policy"],
        target=role.get("roll_up_to") or None,
        kind=role.get("kind"),
    )


def _read_thresholds(snapshot, dimension):
    """Return (meets from, above from); None where a numeric method sets none."""
    pair = (snapshot.get("thresholds") or {}).get(dimension)
    values = tuple(to_fraction(value) for value in pair or ())
    if not any(values) and snapshot["kind"] == "score":
        return None
    return values


def _read_band(band):
    """Return the Band of a band of the snapshot."""
    return Band(
        lower=to_fraction(band["lower"]),
        upper=to_fraction(band["upper"]),
        predicate=band["predicate"],
        needs_innovation=bool(band.get("needs_innovation")),
    )
