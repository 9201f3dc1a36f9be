"""The catalogue of exercises: what may be asked, for which body, and what the evidence says."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
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
    """How strongly research supports something, as `unsit why` and tips state it.

    Strong is what pooled trials, a guideline or one very large trial say; mixed are trials that
    disagree, one of some hundred people, or an association; weak is one small study, or none.
    """

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
    _exercise("stand.sway", 60, Evidence.MIXED),
    _exercise("stand.march", 60, Evidence.MIXED),
    _exercise("stand.look_far", 60, Evidence.MIXED),
    _exercise("stand.step_back", 60, Evidence.MIXED),
    _exercise("stand.half_squats", 60, Evidence.MIXED),
    _exercise("squeeze.three", 30, Evidence.WEAK),
    _exercise("squeeze.hold", 30, Evidence.WEAK),
    _exercise("squeeze.one_side", 40, Evidence.WEAK),
    _exercise("squeeze.slow", 45, Evidence.WEAK),
    _exercise("squeeze.pulses", 20, Evidence.WEAK),
    _exercise("squeeze.breath", 45, Evidence.WEAK),
    _exercise("squeeze.ladder", 30, Evidence.WEAK),
    _exercise("squeeze.heels", 30, Evidence.WEAK),
    _exercise("walk.water", 180, Evidence.STRONG),
    _exercise("walk.block", 300, Evidence.STRONG),
    _exercise("walk.call", 300, Evidence.STRONG),
    _exercise("walk.errand", 180, Evidence.STRONG),
    _exercise("walk.window", 180, Evidence.STRONG),
    _exercise("walk.long_way", 300, Evidence.STRONG),
    _exercise("selfcare.massage", 0, Evidence.WEAK),
    _exercise("selfcare.self_massage", 120, Evidence.WEAK),
    _exercise("selfcare.ball", 120, Evidence.WEAK),
    _exercise("selfcare.seat", 180, Evidence.WEAK),
)
"""The built-in exercises. Evidence labels follow the sources that `unsit why` lists.

A key stays for ever, since nudges of the past name it.
"""

_BY_KEY: dict[ExerciseKey, Exercise] = {exercise.key: exercise for exercise in CATALOGUE}

_BY_KIND: dict[Kind, tuple[Exercise, ...]] = {
    kind: tuple(exercise for exercise in CATALOGUE if exercise.kind is kind) for kind in Kind
}

_KEYS = {kind: tuple(exercise.key for exercise in _BY_KIND[kind]) for kind in Kind}


def of_kind(kind: Kind) -> tuple[Exercise, ...]:
    """Return the exercises of one kind, in catalogue order."""
    return _BY_KIND[kind]


def find_exercise(key: ExerciseKey) -> Exercise | None:
    """Return the built-in exercise of a key, or None for a workspace's own or an unknown one."""
    return _BY_KEY.get(key)


OwnKeys = Mapping[Kind, tuple[ExerciseKey, ...]]
"""The keys of a workspace's own exercises that suit a member, by kind."""

NO_OWN: OwnKeys = MappingProxyType({})


def choose(kinds: tuple[Kind, ...], *, turn: int, own: OwnKeys = NO_OWN) -> tuple[ExerciseKey, ...]:
    """Pick one exercise for each kind, so that they rotate as `turn` goes up.

    All of a kind have their turn before any comes again, in another order each time, the first
    time in the catalogue's; none comes twice in a row. A kind that is asked for at every second or
    tenth turn only still comes to all of its exercises. A workspace's own are among them.
    """
    return tuple([_pick(_KEYS[kind] + own.get(kind, ()), turn) for kind in kinds])


def _pick(keys: tuple[ExerciseKey, ...], turn: int) -> ExerciseKey:
    cycle, place = divmod(turn, len(keys))
    return _shuffled(keys, cycle)[place] if cycle else keys[place]


@lru_cache(maxsize=8192)
def _shuffled(keys: tuple[ExerciseKey, ...], cycle: int) -> tuple[ExerciseKey, ...]:
    order = _by_chance(keys, cycle)
    before = _by_chance(keys, cycle - 1) if cycle > 1 else list(keys)
    if order[0] == before[-1]:
        order[0], order[1] = order[1], order[0]
    return tuple(order)


def _by_chance(keys: tuple[ExerciseKey, ...], cycle: int) -> list[ExerciseKey]:
    """Put keys into an order that anybody finds again who knows the cycle."""
    return sorted(
        keys, key=lambda key: hashlib.blake2b(f"{cycle}:{key}".encode(), digest_size=8).digest()
    )
