"""The catalogue of exercises, and how they rotate."""

import itertools

import pytest

from bot.domain.exercise import (
    CATALOGUE,
    BodyProfile,
    Evidence,
    ExerciseKey,
    Kind,
    choose,
    find_exercise,
    kind_of,
    of_kind,
)
from bot.domain.own_exercise import OwnExercise, own_key, own_keys

FEWEST = {Kind.STAND: 8, Kind.SQUEEZE: 8, Kind.WALK: 6, Kind.SELFCARE: 4}

RELEASED = {
    "stand.tall",
    "stand.reach",
    "stand.calf_raises",
    "stand.sit_to_stand",
    "squeeze.three",
    "squeeze.hold",
    "squeeze.one_side",
    "squeeze.slow",
    "walk.water",
    "walk.block",
    "walk.call",
    "selfcare.massage",
    "selfcare.self_massage",
}
"""Keys of releases past, which stored nudges name."""

OWN = OwnExercise(key=own_key(Kind.STAND, "7"), text="Band rows by the door")


def test_keys_are_unique() -> None:
    """A key names one exercise."""
    assert len({exercise.key for exercise in CATALOGUE}) == len(CATALOGUE)


def test_keys_stay() -> None:
    """What a stored nudge asked for is still known."""
    assert {key for key in RELEASED if find_exercise(ExerciseKey(key)) is None} == set()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_choice(kind: Kind) -> None:
    """There is something to rotate."""
    assert len(of_kind(kind)) >= FEWEST[kind]
    assert {exercise.kind for exercise in of_kind(kind)} == {kind}


@pytest.mark.parametrize(
    ("kind", "evidence"),
    [
        (Kind.STAND, Evidence.MIXED),
        (Kind.SQUEEZE, Evidence.WEAK),
        (Kind.WALK, Evidence.STRONG),
        (Kind.SELFCARE, Evidence.WEAK),
    ],
)
def test_exercises_are_as_well_supported_as_their_kind(kind: Kind, evidence: Evidence) -> None:
    """Nobody has studied a single one of them better than its kind."""
    assert {exercise.evidence for exercise in of_kind(kind)} == {evidence}


def test_a_key_names_its_kind() -> None:
    """The kind is what stands before the point."""
    assert kind_of(ExerciseKey("walk.water")) is Kind.WALK


def test_an_unknown_key_is_found_nowhere() -> None:
    """A workspace's own exercise is not in the catalogue."""
    assert find_exercise(OWN.key) is None


def test_one_exercise_is_chosen_for_each_kind() -> None:
    """A merged nudge asks for one exercise of each of its kinds, in their order."""
    keys = choose((Kind.STAND, Kind.WALK), turn=7)

    assert [kind_of(key) for key in keys] == [Kind.STAND, Kind.WALK]


def test_the_first_of_all_is_the_plainest() -> None:
    """The practice nudge says to stand up and to squeeze, and its how-to is about just that."""
    assert choose((Kind.STAND, Kind.SQUEEZE), turn=0) == ("stand.tall", "squeeze.three")


@pytest.mark.parametrize("kind", Kind)
def test_all_have_their_turn_before_any_comes_again(kind: Kind) -> None:
    """And none comes twice in a row, also where one round meets the next."""
    count = len(of_kind(kind))
    chosen = [choose((kind,), turn=turn)[0] for turn in range(100 * count)]

    for first in range(0, len(chosen), count):
        assert len(set(chosen[first : first + count])) == count
    assert all(one != other for one, other in itertools.pairwise(chosen))


@pytest.mark.parametrize("stride", [*range(1, 25), 80, 500])
@pytest.mark.parametrize("kind", Kind)
def test_every_exercise_has_its_turn_however_rarely_its_kind_comes(kind: Kind, stride: int) -> None:
    """A kind that comes with every second nudge only still rotates through all of its exercises."""
    chosen = [choose((kind,), turn=stride * index)[0] for index in range(200)]

    assert {exercise.key for exercise in of_kind(kind)} == set(chosen)


def test_pairs_differ_too() -> None:
    """A stand does not come with the same squeeze each time."""
    pairs = {choose((Kind.STAND, Kind.SQUEEZE), turn=turn) for turn in range(2_000)}

    assert len(pairs) == len(of_kind(Kind.STAND)) * len(of_kind(Kind.SQUEEZE))


def test_own_exercises_take_their_turns() -> None:
    """As often as any other of their kind, and only in their kind."""
    own = own_keys([OWN], BodyProfile.STANDING)
    count = len(of_kind(Kind.STAND)) + 1
    stands = [choose((Kind.STAND,), turn=turn, own=own)[0] for turn in range(10 * count)]
    squeezes = {choose((Kind.SQUEEZE,), turn=turn, own=own)[0] for turn in range(100)}

    assert stands.count(OWN.key) == 10
    assert OWN.key not in squeezes
