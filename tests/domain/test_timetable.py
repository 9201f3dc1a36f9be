"""A member's place of their own in the interval."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.timetable import Timetable, phase_of, walk_times
from bot.domain.work_hours import DEFAULT_HOURS, Span
from bot.domain.zone import zone_named
from tests.builders import MONDAY_MORNING, a_plan


@given(st.text(), st.text())
def test_a_phase_is_stable_and_below_one(workspace: str, member: str) -> None:
    """A phase depends on who the member is, and on nothing else."""
    phase = phase_of(WorkspaceId(workspace), MemberId(member))

    assert 0 <= phase < 1
    assert phase == phase_of.__wrapped__(WorkspaceId(workspace), MemberId(member))


def test_the_phases_of_a_workspace_are_spread_evenly() -> None:
    """Each tenth of the interval takes about a tenth of the members."""
    phases = [phase_of(WorkspaceId("T1"), MemberId(f"U{index:05}")) for index in range(10_000)]
    tenths = [int(phase * 10) for phase in phases]

    assert all(900 < tenths.count(tenth) < 1100 for tenth in range(10))


@pytest.mark.parametrize(
    ("budget", "minutes"), [(1, 60), (2, 30), (3, 20), (4, 15), (5, 12), (6, 10)]
)
def test_spacing_keeps_the_hourly_budget(budget: int, minutes: int) -> None:
    """As many nudges as the budget holds fit into an hour, evenly apart."""
    assert a_timetable(budget=budget).spacing == timedelta(minutes=minutes)


@given(
    minutes=st.integers(1, 600),
    phase=st.floats(0, 1, exclude_max=True),
    stand=st.integers(10, 240),
)
def test_the_first_slot_of_a_span_lies_in_it(minutes: int, phase: float, stand: int) -> None:
    """Even a span of a minute has room for its first slot."""
    span = Span(MONDAY_MORNING, MONDAY_MORNING + timedelta(minutes=minutes))

    assert span.start <= a_timetable(phase=phase, stand_minutes=stand).first_in(span) < span.end


def test_a_day_off_has_no_walk() -> None:
    """Without work there is nothing to walk away from."""
    assert walk_times(2, ()) == ()


def a_timetable(*, phase: float = 0, stand_minutes: int = 30, budget: int = 3) -> Timetable:
    """Make a timetable in London."""
    plan = a_plan(stand_minutes=stand_minutes, budget=budget)
    return Timetable(plan=plan, hours=DEFAULT_HOURS, zone=zone_named("Europe/London"), phase=phase)
