"""A nudge: what it asks for and how long it may be sent."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.exercise import ExerciseKey, Kind, choose
from bot.domain.nudge import Answer, Delivery, window
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


@pytest.mark.parametrize(
    ("changes", "completed", "asked_for"),
    [
        ({}, (), (Kind.STAND, Kind.SQUEEZE)),
        ({"answer": Answer.SKIPPED}, (), (Kind.STAND, Kind.SQUEEZE)),
        ({"answer": Answer.SNOOZED}, (), ()),
        ({"answer": Answer.BUSY}, (Kind.SQUEEZE,), (Kind.SQUEEZE,)),
        ({"practice": True}, (Kind.STAND,), ()),
        ({"delivery": Delivery.UNKNOWN}, (), ()),
    ],
)
def test_what_counts_as_asked_for(
    changes: dict[str, Any], completed: tuple[Kind, ...], asked_for: tuple[Kind, ...]
) -> None:
    """What was put off or put away was not asked for in vain, and practice counts in nothing."""
    nudge = a_nudge(exercises=choose((Kind.STAND, Kind.SQUEEZE), turn=0), **changes)
    assert nudge.asked_for(completed) == asked_for
