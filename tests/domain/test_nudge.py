"""A nudge: what it asks for and how long it may be sent."""

from datetime import timedelta

import pytest

from bot.domain.exercise import ExerciseKey, Kind
from bot.domain.nudge import window
from tests.builders import a_nudge, a_plan


def test_a_nudge_asks_for_the_kinds_of_its_exercises() -> None:
    """The kinds come in the order of the exercises."""
    nudge = a_nudge(exercises=(ExerciseKey("stand.tall"), ExerciseKey("walk.water")))

    assert nudge.kinds == (Kind.STAND, Kind.WALK)


@pytest.mark.parametrize(("stand", "minutes"), [(10, 5), (15, 7.5), (20, 10), (60, 10)])
def test_a_nudge_may_be_late_by_half_an_interval_but_ten_minutes_at_most(
    stand: int, minutes: float
) -> None:
    """After its window a nudge is skipped."""
    assert window(a_plan(stand_minutes=stand)) == timedelta(minutes=minutes)
