"""The catalogue of exercises, and how they rotate."""

import pytest

from bot.domain.exercise import CATALOGUE, ExerciseKey, Kind, choose, kind_of, of_kind


def test_keys_are_unique() -> None:
    """A key names one exercise."""
    assert len({exercise.key for exercise in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_choice(kind: Kind) -> None:
    """Each kind has two exercises at least, so that there is something to rotate."""
    assert len(of_kind(kind)) >= 2
    assert {exercise.kind for exercise in of_kind(kind)} == {kind}


def test_a_key_names_its_kind() -> None:
    """The kind is what stands before the point."""
    assert kind_of(ExerciseKey("walk.water")) is Kind.WALK


def test_one_exercise_is_chosen_for_each_kind() -> None:
    """A merged nudge asks for one exercise of each of its kinds, in their order."""
    keys = choose((Kind.STAND, Kind.WALK), turn=7)

    assert [kind_of(key) for key in keys] == [Kind.STAND, Kind.WALK]


@pytest.mark.parametrize("stride", [1, 2, 3, 4, 16, 80])
@pytest.mark.parametrize("kind", Kind)
def test_every_exercise_has_its_turn_however_rarely_its_kind_comes(kind: Kind, stride: int) -> None:
    """A kind that comes with every second nudge only still rotates through all of its exercises."""
    chosen = [choose((kind,), turn=stride * index)[0] for index in range(200)]

    assert {exercise.key for exercise in of_kind(kind)} == set(chosen)
