"""Plans: what may be asked for, and how often."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.exercise import Kind
from bot.domain.plan import (
    DEFAULT_PLAN,
    Intensity,
    Plan,
    PlanError,
    SelfcareEvery,
    gentler,
    plan_of,
)
from tests.builders import a_plan


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"stand_minutes": 9}, "stand_minutes"),
        ({"stand_minutes": 241}, "stand_minutes"),
        ({"squeeze_minutes": 9}, "squeeze_minutes"),
        ({"walks": -1}, "walks"),
        ({"walks": 3}, "walks"),
        ({"budget": 0}, "budget"),
        ({"budget": 7}, "budget"),
        ({"stand_minutes": None}, "intensity"),
    ],
)
def test_a_plan_beyond_its_limits_is_refused(changes: dict[str, Any], field: str) -> None:
    """The error names the setting at fault."""
    with pytest.raises(PlanError) as caught:
        a_plan(**changes)

    assert caught.value.field == field


@pytest.mark.parametrize(
    ("intensity", "stand", "squeeze"),
    [(Intensity.GENTLE, 60, 120), (Intensity.STANDARD, 30, 60), (Intensity.BY_THE_BOOK, 20, 60)],
)
def test_ready_made_plans_have_their_intervals(
    intensity: Intensity, stand: int, squeeze: int
) -> None:
    """Gentle, Standard and By the book are what the join modal says they are."""
    plan = plan_of(intensity)

    assert plan.intervals == {
        Kind.STAND: timedelta(minutes=stand),
        Kind.SQUEEZE: timedelta(minutes=squeeze),
    }
    assert plan.shortest == timedelta(minutes=stand)


def test_a_custom_plan_is_not_ready_made() -> None:
    """Custom has no intervals of its own to take."""
    with pytest.raises(PlanError):
        plan_of(Intensity.CUSTOM)


def test_the_default_plan_is_standard() -> None:
    """Standard is what is recommended."""
    assert plan_of(Intensity.STANDARD) == DEFAULT_PLAN


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, (Kind.STAND,)),
        ({"stand_minutes": None, "squeeze_minutes": 60}, (Kind.SQUEEZE,)),
        ({"stand_minutes": None, "walks": 1}, (Kind.WALK,)),
        ({"selfcare": SelfcareEvery.MONTH}, (Kind.STAND, Kind.SELFCARE)),
    ],
)
def test_a_plan_asks_for_what_is_on(changes: dict[str, Any], kinds: tuple[Kind, ...]) -> None:
    """What is off is not among the kinds."""
    assert a_plan(**changes).kinds == kinds


def test_a_plan_without_intervals_counts_in_hours() -> None:
    """A plan of walks alone has an hour for its shortest interval."""
    assert a_plan(stand_minutes=None, walks=1).shortest == timedelta(hours=1)


@pytest.mark.parametrize(
    ("plan", "calmer"),
    [
        (plan_of(Intensity.BY_THE_BOOK), plan_of(Intensity.STANDARD)),
        (plan_of(Intensity.STANDARD, walks=2), plan_of(Intensity.GENTLE, walks=2)),
        (plan_of(Intensity.GENTLE), None),
        (
            a_plan(stand_minutes=30, squeeze_minutes=200),
            a_plan(stand_minutes=60, squeeze_minutes=240),
        ),
        (a_plan(stand_minutes=240), None),
    ],
)
def test_gentler_steps_down_and_ends(plan: Plan, calmer: Plan | None) -> None:
    """Each plan has a calmer one down to the gentlest; custom intervals double to the longest."""
    assert gentler(plan) == calmer


STAND_AND_SQUEEZE = (Kind.STAND, Kind.SQUEEZE)


@pytest.mark.parametrize(
    ("plan", "kinds", "calmer"),
    [
        (plan_of(Intensity.STANDARD), STAND_AND_SQUEEZE, plan_of(Intensity.GENTLE)),
        (plan_of(Intensity.BY_THE_BOOK), (Kind.STAND,), plan_of(Intensity.STANDARD)),
        (
            plan_of(Intensity.BY_THE_BOOK),
            STAND_AND_SQUEEZE,
            a_plan(stand_minutes=40, squeeze_minutes=120, walks=1),
        ),
        (
            plan_of(Intensity.BY_THE_BOOK),
            (Kind.SQUEEZE,),
            a_plan(stand_minutes=20, squeeze_minutes=120, walks=1),
        ),
        (plan_of(Intensity.GENTLE), STAND_AND_SQUEEZE, None),
        (
            a_plan(stand_minutes=30, squeeze_minutes=200),
            (Kind.SQUEEZE,),
            a_plan(stand_minutes=30, squeeze_minutes=240),
        ),
        (a_plan(stand_minutes=240), (Kind.STAND,), None),
        (
            plan_of(Intensity.GENTLE, walks=2),
            (Kind.STAND, Kind.WALK),
            plan_of(Intensity.GENTLE, walks=1),
        ),
        (plan_of(Intensity.STANDARD, walks=1), (Kind.WALK,), None),
        (
            plan_of(Intensity.STANDARD, selfcare=SelfcareEvery.WEEK),
            (Kind.SELFCARE,),
            plan_of(Intensity.STANDARD, selfcare=SelfcareEvery.MONTH),
        ),
        (plan_of(Intensity.STANDARD, selfcare=SelfcareEvery.MONTH), (Kind.SELFCARE,), None),
    ],
)
def test_fewer_of_some_kinds_eases_each_of_them(
    plan: Plan, kinds: tuple[Kind, ...], calmer: Plan | None
) -> None:
    """By the next plan that does so, else by twice the time between two, if there is any less."""
    assert gentler(plan, kinds) == calmer
