"""The catalogue of exercises: what may be asked, for which body, and what the evidence says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ExerciseKey = NewType("ExerciseKey", str)
"""`<kind>.<name>`, stable for ever: it is stored with every nudge."""


class Kind(StrEnum):
    """What sort of exercise a nudge asks for, in the order in which they are named to people."""

    STAND = "stand"
    SQUEEZE = "squeeze"
    WALK = "walk"
    SELFCARE = "selfcare"

    # As an enumeration it would hash its name in Python, at every look-up by kind.
    __hash__ = str.__hash__


class BodyProfile(StrEnum):
    """Which form of an exercise suits a member; every form earns equal credit."""

    STANDING = "standing"
    SEATED = "seated"
    RECOVERING = "recovering"


class Evidence(StrEnum):
    """How strongly research supports an exercise, as `unsit why` states it."""

    STRONG = "strong"
    MIXED = "mixed"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One entry of the catalogue; its words live with all other words people read."""

    key: ExerciseKey
    seconds: int
    evidence: Evidence

    @property
    def kind(self) -> Kind:
        """Return the kind, which the key begins with."""
        return kind_of(self.key)


def kind_of(key: ExerciseKey) -> Kind:
    """Return the kind that an exercise key names."""
    return Kind(key.partition(".")[0])


def _exercise(key: str, seconds: int, evidence: Evidence) -> Exercise:
    return Exercise(key=ExerciseKey(key), seconds=seconds, evidence=evidence)


CATALOGUE: tuple[Exercise, ...] = (
    _exercise("stand.tall", 60, Evidence.MIXED),
    _exercise("stand.reach", 60, Evidence.MIXED),
    _exercise("stand.calf_raises", 60, Evidence.MIXED),
    _exercise("stand.sit_to_stand", 60, Evidence.MIXED),
    _exercise("squeeze.three", 30, Evidence.WEAK),
    _exercise("squeeze.hold", 30, Evidence.WEAK),
    _exercise("squeeze.one_side", 40, Evidence.WEAK),
    _exercise("squeeze.slow", 45, Evidence.WEAK),
    _exercise("walk.water", 180, Evidence.STRONG),
    _exercise("walk.block", 300, Evidence.STRONG),
    _exercise("walk.call", 300, Evidence.STRONG),
    _exercise("selfcare.massage", 0, Evidence.WEAK),
    _exercise("selfcare.self_massage", 120, Evidence.WEAK),
)
"""The built-in exercises. Evidence labels follow the sources that `unsit why` lists."""

_BY_KIND: dict[Kind, tuple[Exercise, ...]] = {
    kind: tuple(exercise for exercise in CATALOGUE if exercise.kind is kind) for kind in Kind
}

_KEYS = {kind: tuple(exercise.key for exercise in _BY_KIND[kind]) for kind in Kind}


def of_kind(kind: Kind) -> tuple[Exercise, ...]:
    """Return the exercises of one kind, in catalogue order."""
    return _BY_KIND[kind]


def choose(kinds: tuple[Kind, ...], *, turn: int) -> tuple[ExerciseKey, ...]:
    """Pick one exercise for each kind, so that they rotate as `turn` goes up.

    A kind that is asked for at every second or third turn only still comes to all of its exercises.
    """
    return tuple([_pick(_KEYS[kind], turn) for kind in kinds])


def _pick(keys: tuple[ExerciseKey, ...], turn: int) -> ExerciseKey:
    return keys[_digit_sum(turn, len(keys)) % len(keys)]


def _digit_sum(number: int, base: int) -> int:
    """Add up the digits of a number; modulo its base this takes every value on any stride."""
    total = 0
    while number:
        number, digit = divmod(number, base)
        total += digit
    return total
